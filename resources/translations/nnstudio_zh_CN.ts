<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Actions</name>
    <message>
        <source>&amp;New…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save &amp;As…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export &amp;Weights (.npz)…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cu&amp;t</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Duplicate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>De&amp;lete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select &amp;All</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Train, Pause or Resume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step &amp;One Batch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start &amp;Again from the Same Weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom &amp;In</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom &amp;Out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Fit in View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;100 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;About NNStudio</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Documents</name>
    <message>
        <source>Untitled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>NNStudio projects</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are no trained weights yet. Press Train first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export the weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exported to {path}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the changes of “{name}”?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The training that runs now will be stopped; its weights are kept.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ParamEditor</name>
    <message>
        <source>Nothing to set here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type {count} numbers, for example {example}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type a whole number, for example {example}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type a number, for example {example}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StartPage</name>
    <message>
        <source>What will you train?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open an example and press Train, or draw a network of your own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Empty canvas</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Examples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recent files</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TrainingPanel</name>
    <message>
        <source>Finished: {epochs} epochs, {steps} steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Epoch {epoch} of {epochs} · batch {batch} of {batches}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>validating</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>paused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preparing the data…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trained for {epochs} epochs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mend the problems of the drawing first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ready to train</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train from the starting weights of the seed (F5)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wait before the next step (F5)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on training (F5)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Continue (+{epochs} epochs)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train the present weights for more epochs (F5)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The running network differs from the drawing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Apply</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Validation loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training accuracy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Validation accuracy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Samples/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Optimiser</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step one batch (F10)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop and keep the weights (Shift+F5)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start again from the same initial weights (Ctrl+Shift+F5)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>nnstudio</name>
    <message>
        <source>25,000 handwritten digits as grey pictures of 28 × 28 pixels: the classic first task of image recognition.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A layer of neurons: weighted sum of all inputs plus bias, then the activation.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A picture cannot be made into a sample of the shape {got}: it takes height × width. Choose a project that learns from grey pictures.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A ring around a ring; a network has to close a curve around the inner one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A wire from {source} to {target} would close a circle; a layer cannot wait for its own output. Connect it to a later layer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A {kernel} kernel does not fit into {got}. Make kernel_size smaller or set padding to same.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A {pool} window does not fit into {got}. Make pool_size smaller, set padding to same, or use fewer pooling layers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About how far each weight moves in a step. It can be changed while training.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Activation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Adam</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add Flatten and Dense</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a learned number to each feature map.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a learned number to each unit&apos;s sum.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add an Input</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add needs equal shapes, got {a} and {b}. Match their units or filters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add {value} after {node}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Adds two branches number by number, as at the end of a skip connection.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All zero: units of a layer then stay equal for ever</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another number draws other points of the same kind.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Applies an activation function to whatever arrives.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bias</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Binary cross-entropy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Categorical cross-entropy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change {setting}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checkerboard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Circles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connect {source}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Conv2D</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Convolution</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Core</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decides starting weights, order of samples and dropout; same seed, same run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dense</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dropout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Feed it pictures, or remove a Flatten before it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fires or does not. Its derivative is zero everywhere, so no layer before it can learn.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Flatten</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For one class out of many, with a softmax at the output.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For yes-or-no targets with a sigmoid at the output.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Four by four squares of alternating class: many borders for a network to find.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gives every weight a step size of its own; a good first choice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gradient descent (SGD)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gradient descent that keeps part of its speed, like a ball rolling downhill.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Half squared error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Half the squared difference, summed over outputs; its derivative is just y − t.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>He: normal with σ = √(2 / fan_in); for ReLU and its kin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Height and width of the window that each filter looks at.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Height and width of the window.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How far each step goes down the slope. It can be changed while training.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How far the points scatter: the standard deviation, in units of the plot.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How far the window moves, down and across.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many feature maps come out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many neurons the layer has.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many points there are to learn from; half as many more are for testing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many samples each step looks at.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How often a run goes through all training samples.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How the weights are drawn before the first step. Biases start at zero.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Input</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Insert Flatten</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is a folder. Choose a name for a file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keeps the division from blowing up.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keeps the largest value of each window, so that the picture shrinks.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kernel size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lays a picture out as one row of numbers, so that Dense can read it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leaky ReLU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lets positive values through and cuts negative ones to zero.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Like ReLU, with a small slope below zero, so that no unit can die.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Linear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MNIST digits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MaxPool2D</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean squared error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory of the mean gradient.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory of the squared gradient.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Merging</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Momentum</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Moons</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>NNStudio cannot open its window because this session has no screen (neither DISPLAY nor WAYLAND_DISPLAY is set): start it from a graphical desktop or through `ssh -X`, or work without a window, as `nnstudio --help` shows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>NNStudio&apos;s own file {name} is missing in {folder}. Install NNStudio again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>NNStudio&apos;s resources folder is missing; it was looked for in {places}. Install NNStudio again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No data is chosen, so the network&apos;s input has no shape. Choose data.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No data is chosen. Choose a data set for this project.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Node {id}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Node {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Noise</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Normal with a σ that you choose</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing follows the Input. Connect a layer to it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Padding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passes the sum on unchanged; a stack of linear layers is still one linear layer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Points in four quadrants, opposite ones of one class: the cloud version of XOR.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pool size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pooling</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put a Flatten layer before it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ReLU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Regularisation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Samples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set padding to same</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set {node} to {value}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sigma</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sigmoid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Silences a random share of units in each training step, against overfitting.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Slides small filters over a picture; each filter gives one feature map.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Slope below zero</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Softmax</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Softmax over one output is always 1, so {node} cannot learn. Use sigmoid.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Spiral</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Squeezes any number into 0 … 1. Its derivative is never more than 0.25.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Squeezes any number into −1 … 1, centred on zero; its derivative is at most 1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stride</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Takes a step straight down the slope of the present batch.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tanh</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The canvas is empty. Drag an Input from the palette to begin.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The data set {name} has no option {got}; it has {known}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The data&apos;s signature</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The derivative of the step in {node} is zero everywhere, so the weights up to it get no gradient and cannot learn. Use sigmoid or ReLU to train.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk is full. Free some space, or choose another place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk is read-only. Choose another folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The drawing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file names no format that there is: got {got}, expected a whole number from 1 to {newest}. Open another copy of it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file was written by a newer NNStudio ({program}): got format {got}, this version reads up to {newest}. Update NNStudio to open it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder does not exist. Choose another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The four rows of exclusive or: true where exactly one input is. No straight line divides them. The test samples are the same four rows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The function that is applied to each number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The function that is applied to each unit&apos;s sum.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The input {port} of {node} is not connected. Draw a wire to it from another layer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The labels go from {low} to {high}, but there are {count} classes. Labels count the classes from 0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The name is too long. Choose a shorter one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network ends in {ends}, but there is one target. Delete what is not needed, or join the branches with Add.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The optimiser</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The output has {got} units, but the target needs {expected}. Set its units.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The picture shows nothing: it is of one colour. Choose one with a digit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The project expects samples of {expected} in {expected_classes} classes, but the data set {name} gives {got} in {got_classes} classes. Choose the data again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The samples are of the type {got}; they must be whole or decimal numbers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The samples have the shape {got}; the network expects {expected}, where n is the number of samples. A single sample needs n = 1 in front.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The scaling got {got}; it expects one of: {choices}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The share of the speed that is kept from step to step.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The share of units that stay away in a training step.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The slope of leaky ReLU for negative sums.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The squared difference to the target, averaged over outputs and batch.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The standard deviation of the starting weights.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The system says: {error}. Choose another place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The training state</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The weight {key} has the shape {got}; the network expects {expected}. Train the network again, or undo the change of its layers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The weight {key} in the file has the shape {got}; the drawing expects {expected}. It is left out; train the network again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The weight {key} in the file holds numbers that are not finite. It is left out; train the network again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The wires {circle} close a circle; a layer cannot wait for its own output. Remove one of them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are {count} Input layers, but the data has one input. Delete all but one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no data set {got} here; there are {known}. Choose one of them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no file {path}. Check its name and folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is not enough memory to train this network. Use a smaller batch_size.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing drawn. Draw a digit first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train to step {step}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training failed: {error}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training stopped at step {step}: {what} of {node} is no longer a finite number. The weights of step {good} are kept. Try a smaller learning rate.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Turns scores into probabilities that add up to 1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two Gaussians</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two arms wound around each other: hard for a small network, hopeless for a line.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two half moons that reach into each other; the border between them bends twice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two nodes are called {id}. Rename one of them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two round clouds of points; a straight line divides them almost perfectly.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two wires end at port {port} of {id}. Remove one of them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Units</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the loss {loss}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the optimiser {optimizer}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weights start as</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the samples enter. Its shape follows from the chosen data.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wire {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>XOR quadrants</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>XOR truth table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Xavier/Glorot: uniform in ±√(6 / (fan_in + fan_out)); for sigmoid, tanh</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You have no right to write there. Choose another folder or name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your quota of disk space is used up. Free some space.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a finite number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a list of at most {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a list of {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a node that has an input</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a number from {low} to {high}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a sample of at most {count} numbers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a text of at most {count} letters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a whole number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a whole number from {low} to {high}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an object with named fields</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>at most {count} letters, digits and underscores, such as dense_1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it holds {count} members</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it holds {member} twice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>one number, or one for each of {count} features</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>one of: {choices}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>same: zeros around the picture keep its size; valid: no zeros, it shrinks.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the id of a node of this drawing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the name {member} leads out of it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>valid Unicode</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>valid: leave out what does not fill a window; same: let windows reach beyond.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>yes or no</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>yes or no (true or false)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} of {total} samples hold values that are not a number, infinite or too large. Replace them or leave these samples out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} values, each {one}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{got} samples are to be held out for validation, but there are {count} in all. Choose a number from 0 to {most}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{layer} got the shape {got}; it expects {expected}. {fix}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{loss} compares classes, but the target is a number. Use a squared error.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{loss} needs an output for each class, got 1. Use binary cross-entropy.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{loss} needs {expected} at the output, but {node} has {got}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{member} is compressed in an unknown way</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{member} is encrypted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{member} would unpack to {size} MB from {packed} MB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} cannot be read as a picture: {reason}. Save it again as PNG.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} has more than {count} million pixels. Save a smaller copy.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} holds no project. Open another copy of the file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is damaged or no NNStudio file: {error}. Open a copy of it, or get it again from where it came.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is damaged: {error}. Open another copy of the file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is no NNStudio project: it lacks {member}. Choose a {suffix} file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is no picture that can be read here; these can: {formats}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is no record of a training: {error}. Open another copy of the file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is not opened, for {reason}; NNStudio never writes such a file. Open a copy that was not changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} lacks {member}. Open another copy of it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}: {key} got numbers of the type {got}; it expects float32.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{node} gives {got}, but the output must be one row of numbers. Add Flatten, Dense.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{node} has {got} outputs, but the target has {expected}. Set its units.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{noun} above {low}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{noun} from {low} to {high}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{noun} of at least {low}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{owner}: {setting} got {got}; it expects {expected}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} cannot be read: {error}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} cannot be written. {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is not a file. Choose a file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{place} got {got}; it expects {expected}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{place}: the field {field} got {got}; it expects {expected}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{place}: the field {field} is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{place}: there is no field {field}. Did you mean {near}?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{place}: there is no field {field}; the fields are {known}. Remove it, or open the file with the version that wrote it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{place}: there is no {got} here; there are {known}. Update NNStudio, or install the package that brings it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{place}: there is no {got}. Did you mean {near}?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{width} × {height} picture with dark ink on a light ground: turned to grey, inverted, cropped to the ink and centred.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{width} × {height} picture with light ink on a dark ground: turned to grey, cropped to the ink and centred.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{target} has {count} input ports, got number {port}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{target} is where data enters; it takes no wire. Connect to another layer.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
