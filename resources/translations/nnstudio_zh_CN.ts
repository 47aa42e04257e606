<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Actions</name>
    <message>
        <source>&amp;New…</source>
        <translation>新建(&amp;N)…</translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation>打开(&amp;O)…</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>保存(&amp;S)</translation>
    </message>
    <message>
        <source>Save &amp;As…</source>
        <translation>另存为(&amp;A)…</translation>
    </message>
    <message>
        <source>Export &amp;Weights (.npz)…</source>
        <translation>导出权重(&amp;W)(.npz)…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>撤销(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>重做(&amp;R)</translation>
    </message>
    <message>
        <source>Cu&amp;t</source>
        <translation>剪切(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>复制(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>粘贴(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Duplicate</source>
        <translation>创建副本(&amp;D)</translation>
    </message>
    <message>
        <source>De&amp;lete</source>
        <translation>删除(&amp;L)</translation>
    </message>
    <message>
        <source>Select &amp;All</source>
        <translation>全选(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Train, Pause or Resume</source>
        <translation>训练、暂停或继续(&amp;T)</translation>
    </message>
    <message>
        <source>Step &amp;One Batch</source>
        <translation>单步一个批次(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>停止(&amp;S)</translation>
    </message>
    <message>
        <source>Start &amp;Again from the Same Weights</source>
        <translation>从相同权重重新开始(&amp;A)</translation>
    </message>
    <message>
        <source>Zoom &amp;In</source>
        <translation>放大(&amp;I)</translation>
    </message>
    <message>
        <source>Zoom &amp;Out</source>
        <translation>缩小(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Fit in View</source>
        <translation>适应窗口(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;100 %</source>
        <translation>&amp;100 %</translation>
    </message>
    <message>
        <source>&amp;About NNStudio</source>
        <translation>关于 NNStudio(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Training</source>
        <translation>训练(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
</context>
<context>
    <name>ActivationPlot</name>
    <message>
        <source>The function {name} (solid) and its derivative (dashed)</source>
        <translation>函数 {name}（实线）及其导数（虚线）</translation>
    </message>
    <message>
        <source>The slope is zero everywhere, so nothing before this function can learn.</source>
        <translation>斜率处处为零，因此此函数之前的部分都无法学习。</translation>
    </message>
    <message>
        <source>It saturates below {below} and above {above}: there its slope is near zero, and what comes before learns slowly or not at all.</source>
        <translation>低于 {below} 和高于 {above} 时饱和：那里斜率接近零，它之前的部分学得很慢或根本学不到。</translation>
    </message>
    <message>
        <source>It saturates below {below}: there its slope is near zero, and what comes before learns slowly or not at all.</source>
        <translation>低于 {below} 时饱和：那里斜率接近零，它之前的部分学得很慢或根本学不到。</translation>
    </message>
</context>
<context>
    <name>AnswerView</name>
    <message>
        <source>Output: {shape} numbers</source>
        <translation>输出：{shape} 个数</translation>
    </message>
    <message>
        <source>It is {class_name}: {share}</source>
        <translation>答案是 {class_name}：{share}</translation>
    </message>
    <message>
        <source>Output: {numbers}</source>
        <translation>输出：{numbers}</translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation>关闭此消息</translation>
    </message>
</context>
<context>
    <name>CanvasMenu</name>
    <message>
        <source>Cut</source>
        <translation>剪切</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>创建副本</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Paste here</source>
        <translation>粘贴到此处</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>全选</translation>
    </message>
    <message>
        <source>Fit the drawing</source>
        <translation>适应窗口</translation>
    </message>
    <message>
        <source>Zoom to 100 %</source>
        <translation>缩放到 100 %</translation>
    </message>
    <message>
        <source>Use the weights of</source>
        <translation>使用哪一层的权重</translation>
    </message>
    <message>
        <source>Its own</source>
        <translation>自己的</translation>
    </message>
</context>
<context>
    <name>CanvasView</name>
    <message>
        <source>Canvas</source>
        <translation>画布</translation>
    </message>
    <message>
        <source>Draw your network here</source>
        <translation>在这里画你的网络</translation>
    </message>
    <message>
        <source>Drag a layer from the palette, or select one there and press Enter.</source>
        <translation>从层面板拖入一个层，或在其中选择一个层并按回车键。</translation>
    </message>
</context>
<context>
    <name>ConfusionTable</name>
    <message>
        <source>Most frequent mistake: {true} taken for {said}, {count} times</source>
        <translation>最常见的错误：把 {true} 认成 {said}，共 {count} 次</translation>
    </message>
    <message>
        <source>{true} taken for {said}: {count}</source>
        <translation>把 {true} 认成 {said}：{count} 次</translation>
    </message>
</context>
<context>
    <name>DataPage</name>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>One sample</source>
        <translation>单个样本</translation>
    </message>
    <message>
        <source>Scaled by</source>
        <translation>缩放</translation>
    </message>
    <message>
        <source>Targets scaled by</source>
        <translation>目标缩放</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>许可证</translation>
    </message>
    <message>
        <source>Targets</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>How it is drawn</source>
        <translation>生成方式</translation>
    </message>
    <message>
        <source>Preparation</source>
        <translation>预处理</translation>
    </message>
    <message>
        <source>About this data</source>
        <translation>关于此数据</translation>
    </message>
    <message>
        <source>Samples per class</source>
        <translation>每类样本数</translation>
    </message>
    <message>
        <source>Samples of the data set</source>
        <translation>数据集中的样本</translation>
    </message>
    <message>
        <source>Points of the data set</source>
        <translation>数据集中的点</translation>
    </message>
    <message>
        <source>Rows of the data set</source>
        <translation>数据集的行</translation>
    </message>
    <message>
        <source>Others</source>
        <translation>换一批</translation>
    </message>
    <message>
        <source>Show other samples</source>
        <translation>显示其他样本</translation>
    </message>
    <message>
        <source>The test samples are kept apart: only Evaluate looks at them.</source>
        <translation>测试样本单独保留：只有“评估”会用到它们。</translation>
    </message>
    <message>
        <source>A run is going on with the data as it was. Changes count from the next run.</source>
        <translation>训练正在用更改前的数据进行。更改从下一次训练起生效。</translation>
    </message>
</context>
<context>
    <name>DataPanel</name>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Data set</source>
        <translation>数据集</translation>
    </message>
    <message>
        <source>Choose a data set</source>
        <translation>选择数据集</translation>
    </message>
    <message>
        <source>Reading data</source>
        <translation>正在读取数据</translation>
    </message>
    <message>
        <source>No data chosen</source>
        <translation>未选择数据</translation>
    </message>
    <message>
        <source>Choose a data set above: digits to recognise, or points to tell apart.</source>
        <translation>请在上方选择数据集：识别手写数字，或区分不同类别的点。</translation>
    </message>
</context>
<context>
    <name>DecisionMap</name>
    <message>
        <source>This view is for data with two inputs, such as the spiral.</source>
        <translation>此视图用于有两个输入的数据，例如螺旋。</translation>
    </message>
    <message>
        <source>The drawing has problems. Once they are solved its map is shown here.</source>
        <translation>网络图有问题。解决后，这里会显示它的决策图。</translation>
    </message>
    <message>
        <source>No output of this network gives a class.</source>
        <translation>此网络没有给出类别的输出。</translation>
    </message>
    <message>
        <source>After {step} steps</source>
        <translation>训练 {step} 步后</translation>
    </message>
    <message>
        <source>Not trained yet</source>
        <translation>尚未训练</translation>
    </message>
    <message>
        <source>No decision map</source>
        <translation>没有决策图</translation>
    </message>
</context>
<context>
    <name>DigitPage</name>
    <message>
        <source>Draw a digit here</source>
        <translation>在这里画一个数字</translation>
    </message>
    <message>
        <source>Drawing pad</source>
        <translation>手写板</translation>
    </message>
    <message>
        <source>Left button draws, right button erases, Delete clears.</source>
        <translation>左键绘制，右键擦除，Delete 键清空。</translation>
    </message>
    <message>
        <source>It sees</source>
        <translation>网络所见</translation>
    </message>
    <message>
        <source>What the network sees</source>
        <translation>网络看到的图像</translation>
    </message>
    <message>
        <source>The pixels that the network gets</source>
        <translation>网络得到的像素</translation>
    </message>
    <message>
        <source>Pen</source>
        <translation>画笔</translation>
    </message>
    <message>
        <source>Width of the pen</source>
        <translation>画笔粗细</translation>
    </message>
    <message>
        <source>Centre the digit</source>
        <translation>数字居中</translation>
    </message>
    <message>
        <source>Crop, scale and centre what is drawn, as the digits of MNIST were.</source>
        <translation>像 MNIST 的数字那样，对所画内容裁剪、缩放并居中。</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清空</translation>
    </message>
    <message>
        <source>Picture…</source>
        <translation>图片…</translation>
    </message>
    <message>
        <source>Open a picture file; it can also be dropped here.</source>
        <translation>打开图片文件；也可以把图片拖放到这里。</translation>
    </message>
</context>
<context>
    <name>Documents</name>
    <message>
        <source>Untitled</source>
        <translation>未命名</translation>
    </message>
    <message>
        <source>NNStudio projects</source>
        <translation>NNStudio 项目</translation>
    </message>
    <message>
        <source>Open a project</source>
        <translation>打开项目</translation>
    </message>
    <message>
        <source>Save the project</source>
        <translation>保存项目</translation>
    </message>
    <message>
        <source>There are no trained weights yet. Press Train first.</source>
        <translation>还没有训练好的权重。请先按“训练”。</translation>
    </message>
    <message>
        <source>Export the weights</source>
        <translation>导出权重</translation>
    </message>
    <message>
        <source>Exported to {path}</source>
        <translation>已导出到 {path}</translation>
    </message>
    <message>
        <source>Save the changes of “{name}”?</source>
        <translation>要保存对“{name}”的更改吗？</translation>
    </message>
    <message>
        <source>The training that runs now will be stopped.</source>
        <translation>正在进行的训练将会停止。</translation>
    </message>
</context>
<context>
    <name>EvaluationView</name>
    <message>
        <source>Samples that the network has never seen, in training or since.</source>
        <translation>网络在训练中和训练后都从未见过的样本。</translation>
    </message>
    <message>
        <source>Evaluate on the test samples</source>
        <translation>在测试样本上评估</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Progress of the evaluation</source>
        <translation>评估进度</translation>
    </message>
    <message>
        <source>Outdated: the weights are others now.</source>
        <translation>已过时：权重已经改变。</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>准确率</translation>
    </message>
</context>
<context>
    <name>FeatureMaps</name>
    <message>
        <source>After {step} steps</source>
        <translation>训练 {step} 步后</translation>
    </message>
    <message>
        <source>Not trained yet</source>
        <translation>尚未训练</translation>
    </message>
    <message>
        <source>Size of the maps</source>
        <translation>特征图大小</translation>
    </message>
    <message>
        <source>This network has no convolution or pooling layer to look into.</source>
        <translation>此网络没有可供查看的卷积层或池化层。</translation>
    </message>
    <message>
        <source>The drawing has problems. Once they are solved its maps are shown here.</source>
        <translation>网络图有问题。解决后，这里会显示它的特征图。</translation>
    </message>
    <message>
        <source>No feature maps</source>
        <translation>没有特征图</translation>
    </message>
</context>
<context>
    <name>FeaturesPage</name>
    <message>
        <source>The sliders reach as far as the samples do; beyond them it has to guess.</source>
        <translation>滑块的范围与样本相同；超出范围时网络只能猜测。</translation>
    </message>
</context>
<context>
    <name>GradientPlot</name>
    <message>
        <source>No gradients yet</source>
        <translation>还没有梯度</translation>
    </message>
    <message>
        <source>Press Train: the gradient of every layer is drawn here, with a verdict.</source>
        <translation>按“训练”：每一层的梯度会画在这里，并附上诊断。</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>最近</translation>
    </message>
    <message>
        <source>Show only the last measurements</source>
        <translation>只显示最近的测量</translation>
    </message>
    <message>
        <source>Gradient norm</source>
        <translation>梯度范数</translation>
    </message>
    <message>
        <source>Median of {count}</source>
        <translation>{count} 次的中位数</translation>
    </message>
    <message>
        <source>At step {step}</source>
        <translation>第 {step} 步</translation>
    </message>
</context>
<context>
    <name>Inspector</name>
    <message>
        <source>Inspector</source>
        <translation>检查器</translation>
    </message>
</context>
<context>
    <name>LiveView</name>
    <message>
        <source>Save as PNG…</source>
        <translation>另存为 PNG…</translation>
    </message>
    <message>
        <source>Save as CSV…</source>
        <translation>另存为 CSV…</translation>
    </message>
    <message>
        <source>Save the picture</source>
        <translation>保存图片</translation>
    </message>
    <message>
        <source>PNG pictures (*.png)</source>
        <translation>PNG 图片 (*.png)</translation>
    </message>
    <message>
        <source>Save the figures</source>
        <translation>保存数据</translation>
    </message>
    <message>
        <source>CSV tables (*.csv)</source>
        <translation>CSV 表格 (*.csv)</translation>
    </message>
    <message>
        <source>{path} could not be written. Choose another folder.</source>
        <translation>无法写入 {path}。请选择其他文件夹。</translation>
    </message>
</context>
<context>
    <name>LossPlot</name>
    <message>
        <source>No training yet</source>
        <translation>尚未训练</translation>
    </message>
    <message>
        <source>Press Train: loss and accuracy are drawn here while the network learns.</source>
        <translation>按“训练”：网络学习时，损失和准确率会画在这里。</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>对数</translation>
    </message>
    <message>
        <source>Show the loss on a logarithmic axis</source>
        <translation>用对数轴显示损失</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>Count steps instead of epochs</source>
        <translation>按步数而不是轮数计</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>up to {loss}</source>
        <translation>最高 {loss}</translation>
    </message>
    <message>
        <source>epoch {epoch} · step {step}</source>
        <translation>第 {epoch} 轮 · 第 {step} 步</translation>
    </message>
    <message>
        <source>step {step}</source>
        <translation>第 {step} 步</translation>
    </message>
    <message>
        <source>not finite</source>
        <translation>非有限数</translation>
    </message>
    <message>
        <source>training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>验证</translation>
    </message>
</context>
<context>
    <name>MapSection</name>
    <message>
        <source>{layer}, map {number}</source>
        <translation>{layer}，特征图 {number}</translation>
    </message>
    <message>
        <source>Esc or a click: all maps</source>
        <translation>按 Esc 或单击：显示全部特征图</translation>
    </message>
    <message>
        <source>map {number} [{row}, {column}] = {value}</source>
        <translation>特征图 {number} [{row}, {column}] = {value}</translation>
    </message>
</context>
<context>
    <name>Menus</name>
    <message>
        <source>&amp;Undo {what}</source>
        <translation>撤销：{what}(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Redo {what}</source>
        <translation>重做：{what}(&amp;R)</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>正在停止…</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>继续训练</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>主题(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>语言(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Panels</source>
        <translation>面板(&amp;P)</translation>
    </message>
    <message>
        <source>T&amp;hreads</source>
        <translation>线程(&amp;H)</translation>
    </message>
    <message>
        <source>Automatic ({count})</source>
        <translation>自动（{count}）</translation>
    </message>
    <message>
        <source>Like the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Open &amp;Recent</source>
        <translation>最近打开的文件(&amp;R)</translation>
    </message>
    <message>
        <source>Tool bar</source>
        <translation>工具栏</translation>
    </message>
    <message>
        <source>Progress of the run</source>
        <translation>训练进度</translation>
    </message>
    <message>
        <source>No recent files</source>
        <translation>没有最近打开的文件</translation>
    </message>
</context>
<context>
    <name>NamesEdit</name>
    <message>
        <source>Choose from the data</source>
        <translation>从数据中选择</translation>
    </message>
    <message>
        <source>Choose from the data (Alt+Down)</source>
        <translation>从数据中选择 (Alt+Down)</translation>
    </message>
</context>
<context>
    <name>NetworkPage</name>
    <message>
        <source>{count} nodes selected</source>
        <translation>已选择 {count} 个节点</translation>
    </message>
    <message>
        <source>Select nodes of one kind to change their settings together.</source>
        <translation>选择同类节点可一起更改设置。</translation>
    </message>
    <message>
        <source>The network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Select a node to see and change its settings.</source>
        <translation>选择一个节点以查看和更改其设置。</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>Multiply-adds</source>
        <translation>乘加次数</translation>
    </message>
    <message>
        <source>Memory for training</source>
        <translation>训练内存</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>{name}. {summary}</source>
        <translation>{name}。{summary}</translation>
    </message>
    <message>
        <source>{need}, but this computer has {there}</source>
        <translation>{need}，但这台计算机有 {there}</translation>
    </message>
    <message>
        <source>none chosen</source>
        <translation>未选择</translation>
    </message>
    <message>
        <source>has problems</source>
        <translation>有问题</translation>
    </message>
    <message>
        <source>ready to train</source>
        <translation>可以训练</translation>
    </message>
    <message>
        <source>trained, {steps} steps</source>
        <translation>已训练 {steps} 步</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失函数</translation>
    </message>
</context>
<context>
    <name>NodeFace</name>
    <message>
        <source>{got} does not fit</source>
        <translation>{got} 不匹配</translation>
    </message>
    <message>
        <source>not connected</source>
        <translation>未连接</translation>
    </message>
    <message>
        <source>no data chosen</source>
        <translation>未选择数据</translation>
    </message>
    <message>
        <source>waits for its input</source>
        <translation>等待输入</translation>
    </message>
    <message>
        <source>Inputs from the top: {ports}</source>
        <translation>输入（从上到下）：{ports}</translation>
    </message>
    <message>
        <source>Output: {shape}</source>
        <translation>输出：{shape}</translation>
    </message>
    <message>
        <source>Uses the weights of {holder}</source>
        <translation>使用 {holder} 的权重</translation>
    </message>
    <message>
        <source>Parameters: {parameters}, multiply-adds: {operations}</source>
        <translation>参数：{parameters}，乘加：{operations}</translation>
    </message>
</context>
<context>
    <name>NodePage</name>
    <message>
        <source>{count} nodes selected</source>
        <translation>已选择 {count} 个节点</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>Multiply-adds</source>
        <translation>乘加次数</translation>
    </message>
    <message>
        <source>Name of the node</source>
        <translation>节点名称</translation>
    </message>
    <message>
        <source>Give the node a name of your own</source>
        <translation>给节点取一个自己的名称</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Sizes</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Formula</source>
        <translation>公式</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>权重</translation>
    </message>
</context>
<context>
    <name>OutputReport</name>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Rows: true class. Columns: what the network said.</source>
        <translation>行：真实类别。列：网络的判断。</translation>
    </message>
    <message>
        <source>Which class was taken for which</source>
        <translation>混淆矩阵：哪一类被认成了哪一类</translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message>
        <source>No layer matches “{text}”.</source>
        <translation>没有与“{text}”匹配的层。</translation>
    </message>
    <message>
        <source>Search layers</source>
        <translation>搜索层</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Drag a layer onto the canvas, or press Enter to add it.</source>
        <translation>把层拖到画布上，或按回车键添加。</translation>
    </message>
    <message>
        <source>Open all categories</source>
        <translation>展开所有类别</translation>
    </message>
    <message>
        <source>Fold all categories</source>
        <translation>折叠所有类别</translation>
    </message>
</context>
<context>
    <name>ParamEditor</name>
    <message>
        <source>Nothing to set here.</source>
        <translation>这里没有可设置的内容。</translation>
    </message>
    <message>
        <source>More settings</source>
        <translation>更多设置</translation>
    </message>
    <message>
        <source>{title} ({count} changed)</source>
        <translation>{title}（已更改 {count} 项）</translation>
    </message>
    <message>
        <source>Type {count} numbers, for example {example}.</source>
        <translation>请输入 {count} 个数，例如 {example}。</translation>
    </message>
    <message>
        <source>Type a whole number, for example {example}.</source>
        <translation>请输入整数，例如 {example}。</translation>
    </message>
    <message>
        <source>Type a number, for example {example}.</source>
        <translation>请输入数字，例如 {example}。</translation>
    </message>
</context>
<context>
    <name>PointsPage</name>
    <message>
        <source>Click a place, or type its numbers.</source>
        <translation>单击一个位置，或输入它的坐标。</translation>
    </message>
    <message>
        <source>The plane of the two features</source>
        <translation>两个特征构成的平面</translation>
    </message>
    <message>
        <source>The arrow keys move the chosen place.</source>
        <translation>方向键可移动所选位置。</translation>
    </message>
</context>
<context>
    <name>ProblemCard</name>
    <message>
        <source>Problem</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>警告</translation>
    </message>
</context>
<context>
    <name>ProblemsPanel</name>
    <message>
        <source>Problems</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>No problems: ready to train</source>
        <translation>没有问题：可以训练</translation>
    </message>
    <message>
        <source>Whatever does not fit together is listed here, with ways to mend it.</source>
        <translation>不匹配之处都列在这里，并附有解决办法。</translation>
    </message>
</context>
<context>
    <name>RateCurve</name>
    <message>
        <source>epoch {epoch}: {rate}</source>
        <translation>第 {epoch} 轮：{rate}</translation>
    </message>
    <message>
        <source>{count} epochs</source>
        <translation>{count} 轮</translation>
    </message>
    <message>
        <source>The planned learning rate over the epochs</source>
        <translation>各轮的计划学习率</translation>
    </message>
</context>
<context>
    <name>RunFigures</name>
    <message>
        <source>not finite</source>
        <translation>非有限数</translation>
    </message>
</context>
<context>
    <name>RunReport</name>
    <message>
        <source>{speed} samples/s · {left} left</source>
        <translation>{speed} 样本/秒 · 剩余 {left}</translation>
    </message>
    <message>
        <source>Best: epoch {epoch} · {figure} {value}</source>
        <translation>最佳：第 {epoch} 轮 · {figure} {value}</translation>
    </message>
    <message>
        <source>Training loss</source>
        <translation>训练损失</translation>
    </message>
    <message>
        <source>Validation loss</source>
        <translation>验证损失</translation>
    </message>
    <message>
        <source>Training accuracy</source>
        <translation>训练准确率</translation>
    </message>
    <message>
        <source>Validation accuracy</source>
        <translation>验证准确率</translation>
    </message>
    <message>
        <source>Use these weights</source>
        <translation>使用这些权重</translation>
    </message>
    <message>
        <source>Go back to the weights of the best epoch; it can be undone</source>
        <translation>恢复最佳一轮的权重；可以撤销</translation>
    </message>
    <message>
        <source>Metrics of the validation samples</source>
        <translation>验证样本的指标</translation>
    </message>
</context>
<context>
    <name>SampleCard</name>
    <message>
        <source>of {count}</source>
        <translation>/ {count}</translation>
    </message>
    <message>
        <source>Label: {label}</source>
        <translation>标签：{label}</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>Samples to choose from</source>
        <translation>可选的样本</translation>
    </message>
    <message>
        <source>Number of the sample</source>
        <translation>样本编号</translation>
    </message>
</context>
<context>
    <name>SampleInput</name>
    <message>
        <source>Samples of this form cannot be entered here. Evaluate it on the test samples.</source>
        <translation>这种形式的样本无法在此输入。请在测试样本上评估。</translation>
    </message>
</context>
<context>
    <name>SampleSheet</name>
    <message>
        <source>Sample {number}: {class_name}</source>
        <translation>样本 {number}：{class_name}</translation>
    </message>
</context>
<context>
    <name>ShareRow</name>
    <message>
        <source>Its own</source>
        <translation>自己的</translation>
    </message>
    <message>
        <source>Those of {node}</source>
        <translation>{node} 的权重</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Whose weights it uses</source>
        <translation>使用谁的权重</translation>
    </message>
    <message>
        <source>Layers of one kind can share one set of weights and settings, which then learns from all places where it is used.</source>
        <translation>同类的层可以共享一组权重和设置，它会从所有使用之处学习。</translation>
    </message>
</context>
<context>
    <name>StartPage</name>
    <message>
        <source>Back to {name}</source>
        <translation>返回 {name}</translation>
    </message>
    <message>
        <source>What will you train?</source>
        <translation>你想训练什么？</translation>
    </message>
    <message>
        <source>Open an example and press Train, or draw a network of your own.</source>
        <translation>打开一个示例并按“训练”，或者自己画一个网络。</translation>
    </message>
    <message>
        <source>Empty canvas</source>
        <translation>空白画布</translation>
    </message>
    <message>
        <source>Open a file…</source>
        <translation>打开文件…</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>示例</translation>
    </message>
    <message>
        <source>Recent files</source>
        <translation>最近的文件</translation>
    </message>
</context>
<context>
    <name>ThreadLabel</name>
    <message>
        <source>Threads: {count}</source>
        <translation>线程：{count}</translation>
    </message>
    <message>
        <source>Training may use {allowed} threads (Training &gt; Threads).</source>
        <translation>训练可使用 {allowed} 个线程（训练 &gt; 线程）。</translation>
    </message>
    <message>
        <source>This run uses {used} of {allowed} threads. Small networks are fastest on one; another choice counts from the next run on.</source>
        <translation>本次训练使用 {allowed} 个线程中的 {used} 个。小网络用一个线程最快；更改从下一次训练起生效。</translation>
    </message>
    <message>
        <source>Kernels that numba compiled compute where they fit.</source>
        <translation>在适用之处使用 numba 编译的内核计算。</translation>
    </message>
</context>
<context>
    <name>TrainingPanel</name>
    <message>
        <source>Finished: {epochs} epochs, {steps} steps</source>
        <translation>已完成：{epochs} 轮，{steps} 步</translation>
    </message>
    <message>
        <source>Ended in epoch {epoch} of {epochs}</source>
        <translation>已结束于第 {epoch}/{epochs} 轮</translation>
    </message>
    <message>
        <source>Epoch {epoch} of {epochs} · batch {batch} of {batches}</source>
        <translation>第 {epoch}/{epochs} 轮 · 第 {batch}/{batches} 批</translation>
    </message>
    <message>
        <source>Stopped in epoch {epoch} of {epochs} · batch {batch} of {batches}</source>
        <translation>已停止于第 {epoch}/{epochs} 轮 · 第 {batch}/{batches} 批</translation>
    </message>
    <message>
        <source>validating</source>
        <translation>验证中</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Preparing the data…</source>
        <translation>正在准备数据…</translation>
    </message>
    <message>
        <source>Trained for {epochs} epochs</source>
        <translation>已训练 {epochs} 轮</translation>
    </message>
    <message>
        <source>Trained for {steps} steps</source>
        <translation>已训练 {steps} 步</translation>
    </message>
    <message>
        <source>Mend the problems of the drawing first.</source>
        <translation>请先解决网络图中的问题。</translation>
    </message>
    <message>
        <source>Ready to train</source>
        <translation>可以开始训练</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Train from the starting weights of the seed (F5)</source>
        <translation>从随机种子给出的初始权重开始训练 (F5)</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Wait before the next step (F5)</source>
        <translation>在下一步之前等待 (F5)</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Go on training (F5)</source>
        <translation>继续训练 (F5)</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>正在停止…</translation>
    </message>
    <message>
        <source>Continue to epoch {epoch}</source>
        <translation>继续到第 {epoch} 轮</translation>
    </message>
    <message>
        <source>Go on training from the present weights (F5)</source>
        <translation>从当前权重继续训练 (F5)</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Step one batch (F10)</source>
        <translation>单步一个批次 (F10)</translation>
    </message>
    <message>
        <source>Stop and keep the weights (Shift+F5)</source>
        <translation>停止并保留权重 (Shift+F5)</translation>
    </message>
    <message>
        <source>Start again from the same initial weights (Ctrl+Shift+F5)</source>
        <translation>从相同的初始权重重新开始 (Ctrl+Shift+F5)</translation>
    </message>
</context>
<context>
    <name>TrainingSettings</name>
    <message>
        <source>{figure} (not measured)</source>
        <translation>{figure}（未测量）</translation>
    </message>
    <message>
        <source>This network has no such figure. Choose another one.</source>
        <translation>此网络没有这个指标。请选择其他指标。</translation>
    </message>
    <message>
        <source>Optimiser</source>
        <translation>优化器</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>学习率调度</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失函数</translation>
    </message>
    <message>
        <source>When to end</source>
        <translation>结束条件</translation>
    </message>
</context>
<context>
    <name>TryPanel</name>
    <message>
        <source>Pictures ({patterns})</source>
        <translation>图片 ({patterns})</translation>
    </message>
    <message>
        <source>Open a picture</source>
        <translation>打开图片</translation>
    </message>
    <message>
        <source>A run is going on: stop it, or wait for its end.</source>
        <translation>训练正在进行：请停止它，或等待它结束。</translation>
    </message>
    <message>
        <source>Nothing drawn yet</source>
        <translation>还没有画任何东西</translation>
    </message>
    <message>
        <source>Train the network first</source>
        <translation>请先训练网络</translation>
    </message>
    <message>
        <source>Then it can be tried on drawings, pictures and the test samples.</source>
        <translation>之后可用手写数字、图片和测试样本试用。</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>The trained weights no longer fit</source>
        <translation>训练好的权重已不再匹配</translation>
    </message>
    <message>
        <source>The drawing has changed. Train it again, or undo the change.</source>
        <translation>网络图已更改。请重新训练，或撤销更改。</translation>
    </message>
    <message>
        <source>Try</source>
        <translation>试用</translation>
    </message>
    <message>
        <source>Test samples</source>
        <translation>测试样本</translation>
    </message>
</context>
<context>
    <name>VerdictBar</name>
    <message>
        <source>How is this judged?</source>
        <translation>判断依据？</translation>
    </message>
</context>
<context>
    <name>WeightTable</name>
    <message>
        <source>Weight</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>形状</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>均值</translation>
    </message>
    <message>
        <source>σ</source>
        <translation>σ</translation>
    </message>
    <message>
        <source>Standard deviation</source>
        <translation>标准差</translation>
    </message>
    <message>
        <source>Train the network to see how the values are spread.</source>
        <translation>训练网络即可看到数值的分布。</translation>
    </message>
</context>
<context>
    <name>Workbench</name>
    <message>
        <source>Something went wrong: {error}. A copy of your work is in {copy}.</source>
        <translation>出错了：{error}。你的工作已备份到 {copy}。</translation>
    </message>
    <message>
        <source>Something went wrong: {error}. Save your work. Details: {log}</source>
        <translation>出错了：{error}。请保存你的工作。详情见 {log}</translation>
    </message>
    <message>
        <source>Untitled</source>
        <translation>未命名</translation>
    </message>
    <message>
        <source>{parameters} parameters · {adds} multiply-adds per sample</source>
        <translation>{parameters} 个参数 · 每个样本 {adds} 次乘加</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>The running network differs from the drawing.</source>
        <translation>正在训练的网络与网络图不一致。</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>应用</translation>
    </message>
    <message>
        <source>NNStudio {version}: draw a neural network, train it, see it learn.

MIT licence. Digits: MNIST, © Yann LeCun and Corinna Cortes, derived from NIST; CC BY-SA 3.0; subset. Icons: Lucide, ISC licence. Font: Inter, SIL Open Font Licence.</source>
        <translation>NNStudio {version}：画出神经网络，训练它，看着它学习。

MIT 许可证。手写数字：MNIST，© Yann LeCun 和 Corinna Cortes，源自 NIST；CC BY-SA 3.0；为其子集。图标：Lucide，ISC 许可证。字体：Inter，SIL 开放字体许可证。</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>检查器</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Try it</source>
        <translation>试用</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>About NNStudio</source>
        <translation>关于 NNStudio</translation>
    </message>
</context>
<context>
    <name>ZoomBar</name>
    <message>
        <source>Zoom out (Ctrl+-)</source>
        <translation>缩小 (Ctrl+-)</translation>
    </message>
    <message>
        <source>Zoom to 100 % (Ctrl+1)</source>
        <translation>缩放到 100 % (Ctrl+1)</translation>
    </message>
    <message>
        <source>Zoom in (Ctrl++)</source>
        <translation>放大 (Ctrl++)</translation>
    </message>
    <message>
        <source>Fit the drawing (Ctrl+0)</source>
        <translation>适应窗口 (Ctrl+0)</translation>
    </message>
</context>
<context>
    <name>nnstudio</name>
    <message>
        <source>25,000 handwritten digits as grey pictures of 28 × 28 pixels: the classic first task of image recognition.</source>
        <translation>25,000 张 28 × 28 像素的手写数字灰度图：图像识别的经典入门任务。</translation>
    </message>
    <message>
        <source>A layer of neurons: weighted sum of all inputs plus bias, then the activation.</source>
        <translation>一层神经元：所有输入的加权和加上偏置，再经过激活函数。</translation>
    </message>
    <message>
        <source>A picture cannot be made into a sample of the shape {got}: it takes height × width. Choose a project that learns from grey pictures.</source>
        <translation>图片无法变成形状为 {got} 的样本：需要“高 × 宽”。请选择以灰度图片学习的项目。</translation>
    </message>
    <message>
        <source>A ring around a ring; a network has to close a curve around the inner one.</source>
        <translation>环中有环；网络必须用一条闭合曲线围住内环。</translation>
    </message>
    <message>
        <source>A wire from {source} to {target} would close a circle; a layer cannot wait for its own output. Connect it to a later layer.</source>
        <translation>从 {source} 到 {target} 的连线会形成回路；一个层不能等待自己的输出。请连接到后面的层。</translation>
    </message>
    <message>
        <source>About how far each weight moves in a step. It can be changed while training.</source>
        <translation>每一步中各权重大约移动多远。训练时可以更改。</translation>
    </message>
    <message>
        <source>Activation</source>
        <translation>激活函数</translation>
    </message>
    <message>
        <source>Adam</source>
        <translation>Adam</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>相加</translation>
    </message>
    <message>
        <source>Add Flatten and Dense</source>
        <translation>添加展平层和全连接层</translation>
    </message>
    <message>
        <source>Add a learned number to each feature map.</source>
        <translation>给每个特征图加上一个学习得到的数。</translation>
    </message>
    <message>
        <source>Add a learned number to each unit&apos;s sum.</source>
        <translation>给每个单元的和加上一个学习得到的数。</translation>
    </message>
    <message>
        <source>Add an Input</source>
        <translation>添加输入层</translation>
    </message>
    <message>
        <source>Add {layer}</source>
        <translation>添加{layer}</translation>
    </message>
    <message>
        <source>Add {value} after {node}</source>
        <translation>在 {node} 之后添加{value}</translation>
    </message>
    <message>
        <source>All weights of {node} start at zero, so its units stay equal for ever, as if it had one. Let them start by chance, with Xavier/Glorot or He.</source>
        <translation>{node} 的所有权重都从零开始，因此它的单元将永远相同，就像只有一个单元。请用 Xavier/Glorot 或 He 随机初始化。</translation>
    </message>
    <message>
        <source>All zero: units of a layer then stay equal for ever</source>
        <translation>全零：同一层的单元将永远相同</translation>
    </message>
    <message>
        <source>Along</source>
        <translation>拼接轴</translation>
    </message>
    <message>
        <source>Another number draws other points of the same kind.</source>
        <translation>换一个数，就会画出同类的另一组点。</translation>
    </message>
    <message>
        <source>Another number draws other throws.</source>
        <translation>换一个数，就会得到另一组抛掷。</translation>
    </message>
    <message>
        <source>Another number holds out other samples.</source>
        <translation>换一个数，就会留出另一些样本。</translation>
    </message>
    <message>
        <source>Applies an activation function to whatever arrives.</source>
        <translation>对传入的数据应用激活函数。</translation>
    </message>
    <message>
        <source>As the training says</source>
        <translation>与训练设置相同</translation>
    </message>
    <message>
        <source>As unsure as if this many classes were equally likely; 1 is certain and right.</source>
        <translation>相当于在这么多个等可能的类别中猜测；1 表示确定且正确。</translation>
    </message>
    <message>
        <source>At the end, go back to the weights of the epoch with the best watched figure.</source>
        <translation>训练结束时，恢复监测指标最佳那一轮的权重。</translation>
    </message>
    <message>
        <source>Attention</source>
        <translation>注意力</translation>
    </message>
    <message>
        <source>Average</source>
        <translation>平均</translation>
    </message>
    <message>
        <source>AveragePool1D</source>
        <translation>一维平均池化</translation>
    </message>
    <message>
        <source>AveragePool2D</source>
        <translation>二维平均池化</translation>
    </message>
    <message>
        <source>Backward</source>
        <translation>反向</translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation>批次大小</translation>
    </message>
    <message>
        <source>BatchNorm</source>
        <translation>批归一化</translation>
    </message>
    <message>
        <source>Beta</source>
        <translation>β</translation>
    </message>
    <message>
        <source>Bias</source>
        <translation>偏置</translation>
    </message>
    <message>
        <source>Bilinear</source>
        <translation>双线性</translation>
    </message>
    <message>
        <source>Binary cross-entropy</source>
        <translation>二元交叉熵</translation>
    </message>
    <message>
        <source>Border</source>
        <translation>分界值</translation>
    </message>
    <message>
        <source>Both ways</source>
        <translation>双向</translation>
    </message>
    <message>
        <source>Bring them into one form with Flatten or Reshape.</source>
        <translation>请用展平层或重塑层让它们形式一致。</translation>
    </message>
    <message>
        <source>Brings each channel to mean 0 and variance 1 over the batch, then scales it.</source>
        <translation>使每个通道在批次上均值为 0、方差为 1，再进行缩放。</translation>
    </message>
    <message>
        <source>Brings the features of each sample to mean 0 and variance 1, then scales them.</source>
        <translation>使每个样本的特征均值为 0、方差为 1，再进行缩放。</translation>
    </message>
    <message>
        <source>By global norm</source>
        <translation>按全局范数</translation>
    </message>
    <message>
        <source>By how much this output&apos;s loss is multiplied before all losses are added.</source>
        <translation>所有损失相加之前，此输出的损失所乘的系数。</translation>
    </message>
    <message>
        <source>By norm</source>
        <translation>按范数</translation>
    </message>
    <message>
        <source>By value</source>
        <translation>按值</translation>
    </message>
    <message>
        <source>By which share of the best value so far an epoch must beat it to count.</source>
        <translation>一轮须比目前最佳值好出这个比例才算改进。</translation>
    </message>
    <message>
        <source>Categorical cross-entropy</source>
        <translation>分类交叉熵</translation>
    </message>
    <message>
        <source>Categorical cross-entropy for targets that are class numbers, such as tokens.</source>
        <translation>用于目标为类别编号（如词元）的分类交叉熵。</translation>
    </message>
    <message>
        <source>Causal</source>
        <translation>因果掩码</translation>
    </message>
    <message>
        <source>Change {setting}</source>
        <translation>更改{setting}</translation>
    </message>
    <message>
        <source>Change {setting} of the data</source>
        <translation>更改数据的{setting}</translation>
    </message>
    <message>
        <source>Change {setting} of {count} nodes</source>
        <translation>更改 {count} 个节点的{setting}</translation>
    </message>
    <message>
        <source>Change {setting} of {node}</source>
        <translation>更改 {node} 的{setting}</translation>
    </message>
    <message>
        <source>Changes the order of axes, such as steps and features.</source>
        <translation>改变轴的顺序，例如时间步与特征。</translation>
    </message>
    <message>
        <source>Checkerboard</source>
        <translation>棋盘</translation>
    </message>
    <message>
        <source>Choose the data {data}</source>
        <translation>选择数据“{data}”</translation>
    </message>
    <message>
        <source>Circles</source>
        <translation>同心圆</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Compare it with {name}</source>
        <translation>与 {name} 比较</translation>
    </message>
    <message>
        <source>Concatenate</source>
        <translation>拼接</translation>
    </message>
    <message>
        <source>Concatenate needs shapes that differ in the {axis} axis at most, got {shapes}. Match their other sizes, or choose another axis.</source>
        <translation>拼接要求各形状至多在 {axis} 轴上不同，得到的是 {shapes}。请让其他大小一致，或选择另一个轴。</translation>
    </message>
    <message>
        <source>Connect {source}</source>
        <translation>连接 {source}</translation>
    </message>
    <message>
        <source>Connect {source} to {target}</source>
        <translation>把 {source} 连接到 {target}</translation>
    </message>
    <message>
        <source>Constant</source>
        <translation>常数</translation>
    </message>
    <message>
        <source>Conv1D</source>
        <translation>一维卷积</translation>
    </message>
    <message>
        <source>Conv2D</source>
        <translation>二维卷积</translation>
    </message>
    <message>
        <source>Conv2DTranspose</source>
        <translation>二维转置卷积</translation>
    </message>
    <message>
        <source>Convolution</source>
        <translation>卷积</translation>
    </message>
    <message>
        <source>Core</source>
        <translation>核心</translation>
    </message>
    <message>
        <source>Cosine</source>
        <translation>余弦</translation>
    </message>
    <message>
        <source>Cut a layer</source>
        <translation>剪切一个层</translation>
    </message>
    <message>
        <source>Cut {count} layers</source>
        <translation>剪切 {count} 个层</translation>
    </message>
    <message>
        <source>Cuts channels and filters into groups; filters see the channels of their group.</source>
        <translation>把通道和滤波器分成若干组；滤波器只看本组的通道。</translation>
    </message>
    <message>
        <source>Data set</source>
        <translation>数据集</translation>
    </message>
    <message>
        <source>Decides starting weights, order of samples and dropout; same seed, same run.</source>
        <translation>决定初始权重、样本顺序和随机失活；种子相同，过程相同。</translation>
    </message>
    <message>
        <source>Decision map</source>
        <translation>决策图</translation>
    </message>
    <message>
        <source>Deep sigmoid stack</source>
        <translation>深层 Sigmoid 网络</translation>
    </message>
    <message>
        <source>Delete a wire</source>
        <translation>删除一条连线</translation>
    </message>
    <message>
        <source>Delete {count} layers</source>
        <translation>删除 {count} 个层</translation>
    </message>
    <message>
        <source>Delete {count} wires</source>
        <translation>删除 {count} 条连线</translation>
    </message>
    <message>
        <source>Delete {node}</source>
        <translation>删除 {node}</translation>
    </message>
    <message>
        <source>Dense</source>
        <translation>全连接</translation>
    </message>
    <message>
        <source>Dense layers on digits with two skip connections: Add leads the gradient past each block. About 95 % of the validation digits are right after 5 epochs.</source>
        <translation>用于手写数字的全连接层，带两个跳跃连接：相加层让梯度绕过每个块。5 轮后约 95 % 的验证数字判断正确。</translation>
    </message>
    <message>
        <source>Depth multiplier</source>
        <translation>深度乘数</translation>
    </message>
    <message>
        <source>DepthwiseConv2D</source>
        <translation>二维深度卷积</translation>
    </message>
    <message>
        <source>Digits CNN</source>
        <translation>手写数字 CNN</translation>
    </message>
    <message>
        <source>Digits MLP</source>
        <translation>手写数字 MLP</translation>
    </message>
    <message>
        <source>Dilation</source>
        <translation>扩张率</translation>
    </message>
    <message>
        <source>Direction</source>
        <translation>方向</translation>
    </message>
    <message>
        <source>Divides each step by the size that the weight&apos;s gradients had lately.</source>
        <translation>用各权重近期梯度的大小去除每一步的步长。</translation>
    </message>
    <message>
        <source>Draws the code of a variational autoencoder and keeps it close to normal.</source>
        <translation>对变分自编码器的编码采样，并使其接近正态分布。</translation>
    </message>
    <message>
        <source>Dropout</source>
        <translation>随机失活</translation>
    </message>
    <message>
        <source>Duplicate a layer</source>
        <translation>创建一个层的副本</translation>
    </message>
    <message>
        <source>Duplicate {count} layers</source>
        <translation>创建 {count} 个层的副本</translation>
    </message>
    <message>
        <source>ELU</source>
        <translation>ELU</translation>
    </message>
    <message>
        <source>ELU scaled so that deep stacks of Dense layers keep mean 0 and variance 1 by themselves.</source>
        <translation>缩放后的 ELU，使深层全连接网络自行保持均值 0、方差 1。</translation>
    </message>
    <message>
        <source>Each number of a gradient is limited.</source>
        <translation>限制梯度中的每个数。</translation>
    </message>
    <message>
        <source>Each step looks at a few samples.</source>
        <translation>每一步查看少量样本。</translation>
    </message>
    <message>
        <source>Each step looks at a single sample.</source>
        <translation>每一步只看一个样本。</translation>
    </message>
    <message>
        <source>Each step looks at all training samples.</source>
        <translation>每一步查看全部训练样本。</translation>
    </message>
    <message>
        <source>Each value is repeated.</source>
        <translation>重复每个值。</translation>
    </message>
    <message>
        <source>Eight tanh neurons and one sigmoid neuron learn exclusive or, which no single neuron can. The loss falls below 0.01 within 100 epochs; without the hidden layer it would stay near 0.69.</source>
        <translation>八个 tanh 神经元和一个 sigmoid 神经元学会异或，这是单个神经元做不到的。损失在 100 轮内降到 0.01 以下；没有隐藏层则会停在 0.69 附近。</translation>
    </message>
    <message>
        <source>Embedding</source>
        <translation>嵌入</translation>
    </message>
    <message>
        <source>Embedding makes sequences of tokens, Repeat makes one of a vector.</source>
        <translation>嵌入层把词元变成序列，重复层把一个向量变成序列。</translation>
    </message>
    <message>
        <source>End with the best weights</source>
        <translation>恢复最佳权重</translation>
    </message>
    <message>
        <source>Enlarges a picture by repeating its pixels or by blending between them.</source>
        <translation>通过重复像素或在像素间插值来放大图片。</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>轮数</translation>
    </message>
    <message>
        <source>Epsilon</source>
        <translation>ε</translation>
    </message>
    <message>
        <source>Every weight the same value, which you choose</source>
        <translation>常数：所有权重取同一个值，由你选择</translation>
    </message>
    <message>
        <source>Every … epochs</source>
        <translation>间隔轮数</translation>
    </message>
    <message>
        <source>Exploding: the gradient of {layers} has grown to {times} times its start. Try a smaller learning rate.</source>
        <translation>梯度爆炸：{layers} 的梯度已增至初始值的 {times} 倍。请尝试较小的学习率。</translation>
    </message>
    <message>
        <source>Exploding: the gradient of {layers} is no longer a finite number. Try a smaller learning rate.</source>
        <translation>梯度爆炸：{layers} 的梯度不再是有限的数。请尝试较小的学习率。</translation>
    </message>
    <message>
        <source>Exploding: the loss is no longer a finite number. Try a smaller learning rate.</source>
        <translation>梯度爆炸：损失不再是有限的数。请尝试较小的学习率。</translation>
    </message>
    <message>
        <source>Exponential</source>
        <translation>指数衰减</translation>
    </message>
    <message>
        <source>F1</source>
        <translation>F1</translation>
    </message>
    <message>
        <source>Factor</source>
        <translation>衰减因子</translation>
    </message>
    <message>
        <source>Feature maps</source>
        <translation>特征图</translation>
    </message>
    <message>
        <source>Features or channels.</source>
        <translation>特征或通道。</translation>
    </message>
    <message>
        <source>Feed it a sequence, such as the output of an Embedding.</source>
        <translation>请给它输入序列，例如嵌入层的输出。</translation>
    </message>
    <message>
        <source>Feed it pictures, or remove a Flatten before it.</source>
        <translation>请给它输入图片，或删除它前面的展平层。</translation>
    </message>
    <message>
        <source>Feed it sequences of token numbers.</source>
        <translation>请给它输入词元编号的序列。</translation>
    </message>
    <message>
        <source>Feed it sequences, or put a Reshape before it.</source>
        <translation>请给它输入序列，或在它前面放一个重塑层。</translation>
    </message>
    <message>
        <source>Feed it vectors, sequences or pictures.</source>
        <translation>请给它输入向量、序列或图片。</translation>
    </message>
    <message>
        <source>Filters</source>
        <translation>滤波器数</translation>
    </message>
    <message>
        <source>Fires or does not. Its derivative is zero everywhere, so no layer before it can learn.</source>
        <translation>要么触发，要么不触发。其导数处处为零，因此它之前的层都无法学习。</translation>
    </message>
    <message>
        <source>First</source>
        <translation>第一轴</translation>
    </message>
    <message>
        <source>Fixed waves of many lengths.</source>
        <translation>多种波长的固定波形。</translation>
    </message>
    <message>
        <source>Flatten</source>
        <translation>展平</translation>
    </message>
    <message>
        <source>For one class out of many, with a softmax at the output.</source>
        <translation>用于多类中选一类，输出端用 softmax。</translation>
    </message>
    <message>
        <source>For targets that are whole distributions, with a softmax at the output.</source>
        <translation>用于目标是整个分布的情形，输出端用 softmax。</translation>
    </message>
    <message>
        <source>For yes-or-no targets with a sigmoid at the output.</source>
        <translation>用于“是或否”的目标，输出端用 sigmoid。</translation>
    </message>
    <message>
        <source>Forget bias</source>
        <translation>遗忘门偏置</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>正向</translation>
    </message>
    <message>
        <source>Four by four squares of alternating class: many borders for a network to find.</source>
        <translation>四乘四个类别交替的方格：网络要找出许多边界。</translation>
    </message>
    <message>
        <source>From the first step to the last.</source>
        <translation>从第一个时间步到最后一个。</translation>
    </message>
    <message>
        <source>From the last step to the first.</source>
        <translation>从最后一个时间步到第一个。</translation>
    </message>
    <message>
        <source>From which end the sequence is read; both: by two cells with weights of their own, whose outputs are put side by side.</source>
        <translation>从哪一端读取序列；双向：由两个各有权重的单元读取，其输出拼接在一起。</translation>
    </message>
    <message>
        <source>GELU</source>
        <translation>GELU</translation>
    </message>
    <message>
        <source>GRU</source>
        <translation>GRU</translation>
    </message>
    <message>
        <source>Give it a vector, such as the last state of a recurrent layer.</source>
        <translation>请给它一个向量，例如循环层的最后状态。</translation>
    </message>
    <message>
        <source>Give it weights of its own</source>
        <translation>让它使用自己的权重</translation>
    </message>
    <message>
        <source>Give {node} weights of its own</source>
        <translation>让 {node} 使用自己的权重</translation>
    </message>
    <message>
        <source>Gives each token, a whole number, a vector that is learned.</source>
        <translation>给每个词元（整数）一个学习得到的向量。</translation>
    </message>
    <message>
        <source>Gives every weight a step size of its own; a good first choice.</source>
        <translation>给每个权重各自的步长；很好的首选。</translation>
    </message>
    <message>
        <source>Gives the mean of branches, number by number, so that they decide together.</source>
        <translation>对各分支逐元素求平均，让它们共同决定。</translation>
    </message>
    <message>
        <source>Gives the numbers of a sample another shape, in the same order.</source>
        <translation>以相同顺序给样本的数另一种形状。</translation>
    </message>
    <message>
        <source>Gives weights that have moved little larger steps; all steps shrink with time.</source>
        <translation>给移动较少的权重较大的步长；所有步长随时间减小。</translation>
    </message>
    <message>
        <source>GlobalAveragePool1D</source>
        <translation>一维全局平均池化</translation>
    </message>
    <message>
        <source>GlobalAveragePool2D</source>
        <translation>二维全局平均池化</translation>
    </message>
    <message>
        <source>GlobalMaxPool1D</source>
        <translation>一维全局最大池化</translation>
    </message>
    <message>
        <source>GlobalMaxPool2D</source>
        <translation>二维全局最大池化</translation>
    </message>
    <message>
        <source>Gradient clipping</source>
        <translation>梯度裁剪</translation>
    </message>
    <message>
        <source>Gradient descent (SGD)</source>
        <translation>梯度下降 (SGD)</translation>
    </message>
    <message>
        <source>Gradient descent that keeps part of its speed, like a ball rolling downhill.</source>
        <translation>保留部分速度的梯度下降，像滚下山坡的球。</translation>
    </message>
    <message>
        <source>Gradient flow</source>
        <translation>梯度流</translation>
    </message>
    <message>
        <source>Gradients are used as they are.</source>
        <translation>梯度原样使用。</translation>
    </message>
    <message>
        <source>Gradients flow back within blocks of so many steps and not from one block to the one before; 0: through the whole sequence.</source>
        <translation>梯度只在这么多时间步的段内回传，不传到前一段；0：贯穿整个序列。</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>分组数</translation>
    </message>
    <message>
        <source>Half squared error</source>
        <translation>半平方误差</translation>
    </message>
    <message>
        <source>Half the squared difference, summed over outputs; its derivative is just y − t.</source>
        <translation>平方差的一半，对输出求和；其导数正好是 y − t。</translation>
    </message>
    <message>
        <source>Hand on the state after every step; otherwise only the last one.</source>
        <translation>输出每个时间步后的状态；否则只输出最后一个。</translation>
    </message>
    <message>
        <source>Handwritten digits with dense layers (784-256-128-10, with dropout). About 95 % of the validation digits are right after 2 epochs and 97 % after 10.</source>
        <translation>用全连接层识别手写数字（784-256-128-10，带随机失活）。2 轮后约 95 % 的验证数字判断正确，10 轮后约 97 %。</translation>
    </message>
    <message>
        <source>Handwritten digits with two convolutions and two poolings. Over 97 % of the validation digits are right after 2 epochs and 98 % after 5: better than the dense layers, with fewer weights.</source>
        <translation>用两个卷积层和两个池化层识别手写数字。2 轮后超过 97 % 的验证数字判断正确，5 轮后超过 98 %：比全连接层更好，权重更少。</translation>
    </message>
    <message>
        <source>Hard sigmoid</source>
        <translation>Hard Sigmoid</translation>
    </message>
    <message>
        <source>He, uniform: in ±√(6 / fan_in); for ReLU and its kin</source>
        <translation>He 均匀：在 ±√(6 / fan_in) 内均匀分布；适合 ReLU 及其同类</translation>
    </message>
    <message>
        <source>He: normal with σ = √(2 / fan_in); for ReLU and its kin</source>
        <translation>He：正态分布，σ = √(2 / fan_in)；适合 ReLU 及其同类</translation>
    </message>
    <message>
        <source>Heads</source>
        <translation>头数</translation>
    </message>
    <message>
        <source>Healthy: gradient × {factor} per layer</source>
        <translation>正常：梯度每层 × {factor}</translation>
    </message>
    <message>
        <source>Healthy; too few layers for a trend.</source>
        <translation>正常；层数太少，无法判断趋势。</translation>
    </message>
    <message>
        <source>Height and width of the window that each filter looks at.</source>
        <translation>每个滤波器所看窗口的高和宽。</translation>
    </message>
    <message>
        <source>Height and width of the window.</source>
        <translation>窗口的高和宽。</translation>
    </message>
    <message>
        <source>Hinge</source>
        <translation>合页损失 (Hinge)</translation>
    </message>
    <message>
        <source>How far and how high a ball flies that is thrown at a speed and an angle, and whether it lands on a mark 40 m away (give or take 8 m). Three targets to learn at once.</source>
        <translation>以一定速度和角度抛出的球飞多远、飞多高，以及是否落在 40 m 外的标记处（误差 8 m 以内）。同时学习三个目标。</translation>
    </message>
    <message>
        <source>How far each step goes down the slope. It can be changed while training.</source>
        <translation>每一步沿坡下降多远。训练时可以更改。</translation>
    </message>
    <message>
        <source>How far the network is off, and how often it is right: on the samples it learns from, and on the validation samples that it has not seen.</source>
        <translation>网络的误差有多大、正确率有多高：分别在用于学习的样本和它没有见过的验证样本上。</translation>
    </message>
    <message>
        <source>How far the outputs are from the targets on average.</source>
        <translation>输出与目标平均相差多少。</translation>
    </message>
    <message>
        <source>How far the outputs are from the targets, large misses counting more.</source>
        <translation>输出与目标相差多少，大的偏差影响更大。</translation>
    </message>
    <message>
        <source>How far the points scatter: the standard deviation, in units of the plot.</source>
        <translation>点的分散程度：标准差，以图中的单位计。</translation>
    </message>
    <message>
        <source>How far the window moves, down and across.</source>
        <translation>窗口向下和向右移动的距离。</translation>
    </message>
    <message>
        <source>How inexactly range and height were measured: the standard deviation in metres.</source>
        <translation>射程和高度的测量误差：标准差，以米计。</translation>
    </message>
    <message>
        <source>How many branches come together.</source>
        <translation>有多少个分支汇合。</translation>
    </message>
    <message>
        <source>How many columns of zeros come left and right of the picture.</source>
        <translation>图片左右各补多少列零。</translation>
    </message>
    <message>
        <source>How many different tokens there are, 0 included.</source>
        <translation>共有多少种词元，包括 0。</translation>
    </message>
    <message>
        <source>How many epochs in a row may pass without an improvement.</source>
        <translation>最多允许连续多少轮没有改进。</translation>
    </message>
    <message>
        <source>How many feature maps come out.</source>
        <translation>输出多少个特征图。</translation>
    </message>
    <message>
        <source>How many feature maps each channel gives.</source>
        <translation>每个通道给出多少个特征图。</translation>
    </message>
    <message>
        <source>How many neurons the layer has.</source>
        <translation>该层有多少个神经元。</translation>
    </message>
    <message>
        <source>How many numbers a vector has.</source>
        <translation>一个向量有多少个数。</translation>
    </message>
    <message>
        <source>How many numbers the state has.</source>
        <translation>状态有多少个数。</translation>
    </message>
    <message>
        <source>How many of the likeliest classes count.</source>
        <translation>取概率最高的多少个类别。</translation>
    </message>
    <message>
        <source>How many patterns of attention there are; each sees its part of the features.</source>
        <translation>有多少种注意力模式；每种只看一部分特征。</translation>
    </message>
    <message>
        <source>How many points there are to learn from; half as many more are for testing.</source>
        <translation>用于学习的点数；另有一半数量的点用于测试。</translation>
    </message>
    <message>
        <source>How many rows and columns each pixel becomes.</source>
        <translation>每个像素变成多少行和多少列。</translation>
    </message>
    <message>
        <source>How many rows of zeros come above and below the picture.</source>
        <translation>图片上下各补多少行零。</translation>
    </message>
    <message>
        <source>How many samples are held out to watch for overfitting, each class in its share.</source>
        <translation>留出多少个样本用于观察过拟合，各类别按比例留出。</translation>
    </message>
    <message>
        <source>How many samples each step looks at.</source>
        <translation>每一步查看多少个样本。</translation>
    </message>
    <message>
        <source>How many steps come out.</source>
        <translation>输出多少个时间步。</translation>
    </message>
    <message>
        <source>How many steps each filter looks at.</source>
        <translation>每个滤波器看多少个时间步。</translation>
    </message>
    <message>
        <source>How many steps of zeros come before and after the sequence.</source>
        <translation>序列前后各补多少个全零的时间步。</translation>
    </message>
    <message>
        <source>How many steps the window holds.</source>
        <translation>窗口包含多少个时间步。</translation>
    </message>
    <message>
        <source>How many steps the window moves.</source>
        <translation>窗口每次移动多少个时间步。</translation>
    </message>
    <message>
        <source>How many throws there are to learn from; half as many more are for testing.</source>
        <translation>用于学习的抛掷次数；另有一半数量用于测试。</translation>
    </message>
    <message>
        <source>How much the distance from the standard normal distribution adds to the loss.</source>
        <translation>与标准正态分布的距离以多大权重加入损失。</translation>
    </message>
    <message>
        <source>How numbers to predict are scaled while it learns; results are in own units.</source>
        <translation>学习时如何缩放要预测的数；结果仍以原单位给出。</translation>
    </message>
    <message>
        <source>How often a run goes through all training samples.</source>
        <translation>一次训练遍历全部训练样本的次数。</translation>
    </message>
    <message>
        <source>How often each step comes.</source>
        <translation>每个时间步重复多少次。</translation>
    </message>
    <message>
        <source>How strongly each layer is told to change: the size (L2 norm) of its gradient. Layers whose gradient is far smaller than the others&apos; hardly learn.</source>
        <translation>每一层被要求改变的强度：其梯度的大小（L2 范数）。梯度远小于其他层的层几乎学不到东西。</translation>
    </message>
    <message>
        <source>How the data&apos;s numbers become those the network reads; fitted to training data.</source>
        <translation>数据中的数如何变成网络读取的数；按训练数据拟合。</translation>
    </message>
    <message>
        <source>How the vectors are drawn before the first step.</source>
        <translation>第一步之前向量如何随机产生。</translation>
    </message>
    <message>
        <source>How the weights are drawn before the first step. Biases start at zero.</source>
        <translation>第一步之前权重如何随机产生。偏置从零开始。</translation>
    </message>
    <message>
        <source>How wrong this output is; empty: by the loss of the training.</source>
        <translation>如何衡量此输出的误差；留空：使用训练的损失函数。</translation>
    </message>
    <message>
        <source>Huber</source>
        <translation>Huber</translation>
    </message>
    <message>
        <source>Identity: hands its input on unchanged at first</source>
        <translation>单位矩阵：起初原样传递输入</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>Input and output</source>
        <translation>输入与输出</translation>
    </message>
    <message>
        <source>Inputs</source>
        <translation>输入数</translation>
    </message>
    <message>
        <source>Insert Flatten</source>
        <translation>插入展平层</translation>
    </message>
    <message>
        <source>Insert {layer} before {node}</source>
        <translation>在 {node} 之前插入{layer}</translation>
    </message>
    <message>
        <source>Interpolation</source>
        <translation>插值</translation>
    </message>
    <message>
        <source>Is added to the variance, so that nothing is divided by zero.</source>
        <translation>加到方差上，避免除以零。</translation>
    </message>
    <message>
        <source>It is a folder. Choose a name for a file.</source>
        <translation>这是一个文件夹。请选择文件名。</translation>
    </message>
    <message>
        <source>Keeps the division from blowing up.</source>
        <translation>防止除法溢出。</translation>
    </message>
    <message>
        <source>Keeps the largest number of all branches at each place.</source>
        <translation>在每个位置保留所有分支中最大的数。</translation>
    </message>
    <message>
        <source>Keeps the largest value of each window of steps, so that the sequence shortens.</source>
        <translation>保留每个时间窗口中的最大值，使序列变短。</translation>
    </message>
    <message>
        <source>Keeps the largest value of each window, so that the picture shrinks.</source>
        <translation>保留每个窗口中的最大值，使图片缩小。</translation>
    </message>
    <message>
        <source>Keeps the mean of each window of steps, so that the sequence shortens.</source>
        <translation>保留每个时间窗口的平均值，使序列变短。</translation>
    </message>
    <message>
        <source>Keeps the mean of each window, so that the picture shrinks.</source>
        <translation>保留每个窗口的平均值，使图片缩小。</translation>
    </message>
    <message>
        <source>Keeps the smallest value of each window of steps, so that the sequence shortens.</source>
        <translation>保留每个时间窗口中的最小值，使序列变短。</translation>
    </message>
    <message>
        <source>Keeps the smallest value of each window: dark lines on light ground survive.</source>
        <translation>保留每个窗口中的最小值：浅底上的深色线条得以保留。</translation>
    </message>
    <message>
        <source>Kernel size</source>
        <translation>卷积核大小</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Kullback–Leibler divergence</source>
        <translation>KL 散度</translation>
    </message>
    <message>
        <source>L1</source>
        <translation>L1</translation>
    </message>
    <message>
        <source>L2</source>
        <translation>L2</translation>
    </message>
    <message>
        <source>LSTM</source>
        <translation>LSTM</translation>
    </message>
    <message>
        <source>Label smoothing</source>
        <translation>标签平滑</translation>
    </message>
    <message>
        <source>Last</source>
        <translation>末轴</translation>
    </message>
    <message>
        <source>LayerNorm</source>
        <translation>层归一化</translation>
    </message>
    <message>
        <source>Lays a picture out as one row of numbers, so that Dense can read it.</source>
        <translation>把图片排成一行数，使全连接层能够读取。</translation>
    </message>
    <message>
        <source>Lays branches side by side: the features or channels of all of them.</source>
        <translation>把各分支的特征或通道并排拼接。</translation>
    </message>
    <message>
        <source>LeCun, uniform: in ±√(3 / fan_in); for SELU and tanh</source>
        <translation>LeCun 均匀：在 ±√(3 / fan_in) 内均匀分布；适合 SELU 和 tanh</translation>
    </message>
    <message>
        <source>LeCun: normal with σ = √(1 / fan_in); for SELU and tanh</source>
        <translation>LeCun：正态分布，σ = √(1 / fan_in)；适合 SELU 和 tanh</translation>
    </message>
    <message>
        <source>Leaky ReLU</source>
        <translation>Leaky ReLU</translation>
    </message>
    <message>
        <source>Learned</source>
        <translation>可学习</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>Least improvement</source>
        <translation>最小改进</translation>
    </message>
    <message>
        <source>Leave out steps whose numbers are all zero, with which short sequences end.</source>
        <translation>略去全为零的时间步（短序列以它们结尾）。</translation>
    </message>
    <message>
        <source>Let everything enter</source>
        <translation>让所有列进入</translation>
    </message>
    <message>
        <source>Let {node} use the weights of {holder}</source>
        <translation>让 {node} 使用 {holder} 的权重</translation>
    </message>
    <message>
        <source>Lets each step of a sequence gather what it needs from the other steps.</source>
        <translation>让序列的每个时间步从其他时间步收集所需的信息。</translation>
    </message>
    <message>
        <source>Lets positive values through and cuts negative ones to zero.</source>
        <translation>让正值通过，把负值截为零。</translation>
    </message>
    <message>
        <source>Lets the learning rate fall gently over the whole run, along half a cosine.</source>
        <translation>让学习率在整个训练中沿半个余弦平缓下降。</translation>
    </message>
    <message>
        <source>Lets the learning rate grow over the first steps, then stay.</source>
        <translation>让学习率在最初若干步中增长，然后保持不变。</translation>
    </message>
    <message>
        <source>Like ReLU above zero; below, it bends smoothly towards −1.</source>
        <translation>零以上同 ReLU；零以下平滑地弯向 −1。</translation>
    </message>
    <message>
        <source>Like ReLU, with a small slope below zero, so that no unit can die.</source>
        <translation>类似 ReLU，但零以下有小斜率，使单元不会“死亡”。</translation>
    </message>
    <message>
        <source>Like leaky ReLU, with a slope below zero that each channel learns for itself.</source>
        <translation>类似 Leaky ReLU，零以下的斜率由各通道自行学习。</translation>
    </message>
    <message>
        <source>Linear</source>
        <translation>线性</translation>
    </message>
    <message>
        <source>Log-cosh</source>
        <translation>Log-Cosh</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Loss and accuracy</source>
        <translation>损失与准确率</translation>
    </message>
    <message>
        <source>Loss weight</source>
        <translation>损失权重</translation>
    </message>
    <message>
        <source>Lowest share</source>
        <translation>最低比例</translation>
    </message>
    <message>
        <source>MNIST digits</source>
        <translation>MNIST 手写数字</translation>
    </message>
    <message>
        <source>Make {node} smaller.</source>
        <translation>请减小 {node}。</translation>
    </message>
    <message>
        <source>Makes a sequence of one vector by repeating it, as decoders need it.</source>
        <translation>重复一个向量以得到序列，供解码器使用。</translation>
    </message>
    <message>
        <source>Makes one number of each feature map, its mean, in place of a Flatten.</source>
        <translation>把每个特征图变成一个数，即平均值；可代替展平层。</translation>
    </message>
    <message>
        <source>Makes one number of each feature map: how strongly it was found anywhere.</source>
        <translation>把每个特征图变成一个数：该特征在任意处出现的最大强度。</translation>
    </message>
    <message>
        <source>Makes one number of each feature: its largest in any step of a sequence.</source>
        <translation>把每个特征变成一个数：在序列所有时间步中的最大值。</translation>
    </message>
    <message>
        <source>Makes one number of each feature: its mean over the steps of a sequence.</source>
        <translation>把每个特征变成一个数：在序列所有时间步上的平均值。</translation>
    </message>
    <message>
        <source>Marks an output and says which target and loss belong to it.</source>
        <translation>标记一个输出，并指明它对应的目标和损失函数。</translation>
    </message>
    <message>
        <source>Match their padding and strides.</source>
        <translation>请让它们的填充和步幅一致。</translation>
    </message>
    <message>
        <source>Match their units or filters.</source>
        <translation>请让它们的单元数或滤波器数一致。</translation>
    </message>
    <message>
        <source>Max-norm</source>
        <translation>最大范数</translation>
    </message>
    <message>
        <source>MaxPool1D</source>
        <translation>一维最大池化</translation>
    </message>
    <message>
        <source>MaxPool2D</source>
        <translation>二维最大池化</translation>
    </message>
    <message>
        <source>Maximum</source>
        <translation>取最大</translation>
    </message>
    <message>
        <source>Mean absolute error</source>
        <translation>平均绝对误差</translation>
    </message>
    <message>
        <source>Mean squared error</source>
        <translation>均方误差</translation>
    </message>
    <message>
        <source>Memory of the mean gradient.</source>
        <translation>梯度均值的记忆系数。</translation>
    </message>
    <message>
        <source>Memory of the squared gradient.</source>
        <translation>梯度平方的记忆系数。</translation>
    </message>
    <message>
        <source>Merging</source>
        <translation>合并</translation>
    </message>
    <message>
        <source>MinPool1D</source>
        <translation>一维最小池化</translation>
    </message>
    <message>
        <source>MinPool2D</source>
        <translation>二维最小池化</translation>
    </message>
    <message>
        <source>Mini-batches</source>
        <translation>小批量</translation>
    </message>
    <message>
        <source>Momentum</source>
        <translation>动量</translation>
    </message>
    <message>
        <source>Momentum that looks a step ahead, so that it brakes earlier.</source>
        <translation>向前多看一步的动量，因此能更早减速。</translation>
    </message>
    <message>
        <source>Moons</source>
        <translation>双月</translation>
    </message>
    <message>
        <source>Most steps</source>
        <translation>最多步数</translation>
    </message>
    <message>
        <source>Move {count} layers</source>
        <translation>移动 {count} 个层</translation>
    </message>
    <message>
        <source>Move {node}</source>
        <translation>移动 {node}</translation>
    </message>
    <message>
        <source>Multiplies branches number by number, so that one can act as a gate of another.</source>
        <translation>把各分支逐元素相乘，使一个分支可作为另一个的门。</translation>
    </message>
    <message>
        <source>Multiplies the learning rate after every so many epochs.</source>
        <translation>每隔若干轮，将学习率乘以一个因子。</translation>
    </message>
    <message>
        <source>Multiplies the learning rate by the same factor after every epoch.</source>
        <translation>每轮之后，将学习率乘以同一个因子。</translation>
    </message>
    <message>
        <source>Multiplies the learning rate when nothing has improved for some epochs.</source>
        <translation>连续若干轮没有改进时，将学习率乘以一个因子。</translation>
    </message>
    <message>
        <source>Multiply</source>
        <translation>相乘</translation>
    </message>
    <message>
        <source>NNStudio cannot open its window because no screen answers at DISPLAY={display}: start it from a graphical desktop or through `ssh -X`, or work without a window, as `nnstudio --help` shows.</source>
        <translation>NNStudio 无法打开窗口，因为 DISPLAY={display} 处没有屏幕响应：请在图形桌面或通过 `ssh -X` 启动，或者不用窗口工作，参见 `nnstudio --help`。</translation>
    </message>
    <message>
        <source>NNStudio cannot open its window because this session has no screen (neither DISPLAY nor WAYLAND_DISPLAY is set): start it from a graphical desktop or through `ssh -X`, or work without a window, as `nnstudio --help` shows.</source>
        <translation>NNStudio 无法打开窗口，因为此会话没有屏幕（DISPLAY 和 WAYLAND_DISPLAY 都未设置）：请在图形桌面或通过 `ssh -X` 启动，或者不用窗口工作，参见 `nnstudio --help`。</translation>
    </message>
    <message>
        <source>NNStudio&apos;s own file {name} is missing in {folder}. Install NNStudio again.</source>
        <translation>{folder} 中缺少 NNStudio 自己的文件 {name}。请重新安装 NNStudio。</translation>
    </message>
    <message>
        <source>NNStudio&apos;s resources folder is missing; it was looked for in {places}. Install NNStudio again.</source>
        <translation>找不到 NNStudio 的资源文件夹；已查找 {places}。请重新安装 NNStudio。</translation>
    </message>
    <message>
        <source>Nearest</source>
        <translation>最近邻</translation>
    </message>
    <message>
        <source>Nesterov momentum</source>
        <translation>Nesterov 动量</translation>
    </message>
    <message>
        <source>No data is chosen, so the network&apos;s input has no shape. Choose data.</source>
        <translation>还没有选择数据，因此网络的输入没有形状。请选择数据。</translation>
    </message>
    <message>
        <source>No data is chosen. Choose a data set for this project.</source>
        <translation>还没有选择数据。请为此项目选择数据集。</translation>
    </message>
    <message>
        <source>No gradient is zero or has grown beyond measure. A trend from layer to layer needs at least {fewest} layers with weights; this network has {count}.</source>
        <translation>没有梯度为零或过度增大。要判断逐层趋势，至少需要 {fewest} 个带权重的层；此网络有 {count} 个。</translation>
    </message>
    <message>
        <source>No gradient: it is exactly zero in every layer. Either every sample is already fitted, or an activation with slope zero, such as step, blocks it; try sigmoid or ReLU.</source>
        <translation>没有梯度：每一层的梯度都恰好为零。要么所有样本都已拟合，要么斜率为零的激活函数（如阶跃函数）阻断了它；请尝试 sigmoid 或 ReLU。</translation>
    </message>
    <message>
        <source>Nobody looks at steps whose numbers are all zero, and their output is zero.</source>
        <translation>不关注全为零的时间步，它们的输出也为零。</translation>
    </message>
    <message>
        <source>Node {id}</source>
        <translation>节点 {id}</translation>
    </message>
    <message>
        <source>Node {id} uses the weights of {got}; it expects a node of the same layer and settings that has weights of its own.</source>
        <translation>节点 {id} 使用 {got} 的权重；它应使用层和设置相同且有自己权重的节点。</translation>
    </message>
    <message>
        <source>Node {number}</source>
        <translation>节点 {number}</translation>
    </message>
    <message>
        <source>Noise</source>
        <translation>噪声</translation>
    </message>
    <message>
        <source>Normal with a σ that you choose</source>
        <translation>正态分布：σ 由你选择</translation>
    </message>
    <message>
        <source>Normalisation</source>
        <translation>归一化</translation>
    </message>
    <message>
        <source>Nothing follows the Input. Connect a layer to it.</source>
        <translation>输入层之后没有任何层。请连接一个层。</translation>
    </message>
    <message>
        <source>Nothing follows {node}. Connect a layer to it, or delete it.</source>
        <translation>{node} 之后没有任何层。请连接一个层，或删除它。</translation>
    </message>
    <message>
        <source>Nothing lies between Input and {node}. Connect a layer.</source>
        <translation>输入层与 {node} 之间没有任何层。请连接一个层。</translation>
    </message>
    <message>
        <source>NumPy arrays (.npz)</source>
        <translation>NumPy 数组 (.npz)</translation>
    </message>
    <message>
        <source>Of the samples of a class, the share that is recognised; mean of classes.</source>
        <translation>一个类别的样本中被正确识别的比例；对类别取平均。</translation>
    </message>
    <message>
        <source>Of the samples taken for a class, the share that belong to it; mean of classes.</source>
        <translation>被判为某类的样本中确属该类的比例；对类别取平均。</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Once forward and once backward, with weights of its own each: bidirectional.</source>
        <translation>正向、反向各读一次，各有自己的权重：即双向。</translation>
    </message>
    <message>
        <source>One sample</source>
        <translation>单个样本</translation>
    </message>
    <message>
        <source>One sigmoid neuron divides two clouds of points with a straight line. Right for about 99 % of the points after 5 epochs.</source>
        <translation>一个 sigmoid 神经元用一条直线分开两团点云。5 轮后约 99 % 的点判断正确。</translation>
    </message>
    <message>
        <source>One slope for all</source>
        <translation>共用斜率</translation>
    </message>
    <message>
        <source>Order of axes</source>
        <translation>轴的顺序</translation>
    </message>
    <message>
        <source>Orthogonal: keeps lengths and angles, which helps recurrent networks</source>
        <translation>正交：保持长度和角度，有助于循环网络</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>PReLU</source>
        <translation>PReLU</translation>
    </message>
    <message>
        <source>Padding</source>
        <translation>填充</translation>
    </message>
    <message>
        <source>Paints filters into a larger picture: a convolution the other way round.</source>
        <translation>把滤波器“画”进更大的图片：反方向的卷积。</translation>
    </message>
    <message>
        <source>Passes the sum on unchanged; a stack of linear layers is still one linear layer.</source>
        <translation>原样传递加权和；多个线性层叠加仍是一个线性层。</translation>
    </message>
    <message>
        <source>Paste a layer</source>
        <translation>粘贴一个层</translation>
    </message>
    <message>
        <source>Paste {count} layers</source>
        <translation>粘贴 {count} 个层</translation>
    </message>
    <message>
        <source>Patience</source>
        <translation>耐心值</translation>
    </message>
    <message>
        <source>Perceptron</source>
        <translation>感知机</translation>
    </message>
    <message>
        <source>Permute</source>
        <translation>轴置换</translation>
    </message>
    <message>
        <source>Permute got the shape {got}; it expects {count} axes, which its order names. Give the order of all axes of the shape.</source>
        <translation>轴置换得到的形状是 {got}；按所给顺序应有 {count} 个轴。请给出该形状所有轴的顺序。</translation>
    </message>
    <message>
        <source>Permute: Order of axes got {got}; it expects each of the numbers from 1 on once, such as 2, 1 or 3, 1, 2.</source>
        <translation>轴置换：轴的顺序得到 {got}；应为从 1 起的每个数各一次，例如 2, 1 或 3, 1, 2。</translation>
    </message>
    <message>
        <source>Perplexity</source>
        <translation>困惑度</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>点</translation>
    </message>
    <message>
        <source>Points in four quadrants, opposite ones of one class: the cloud version of XOR.</source>
        <translation>四个象限中的点，相对的象限同属一类：点云版的异或。</translation>
    </message>
    <message>
        <source>Pool size</source>
        <translation>池化窗口大小</translation>
    </message>
    <message>
        <source>Pooling</source>
        <translation>池化</translation>
    </message>
    <message>
        <source>Positional encoding</source>
        <translation>位置编码</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>精确率</translation>
    </message>
    <message>
        <source>Preparation</source>
        <translation>预处理</translation>
    </message>
    <message>
        <source>Projectile</source>
        <translation>抛体运动</translation>
    </message>
    <message>
        <source>Put a Flatten layer before it.</source>
        <translation>请在它前面放一个展平层。</translation>
    </message>
    <message>
        <source>Put an Output behind each</source>
        <translation>在每个后面放一个输出层</translation>
    </message>
    <message>
        <source>Put an Output behind it</source>
        <translation>在它后面放一个输出层</translation>
    </message>
    <message>
        <source>Put it behind a layer.</source>
        <translation>请把它放在一个层之后。</translation>
    </message>
    <message>
        <source>Puts a border of zeros around a picture.</source>
        <translation>在图片四周补一圈零。</translation>
    </message>
    <message>
        <source>Puts steps of zeros before and after a sequence.</source>
        <translation>在序列前后补全零的时间步。</translation>
    </message>
    <message>
        <source>RMSProp</source>
        <translation>RMSProp</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>比率</translation>
    </message>
    <message>
        <source>ReLU</source>
        <translation>ReLU</translation>
    </message>
    <message>
        <source>Reads a sequence with a memory that gates protect: it can remember for long.</source>
        <translation>用受门保护的记忆读取序列：能够长期记忆。</translation>
    </message>
    <message>
        <source>Reads a sequence with two gates; smaller and faster than LSTM, often as good.</source>
        <translation>用两个门读取序列；比 LSTM 更小更快，效果常常相当。</translation>
    </message>
    <message>
        <source>Reads a sequence; its state is the activated sum of input and last state.</source>
        <translation>读取序列；状态是输入与上一状态之和经激活的结果。</translation>
    </message>
    <message>
        <source>Recall</source>
        <translation>召回率</translation>
    </message>
    <message>
        <source>Recurrent</source>
        <translation>循环</translation>
    </message>
    <message>
        <source>Recurrent dropout</source>
        <translation>循环随机失活</translation>
    </message>
    <message>
        <source>Reduce on plateau</source>
        <translation>停滞时降低</translation>
    </message>
    <message>
        <source>Regularisation</source>
        <translation>正则化</translation>
    </message>
    <message>
        <source>Release to take the wire away</source>
        <translation>松开即可移除连线</translation>
    </message>
    <message>
        <source>Remove the inputs without a wire</source>
        <translation>移除没有连线的输入</translation>
    </message>
    <message>
        <source>Rename {node}</source>
        <translation>重命名 {node}</translation>
    </message>
    <message>
        <source>Repeat</source>
        <translation>重复</translation>
    </message>
    <message>
        <source>Repeats each step of a sequence, so that the sequence gets longer.</source>
        <translation>重复序列的每个时间步，使序列变长。</translation>
    </message>
    <message>
        <source>Reshape</source>
        <translation>重塑</translation>
    </message>
    <message>
        <source>Reshape: Shape got {got}; it expects one to four sizes such as 4 × 7 × 16, one of which may be -1.</source>
        <translation>重塑：形状得到 {got}；应为一到四个大小，例如 4 × 7 × 16，其中一个可以是 -1。</translation>
    </message>
    <message>
        <source>Residual MLP</source>
        <translation>残差 MLP</translation>
    </message>
    <message>
        <source>Root mean squared error</source>
        <translation>均方根误差</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>行</translation>
    </message>
    <message>
        <source>R²</source>
        <translation>R²</translation>
    </message>
    <message>
        <source>SELU</source>
        <translation>SELU</translation>
    </message>
    <message>
        <source>Same</source>
        <translation>等大 (same)</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>Samples per step</source>
        <translation>每步样本</translation>
    </message>
    <message>
        <source>Sampling</source>
        <translation>采样</translation>
    </message>
    <message>
        <source>Scaling</source>
        <translation>缩放方式</translation>
    </message>
    <message>
        <source>Scaling of targets</source>
        <translation>目标缩放方式</translation>
    </message>
    <message>
        <source>Second</source>
        <translation>第二轴</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>Self-attention</source>
        <translation>多头自注意力</translation>
    </message>
    <message>
        <source>Set groups to 1</source>
        <translation>把分组数设为 1</translation>
    </message>
    <message>
        <source>Set padding to same</source>
        <translation>把填充设为 same</translation>
    </message>
    <message>
        <source>Set {node} to {value}</source>
        <translation>把 {node} 设为 {value}</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>形状</translation>
    </message>
    <message>
        <source>Shifted and scaled to mean 0 and standard deviation 1.</source>
        <translation>平移并缩放为均值 0、标准差 1。</translation>
    </message>
    <message>
        <source>SiLU</source>
        <translation>SiLU</translation>
    </message>
    <message>
        <source>Sigma</source>
        <translation>标准差 σ</translation>
    </message>
    <message>
        <source>Sigmoid</source>
        <translation>Sigmoid</translation>
    </message>
    <message>
        <source>Silences a random share of units in each training step, against overfitting.</source>
        <translation>每个训练步随机关闭一部分单元，以防止过拟合。</translation>
    </message>
    <message>
        <source>Silences whole feature maps by chance in each training step.</source>
        <translation>每个训练步随机关闭整个特征图。</translation>
    </message>
    <message>
        <source>SimpleRNN</source>
        <translation>简单 RNN</translation>
    </message>
    <message>
        <source>Sines and cosines</source>
        <translation>正弦与余弦</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>放大倍数</translation>
    </message>
    <message>
        <source>Skip padded steps</source>
        <translation>跳过填充步</translation>
    </message>
    <message>
        <source>Skip padding</source>
        <translation>跳过填充</translation>
    </message>
    <message>
        <source>Slides filters over each channel on its own, which needs few weights.</source>
        <translation>滤波器在每个通道上单独滑动，所需权重很少。</translation>
    </message>
    <message>
        <source>Slides small filters along a sequence, for example of words or measurements.</source>
        <translation>用小滤波器沿序列滑动，例如词语或测量值的序列。</translation>
    </message>
    <message>
        <source>Slides small filters over a picture; each filter gives one feature map.</source>
        <translation>用小滤波器在图片上滑动；每个滤波器给出一个特征图。</translation>
    </message>
    <message>
        <source>Slope at the start</source>
        <translation>初始斜率</translation>
    </message>
    <message>
        <source>Slope below zero</source>
        <translation>零以下的斜率</translation>
    </message>
    <message>
        <source>So many steps long the learning rate first grows in a straight line; 0: none.</source>
        <translation>学习率先在这么多步内线性增长；0：不预热。</translation>
    </message>
    <message>
        <source>Softmax</source>
        <translation>Softmax</translation>
    </message>
    <message>
        <source>Softmax over one output is always 1, so {node} cannot learn. Use sigmoid.</source>
        <translation>只有一个输出时 softmax 恒为 1，因此 {node} 无法学习。请使用 sigmoid。</translation>
    </message>
    <message>
        <source>Softplus</source>
        <translation>Softplus</translation>
    </message>
    <message>
        <source>Sparse categorical cross-entropy</source>
        <translation>稀疏分类交叉熵</translation>
    </message>
    <message>
        <source>SpatialDropout</source>
        <translation>空间随机失活</translation>
    </message>
    <message>
        <source>SpatialDropout got the shape {got}; it expects (height, width, channels) or (steps, features). Use Dropout for rows of numbers.</source>
        <translation>空间随机失活得到的形状是 {got}；它需要（高、宽、通道）或（时间步、特征）。对一行数请使用随机失活。</translation>
    </message>
    <message>
        <source>Spiral</source>
        <translation>螺旋</translation>
    </message>
    <message>
        <source>Spiral MLP</source>
        <translation>螺旋 MLP</translation>
    </message>
    <message>
        <source>Split seed</source>
        <translation>划分种子</translation>
    </message>
    <message>
        <source>Squared near the target, straight far from it, and smooth between.</source>
        <translation>目标附近为平方，远处为线性，之间平滑过渡。</translation>
    </message>
    <message>
        <source>Squared near the target, straight far from it, so outliers pull less.</source>
        <translation>目标附近为平方，远处为线性，因此离群值影响较小。</translation>
    </message>
    <message>
        <source>Squeezes any number into 0 … 1. Its derivative is never more than 0.25.</source>
        <translation>把任何数压缩到 0 … 1。其导数从不超过 0.25。</translation>
    </message>
    <message>
        <source>Squeezes any number into −1 … 1, centred on zero; its derivative is at most 1.</source>
        <translation>把任何数压缩到 −1 … 1，以零为中心；其导数最大为 1。</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>阶跃</translation>
    </message>
    <message>
        <source>Step decay</source>
        <translation>阶梯衰减</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>Steps whose numbers are all zero stay zero: they are padding.</source>
        <translation>全为零的时间步保持为零：它们是填充。</translation>
    </message>
    <message>
        <source>Steps, or the rows of a picture.</source>
        <translation>时间步，或图片的行。</translation>
    </message>
    <message>
        <source>Stride</source>
        <translation>步幅</translation>
    </message>
    <message>
        <source>Subtract</source>
        <translation>相减</translation>
    </message>
    <message>
        <source>Takes a step straight down the slope of the present batch.</source>
        <translation>沿当前批次的坡度直接下降一步。</translation>
    </message>
    <message>
        <source>Takes the second branch away from the first, number by number.</source>
        <translation>从第一个分支中逐元素减去第二个分支。</translation>
    </message>
    <message>
        <source>Takes this share from the true class and spreads it evenly over all classes.</source>
        <translation>从真实类别中取出这个比例，平均分给所有类别。</translation>
    </message>
    <message>
        <source>Tanh</source>
        <translation>Tanh</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>Target loss</source>
        <translation>目标损失</translation>
    </message>
    <message>
        <source>Ten sigmoid layers on digits, made to fail: the gradient shrinks to a quarter per layer and nothing is learned (10 % is guessing). Try ReLU with He initialisation, or fewer layers.</source>
        <translation>用于手写数字的十个 sigmoid 层，故意设计成失败：梯度每层缩小到四分之一，什么也学不到（10 % 等于瞎猜）。请尝试 ReLU 配合 He 初始化，或减少层数。</translation>
    </message>
    <message>
        <source>The axes in their new order, counted from 1, such as 2, 1 or 3, 1, 2.</source>
        <translation>轴的新顺序，从 1 数起，例如 2, 1 或 3, 1, 2。</translation>
    </message>
    <message>
        <source>The best epoch</source>
        <translation>最佳一轮</translation>
    </message>
    <message>
        <source>The border is filled with zeros, so that the output is as large as the input.</source>
        <translation>边缘补零，使输出与输入一样大。</translation>
    </message>
    <message>
        <source>The canvas is empty. Drag an Input from the palette to begin.</source>
        <translation>画布是空的。请从层面板拖入一个输入层开始。</translation>
    </message>
    <message>
        <source>The clipboard holds no layers. Copy some on a canvas first.</source>
        <translation>剪贴板中没有层。请先在画布上复制一些层。</translation>
    </message>
    <message>
        <source>The clipping</source>
        <translation>梯度裁剪</translation>
    </message>
    <message>
        <source>The columns of a picture.</source>
        <translation>图片的列。</translation>
    </message>
    <message>
        <source>The columns of the data that enter here, separated by commas; empty: all.</source>
        <translation>从这里进入的数据列，用逗号分隔；留空：全部。</translation>
    </message>
    <message>
        <source>The data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>The data set {name} has no option {got}; it has {known}.</source>
        <translation>数据集 {name} 没有选项 {got}；它有 {known}。</translation>
    </message>
    <message>
        <source>The data&apos;s signature</source>
        <translation>数据签名</translation>
    </message>
    <message>
        <source>The derivative of the step in {node} is zero everywhere, so the weights up to it get no gradient and cannot learn. Use sigmoid or ReLU to train.</source>
        <translation>{node} 中阶跃函数的导数处处为零，因此到它为止的权重得不到梯度，无法学习。训练请使用 sigmoid 或 ReLU。</translation>
    </message>
    <message>
        <source>The disk is full. Free some space, or choose another place.</source>
        <translation>磁盘已满。请腾出空间，或选择其他位置。</translation>
    </message>
    <message>
        <source>The disk is read-only. Choose another folder.</source>
        <translation>磁盘是只读的。请选择其他文件夹。</translation>
    </message>
    <message>
        <source>The distance to the target, averaged; single far-off targets weigh little.</source>
        <translation>与目标之差的绝对值取平均；个别偏离很远的目标影响小。</translation>
    </message>
    <message>
        <source>The dragged layer</source>
        <translation>拖动的层</translation>
    </message>
    <message>
        <source>The dragged layer cannot be read. Drag it from the palette again.</source>
        <translation>无法读取拖动的层。请重新从层面板拖动。</translation>
    </message>
    <message>
        <source>The drawing</source>
        <translation>网络图</translation>
    </message>
    <message>
        <source>The file</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>The file names no format that there is: got {got}, expected a whole number from 1 to {newest}. Open another copy of it.</source>
        <translation>文件注明的格式不存在：得到 {got}，应为 1 到 {newest} 的整数。请打开它的另一个副本。</translation>
    </message>
    <message>
        <source>The file was written by a newer NNStudio ({program}): got format {got}, this version reads up to {newest}. Update NNStudio to open it.</source>
        <translation>文件由更新的 NNStudio（{program}）写成：格式为 {got}，本版本最多读取 {newest}。请更新 NNStudio 再打开。</translation>
    </message>
    <message>
        <source>The folder does not exist. Choose another one.</source>
        <translation>文件夹不存在。请选择其他文件夹。</translation>
    </message>
    <message>
        <source>The four rows of exclusive or: true where exactly one input is. No straight line divides them. The test samples are the same four rows.</source>
        <translation>异或的四行：恰有一个输入为真时为真。没有直线能把它们分开。测试样本也是这四行。</translation>
    </message>
    <message>
        <source>The function that is applied to each number.</source>
        <translation>应用于每个数的函数。</translation>
    </message>
    <message>
        <source>The function that is applied to each unit&apos;s sum.</source>
        <translation>应用于每个单元加权和的函数。</translation>
    </message>
    <message>
        <source>The gradient is multiplied by {factor} per layer on its way from the last layer to the input. Between {low} and {high} is called healthy.</source>
        <translation>梯度从最后一层传向输入的途中每层乘以 {factor}。在 {low} 和 {high} 之间称为正常。</translation>
    </message>
    <message>
        <source>The gradient is zero now and then; no trend yet.</source>
        <translation>梯度时而为零；尚无趋势。</translation>
    </message>
    <message>
        <source>The gradient norm of each layer is divided by that of the last layer; its base-10 logarithm is taken, and of the last {window} measurements the median. A straight line through these medians, walked from the last layer towards the input, tells how the gradient changes per layer. Falling by more than {steepest} per layer (to less than half) is called vanishing, rising by more than {steepest} (to more than double) exploding. A gradient more than {growth} times as large as at the start is exploding too. A trend needs at least {fewest} layers with weights.</source>
        <translation>把每层的梯度范数除以最后一层的梯度范数，取以 10 为底的对数，再取最近 {window} 次测量的中位数。从最后一层走向输入，用一条直线拟合这些中位数，即得梯度每层的变化。每层下降超过 {steepest}（不到一半）称为梯度消失，上升超过 {steepest}（超过两倍）称为梯度爆炸。梯度超过初始值的 {growth} 倍也算爆炸。判断趋势至少需要 {fewest} 个带权重的层。</translation>
    </message>
    <message>
        <source>The gradient of each weight tensor is shortened where it is too long.</source>
        <translation>每个权重张量的梯度过长时将其缩短。</translation>
    </message>
    <message>
        <source>The harmonic mean of precision and recall, which rare classes lower most.</source>
        <translation>精确率与召回率的调和平均，受稀少类别影响最大。</translation>
    </message>
    <message>
        <source>The input {port} of {node} is not connected. Draw a wire to it from another layer.</source>
        <translation>{node} 的输入 {port} 没有连接。请从另一个层画一条连线到它。</translation>
    </message>
    <message>
        <source>The labels go from {low} to {high}, but there are {count} classes. Labels count the classes from 0.</source>
        <translation>标签从 {low} 到 {high}，但共有 {count} 个类别。标签从 0 开始编号。</translation>
    </message>
    <message>
        <source>The largest value or length that a gradient may have.</source>
        <translation>梯度允许的最大值或最大长度。</translation>
    </message>
    <message>
        <source>The layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>The learning rate never falls below this share of what is set.</source>
        <translation>学习率不会低于所设值的这个比例。</translation>
    </message>
    <message>
        <source>The learning rate schedule</source>
        <translation>学习率调度</translation>
    </message>
    <message>
        <source>The learning rate stays as it is set.</source>
        <translation>学习率保持所设的值。</translation>
    </message>
    <message>
        <source>The loss</source>
        <translation>损失函数</translation>
    </message>
    <message>
        <source>The loss that is chosen for the training of the whole network.</source>
        <translation>为整个网络的训练所选的损失函数。</translation>
    </message>
    <message>
        <source>The name is too long. Choose a shorter one.</source>
        <translation>名称太长。请选择较短的名称。</translation>
    </message>
    <message>
        <source>The network is not trained yet. Train it first.</source>
        <translation>网络尚未训练。请先训练。</translation>
    </message>
    <message>
        <source>The numbers reach the network as they are in the data.</source>
        <translation>数据中的数原样送入网络。</translation>
    </message>
    <message>
        <source>The optimiser</source>
        <translation>优化器</translation>
    </message>
    <message>
        <source>The picture shows nothing: it is of one colour. Choose one with a digit.</source>
        <translation>图片上什么也没有：只有一种颜色。请选择有数字的图片。</translation>
    </message>
    <message>
        <source>The project</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>The samples are of the type {got}; they must be whole or decimal numbers.</source>
        <translation>样本的类型是 {got}；必须是整数或小数。</translation>
    </message>
    <message>
        <source>The samples have the shape {got}; the network expects {expected}, where n is the number of samples. A single sample needs n = 1 in front.</source>
        <translation>样本的形状是 {got}；网络需要 {expected}，其中 n 是样本数。单个样本前面需要 n = 1。</translation>
    </message>
    <message>
        <source>The scaling got {got}; it expects one of: {choices}.</source>
        <translation>缩放方式得到 {got}；应为以下之一：{choices}。</translation>
    </message>
    <message>
        <source>The share of the speed that is kept from step to step.</source>
        <translation>每一步之间保留的速度比例。</translation>
    </message>
    <message>
        <source>The share of units that stay away in a training step.</source>
        <translation>训练步中被关闭的单元比例。</translation>
    </message>
    <message>
        <source>The slope of leaky ReLU for negative sums.</source>
        <translation>Leaky ReLU 在加权和为负时的斜率。</translation>
    </message>
    <message>
        <source>The smallest number becomes 0, the largest 1.</source>
        <translation>最小的数变为 0，最大的变为 1。</translation>
    </message>
    <message>
        <source>The squared difference to the target, averaged over outputs and batch.</source>
        <translation>与目标之差的平方，对输出和批次取平均。</translation>
    </message>
    <message>
        <source>The standard deviation of the starting weights.</source>
        <translation>初始权重的标准差。</translation>
    </message>
    <message>
        <source>The system says: {error}. Choose another place.</source>
        <translation>系统提示：{error}。请选择其他位置。</translation>
    </message>
    <message>
        <source>The training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>The training state</source>
        <translation>训练状态</translation>
    </message>
    <message>
        <source>The weight {key} has the shape {got}; the network expects {expected}. Train the network again, or undo the change of its layers.</source>
        <translation>权重 {key} 的形状是 {got}；网络需要 {expected}。请重新训练网络，或撤销对层的更改。</translation>
    </message>
    <message>
        <source>The weight {key} in the file has the shape {got}; the drawing expects {expected}. It is left out; train the network again.</source>
        <translation>文件中权重 {key} 的形状是 {got}；网络图需要 {expected}。已略去；请重新训练网络。</translation>
    </message>
    <message>
        <source>The weight {key} in the file holds numbers that are not finite. It is left out; train the network again.</source>
        <translation>文件中的权重 {key} 含有非有限的数。已略去；请重新训练网络。</translation>
    </message>
    <message>
        <source>The weights as arrays that NumPy and many other programs read.</source>
        <translation>以数组形式保存的权重，NumPy 和许多其他程序都能读取。</translation>
    </message>
    <message>
        <source>The window cannot be opened because Qt cannot be loaded: {error}. Install NNStudio again; `nnstudio --help` shows what works without a window.</source>
        <translation>无法打开窗口，因为无法加载 Qt：{error}。请重新安装 NNStudio；不用窗口能做什么，参见 `nnstudio --help`。</translation>
    </message>
    <message>
        <source>The wires {circle} close a circle; a layer cannot wait for its own output. Remove one of them.</source>
        <translation>连线 {circle} 形成回路；一个层不能等待自己的输出。请删除其中一条。</translation>
    </message>
    <message>
        <source>There is no data set {got} here; there are {known}. Choose one of them.</source>
        <translation>这里没有数据集 {got}；有 {known}。请选择其中之一。</translation>
    </message>
    <message>
        <source>There is no export to {got}; there are: {known}.</source>
        <translation>不能导出为 {got}；可以导出为：{known}。</translation>
    </message>
    <message>
        <source>There is no file and no command {got}; the commands are {known}.</source>
        <translation>没有名为 {got} 的文件或命令；命令有 {known}。</translation>
    </message>
    <message>
        <source>There is no file {path}. Check its name and folder.</source>
        <translation>没有文件 {path}。请检查名称和文件夹。</translation>
    </message>
    <message>
        <source>There is no template {got}; there are {known}.</source>
        <translation>没有模板 {got}；有 {known}。</translation>
    </message>
    <message>
        <source>There is nothing drawn. Draw a digit first.</source>
        <translation>还没有画任何东西。请先画一个数字。</translation>
    </message>
    <message>
        <source>Train to step {step}</source>
        <translation>训练到第 {step} 步</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Training failed: {error}</source>
        <translation>训练失败：{error}</translation>
    </message>
    <message>
        <source>Training stopped at step {step}: {what} of {node} is no longer a finite number. The weights of step {good} are kept. Try a smaller learning rate.</source>
        <translation>训练在第 {step} 步停止：{node} 的{what}不再是有限的数。已保留第 {good} 步的权重。请尝试较小的学习率。</translation>
    </message>
    <message>
        <source>Turns scores into probabilities that add up to 1.</source>
        <translation>把得分变成总和为 1 的概率。</translation>
    </message>
    <message>
        <source>Two Gaussians</source>
        <translation>两个高斯分布</translation>
    </message>
    <message>
        <source>Two arms wound around each other: hard for a small network, hopeless for a line.</source>
        <translation>两条相互缠绕的旋臂：小网络难以分开，直线更无可能。</translation>
    </message>
    <message>
        <source>Two half moons that reach into each other; the border between them bends twice.</source>
        <translation>两个相互嵌入的半月；它们之间的边界弯曲两次。</translation>
    </message>
    <message>
        <source>Two hidden layers of 16 ReLU neurons wind a border between two spiral arms. At least 98 % of the validation points are right after 60 epochs.</source>
        <translation>两个各有 16 个 ReLU 神经元的隐藏层在两条旋臂之间绕出一条边界。60 轮后至少 98 % 的验证点判断正确。</translation>
    </message>
    <message>
        <source>Two nodes are called {id}. Rename one of them.</source>
        <translation>有两个节点都叫 {id}。请重命名其中一个。</translation>
    </message>
    <message>
        <source>Two round clouds of points; a straight line divides them almost perfectly.</source>
        <translation>两团圆形的点云；一条直线几乎能完全分开。</translation>
    </message>
    <message>
        <source>Two wires end at port {port} of {id}. Remove one of them.</source>
        <translation>有两条连线接到 {id} 的端口 {port}。请删除其中一条。</translation>
    </message>
    <message>
        <source>Units</source>
        <translation>单元数</translation>
    </message>
    <message>
        <source>Use the loss {loss}</source>
        <translation>使用损失函数 {loss}</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>验证样本数</translation>
    </message>
    <message>
        <source>Vanishing: no gradient at all reaches {layers}. An activation with slope zero (step, or ReLU with negative sums) or weights of zero block it; try another activation or initialiser.</source>
        <translation>梯度消失：没有任何梯度到达 {layers}。斜率为零的激活函数（阶跃函数，或加权和为负的 ReLU）或为零的权重阻断了它；请尝试其他激活函数或初始化方法。</translation>
    </message>
    <message>
        <source>Waiting for the first gradients to be measured.</source>
        <translation>正在等待首次梯度测量。</translation>
    </message>
    <message>
        <source>Weights start as</source>
        <translation>权重初始化</translation>
    </message>
    <message>
        <source>What each convolution and pooling layer makes of one sample: each small picture shows where in the sample a filter finds what it looks for.</source>
        <translation>每个卷积层和池化层对一个样本的输出：每张小图显示滤波器在样本的何处找到了它所寻找的特征。</translation>
    </message>
    <message>
        <source>Where the samples enter. Its shape follows from the chosen data.</source>
        <translation>样本由此进入。其形状取决于所选数据。</translation>
    </message>
    <message>
        <source>Which class the network gives to every point of the plane: the stronger the colour, the surer it is. Filled points are training samples, hollow ones validation samples.</source>
        <translation>网络把平面上的每个点判为哪一类：颜色越深，把握越大。实心点是训练样本，空心点是验证样本。</translation>
    </message>
    <message>
        <source>Wire {number}</source>
        <translation>连线 {number}</translation>
    </message>
    <message>
        <source>XOR</source>
        <translation>异或</translation>
    </message>
    <message>
        <source>XOR quadrants</source>
        <translation>异或象限</translation>
    </message>
    <message>
        <source>XOR truth table</source>
        <translation>异或真值表</translation>
    </message>
    <message>
        <source>Xavier/Glorot: uniform in ±√(6 / (fan_in + fan_out)); for sigmoid, tanh</source>
        <translation>Xavier/Glorot：在 ±√(6 / (fan_in + fan_out)) 内均匀分布；适合 sigmoid、tanh</translation>
    </message>
    <message>
        <source>You have no right to write there. Choose another folder or name.</source>
        <translation>你没有在那里写入的权限。请选择其他文件夹或名称。</translation>
    </message>
    <message>
        <source>Your quota of disk space is used up. Free some space.</source>
        <translation>你的磁盘配额已用完。请腾出空间。</translation>
    </message>
    <message>
        <source>a finite number</source>
        <translation>有限的数</translation>
    </message>
    <message>
        <source>a list of at most {count}</source>
        <translation>最多 {count} 项的列表</translation>
    </message>
    <message>
        <source>a list of {count}</source>
        <translation>{count} 项的列表</translation>
    </message>
    <message>
        <source>a node that has an input</source>
        <translation>有输入的节点</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>数</translation>
    </message>
    <message>
        <source>a number from {low} to {high}</source>
        <translation>{low} 到 {high} 的数</translation>
    </message>
    <message>
        <source>a sample of at most {count} numbers</source>
        <translation>最多 {count} 个数的样本</translation>
    </message>
    <message>
        <source>a text of at most {count} letters</source>
        <translation>最多 {count} 个字符的文本</translation>
    </message>
    <message>
        <source>a whole number</source>
        <translation>整数</translation>
    </message>
    <message>
        <source>a whole number from {low} to {high}</source>
        <translation>{low} 到 {high} 的整数</translation>
    </message>
    <message>
        <source>an object with named fields</source>
        <translation>带有命名字段的对象</translation>
    </message>
    <message>
        <source>as it is</source>
        <translation>原样</translation>
    </message>
    <message>
        <source>at most {count} letters, digits and underscores, such as dense_1</source>
        <translation>最多 {count} 个字母、数字和下划线，例如 dense_1</translation>
    </message>
    <message>
        <source>bias</source>
        <translation>偏置</translation>
    </message>
    <message>
        <source>epochs</source>
        <translation>轮</translation>
    </message>
    <message>
        <source>gradient</source>
        <translation>梯度</translation>
    </message>
    <message>
        <source>input</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>it holds {count} members</source>
        <translation>它含有 {count} 个成员</translation>
    </message>
    <message>
        <source>it holds {member} twice</source>
        <translation>它两次含有 {member}</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>one number, or one for each of {count} features</source>
        <translation>一个数，或者 {count} 个特征各一个数</translation>
    </message>
    <message>
        <source>one of: {choices}</source>
        <translation>以下之一：{choices}</translation>
    </message>
    <message>
        <source>output</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>standard score</source>
        <translation>标准化</translation>
    </message>
    <message>
        <source>target</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>the id of a node of this drawing</source>
        <translation>此网络图中某个节点的标识</translation>
    </message>
    <message>
        <source>the name {member} leads out of it</source>
        <translation>名称 {member} 指向其外部</translation>
    </message>
    <message>
        <source>to 0 … 1</source>
        <translation>缩放到 0 … 1</translation>
    </message>
    <message>
        <source>valid Unicode</source>
        <translation>有效的 Unicode</translation>
    </message>
    <message>
        <source>valid: leave out what does not fill a window; same: let windows reach beyond.</source>
        <translation>valid：舍去填不满窗口的部分；same：允许窗口越界。</translation>
    </message>
    <message>
        <source>weight</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>yes or no</source>
        <translation>是或否</translation>
    </message>
    <message>
        <source>yes or no (true or false)</source>
        <translation>是或否（true 或 false）</translation>
    </message>
    <message>
        <source>{count} of {total} samples hold values that are not a number, infinite or too large. Replace them or leave these samples out.</source>
        <translation>{total} 个样本中有 {count} 个含有非数、无穷或过大的值。请替换它们，或略去这些样本。</translation>
    </message>
    <message>
        <source>{count} values, each {one}</source>
        <translation>{count} 个值，每个都是{one}</translation>
    </message>
    <message>
        <source>{file} cannot be compared with: {reason}. Make one with: nnstudio bench train --json &gt; FILE</source>
        <translation>无法与 {file} 比较：{reason}。请这样生成一个文件：nnstudio bench train --json &gt; FILE</translation>
    </message>
    <message>
        <source>{got} samples are to be held out for validation, but there are {count} in all. Choose a number from 0 to {most}.</source>
        <translation>要留出 {got} 个样本用于验证，但总共只有 {count} 个。请选择 0 到 {most} 的数。</translation>
    </message>
    <message>
        <source>{layer} got the shape {got}; it expects {expected}. {fix}</source>
        <translation>{layer}得到的形状是 {got}；它需要 {expected}。{fix}</translation>
    </message>
    <message>
        <source>{loss} compares classes, but the target is a number. Use a squared error.</source>
        <translation>{loss}比较的是类别，但目标是一个数。请使用平方误差。</translation>
    </message>
    <message>
        <source>{loss} needs an output for each class, got 1. Use binary cross-entropy.</source>
        <translation>{loss}需要每个类别一个输出，得到的是 1 个。请使用二元交叉熵。</translation>
    </message>
    <message>
        <source>{loss} needs {expected} at the output, but {node} has {got}.</source>
        <translation>{loss}要求输出端为{expected}，但 {node} 是{got}。</translation>
    </message>
    <message>
        <source>{member} is compressed in an unknown way</source>
        <translation>{member} 的压缩方式未知</translation>
    </message>
    <message>
        <source>{member} is encrypted</source>
        <translation>{member} 已加密</translation>
    </message>
    <message>
        <source>{member} would unpack to {size} MB from {packed} MB</source>
        <translation>{member} 会从 {packed} MB 解压成 {size} MB</translation>
    </message>
    <message>
        <source>{name} cannot be read as a picture: {reason}. Save it again as PNG.</source>
        <translation>{name} 无法作为图片读取：{reason}。请另存为 PNG。</translation>
    </message>
    <message>
        <source>{name} has more than {count} million pixels. Save a smaller copy.</source>
        <translation>{name} 超过 {count} 百万像素。请保存一个较小的副本。</translation>
    </message>
    <message>
        <source>{name} holds no project. Open another copy of the file.</source>
        <translation>{name} 中没有项目。请打开文件的另一个副本。</translation>
    </message>
    <message>
        <source>{name} is damaged or no NNStudio file: {error}. Open a copy of it, or get it again from where it came.</source>
        <translation>{name} 已损坏或不是 NNStudio 文件：{error}。请打开它的副本，或从来源处重新获取。</translation>
    </message>
    <message>
        <source>{name} is damaged: {error}. Open another copy of the file.</source>
        <translation>{name} 已损坏：{error}。请打开文件的另一个副本。</translation>
    </message>
    <message>
        <source>{name} is no NNStudio project: it lacks {member}. Choose a {suffix} file.</source>
        <translation>{name} 不是 NNStudio 项目：缺少 {member}。请选择 {suffix} 文件。</translation>
    </message>
    <message>
        <source>{name} is no picture that can be read here; these can: {formats}.</source>
        <translation>{name} 不是这里能读取的图片；可读取的有：{formats}。</translation>
    </message>
    <message>
        <source>{name} is no record of a training: {error}. Open another copy of the file.</source>
        <translation>{name} 不是训练记录：{error}。请打开文件的另一个副本。</translation>
    </message>
    <message>
        <source>{name} is not opened, for {reason}; NNStudio never writes such a file. Open a copy that was not changed.</source>
        <translation>未打开 {name}，因为{reason}；NNStudio 从不写这样的文件。请打开未被改动的副本。</translation>
    </message>
    <message>
        <source>{name} lacks {member}. Open another copy of it.</source>
        <translation>{name} 缺少 {member}。请打开它的另一个副本。</translation>
    </message>
    <message>
        <source>{name}: {key} got numbers of the type {got}; it expects float32.</source>
        <translation>{name}：{key} 的数据类型是 {got}；应为 float32。</translation>
    </message>
    <message>
        <source>{node} gives {got}, but the output must be one row of numbers. Add Flatten, Dense.</source>
        <translation>{node} 给出 {got}，但输出必须是一行数。请添加展平层和全连接层。</translation>
    </message>
    <message>
        <source>{node} has {got} outputs, but the target has {expected}. Set its units.</source>
        <translation>{node} 有 {got} 个输出，但目标有 {expected} 个。请设置其单元数。</translation>
    </message>
    <message>
        <source>{noun} above {low}</source>
        <translation>大于 {low} 的{noun}</translation>
    </message>
    <message>
        <source>{noun} from {low} to {high}</source>
        <translation>{low} 到 {high} 的{noun}</translation>
    </message>
    <message>
        <source>{noun} of at least {low}</source>
        <translation>不小于 {low} 的{noun}</translation>
    </message>
    <message>
        <source>{owner}: {setting} got {got}; it expects {expected}.</source>
        <translation>{owner}：{setting}得到 {got}；应为{expected}。</translation>
    </message>
    <message>
        <source>{path} cannot be read: {error}.</source>
        <translation>无法读取 {path}：{error}。</translation>
    </message>
    <message>
        <source>{path} cannot be read: {reason}. Give it one array as numpy.save writes it.</source>
        <translation>无法读取 {path}：{reason}。请提供一个由 numpy.save 写出的数组。</translation>
    </message>
    <message>
        <source>{path} cannot be written. {reason}</source>
        <translation>无法写入 {path}。{reason}</translation>
    </message>
    <message>
        <source>{path} is not a file. Choose a file.</source>
        <translation>{path} 不是文件。请选择文件。</translation>
    </message>
    <message>
        <source>{place} got {got}; it expects {expected}.</source>
        <translation>{place}得到 {got}；应为{expected}。</translation>
    </message>
    <message>
        <source>{place}: the field {field} got {got}; it expects {expected}.</source>
        <translation>{place}：字段 {field} 得到 {got}；应为{expected}。</translation>
    </message>
    <message>
        <source>{place}: the field {field} is missing.</source>
        <translation>{place}：缺少字段 {field}。</translation>
    </message>
    <message>
        <source>{place}: there is no field {field}. Did you mean {near}?</source>
        <translation>{place}：没有字段 {field}。是否指 {near}？</translation>
    </message>
    <message>
        <source>{place}: there is no field {field}; the fields are {known}. Remove it, or open the file with the version that wrote it.</source>
        <translation>{place}：没有字段 {field}；字段有 {known}。请删除它，或用写出该文件的版本打开。</translation>
    </message>
    <message>
        <source>{place}: there is no {got}. Did you mean {near}?</source>
        <translation>{place}：没有 {got}。是否指 {near}？</translation>
    </message>
    <message>
        <source>{setting} of {target} cannot be changed while the network trains. Stop the training, change it and start again.</source>
        <translation>网络训练时不能更改 {target} 的 {setting}。请停止训练，更改后重新开始。</translation>
    </message>
    <message>
        <source>{width} × {height} picture with dark ink on a light ground: turned to grey, inverted, cropped to the ink and centred.</source>
        <translation>{width} × {height} 的浅底深色图片：已转为灰度、反相、按笔迹裁剪并居中。</translation>
    </message>
    <message>
        <source>{width} × {height} picture with light ink on a dark ground: turned to grey, cropped to the ink and centred.</source>
        <translation>{width} × {height} 的深底浅色图片：已转为灰度、按笔迹裁剪并居中。</translation>
    </message>
    <message>
        <source>{target} has {count} input ports, got number {port}.</source>
        <translation>{target} 有 {count} 个输入端口，得到的是第 {port} 个。</translation>
    </message>
    <message>
        <source>--rounds and --threads expect a whole number of at least 1.</source>
        <translation>--rounds 和 --threads 需要不小于 1 的整数。</translation>
    </message>
    <message>
        <source>A sigmoid of three straight pieces, quick to compute; it is flat below −3 and above 3.</source>
        <translation>由三段直线构成的 sigmoid，计算快；低于 −3 和高于 3 时是平的。</translation>
    </message>
    <message>
        <source>A smooth ReLU that dips slightly below zero; the usual choice in transformers.</source>
        <translation>略微低于零的平滑 ReLU；Transformer 中的常用选择。</translation>
    </message>
    <message>
        <source>A smooth ReLU that is never quite zero; its derivative is the sigmoid.</source>
        <translation>永不完全为零的平滑 ReLU；其导数就是 sigmoid。</translation>
    </message>
    <message>
        <source>A step sees itself and earlier steps only, as is needed to predict the next.</source>
        <translation>每个时间步只看自己和更早的时间步，预测下一步时需要如此。</translation>
    </message>
    <message>
        <source>A step whose numbers are all zero leaves the state as it is, and gives zeros.</source>
        <translation>全为零的时间步不改变状态，并输出零。</translation>
    </message>
    <message>
        <source>A target of the data</source>
        <translation>数据的目标</translation>
    </message>
    <message>
        <source>A vector for each position, learned in training.</source>
        <translation>每个位置一个向量，在训练中学习得到。</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>AdaGrad</source>
        <translation>AdaGrad</translation>
    </message>
    <message>
        <source>Adam that also shrinks all weights a little in each step.</source>
        <translation>每一步还会略微缩小所有权重的 Adam。</translation>
    </message>
    <message>
        <source>AdamW</source>
        <translation>AdamW</translation>
    </message>
    <message>
        <source>Add a learned number to each unit&apos;s sums.</source>
        <translation>给每个单元的各个和加上一个学习得到的数。</translation>
    </message>
    <message>
        <source>Add learned numbers to queries, keys, values and output.</source>
        <translation>给查询、键、值和输出加上学习得到的数。</translation>
    </message>
    <message>
        <source>Adds branches number by number, as at the end of a skip connection.</source>
        <translation>把各分支逐元素相加，如跳跃连接的末端。</translation>
    </message>
    <message>
        <source>Adds random noise in each training step, so that small changes matter less.</source>
        <translation>每个训练步加入随机噪声，使微小变化影响更小。</translation>
    </message>
    <message>
        <source>Adds this times the sum of w² to the loss, which keeps the weights small.</source>
        <translation>把 w² 之和乘以此数加到损失上，使权重保持较小。</translation>
    </message>
    <message>
        <source>Adds this times the sum of |w| to the loss: weights that do not help become 0.</source>
        <translation>把 |w| 之和乘以此数加到损失上：无用的权重变为 0。</translation>
    </message>
    <message>
        <source>Adds to each step a pattern that tells attention where it stands.</source>
        <translation>给每个时间步加上一种模式，告诉注意力它的位置。</translation>
    </message>
    <message>
        <source>After each step a unit&apos;s weights are shortened to this length; 0: never.</source>
        <translation>每一步之后，把单元的权重向量缩短到此长度；0：从不。</translation>
    </message>
    <message>
        <source>After how many epochs the learning rate is multiplied each time.</source>
        <translation>每隔多少轮对学习率乘一次。</translation>
    </message>
    <message>
        <source>After how many steps the learning rate has grown to what is set.</source>
        <translation>经过多少步学习率增长到所设的值。</translation>
    </message>
    <message>
        <source>All channels share one slope; otherwise each learns its own.</source>
        <translation>所有通道共用一个斜率；否则各学各的。</translation>
    </message>
    <message>
        <source>All gradients are shortened together, which keeps their direction.</source>
        <translation>所有梯度一起缩短，方向保持不变。</translation>
    </message>
    <message>
        <source>All one</source>
        <translation>全一</translation>
    </message>
    <message>
        <source>All samples</source>
        <translation>全部样本</translation>
    </message>
    <message>
        <source>Exploding: the gradient is multiplied by {factor} per layer on its way to the input; it is too large in {layers}. Try smaller starting weights or a smaller learning rate.</source>
        <translation>梯度爆炸：梯度在传向输入的途中每层乘以 {factor}；在 {layers} 中过大。请尝试较小的初始权重或较小的学习率。</translation>
    </message>
    <message>
        <source>Speed and angle of a throw have an input each; three outputs tell range, height and whether it hits a mark. After 60 epochs right to 0.5 m, to 0.3 m, and in 96 %.</source>
        <translation>抛掷的速度和角度各有一个输入；三个输出给出射程、高度和是否命中标记。60 轮后射程误差约 0.5 米，高度约 0.3 米，命中判断 96 % 正确。</translation>
    </message>
    <message>
        <source>The network ends in {ends}, but there is one target. Delete what is not needed, join the branches with Add, or put an Output behind each.</source>
        <translation>网络有多个末端：{ends}，但只有一个目标。请删除不需要的部分，用相加层合并分支，或在每个后面放一个输出层。</translation>
    </message>
    <message>
        <source>The network ends in {ends}. Put an Output behind each: it says which target of the data it is compared with.</source>
        <translation>网络有多个末端：{ends}。请在每个后面放一个输出层：它指明与数据的哪个目标比较。</translation>
    </message>
    <message>
        <source>The network reads {got} and gives {gives}; writing needs one that reads token numbers and gives a probability for each token.</source>
        <translation>网络读取 {got}，给出 {gives}；生成文本需要读取词元编号、并为每个词元给出概率的网络。</translation>
    </message>
    <message>
        <source>The new shape, such as 4 × 7 × 16; one size may be -1: what remains.</source>
        <translation>新的形状，例如 4 × 7 × 16；其中一个可以是 -1：由其余推算。</translation>
    </message>
    <message>
        <source>The output gives {got}, but the target needs {expected}. Change its layers.</source>
        <translation>输出给出 {got}，但目标需要 {expected}。请更改它的层。</translation>
    </message>
    <message>
        <source>The project expects samples of {expected} with {expected_targets}, but the data set {name} gives {got} with {got_targets}. Choose the data again.</source>
        <translation>项目需要 {expected} 的样本、{expected_targets}，但数据集 {name} 给出 {got}、{got_targets}。请重新选择数据。</translation>
    </message>
    <message>
        <source>The share of attention weights that are set to zero in a training step.</source>
        <translation>训练步中被置零的注意力权重比例。</translation>
    </message>
    <message>
        <source>The share of feature maps that stay away in a training step.</source>
        <translation>训练步中被关闭的特征图比例。</translation>
    </message>
    <message>
        <source>The share of inputs that stay away in a training step, the same in all steps.</source>
        <translation>训练步中被关闭的输入比例，所有时间步相同。</translation>
    </message>
    <message>
        <source>The share of samples whose class is among the k likeliest ones.</source>
        <translation>真实类别在概率最高的 k 个之中的样本比例。</translation>
    </message>
    <message>
        <source>The share of samples whose class is named correctly.</source>
        <translation>类别判断正确的样本比例。</translation>
    </message>
    <message>
        <source>The share of the learning rate that is left at the end of the run.</source>
        <translation>训练结束时剩余的学习率比例。</translation>
    </message>
    <message>
        <source>The share of the newest batch in the running averages that prediction uses.</source>
        <translation>最新批次在预测所用滑动平均中所占的比例。</translation>
    </message>
    <message>
        <source>The share of the state that the sums do not see in a training step, the same in all steps of a sequence (Gal and Ghahramani 2016).</source>
        <translation>训练步中加权和看不到的状态比例，序列的所有时间步相同（Gal 和 Ghahramani 2016）。</translation>
    </message>
    <message>
        <source>The share of the targets&apos; spread that is explained: 1 is perfect, 0 the mean.</source>
        <translation>目标的变化被解释的比例：1 为完美，0 相当于只猜均值。</translation>
    </message>
    <message>
        <source>The share, times the learning rate, that each weight loses in a step.</source>
        <translation>每个权重在一步中减少的比例（再乘以学习率）。</translation>
    </message>
    <message>
        <source>The slope below zero before the first step.</source>
        <translation>第一步之前零以下的斜率。</translation>
    </message>
    <message>
        <source>The standard deviation of the noise.</source>
        <translation>噪声的标准差。</translation>
    </message>
    <message>
        <source>The sums of the unfinished epoch</source>
        <translation>未完成一轮的累计值</translation>
    </message>
    <message>
        <source>The target columns it is compared with, separated by commas; empty: all.</source>
        <translation>与之比较的目标列，用逗号分隔；留空：全部。</translation>
    </message>
    <message>
        <source>The training loss {loss} has reached the target {target} in epoch {epoch}.</source>
        <translation>训练损失 {loss} 在第 {epoch} 轮达到目标 {target}。</translation>
    </message>
    <message>
        <source>The value that every weight starts with.</source>
        <translation>所有权重的初始值。</translation>
    </message>
    <message>
        <source>The watched figure got {got}; it expects one of: {known}.</source>
        <translation>监测指标得到 {got}；应为以下之一：{known}。</translation>
    </message>
    <message>
        <source>The weights of {node} are used elsewhere, but {node} itself leads to no output. Connect it, or give the others weights of their own.</source>
        <translation>{node} 的权重在别处使用，但 {node} 本身不通向任何输出。请连接它，或让其他层使用自己的权重。</translation>
    </message>
    <message>
        <source>The window looks at every so many pixels: 1 at all, 2 at every second one.</source>
        <translation>窗口每隔多少个像素看一个：1 为全部，2 为隔一个看一个。</translation>
    </message>
    <message>
        <source>The window looks at every so many steps: 1 at all, 2 at every second one.</source>
        <translation>窗口每隔多少个时间步看一个：1 为全部，2 为隔一个看一个。</translation>
    </message>
    <message>
        <source>The window stays within the input, so the output is smaller.</source>
        <translation>窗口不超出输入，因此输出变小。</translation>
    </message>
    <message>
        <source>There is not enough memory to train this network. Use a smaller batch size or fewer units.</source>
        <translation>内存不足，无法训练此网络。请使用较小的批次大小或较少的单元。</translation>
    </message>
    <message>
        <source>There is nothing to go on from. Give at least one token.</source>
        <translation>没有可供续写的内容。请至少给出一个词元。</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>阈值</translation>
    </message>
    <message>
        <source>Throws</source>
        <translation>抛掷</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>重复次数</translation>
    </message>
    <message>
        <source>Token 0 becomes zeros and learns nothing; recurrent layers can skip it.</source>
        <translation>词元 0 变为全零，不参与学习；循环层可以跳过它。</translation>
    </message>
    <message>
        <source>Token 0 is padding</source>
        <translation>词元 0 为填充</translation>
    </message>
    <message>
        <source>Top-k accuracy</source>
        <translation>Top-k 准确率</translation>
    </message>
    <message>
        <source>Training accuracy</source>
        <translation>训练准确率</translation>
    </message>
    <message>
        <source>Training ended after {count} steps, as set.</source>
        <translation>按照设置，训练在 {count} 步后结束。</translation>
    </message>
    <message>
        <source>Training ends after so many steps, even in the middle of an epoch; 0: no limit.</source>
        <translation>训练在这么多步后结束，即使一轮尚未完成；0：不限。</translation>
    </message>
    <message>
        <source>Training ends when an epoch&apos;s training loss is not above this; 0: never.</source>
        <translation>一轮的训练损失不高于此值时结束训练；0：从不。</translation>
    </message>
    <message>
        <source>Training ends when the watched figure has not improved for so long; 0: never.</source>
        <translation>监测指标这么久没有改进时结束训练（早停）；0：从不。</translation>
    </message>
    <message>
        <source>Training loss</source>
        <translation>训练损失</translation>
    </message>
    <message>
        <source>Training the weights of this network takes {need} of memory; this computer has {there}. Most of it, {most}, is for {node}. Make {node} smaller.</source>
        <translation>训练此网络的权重需要 {need} 内存；这台计算机有 {there}。其中大部分（{most}）用于 {node}。请减小 {node}。</translation>
    </message>
    <message>
        <source>Training this network takes about {need} of memory; this computer has {there}. Most of it, {most}, is for {node}. {advice}</source>
        <translation>训练此网络约需 {need} 内存；这台计算机有 {there}。其中大部分（{most}）用于 {node}。{advice}</translation>
    </message>
    <message>
        <source>Truncate after steps</source>
        <translation>截断步数</translation>
    </message>
    <message>
        <source>Uniform around zero with a σ that you choose</source>
        <translation>均匀分布：以零为中心，σ 由你选择</translation>
    </message>
    <message>
        <source>Up to this difference the loss is squared, beyond it straight.</source>
        <translation>差值不超过此数时损失为平方，超过则为线性。</translation>
    </message>
    <message>
        <source>UpSampling1D</source>
        <translation>一维上采样</translation>
    </message>
    <message>
        <source>UpSampling2D</source>
        <translation>二维上采样</translation>
    </message>
    <message>
        <source>Use a smaller batch size, or make {node} smaller.</source>
        <translation>请使用较小的批次大小，或减小 {node}。</translation>
    </message>
    <message>
        <source>Use the learning-rate schedule {choice}</source>
        <translation>使用学习率调度“{choice}”</translation>
    </message>
    <message>
        <source>Use the loss of the training</source>
        <translation>使用训练的损失函数</translation>
    </message>
    <message>
        <source>Use the loss {choice}</source>
        <translation>使用损失函数“{choice}”</translation>
    </message>
    <message>
        <source>Use the optimiser {choice}</source>
        <translation>使用优化器“{choice}”</translation>
    </message>
    <message>
        <source>Use the weights of epoch {epoch}</source>
        <translation>使用第 {epoch} 轮的权重</translation>
    </message>
    <message>
        <source>Valid</source>
        <translation>不填充 (valid)</translation>
    </message>
    <message>
        <source>Validation accuracy</source>
        <translation>验证准确率</translation>
    </message>
    <message>
        <source>Validation loss</source>
        <translation>验证损失</translation>
    </message>
    <message>
        <source>Values between are blended.</source>
        <translation>在相邻值之间混合。</translation>
    </message>
    <message>
        <source>Vanishing: the gradient is multiplied by {factor} per layer on its way to the input; {layers} hardly learn. Try ReLU with He weights, or fewer layers.</source>
        <translation>梯度消失：梯度在传向输入的途中每层乘以 {factor}；{layers} 几乎学不到东西。请尝试 ReLU 配合 He 初始化，或减少层数。</translation>
    </message>
    <message>
        <source>Vocabulary</source>
        <translation>词表大小</translation>
    </message>
    <message>
        <source>Wants outputs on the right side of zero, by at least 1; for linear or tanh.</source>
        <translation>要求输出位于零的正确一侧，且至少相距 1；用于线性或 tanh 输出。</translation>
    </message>
    <message>
        <source>Warm-up</source>
        <translation>预热</translation>
    </message>
    <message>
        <source>Warm-up steps</source>
        <translation>预热步数</translation>
    </message>
    <message>
        <source>Watched figure</source>
        <translation>监测指标</translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation>权重衰减</translation>
    </message>
    <message>
        <source>What decides which epoch is best: val_loss, train_loss, val_accuracy, ...</source>
        <translation>决定哪一轮最佳的指标：val_loss、train_loss、val_accuracy 等。</translation>
    </message>
    <message>
        <source>What the learning rate is multiplied by after each epoch.</source>
        <translation>每轮之后学习率所乘的数。</translation>
    </message>
    <message>
        <source>What the learning rate is multiplied by each time.</source>
        <translation>学习率每次所乘的数。</translation>
    </message>
    <message>
        <source>Where the forget gates&apos; biases start: 1 lets the cell remember from the start.</source>
        <translation>遗忘门偏置的初始值：1 让单元从一开始就能记忆。</translation>
    </message>
    <message>
        <source>Whole sequence</source>
        <translation>输出整个序列</translation>
    </message>
    <message>
        <source>With a single output, one of at least this means yes; for hinge it is 0.</source>
        <translation>只有一个输出时，不小于此值即判为“是”；用合页损失时为 0。</translation>
    </message>
    <message>
        <source>Xavier/Glorot, normal: σ = √(2 / (fan_in + fan_out)); for sigmoid, tanh</source>
        <translation>Xavier 正态：Xavier/Glorot 正态分布，σ = √(2 / (fan_in + fan_out))；适合 sigmoid、tanh</translation>
    </message>
    <message>
        <source>ZeroPad1D</source>
        <translation>一维零填充</translation>
    </message>
    <message>
        <source>ZeroPad2D</source>
        <translation>二维零填充</translation>
    </message>
    <message>
        <source>last: the channels of pictures, the features of sequences and rows; first: height or steps; second: the width of pictures.</source>
        <translation>末轴：图片的通道、序列和行的特征；第一轴：高或时间步；第二轴：图片的宽。</translation>
    </message>
    <message>
        <source>mini: a batch of the size below; full: all samples; single: one sample.</source>
        <translation>小批量：每步取下方大小的一批；全部样本；单个样本：每步一个。</translation>
    </message>
    <message>
        <source>nearest: repeat each pixel; bilinear: blend between neighbours.</source>
        <translation>最近邻：重复每个像素；双线性：在相邻像素间混合。</translation>
    </message>
    <message>
        <source>same: zeros around the input keep its size; valid: no zeros, it shrinks.</source>
        <translation>same：在输入四周补零，保持大小；valid：不补零，输出缩小。</translation>
    </message>
    <message>
        <source>sinusoidal: fixed waves; learned: a row of trained numbers for each place.</source>
        <translation>正弦与余弦：固定的波形；可学习：每个位置一行训练得到的数。</translation>
    </message>
    <message>
        <source>the targets {names}</source>
        <translation>目标 {names}</translation>
    </message>
    <message>
        <source>value: each number; norm: each weight&apos;s gradient; global norm: all together.</source>
        <translation>按值：每个数；按范数：每个权重的梯度；按全局范数：全部一起。</translation>
    </message>
    <message>
        <source>z times its sigmoid: a smooth ReLU that dips below zero; also called swish.</source>
        <translation>z 乘以自身的 sigmoid：略低于零的平滑 ReLU；也称 swish。</translation>
    </message>
    <message>
        <source>{count} classes</source>
        <translation>{count} 个类别</translation>
    </message>
    <message>
        <source>{count} hexadecimal numbers of 64 bits</source>
        <translation>{count} 个 64 位十六进制数</translation>
    </message>
    <message>
        <source>{figure} (validation)</source>
        <translation>{figure}（验证）</translation>
    </message>
    <message>
        <source>{figure} has not improved for {count} epochs; training ended in epoch {epoch}.</source>
        <translation>{figure}已有 {count} 轮没有改进；训练在第 {epoch} 轮结束。</translation>
    </message>
    <message>
        <source>{figure} of {output}</source>
        <translation>{output}：{figure}</translation>
    </message>
    <message>
        <source>{got} holds {count} numbers, but {shape} needs a multiple of {needed}. Change the shape.</source>
        <translation>{got} 含 {count} 个数，但 {shape} 需要 {needed} 的倍数。请更改形状。</translation>
    </message>
    <message>
        <source>{got} holds {count} numbers, but {shape} needs {needed}. Change the shape, or type -1 for one of its sizes.</source>
        <translation>{got} 含 {count} 个数，但 {shape} 需要 {needed} 个。请更改形状，或把其中一个大小写成 -1。</translation>
    </message>
    <message>
        <source>{heads} heads cannot share the features of {got}: each needs the same number. Choose heads that divide {features}, or change the features.</source>
        <translation>{heads} 个头无法平分 {got} 的特征：每个头需要同样多。请选择能整除 {features} 的头数，或更改特征数。</translation>
    </message>
    <message>
        <source>{layer} got the shape {got} and has {filters} filters; with {groups} groups it needs numbers of channels and of filters that {groups} divides. Change groups or filters.</source>
        <translation>{layer}得到的形状是 {got}，有 {filters} 个滤波器；分成 {groups} 组时，通道数和滤波器数都须能被 {groups} 整除。请更改分组数或滤波器数。</translation>
    </message>
    <message>
        <source>{layer} got the shape {got}; its window needs at least {needed}. Make {setting} smaller or set padding to same.</source>
        <translation>{layer}得到的形状是 {got}；它的窗口至少需要 {needed}。请减小{setting}，或把填充设为 same。</translation>
    </message>
    <message>
        <source>{layer} kept the state of {expected} sequences and got {got}. Give as many, or start from an empty state.</source>
        <translation>{layer}保留了 {expected} 个序列的状态，得到的是 {got} 个。请给出同样多的序列，或从空状态开始。</translation>
    </message>
    <message>
        <source>{layer} needs equal shapes, got {shapes}. {fix}</source>
        <translation>{layer}需要相同的形状，得到的是 {shapes}。{fix}</translation>
    </message>
    <message>
        <source>{layer} reads with the direction {got}; going on from its last state needs the direction forward. Set direction to forward.</source>
        <translation>{layer}的读取方向是 {got}；从上次状态继续时必须为正向。请把方向设为正向 (forward)。</translation>
    </message>
    <message>
        <source>{loss} compares numbers, but the target is a class. Use a cross-entropy.</source>
        <translation>{loss}比较的是数，但目标是类别。请使用交叉熵。</translation>
    </message>
    <message>
        <source>{node} cannot use the weights of {other}: both must be different layers of one kind. Choose another {kind} layer.</source>
        <translation>{node} 不能使用 {other} 的权重：二者必须是同类的不同层。请选择另一个{kind}层。</translation>
    </message>
    <message>
        <source>{node} does not say what it is compared with. Choose its target: {names}.</source>
        <translation>{node} 没有指明与什么比较。请选择它的目标：{names}。</translation>
    </message>
    <message>
        <source>{node} gives {got}, but the target has the shape {expected}. Change the layers.</source>
        <translation>{node} 给出 {got}，但目标的形状是 {expected}。请更改层。</translation>
    </message>
    <message>
        <source>{node} has {got} outputs, but the target {target} has {expected}. Set its units, or another target.</source>
        <translation>{node} 有 {got} 个输出，但目标 {target} 有 {expected} 个。请设置其单元数，或选择其他目标。</translation>
    </message>
    <message>
        <source>{node} is compared with {names}, but only numbers go together. Choose one.</source>
        <translation>{node} 与 {names} 比较，但只有数值目标可以合在一起。请选择一个。</translation>
    </message>
    <message>
        <source>{node} leads nowhere: no Output follows it. Connect it, or delete it.</source>
        <translation>{node} 没有通向任何地方：其后没有输出层。请连接它，或删除它。</translation>
    </message>
    <message>
        <source>{node} looks at several steps at once, so the network cannot read step by step. Let it read the last steps together instead.</source>
        <translation>{node} 同时看多个时间步，因此网络无法逐步读取。请让它一起读取最近的若干时间步。</translation>
    </message>
    <message>
        <source>{node} uses the weights of {holder}, which gets {expected}, but {node} gets {got}. Give it inputs of the same size, or weights of its own.</source>
        <translation>{node} 使用 {holder} 的权重，后者得到 {expected}，而 {node} 得到 {got}。请给它相同大小的输入，或让它使用自己的权重。</translation>
    </message>
    <message>
        <source>{node}: the data has no column {got}. It has: {known}.</source>
        <translation>{node}：数据没有列 {got}。现有的列：{known}。</translation>
    </message>
    <message>
        <source>{node}: the data has no target {got}. It has: {known}.</source>
        <translation>{node}：数据没有目标 {got}。现有的目标：{known}。</translation>
    </message>
    <message>
        <source>{node}: there is no loss {got}. There are: {known}.</source>
        <translation>{node}：没有损失函数 {got}。可用的有：{known}。</translation>
    </message>
    <message>
        <source>{node}: this data has no columns with names. Let everything enter.</source>
        <translation>{node}：此数据的列没有名称。请让所有列进入。</translation>
    </message>
    <message>
        <source>{package} is not installed, so nothing is compared with it. Install it, or name a Python that has it: --peer-python PATH</source>
        <translation>未安装 {package}，因此没有与它比较。请安装它，或指定装有它的 Python：--peer-python PATH</translation>
    </message>
    <message>
        <source>{place}: there is no {got} here. Update NNStudio, or install the package that brings it.</source>
        <translation>{place}：这里没有 {got}。请更新 NNStudio，或安装提供它的软件包。</translation>
    </message>
    <message>
        <source>{target} is where data enters; it takes no wire. Connect to another layer.</source>
        <translation>{target} 是数据的入口；它不接受连线。请连接到其他层。</translation>
    </message>
</context>
</TS>
