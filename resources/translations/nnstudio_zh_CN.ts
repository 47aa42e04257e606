<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
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
    <name>nnstudio</name>
    <message>
        <source>A layer of neurons: weighted sum of all inputs plus bias, then the activation.</source>
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
        <source>Applies an activation function to whatever arrives.</source>
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
        <source>Dense</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dropout</source>
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
        <source>Node {id}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Node {number}</source>
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
        <source>The data&apos;s signature</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The derivative of the step in {node} is zero everywhere, so the weights up to it get no gradient and cannot learn. Use sigmoid or ReLU to train.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The drawing</source>
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
        <source>The layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The loss</source>
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
        <source>The project</source>
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
        <source>The training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The weight {key} has the shape {got}; the network expects {expected}. Train the network again, or undo the change of its layers.</source>
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
        <source>Turns scores into probabilities that add up to 1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two nodes are called {id}. Rename one of them.</source>
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
        <source>Xavier/Glorot: uniform in ±√(6 / (fan_in + fan_out)); for sigmoid, tanh</source>
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
        <source>{count} values, each {one}</source>
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
        <source>{setting} got {got}; it expects a whole number from {low} to {high}.</source>
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
