<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AboutDialog</name>
    <message>
        <source>About NNStudio</source>
        <translation>关于 NNStudio</translation>
    </message>
    <message>
        <source>Draw a neural network, train it, see it learn.

Free software under the MIT licence. It works offline and sends nothing anywhere.</source>
        <translation>画出神经网络，训练它，看着它学习。

采用 MIT 许可证的自由软件。可离线工作，不会向任何地方发送任何内容。</translation>
    </message>
    <message>
        <source>&amp;Licences and Attributions…</source>
        <translation>许可证与署名(&amp;L)…</translation>
    </message>
    <message>
        <source>Copy &amp;Diagnostics</source>
        <translation>复制诊断信息(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>关闭(&amp;C)</translation>
    </message>
</context>
<context>
    <name>ActionBar</name>
    <message>
        <source>{count} chosen</source>
        <translation>已选择 {count} 个</translation>
    </message>
    <message>
        <source>Show the numbers</source>
        <translation>显示数值</translation>
    </message>
    <message>
        <source>As the data says</source>
        <translation>恢复数据中的类别</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>略去</translation>
    </message>
    <message>
        <source>The chosen samples take part in nothing (Delete)</source>
        <translation>所选样本不参与任何部分 (Delete)</translation>
    </message>
    <message>
        <source>Put back</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Samples that were left out take part again (Insert)</source>
        <translation>让已略去的样本重新参与 (Insert)</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Give the chosen samples another class (0–9)</source>
        <translation>给所选样本另一个类别 (0–9)</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy the chosen rows, for a spreadsheet (Ctrl+C)</source>
        <translation>复制所选的行，供电子表格使用 (Ctrl+C)</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Save the listed samples as a CSV table</source>
        <translation>把列出的样本保存为 CSV 表格</translation>
    </message>
    <message>
        <source>Size of the pictures</source>
        <translation>图片大小</translation>
    </message>
    <message>
        <source>Size of the pictures (Ctrl+wheel)</source>
        <translation>图片大小 (Ctrl+滚轮)</translation>
    </message>
</context>
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
        <source>New &amp;Window</source>
        <translation>新建窗口(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Import Data…</source>
        <translation>导入数据(&amp;I)…</translation>
    </message>
    <message>
        <source>Import a &amp;Folder…</source>
        <translation>导入文件夹(&amp;F)…</translation>
    </message>
    <message>
        <source>Import Ne&amp;twork…</source>
        <translation>导入网络(&amp;T)…</translation>
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
        <source>Keep the &amp;Data in the File</source>
        <translation>把数据保存在文件中(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Load Weights…</source>
        <translation>载入权重(&amp;L)…</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>导出(&amp;E)…</translation>
    </message>
    <message>
        <source>Export &amp;Picture…</source>
        <translation>导出图片(&amp;P)…</translation>
    </message>
    <message>
        <source>E&amp;xport Report…</source>
        <translation>导出报告(&amp;X)…</translation>
    </message>
    <message>
        <source>Export Plo&amp;ts…</source>
        <translation>导出图表(&amp;T)…</translation>
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
        <source>Copy P&amp;icture</source>
        <translation>复制图片(&amp;I)</translation>
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
        <source>Delete and L&amp;eave the Gap</source>
        <translation>删除并保留空缺(&amp;E)</translation>
    </message>
    <message>
        <source>Add La&amp;yer…</source>
        <translation>添加层(&amp;Y)…</translation>
    </message>
    <message>
        <source>&amp;Replace Layer…</source>
        <translation>替换层(&amp;R)…</translation>
    </message>
    <message>
        <source>Rena&amp;me</source>
        <translation>重命名(&amp;M)</translation>
    </message>
    <message>
        <source>C&amp;onnect to…</source>
        <translation>连接到(&amp;O)…</translation>
    </message>
    <message>
        <source>Disconnect…</source>
        <translation>断开连接…</translation>
    </message>
    <message>
        <source>Select &amp;All</source>
        <translation>全选(&amp;A)</translation>
    </message>
    <message>
        <source>Select the Ne&amp;xt as Well</source>
        <translation>同时选择下一个(&amp;X)</translation>
    </message>
    <message>
        <source>Select the One &amp;Before as Well</source>
        <translation>同时选择上一个(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Find…</source>
        <translation>查找(&amp;F)…</translation>
    </message>
    <message>
        <source>Edit &amp;Weights…</source>
        <translation>编辑权重(&amp;W)…</translation>
    </message>
    <message>
        <source>Free&amp;ze or Unfreeze Weights</source>
        <translation>冻结或解冻权重(&amp;Z)</translation>
    </message>
    <message>
        <source>&amp;Group as a Block</source>
        <translation>组合为模块(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Ungroup</source>
        <translation>取消组合(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Collapse or Expand</source>
        <translation>折叠或展开(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Save as a Block of Mine…</source>
        <translation>保存为我的模块(&amp;S)…</translation>
    </message>
    <message>
        <source>&amp;Auto-Arrange</source>
        <translation>自动排列(&amp;A)</translation>
    </message>
    <message>
        <source>Align &amp;Left</source>
        <translation>左对齐(&amp;L)</translation>
    </message>
    <message>
        <source>Align &amp;Centres</source>
        <translation>水平居中对齐(&amp;C)</translation>
    </message>
    <message>
        <source>Align &amp;Right</source>
        <translation>右对齐(&amp;R)</translation>
    </message>
    <message>
        <source>Align &amp;Top</source>
        <translation>顶端对齐(&amp;T)</translation>
    </message>
    <message>
        <source>Align &amp;Middles, Wires Level</source>
        <translation>垂直居中对齐，连线拉平(&amp;M)</translation>
    </message>
    <message>
        <source>Align &amp;Bottom</source>
        <translation>底端对齐(&amp;B)</translation>
    </message>
    <message>
        <source>Distribute &amp;Horizontally</source>
        <translation>水平分布(&amp;H)</translation>
    </message>
    <message>
        <source>Distribute &amp;Vertically</source>
        <translation>垂直分布(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Frame around Selection</source>
        <translation>给所选内容加框(&amp;F)</translation>
    </message>
    <message>
        <source>Add &amp;Note</source>
        <translation>添加便签(&amp;N)</translation>
    </message>
    <message>
        <source>Se&amp;ttings…</source>
        <translation>设置(&amp;T)…</translation>
    </message>
    <message>
        <source>&amp;Choose Data…</source>
        <translation>选择数据(&amp;C)…</translation>
    </message>
    <message>
        <source>&amp;Train, Pause or Resume</source>
        <translation>训练、暂停或继续(&amp;T)</translation>
    </message>
    <message>
        <source>Step &amp;One Batch</source>
        <translation>单步执行一个批次(&amp;O)</translation>
    </message>
    <message>
        <source>Step One &amp;Epoch</source>
        <translation>单步执行一轮(&amp;E)</translation>
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
        <source>&amp;Reset to the Starting Weights</source>
        <translation>恢复为初始权重(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;New Starting Weights</source>
        <translation>新的初始权重(&amp;N)</translation>
    </message>
    <message>
        <source>S&amp;lower</source>
        <translation>减速(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Faster</source>
        <translation>加速(&amp;F)</translation>
    </message>
    <message>
        <source>Slow &amp;Motion On or Off</source>
        <translation>开启或关闭慢动作(&amp;M)</translation>
    </message>
    <message>
        <source>T&amp;win Run</source>
        <translation>对照训练(&amp;W)</translation>
    </message>
    <message>
        <source>E&amp;xperiments</source>
        <translation>实验(&amp;X)</translation>
    </message>
    <message>
        <source>Play the R&amp;un Again</source>
        <translation>回放训练(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Keep as a Checkpoint…</source>
        <translation>保存为检查点(&amp;K)…</translation>
    </message>
    <message>
        <source>&amp;Branch from Here</source>
        <translation>从此处分支(&amp;B)</translation>
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
        <source>Fit Se&amp;lection</source>
        <translation>适应所选内容(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;100 %</source>
        <translation>&amp;100 %</translation>
    </message>
    <message>
        <source>&amp;Minimap</source>
        <translation>小地图(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Thumbnails on Nodes</source>
        <translation>节点缩略图(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Gradient Ribbon</source>
        <translation>梯度条(&amp;G)</translation>
    </message>
    <message>
        <source>Sample &amp;Before</source>
        <translation>上一个样本(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Next Sample</source>
        <translation>下一个样本(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Paint Points</source>
        <translation>绘制点(&amp;P)</translation>
    </message>
    <message>
        <source>Browse &amp;Data</source>
        <translation>浏览数据(&amp;D)</translation>
    </message>
    <message>
        <source>Anal&amp;yzer</source>
        <translation>分析器(&amp;Y)</translation>
    </message>
    <message>
        <source>&amp;Layers</source>
        <translation>层(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Inspector</source>
        <translation>检查器(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;Training Panel</source>
        <translation>训练面板(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Data Panel</source>
        <translation>数据面板(&amp;D)</translation>
    </message>
    <message>
        <source>Tr&amp;y It</source>
        <translation>试用(&amp;Y)</translation>
    </message>
    <message>
        <source>L&amp;oss and Accuracy</source>
        <translation>损失与准确率(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Gradient Flow</source>
        <translation>梯度流(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Feature Maps</source>
        <translation>特征图(&amp;F)</translation>
    </message>
    <message>
        <source>Decision &amp;Map</source>
        <translation>决策图(&amp;M)</translation>
    </message>
    <message>
        <source>Confusion Matri&amp;x</source>
        <translation>混淆矩阵(&amp;X)</translation>
    </message>
    <message>
        <source>&amp;Embedding</source>
        <translation>嵌入(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Updates</source>
        <translation>权重更新(&amp;U)</translation>
    </message>
    <message>
        <source>Distri&amp;butions</source>
        <translation>数值分布(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Health of Units</source>
        <translation>单元健康状况(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Recurrent Strip</source>
        <translation>循环展开图(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Attention Maps</source>
        <translation>注意力图(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Loss Landscape</source>
        <translation>损失地形(&amp;L)</translation>
    </message>
    <message>
        <source>Gradient &amp;Clipping</source>
        <translation>梯度裁剪(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;NumPy Code</source>
        <translation>NumPy 代码(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Problems</source>
        <translation>问题(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Runs</source>
        <translation>训练记录(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;History</source>
        <translation>历史记录(&amp;H)</translation>
    </message>
    <message>
        <source>Ne&amp;xt Panel</source>
        <translation>下一个面板(&amp;X)</translation>
    </message>
    <message>
        <source>Pre&amp;vious Panel</source>
        <translation>上一个面板(&amp;V)</translation>
    </message>
    <message>
        <source>F&amp;ull Screen</source>
        <translation>全屏(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Reset Layout</source>
        <translation>重置布局(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Find a Command…</source>
        <translation>查找命令(&amp;F)…</translation>
    </message>
    <message>
        <source>&amp;Licences and Attributions…</source>
        <translation>许可证与署名(&amp;L)…</translation>
    </message>
    <message>
        <source>Copy &amp;Diagnostics</source>
        <translation>复制诊断信息(&amp;D)</translation>
    </message>
    <message>
        <source>Open Lo&amp;g Folder</source>
        <translation>打开日志文件夹(&amp;G)</translation>
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
        <source>Arran&amp;ge</source>
        <translation>排列(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Block</source>
        <translation>模块(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Data</source>
        <translation>数据(&amp;D)</translation>
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
        <source>&amp;Panels</source>
        <translation>面板(&amp;P)</translation>
    </message>
    <message>
        <source>Li&amp;ve Views</source>
        <translation>实时视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
</context>
<context>
    <name>ActivationCurve</name>
    <message>
        <source>{mean} ± {std}, from {low} to {high}</source>
        <translation>{mean} ± {std}，从 {low} 到 {high}</translation>
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
    <name>AddedView</name>
    <message>
        <source>Drawings in the training set: {count}. Train to learn from them.</source>
        <translation>训练集中的手绘样本：{count} 个。训练后网络会从中学习。</translation>
    </message>
    <message>
        <source>Add to the training set as</source>
        <translation>加入训练集，类别为</translation>
    </message>
    <message>
        <source>The class of the drawing</source>
        <translation>这幅图的类别</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>相加</translation>
    </message>
    <message>
        <source>Learn from what is drawn, as the network sees it, from the next training on.</source>
        <translation>从下一次训练开始，从网络所看到的手绘图中学习。</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Remove the chosen drawing (Delete)</source>
        <translation>移除所选的手绘样本 (Delete)</translation>
    </message>
    <message>
        <source>Remove all</source>
        <translation>全部移除</translation>
    </message>
    <message>
        <source>Drawings in the training set</source>
        <translation>训练集中的手绘样本</translation>
    </message>
</context>
<context>
    <name>AnalysisModel</name>
    <message>
        <source>Block of {count}</source>
        <translation>模块（{count} 个层）</translation>
    </message>
</context>
<context>
    <name>AnalysisView</name>
    <message>
        <source>Copy Rows</source>
        <translation>复制行</translation>
    </message>
</context>
<context>
    <name>Analyzer</name>
    <message>
        <source>Exported to {path}</source>
        <translation>已导出到 {path}</translation>
    </message>
    <message>
        <source>Total: – ({reason})</source>
        <translation>合计：–（{reason}）</translation>
    </message>
    <message>
        <source>{count} layers</source>
        <translation>{count} 个层</translation>
    </message>
    <message>
        <source>{count} parameters</source>
        <translation>{count} 个参数</translation>
    </message>
    <message>
        <source>{count} multiply-adds per sample</source>
        <translation>每个样本 {count} 次乘加</translation>
    </message>
    <message>
        <source>{memory} for weights and outputs of a batch of {batch}</source>
        <translation>权重和一个批次（{batch} 个样本）的输出占 {memory}</translation>
    </message>
    <message>
        <source>Total: {figures}</source>
        <translation>合计：{figures}</translation>
    </message>
    <message>
        <source>Untitled</source>
        <translation>未命名</translation>
    </message>
    <message>
        <source>Save the table</source>
        <translation>保存表格</translation>
    </message>
    <message>
        <source>Analyzer</source>
        <translation>分析器</translation>
    </message>
    <message>
        <source>Layers and what they cost</source>
        <translation>各层及其开销</translation>
    </message>
    <message>
        <source>Blocks in one row</source>
        <translation>模块合为一行</translation>
    </message>
    <message>
        <source>Export CSV…</source>
        <translation>导出 CSV…</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Output of N samples: N ×</source>
        <translation>N 个样本的输出：N ×</translation>
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
        <source>Memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>问题</translation>
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
    <name>AttentionView</name>
    <message>
        <source>head {number} · {bits} bits</source>
        <translation>头 {number} · {bits} 比特</translation>
    </message>
    <message>
        <source>average</source>
        <translation>平均</translation>
    </message>
    <message>
        <source>after {step} steps</source>
        <translation>训练 {step} 步后</translation>
    </message>
    <message>
        <source>not trained yet</source>
        <translation>尚未训练</translation>
    </message>
    <message>
        <source>entropy {low} … {high} bits, looking at all alike would be {most}</source>
        <translation>熵 {low} … {high} 比特，若均匀关注全部则为 {most}</translation>
    </message>
    <message>
        <source>grey: may not be seen</source>
        <translation>灰色：不允许关注</translation>
    </message>
    <message>
        <source>Attention layer</source>
        <translation>注意力层</translation>
    </message>
    <message>
        <source>All heads</source>
        <translation>所有头</translation>
    </message>
    <message>
        <source>Attention weights, a matrix for each head</source>
        <translation>注意力权重，每个头一个矩阵</translation>
    </message>
    <message>
        <source>Tokens with lines to what the chosen one looks at</source>
        <translation>词元，以及从所选词元连向其关注对象的线</translation>
    </message>
    <message>
        <source>This network has no attention layer. Add Self-attention behind an Embedding, or open the template Character transformer.</source>
        <translation>此网络没有注意力层。请在嵌入层之后添加多头自注意力层，或打开模板“字符 Transformer”。</translation>
    </message>
    <message>
        <source>The drawing has problems. Once they are solved its heads are shown here.</source>
        <translation>网络图有问题。解决后，这里会显示它的注意力头。</translation>
    </message>
    <message>
        <source>No attention</source>
        <translation>没有注意力图</translation>
    </message>
    <message>
        <source>head {number}</source>
        <translation>头 {number}</translation>
    </message>
    <message>
        <source>{head}: step {i} “{query}” looks at step {j} “{key}”: {weight} (row sum {sum})</source>
        <translation>{head}：第 {i} 步“{query}”关注第 {j} 步“{key}”：{weight}（行和 {sum}）</translation>
    </message>
</context>
<context>
    <name>Attributions</name>
    <message>
        <source>Icons</source>
        <translation>图标</translation>
    </message>
    <message>
        <source>Font</source>
        <translation>字体</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>程序</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>库</translation>
    </message>
</context>
<context>
    <name>AttributionsDialog</name>
    <message>
        <source>Licences and Attributions</source>
        <translation>许可证与署名</translation>
    </message>
    <message>
        <source>Search names and texts</source>
        <translation>搜索名称和文本</translation>
    </message>
    <message>
        <source>Works</source>
        <translation>作品</translation>
    </message>
    <message>
        <source>Licence and attribution</source>
        <translation>许可证与署名</translation>
    </message>
    <message>
        <source>&amp;Copy All</source>
        <translation>全部复制(&amp;C)</translation>
    </message>
    <message>
        <source>C&amp;lose</source>
        <translation>关闭(&amp;L)</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>未找到</translation>
    </message>
</context>
<context>
    <name>AugmentationStep</name>
    <message>
        <source>off</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Augmentation</source>
        <translation>数据增强</translation>
    </message>
    <message>
        <source>Another draw</source>
        <translation>重新抽取</translation>
    </message>
    <message>
        <source>Vary other samples in other ways</source>
        <translation>以另外的方式变化另一些样本</translation>
    </message>
    <message>
        <source>All off</source>
        <translation>全部关闭</translation>
    </message>
    <message>
        <source>Use each sample as it is</source>
        <translation>原样使用每个样本</translation>
    </message>
    <message>
        <source>Pictures before and after</source>
        <translation>变化前后的图片</translation>
    </message>
    <message>
        <source>Sequences before and after</source>
        <translation>变化前后的序列</translation>
    </message>
    <message>
        <source>Each training sample is varied anew each time; validation and test are not.</source>
        <translation>每个训练样本每次都重新变化；验证和测试样本不变。</translation>
    </message>
</context>
<context>
    <name>BalanceStep</name>
    <message>
        <source>… and {count} more classes</source>
        <translation>… 以及另外 {count} 个类别</translation>
    </message>
    <message>
        <source>{classes} classes, weighted {low} … {high}</source>
        <translation>{classes} 个类别，权重 {low} … {high}</translation>
    </message>
    <message>
        <source>{classes} classes</source>
        <translation>{classes} 个类别</translation>
    </message>
    <message>
        <source>{classes} classes of {low} … {high} training samples</source>
        <translation>{classes} 个类别，各有 {low} … {high} 个训练样本</translation>
    </message>
    <message>
        <source>{classes} classes of {low} training samples each</source>
        <translation>{classes} 个类别，各有 {low} 个训练样本</translation>
    </message>
    <message>
        <source>{classes} classes of {low} … {high} training samples: uneven</source>
        <translation>{classes} 个类别，各有 {low} … {high} 个训练样本：不均衡</translation>
    </message>
    <message>
        <source>Class balance</source>
        <translation>类别平衡</translation>
    </message>
    <message>
        <source>Training samples per class</source>
        <translation>各类别的训练样本数</translation>
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
    <name>Below</name>
    <message>
        <source>Click two points: here is then what the network makes of the way.</source>
        <translation>单击两个点：这里会显示网络对两点之间路径的输出。</translation>
    </message>
    <message>
        <source>Given back</source>
        <translation>重建</translation>
    </message>
    <message>
        <source>Samples and what the network gives back</source>
        <translation>样本及网络的重建结果</translation>
    </message>
    <message>
        <source>Walk</source>
        <translation>插值</translation>
    </message>
    <message>
        <source>What lies between two clicked samples</source>
        <translation>所单击的两个样本之间有什么</translation>
    </message>
    <message>
        <source>From A to B</source>
        <translation>从 A 到 B</translation>
    </message>
    <message>
        <source>Sample</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>With noise</source>
        <translation>加噪后</translation>
    </message>
</context>
<context>
    <name>BlockDialog</name>
    <message>
        <source>Block of mine</source>
        <translation>我的模块</translation>
    </message>
    <message>
        <source>What it is good for, shown in the palette</source>
        <translation>它的用途，显示在层面板中</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>说明</translation>
    </message>
</context>
<context>
    <name>BlockFace</name>
    <message>
        <source>1 layer</source>
        <translation>1 个层</translation>
    </message>
    <message>
        <source>{count} layers</source>
        <translation>{count} 个层</translation>
    </message>
    <message>
        <source>has a problem</source>
        <translation>有问题</translation>
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
        <source>Parameters: {parameters}, multiply-adds: {operations}</source>
        <translation>参数：{parameters}，乘加：{operations}</translation>
    </message>
    <message>
        <source>Double-click to see what is inside.</source>
        <translation>双击可查看内部。</translation>
    </message>
</context>
<context>
    <name>BlockForm</name>
    <message>
        <source>Repeat</source>
        <translation>重复</translation>
    </message>
    <message>
        <source>Choose parameters…</source>
        <translation>选择参数…</translation>
    </message>
    <message>
        <source>Choose which settings of its layers the block offers</source>
        <translation>选择模块提供其中各层的哪些设置</translation>
    </message>
    <message>
        <source>Type a whole number, such as 4.</source>
        <translation>请输入整数，例如 4。</translation>
    </message>
    <message>
        <source>This is no value for the setting. Type another.</source>
        <translation>此设置不能取这个值。请输入其他值。</translation>
    </message>
</context>
<context>
    <name>BlockKeeping</name>
    <message>
        <source>A block needs layers. Select some first.</source>
        <translation>模块需要包含层。请先选择一些层。</translation>
    </message>
    <message>
        <source>Delete the block “{name}”? Drawings that use it keep their layers.</source>
        <translation>要删除模块“{name}”吗？使用它的网络图会保留其中的层。</translation>
    </message>
    <message>
        <source>Delete a block</source>
        <translation>删除模块</translation>
    </message>
    <message>
        <source>Export a block</source>
        <translation>导出模块</translation>
    </message>
    <message>
        <source>Import blocks</source>
        <translation>导入模块</translation>
    </message>
    <message>
        <source>“{name}” is in the palette, under My blocks.</source>
        <translation>“{name}”已加入层面板的“我的模块”。</translation>
    </message>
    <message>
        <source>Blocks of NNStudio (*{suffix})</source>
        <translation>NNStudio 模块 (*{suffix})</translation>
    </message>
</context>
<context>
    <name>BlockPage</name>
    <message>
        <source>Block of one layer</source>
        <translation>模块（1 个层）</translation>
    </message>
    <message>
        <source>Block of {count} layers</source>
        <translation>模块（{count} 个层）</translation>
    </message>
    <message>
        <source>Expand</source>
        <translation>展开</translation>
    </message>
    <message>
        <source>Collapse</source>
        <translation>折叠</translation>
    </message>
    <message>
        <source>{shape} · {count} parameters</source>
        <translation>{shape} · {count} 个参数</translation>
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
        <source>Title of the block</source>
        <translation>模块的标题</translation>
    </message>
    <message>
        <source>Give the block a title</source>
        <translation>给模块取一个标题</translation>
    </message>
    <message>
        <source>Ungroup</source>
        <translation>取消组合</translation>
    </message>
    <message>
        <source>Save as a block of mine…</source>
        <translation>保存为我的模块…</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Sizes</source>
        <translation>大小</translation>
    </message>
</context>
<context>
    <name>Blocks</name>
    <message>
        <source>Block {number}</source>
        <translation>模块 {number}</translation>
    </message>
</context>
<context>
    <name>BrowserLayout</name>
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
        <source>Left out</source>
        <translation>已略去</translation>
    </message>
    <message>
        <source>Not used</source>
        <translation>未使用</translation>
    </message>
    <message>
        <source>Asking the network: {done} of {total}</source>
        <translation>正在询问网络：{done} / {total}</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>Correlation</source>
        <translation>相关性</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>点</translation>
    </message>
    <message>
        <source>Series</source>
        <translation>时间序列</translation>
    </message>
    <message>
        <source>Vocabulary</source>
        <translation>词表</translation>
    </message>
    <message>
        <source>Views of the data</source>
        <translation>数据的视图</translation>
    </message>
    <message>
        <source>Working</source>
        <translation>处理中</translation>
    </message>
    <message>
        <source>Samples of the data</source>
        <translation>数据的样本</translation>
    </message>
    <message>
        <source>Arrow keys choose, Enter shows the numbers, digits change the class, Delete leaves out, + and − change the size.</source>
        <translation>方向键选择，回车键显示数值，数字键更改类别，Delete 略去，+ 和 − 改变大小。</translation>
    </message>
    <message>
        <source>No sample fits</source>
        <translation>没有符合条件的样本</translation>
    </message>
    <message>
        <source>Choose other classes or parts above, or clear the search field.</source>
        <translation>请在上方选择其他类别或部分，或清空搜索框。</translation>
    </message>
    <message>
        <source>No data chosen</source>
        <translation>未选择数据</translation>
    </message>
    <message>
        <source>Choose a data set in the data panel, or paint points of your own.</source>
        <translation>请在“数据”面板中选择数据集，或自己绘制一些点。</translation>
    </message>
    <message>
        <source>Paint points</source>
        <translation>绘制点</translation>
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
        <source>Unfreeze</source>
        <translation>解冻</translation>
    </message>
    <message>
        <source>Freeze</source>
        <translation>冻结</translation>
    </message>
    <message>
        <source>Use the weights of</source>
        <translation>共享此层的权重</translation>
    </message>
    <message>
        <source>Its own</source>
        <translation>自己的</translation>
    </message>
    <message>
        <source>Group as a block</source>
        <translation>组合为模块</translation>
    </message>
    <message>
        <source>Ungroup</source>
        <translation>取消组合</translation>
    </message>
    <message>
        <source>Expand</source>
        <translation>展开</translation>
    </message>
    <message>
        <source>Collapse</source>
        <translation>折叠</translation>
    </message>
    <message>
        <source>Repeat</source>
        <translation>重复</translation>
    </message>
    <message>
        <source>Save as a block of mine…</source>
        <translation>保存为我的模块…</translation>
    </message>
    <message>
        <source>Arrange</source>
        <translation>排列</translation>
    </message>
    <message>
        <source>Edit the text</source>
        <translation>编辑文本</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>Fit to the contents</source>
        <translation>适应内容</translation>
    </message>
    <message>
        <source>Add a note here</source>
        <translation>在此处添加便签</translation>
    </message>
    <message>
        <source>Draw a frame here</source>
        <translation>在此处绘制框</translation>
    </message>
    <message>
        <source>Add a layer after it…</source>
        <translation>在其后添加层…</translation>
    </message>
    <message>
        <source>Replace…</source>
        <translation>替换…</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Connect to…</source>
        <translation>连接到…</translation>
    </message>
    <message>
        <source>Disconnect…</source>
        <translation>断开连接…</translation>
    </message>
    <message>
        <source>Insert a layer…</source>
        <translation>插入层…</translation>
    </message>
    <message>
        <source>Add a layer here…</source>
        <translation>在此处添加层…</translation>
    </message>
    <message>
        <source>Delete and leave the gap</source>
        <translation>删除并保留空缺</translation>
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
        <source>Drag a layer from the palette, double-click here, or just type a name.</source>
        <translation>从层面板拖入一个层，在此处双击，或直接输入名称。</translation>
    </message>
</context>
<context>
    <name>CaseFileView</name>
    <message>
        <source>Write the predictions to</source>
        <translation>将预测写入</translation>
    </message>
    <message>
        <source>CSV tables (*.csv)</source>
        <translation>CSV 表格 (*.csv)</translation>
    </message>
    <message>
        <source>Choose a file of new cases</source>
        <translation>选择新样例文件</translation>
    </message>
    <message>
        <source>Choose a folder of new cases</source>
        <translation>选择新样例文件夹</translation>
    </message>
    <message>
        <source>Files of new cases ({patterns})</source>
        <translation>新样例文件 ({patterns})</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>{done} of {total} cases</source>
        <translation>{done}/{total} 个样例</translation>
    </message>
    <message>
        <source>Reading the file…</source>
        <translation>正在读取文件…</translation>
    </message>
    <message>
        <source>Cancelled; nothing was written.</source>
        <translation>已取消；没有写入任何内容。</translation>
    </message>
    <message>
        <source>{count} cases answered in {name}.</source>
        <translation>已在 {name} 中回答 {count} 个样例。</translation>
    </message>
    <message>
        <source>{count} cases answered in {name}, with the weights of step {step}.</source>
        <translation>已用第 {step} 步的权重在 {name} 中回答 {count} 个样例。</translation>
    </message>
    <message>
        <source>Choose a file: the predictions are written to a table (CSV), beside the columns of the file.</source>
        <translation>选择一个文件：预测会写入表格 (CSV)，位于该文件各列的旁边。</translation>
    </message>
    <message>
        <source>File…</source>
        <translation>文件…</translation>
    </message>
    <message>
        <source>Choose a file of new cases; it can also be dropped here.</source>
        <translation>选择新样例文件；也可以把它拖放到这里。</translation>
    </message>
    <message>
        <source>Folder…</source>
        <translation>文件夹…</translation>
    </message>
    <message>
        <source>Choose a folder of pictures or recordings.</source>
        <translation>选择图片或录音的文件夹。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Open the table with the predictions</source>
        <translation>打开含有预测的表格</translation>
    </message>
    <message>
        <source>Progress of the predictions</source>
        <translation>预测的进度</translation>
    </message>
</context>
<context>
    <name>CasePane</name>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Back (Esc)</source>
        <translation>返回 (Esc)</translation>
    </message>
    <message>
        <source>Samples, the hardest first</source>
        <translation>样本（最难的在前）</translation>
    </message>
</context>
<context>
    <name>CategoryList</name>
    <message>
        <source>Categories</source>
        <translation>分类</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
</context>
<context>
    <name>ChooseDialog</name>
    <message>
        <source>Choose data</source>
        <translation>选择数据</translation>
    </message>
    <message>
        <source>Search: digits, weather, spiral, regression …</source>
        <translation>搜索：数字、天气、螺旋、回归 …</translation>
    </message>
    <message>
        <source>Search data sets</source>
        <translation>搜索数据集</translation>
    </message>
    <message>
        <source>Data sets</source>
        <translation>数据集</translation>
    </message>
    <message>
        <source>Reading data</source>
        <translation>正在读取数据</translation>
    </message>
    <message>
        <source>No data set matches “{text}”. Open a file of your own?</source>
        <translation>没有与“{text}”匹配的数据集。要打开你自己的文件吗？</translation>
    </message>
    <message>
        <source>Your own data</source>
        <translation>你自己的数据</translation>
    </message>
    <message>
        <source>Open a file…</source>
        <translation>打开文件…</translation>
    </message>
    <message>
        <source>Open a folder…</source>
        <translation>打开文件夹…</translation>
    </message>
    <message>
        <source>Use this data</source>
        <translation>使用此数据</translation>
    </message>
</context>
<context>
    <name>ClippingView</name>
    <message>
        <source>No gradient yet</source>
        <translation>还没有梯度</translation>
    </message>
    <message>
        <source>Press Train: how long the gradient is, and where it is clipped, is drawn here.</source>
        <translation>按“训练”：梯度有多长、在哪里被裁剪，会画在这里。</translation>
    </message>
    <message>
        <source>Clip at the line</source>
        <translation>按此线裁剪</translation>
    </message>
    <message>
        <source>Shorten the gradient of all layers together to the threshold (global norm)</source>
        <translation>把所有层的梯度一起缩短到阈值（全局范数）</translation>
    </message>
    <message>
        <source>Length of the gradient</source>
        <translation>梯度长度</translation>
    </message>
    <message>
        <source>length</source>
        <translation>长度</translation>
    </message>
    <message>
        <source>before clipping</source>
        <translation>裁剪前</translation>
    </message>
    <message>
        <source>after</source>
        <translation>裁剪后</translation>
    </message>
    <message>
        <source>step {step}: {before} → {after}</source>
        <translation>第 {step} 步：{before} → {after}</translation>
    </message>
    <message>
        <source>not clipped</source>
        <translation>未裁剪</translation>
    </message>
    <message>
        <source>{share} of the last {count} measured steps clipped</source>
        <translation>最近测量的 {count} 步中，{share} 被裁剪</translation>
    </message>
</context>
<context>
    <name>ColumnFacts</name>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>个数</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>缺失</translation>
    </message>
    <message>
        <source>Figures of the chosen column</source>
        <translation>所选列的统计量</translation>
    </message>
    <message>
        <source>Choose a column to see its figures.</source>
        <translation>选择一列以查看其统计量。</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>均值</translation>
    </message>
    <message>
        <source>Deviation</source>
        <translation>标准差</translation>
    </message>
    <message>
        <source>Smallest</source>
        <translation>最小值</translation>
    </message>
    <message>
        <source>Lower quarter</source>
        <translation>下四分位数</translation>
    </message>
    <message>
        <source>Median</source>
        <translation>中位数</translation>
    </message>
    <message>
        <source>Upper quarter</source>
        <translation>上四分位数</translation>
    </message>
    <message>
        <source>Largest</source>
        <translation>最大值</translation>
    </message>
</context>
<context>
    <name>ColumnModel</name>
    <message>
        <source>Column</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>用途</translation>
    </message>
    <message>
        <source>A category becomes</source>
        <translation>类别转为</translation>
    </message>
    <message>
        <source>Where it is missing</source>
        <translation>缺失时</translation>
    </message>
</context>
<context>
    <name>CommandPalette</name>
    <message>
        <source>New: {name}</source>
        <translation>新建：{name}</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>示例</translation>
    </message>
    <message>
        <source>Go to {name}</source>
        <translation>转到 {name}</translation>
    </message>
    <message>
        <source>Nodes</source>
        <translation>节点</translation>
    </message>
    <message>
        <source>Find a command, an example, or @ a node</source>
        <translation>查找命令、示例，或用 @ 查找节点</translation>
    </message>
    <message>
        <source>Find a command</source>
        <translation>查找命令</translation>
    </message>
    <message>
        <source>Commands found</source>
        <translation>找到的命令</translation>
    </message>
    <message>
        <source>No command is called like that.</source>
        <translation>没有这样的命令。</translation>
    </message>
    <message>
        <source>↑ ↓ choose   ·   Enter runs   ·   Esc closes</source>
        <translation>↑ ↓ 选择   ·   Enter 执行   ·   Esc 关闭</translation>
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
    <name>ConfusionView</name>
    <message>
        <source>Validation</source>
        <translation>验证样本数</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>Counts</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>Shares of the row</source>
        <translation>占该行的比例</translation>
    </message>
    <message>
        <source>The output that is judged</source>
        <translation>所评判的输出</translation>
    </message>
    <message>
        <source>Which samples are judged</source>
        <translation>评判哪些样本</translation>
    </message>
    <message>
        <source>What is written in the cells</source>
        <translation>单元格中显示的内容</translation>
    </message>
    <message>
        <source>Which class is taken for which</source>
        <translation>哪一类被当成了哪一类</translation>
    </message>
    <message>
        <source>Predicted against true numbers</source>
        <translation>预测值与真实值</translation>
    </message>
    <message>
        <source>The drawing has problems. Once they are solved, its answers are judged here.</source>
        <translation>网络图有问题。解决之后，这里会评判它的回答。</translation>
    </message>
    <message>
        <source>There are no samples. Choose data in the Data panel.</source>
        <translation>没有样本。请在“数据”面板中选择数据。</translation>
    </message>
    <message>
        <source>Largest errors first</source>
        <translation>误差最大的在前</translation>
    </message>
    <message>
        <source>Hardest of all</source>
        <translation>最难的样本</translation>
    </message>
    <message>
        <source>{true} taken for {taken}: {count}</source>
        <translation>{true} 被当成 {taken}：{count}</translation>
    </message>
    <message>
        <source>Point at a sample to read its numbers; click to see it.</source>
        <translation>将鼠标指向一个样本可读取其数值；单击可查看该样本。</translation>
    </message>
    <message>
        <source>Rows: true class. Columns: what it was taken for. Click a cell for its samples.</source>
        <translation>行：真实类别。列：被当成的类别。单击单元格可查看其中的样本。</translation>
    </message>
    <message>
        <source>Nothing to judge</source>
        <translation>没有可评判的内容</translation>
    </message>
</context>
<context>
    <name>ContactSheet</name>
    <message>
        <source>Sample {number}</source>
        <translation>样本 {number}</translation>
    </message>
    <message>
        <source>Class: {name}</source>
        <translation>类别：{name}</translation>
    </message>
    <message>
        <source>The data says: {name}</source>
        <translation>数据中的类别：{name}</translation>
    </message>
    <message>
        <source>Part: {name}</source>
        <translation>部分：{name}</translation>
    </message>
    <message>
        <source>The network says: {name}</source>
        <translation>网络的判断：{name}</translation>
    </message>
    <message>
        <source>Loss: {loss}</source>
        <translation>损失：{loss}</translation>
    </message>
</context>
<context>
    <name>Controls</name>
    <message>
        <source>All layers</source>
        <translation>所有层</translation>
    </message>
    <message>
        <source>All parts</source>
        <translation>全部部分</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Gradients</source>
        <translation>梯度</translation>
    </message>
    <message>
        <source>Activations</source>
        <translation>激活值</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>当前</translation>
    </message>
    <message>
        <source>Ridges</source>
        <translation>山脊图</translation>
    </message>
    <message>
        <source>Bands</source>
        <translation>频带数</translation>
    </message>
    <message>
        <source>Layer; the one selected on the canvas</source>
        <translation>层；即画布上所选的层</translation>
    </message>
    <message>
        <source>Numbers to look at</source>
        <translation>要查看的数值</translation>
    </message>
    <message>
        <source>Weight of the layer</source>
        <translation>该层的权重</translation>
    </message>
    <message>
        <source>Now or over time</source>
        <translation>当前或随时间变化</translation>
    </message>
    <message>
        <source>log</source>
        <translation>对数</translation>
    </message>
    <message>
        <source>Logarithmic counts</source>
        <translation>对数计数</translation>
    </message>
    <message>
        <source>Logarithmic counts: a few numbers can be seen beside many</source>
        <translation>对数计数：数量少的也能与数量多的同时看清</translation>
    </message>
</context>
<context>
    <name>CorrelationPage</name>
    <message>
        <source>Pearson&apos;s correlation: 1 where two columns rise together, −1 where one falls as the other rises, 0 where neither says anything of the other.</source>
        <translation>皮尔逊相关系数：两列一同上升时为 1，一列上升而另一列下降时为 −1，两列互不说明对方时为 0。</translation>
    </message>
    <message>
        <source>{one} and {other}: {number}</source>
        <translation>{one} 与 {other}：{number}</translation>
    </message>
    <message>
        <source>Correlation of the columns</source>
        <translation>各列的相关性</translation>
    </message>
    <message>
        <source>The arrow keys go from pair to pair.</source>
        <translation>方向键可在各对之间移动。</translation>
    </message>
</context>
<context>
    <name>DataBrowser</name>
    <message>
        <source>Network says</source>
        <translation>网络的判断</translation>
    </message>
    <message>
        <source>Sureness</source>
        <translation>置信度</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Save the listed samples</source>
        <translation>保存列出的样本</translation>
    </message>
    <message>
        <source>CSV tables (*.csv)</source>
        <translation>CSV 表格 (*.csv)</translation>
    </message>
    <message>
        <source>{count} samples were saved.</source>
        <translation>已保存 {count} 个样本。</translation>
    </message>
    <message>
        <source>Data browser</source>
        <translation>数据浏览器</translation>
    </message>
</context>
<context>
    <name>DataDialogs</name>
    <message>
        <source>Import data</source>
        <translation>导入数据</translation>
    </message>
    <message>
        <source>Import a folder</source>
        <translation>导入文件夹</translation>
    </message>
    <message>
        <source>The network now gets {shape} of each sample. {problem}</source>
        <translation>现在网络从每个样本得到 {shape}。{problem}</translation>
    </message>
    <message>
        <source>The network now gets {shape} of each sample. Problems to mend: {count}. {problem}</source>
        <translation>现在网络从每个样本得到 {shape}。待解决的问题：{count} 个。{problem}</translation>
    </message>
</context>
<context>
    <name>DataPage</name>
    <message>
        <source>Classes</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>One sample</source>
        <translation>单个样本</translation>
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
        <source>How it is read</source>
        <translation>读取设置</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>Browse data</source>
        <translation>浏览数据</translation>
    </message>
    <message>
        <source>Look at every sample, and put classes right</source>
        <translation>查看每个样本，并改正类别</translation>
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
        <source>Others</source>
        <translation>换一批</translation>
    </message>
    <message>
        <source>Show other samples</source>
        <translation>显示其他样本</translation>
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
        <source>Where is {name} now?</source>
        <translation>{name} 现在在哪里？</translation>
    </message>
    <message>
        <source>Opens all data sets; type to look for one.</source>
        <translation>打开全部数据集；输入文字即可查找。</translation>
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
        <source>Choose a data set, or open a file of your own.</source>
        <translation>请选择数据集，或打开你自己的文件。</translation>
    </message>
    <message>
        <source>Choose data…</source>
        <translation>选择数据…</translation>
    </message>
</context>
<context>
    <name>DatasetDetails</name>
    <message>
        <source>Read the licence</source>
        <translation>阅读许可证</translation>
    </message>
    <message>
        <source>Some samples</source>
        <translation>部分样本</translation>
    </message>
    <message>
        <source>To learn from</source>
        <translation>用于学习</translation>
    </message>
    <message>
        <source>To test with</source>
        <translation>用于测试</translation>
    </message>
    <message>
        <source>One sample</source>
        <translation>单个样本</translation>
    </message>
    <message>
        <source>Features</source>
        <translation>特征</translation>
    </message>
    <message>
        <source>Vocabulary</source>
        <translation>词表</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>To predict</source>
        <translation>预测目标</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>许可证</translation>
    </message>
    <message>
        <source>Attribution</source>
        <translation>署名</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Made by NNStudio on the spot</source>
        <translation>由 NNStudio 即时生成</translation>
    </message>
</context>
<context>
    <name>DecisionMap</name>
    <message>
        <source>This view is for data that is a row of numbers: points such as the spiral, or a table. Pictures have feature maps, sequences the recurrent view.</source>
        <translation>此视图用于由一行数构成的数据：例如螺旋那样的点，或表格。图片请看特征图，序列请看循环展开图。</translation>
    </message>
    <message>
        <source>The drawing has problems. Once they are solved its map is shown here.</source>
        <translation>网络图有问题。解决后，这里会显示它的决策图。</translation>
    </message>
    <message>
        <source>This network has no row of numbers that could be drawn here.</source>
        <translation>此网络没有可在此绘制的一行数。</translation>
    </message>
    <message>
        <source>share</source>
        <translation>概率</translation>
    </message>
    <message>
        <source>The drawing has problems: solve them to see what it says.</source>
        <translation>网络图有问题：解决后即可看到它的输出。</translation>
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
        <source>wrong: {wrong} of {count} training</source>
        <translation>错误：训练点 {wrong}/{count}</translation>
    </message>
    <message>
        <source>{wrong} of {count} held-out points</source>
        <translation>错误：留出点 {wrong}/{count}</translation>
    </message>
    <message>
        <source>other inputs at their mean</source>
        <translation>其他输入取均值</translation>
    </message>
    <message>
        <source>No decision map</source>
        <translation>没有决策图</translation>
    </message>
    <message>
        <source>{layer} · neuron {number}</source>
        <translation>{layer} · 神经元 {number}</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>Paint points</source>
        <translation>绘制点</translation>
    </message>
    <message>
        <source>Show all points again</source>
        <translation>重新显示所有点</translation>
    </message>
    <message>
        <source>What is drawn</source>
        <translation>绘制的内容</translation>
    </message>
    <message>
        <source>The layer of the small maps</source>
        <translation>小图所属的层</translation>
    </message>
    <message>
        <source>Feature across</source>
        <translation>横轴特征</translation>
    </message>
    <message>
        <source>Feature upwards</source>
        <translation>纵轴特征</translation>
    </message>
    <message>
        <source>The plane of the inputs</source>
        <translation>输入平面</translation>
    </message>
    <message>
        <source>What each neuron answers</source>
        <translation>每个神经元的输出</translation>
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
    <name>Distributions</name>
    <message>
        <source>{count} not finite</source>
        <translation>{count} 个非有限数</translation>
    </message>
    <message>
        <source>{below} below and {above} above the picture</source>
        <translation>{below} 个低于、{above} 个高于图示范围</translation>
    </message>
    <message>
        <source>mean {mean} ± {std}</source>
        <translation>均值 {mean} ± {std}</translation>
    </message>
    <message>
        <source>{share} zero</source>
        <translation>{share} 为零</translation>
    </message>
    <message>
        <source>{count} numbers</source>
        <translation>{count} 个数</translation>
    </message>
    <message>
        <source>Step {step}: </source>
        <translation>第 {step} 步：</translation>
    </message>
</context>
<context>
    <name>DistributionsView</name>
    <message>
        <source>The drawing has problems. Once they are solved its numbers are shown.</source>
        <translation>网络图有问题。解决后，这里会显示它的数值。</translation>
    </message>
    <message>
        <source>Draw a network: its starting weights are shown here at once.</source>
        <translation>画一个网络：它的初始权重会立即显示在这里。</translation>
    </message>
    <message>
        <source>There are no samples to compute activations of. Choose data.</source>
        <translation>没有可用来计算激活值的样本。请选择数据。</translation>
    </message>
    <message>
        <source>This layer learns no weights. Choose another one, or its activations.</source>
        <translation>此层没有可学习的权重。请选择另一层，或查看它的激活值。</translation>
    </message>
    <message>
        <source>No distributions</source>
        <translation>没有数值分布</translation>
    </message>
</context>
<context>
    <name>DockHead</name>
    <message>
        <source>What is seen here</source>
        <translation>这里显示的是什么</translation>
    </message>
    <message>
        <source>Back to its place in the window</source>
        <translation>放回窗口中的原位</translation>
    </message>
    <message>
        <source>Save or copy</source>
        <translation>保存或复制</translation>
    </message>
    <message>
        <source>Enlarge in a window of its own</source>
        <translation>在单独的窗口中放大</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
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
        <source>“{name}” was changed by another window or program since it was opened here. Saving replaces what was written there; Save As keeps both.</source>
        <translation>“{name}”在这里打开之后，已被另一个窗口或程序更改。保存会替换那里写入的内容；另存为可保留两者。</translation>
    </message>
    <message>
        <source>Save &amp;As…</source>
        <translation>另存为(&amp;A)…</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Load weights</source>
        <translation>载入权重</translation>
    </message>
    <message>
        <source>Stop the training first, then load weights.</source>
        <translation>请先停止训练，再载入权重。</translation>
    </message>
    <message>
        <source>Save the changes of “{name}”?</source>
        <translation>要保存对“{name}”的更改吗？</translation>
    </message>
    <message>
        <source>The training that runs now will be stopped.</source>
        <translation>正在进行的训练将会停止。</translation>
    </message>
    <message>
        <source>The training still ends its last step. Try again in a moment.</source>
        <translation>训练还在完成最后一步。请稍后再试。</translation>
    </message>
</context>
<context>
    <name>EmbeddingView</name>
    <message>
        <source>The layer whose outputs are shown</source>
        <translation>显示哪一层的输出</translation>
    </message>
    <message>
        <source>Which two axes span the plane</source>
        <translation>用哪两个轴张成平面</translation>
    </message>
    <message>
        <source>Which samples, and how many at most</source>
        <translation>哪些样本，最多多少个</translation>
    </message>
    <message>
        <source>The samples in the plane of two axes</source>
        <translation>两个轴所成平面中的样本</translation>
    </message>
    <message>
        <source>The classes</source>
        <translation>各类别</translation>
    </message>
    <message>
        <source>Axes {one} and {other}</source>
        <translation>轴 {one} 和轴 {other}</translation>
    </message>
    <message>
        <source>{count} for validation</source>
        <translation>{count} 个验证样本</translation>
    </message>
    <message>
        <source>{count} for training</source>
        <translation>{count} 个训练样本</translation>
    </message>
    <message>
        <source>The drawing has problems. Once they are solved, what its layers see is shown here.</source>
        <translation>网络图有问题。解决后，这里会显示各层所见。</translation>
    </message>
    <message>
        <source>The samples are on their way through the network…</source>
        <translation>样本正在通过网络…</translation>
    </message>
    <message>
        <source>What the network makes of this place</source>
        <translation>网络在此处的输出</translation>
    </message>
    <message>
        <source>Point at a sample to see it.</source>
        <translation>指向一个样本即可查看。</translation>
    </message>
    <message>
        <source>No embedding</source>
        <translation>没有嵌入图</translation>
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
        <source>mean error {error}</source>
        <translation>平均误差 {error}</translation>
    </message>
    <message>
        <source>{wrong} of {count} wrong</source>
        <translation>错误 {wrong}/{count}</translation>
    </message>
    <message>
        <source>axis {number}: {share} % of the variance</source>
        <translation>轴 {number}：占方差的 {share} %</translation>
    </message>
    <message>
        <source>Sample {number}</source>
        <translation>样本 {number}</translation>
    </message>
    <message>
        <source>Class: {name}</source>
        <translation>类别：{name}</translation>
    </message>
    <message>
        <source>Target: {name}</source>
        <translation>目标：{name}</translation>
    </message>
    <message>
        <source>Error: {error}</source>
        <translation>误差：{error}</translation>
    </message>
    <message>
        <source>Answer: {name} ({share} %)</source>
        <translation>预测：{name}（{share} %）</translation>
    </message>
    <message>
        <source>Answer: {value}</source>
        <translation>预测：{value}</translation>
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
    <name>ExchangeCommands</name>
    <message>
        <source>Untitled</source>
        <translation>未命名</translation>
    </message>
    <message>
        <source>This network is not trained yet: the files get its starting weights.</source>
        <translation>此网络尚未训练：写入文件的将是它的初始权重。</translation>
    </message>
    <message>
        <source>Exported to {path}</source>
        <translation>已导出到 {path}</translation>
    </message>
    <message>
        <source>Exported to {path}, with {others} beside it.</source>
        <translation>已导出到 {path}，旁边还有 {others}。</translation>
    </message>
</context>
<context>
    <name>Experiments</name>
    <message>
        <source>Repetition</source>
        <translation>重复</translation>
    </message>
    <message>
        <source>Best validation loss</source>
        <translation>最佳验证损失</translation>
    </message>
    <message>
        <source>Best epoch</source>
        <translation>最佳一轮</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>轮数</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>Seconds</source>
        <translation>用时（秒）</translation>
    </message>
</context>
<context>
    <name>ExperimentsView</name>
    <message>
        <source>Export the table</source>
        <translation>导出表格</translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation>表格 (*.csv)</translation>
    </message>
    <message>
        <source>{done} of {total} trained</source>
        <translation>已训练 {done} / {total}</translation>
    </message>
    <message>
        <source>{done} of {total} trained, {refused} could not be</source>
        <translation>已训练 {done} / {total}，{refused} 个无法训练</translation>
    </message>
    <message>
        <source>best on average: {values}, {name} {figure}</source>
        <translation>平均最佳：{values}，{name} {figure}</translation>
    </message>
    <message>
        <source>best: number {number}, {name} {figure}</source>
        <translation>最佳：第 {number} 个，{name} {figure}</translation>
    </message>
    <message>
        <source>{done} of {total} networks are trained.</source>
        <translation>已训练 {done} / {total} 个网络。</translation>
    </message>
    <message>
        <source>The experiment has ended</source>
        <translation>实验已结束</translation>
    </message>
    <message>
        <source>Experiment {number}</source>
        <translation>实验 {number}</translation>
    </message>
    <message>
        <source>{name} is open now, with its weights. Undo brings back what was open.</source>
        <translation>已打开 {name} 及其权重。撤销可恢复之前打开的网络。</translation>
    </message>
    <message>
        <source>{name} is open now, with its last good weights: it diverged at step {step}. Undo brings back what was open.</source>
        <translation>{name} 现已打开，使用其最后的有效权重：它在第 {step} 步发散。撤销可恢复之前打开的内容。</translation>
    </message>
    <message>
        <source>Train many networks and see which is best</source>
        <translation>训练多个网络，看看哪个最好</translation>
    </message>
    <message>
        <source>Choose settings and their values on the left. Every combination is trained beside the window; what is finished is kept, whatever happens.</source>
        <translation>请在左侧选择设置及其取值。每种组合都在窗口之外训练；无论发生什么，已完成的都会保留。</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>End it; what is finished is kept, and Start goes on</source>
        <translation>结束实验；已完成的会保留，按“开始”可继续</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Writing</source>
        <translation>正在写入</translation>
    </message>
    <message>
        <source>The export was cancelled: nothing was written.</source>
        <translation>导出已取消：没有写入任何内容。</translation>
    </message>
    <message>
        <source>Options</source>
        <translation>选项</translation>
    </message>
    <message>
        <source>Nothing is written rather than a wrong file.</source>
        <translation>宁可不写，也不写出错误的文件。</translation>
    </message>
    <message>
        <source>Give the file a name without / \ : * ? &quot; &lt; &gt; |.</source>
        <translation>请给文件取一个不含 / \ : * ? &quot; &lt; &gt; | 的名称。</translation>
    </message>
    <message>
        <source>{name} ({size})</source>
        <translation>{name}（{size}）</translation>
    </message>
    <message>
        <source>Will be written: {files}.</source>
        <translation>将写入：{files}。</translation>
    </message>
    <message>
        <source>Will be written: {files}. Already there and replaced: {there}.</source>
        <translation>将写入：{files}。其中已存在、将被替换的有：{there}。</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>替换</translation>
    </message>
</context>
<context>
    <name>FactorBars</name>
    <message>
        <source>f′ part</source>
        <translation>f′ 部分</translation>
    </message>
    <message>
        <source>weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>factor</source>
        <translation>因子</translation>
    </message>
</context>
<context>
    <name>FeatureMaps</name>
    <message>
        <source>Size of the maps</source>
        <translation>特征图大小</translation>
    </message>
    <message>
        <source>How the number came about</source>
        <translation>这个数是怎样得来的</translation>
    </message>
    <message>
        <source>This network has no convolution or pooling layer to look into. Add a Conv2D or Conv1D layer, or open the template for digits.</source>
        <translation>此网络没有可供查看的卷积层或池化层。请添加二维卷积 (Conv2D) 或一维卷积 (Conv1D) 层，或打开手写数字的模板。</translation>
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
    <name>Field</name>
    <message>
        <source>several values</source>
        <translation>多个值</translation>
    </message>
    <message>
        <source>Back to what is usual: {value}</source>
        <translation>恢复默认值：{value}</translation>
    </message>
    <message>
        <source>on</source>
        <translation>开启</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>It takes {expected}; usual is {usual}.</source>
        <translation>取值：{expected}；默认为 {usual}。</translation>
    </message>
</context>
<context>
    <name>FigureTable</name>
    <message>
        <source>Steps</source>
        <translation>步数</translation>
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
        <source>Validation accuracy</source>
        <translation>验证准确率</translation>
    </message>
</context>
<context>
    <name>FileBanner</name>
    <message>
        <source>{name} is not where it was: {folder}.</source>
        <translation>{name} 已不在原处：{folder}。</translation>
    </message>
    <message>
        <source>Find it…</source>
        <translation>查找…</translation>
    </message>
    <message>
        <source>{name} has changed since it was chosen. Reading it again fits the scaling to what it holds now; keeping the numbers scales it as before.</source>
        <translation>{name} 在选择之后已改变。重新读取会按现在的内容拟合缩放；沿用数值则按原来的方式缩放。</translation>
    </message>
    <message>
        <source>Read it again</source>
        <translation>重新读取</translation>
    </message>
    <message>
        <source>Keep the numbers</source>
        <translation>沿用数值</translation>
    </message>
</context>
<context>
    <name>FilePreview</name>
    <message>
        <source>Files</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Copy the text of this file</source>
        <translation>复制此文件的文本</translation>
    </message>
    <message>
        <source>What the target cannot say</source>
        <translation>导出目标无法表达的内容</translation>
    </message>
    <message>
        <source>Double-click one to see it in the drawing.</source>
        <translation>双击其中一项，可在网络图中查看。</translation>
    </message>
    <message>
        <source>Preparing the preview …</source>
        <translation>正在准备预览 …</translation>
    </message>
    <message>
        <source>“{target}” cannot say everything that this network does:</source>
        <translation>“{target}”无法表达此网络所做的一切：</translation>
    </message>
    <message>
        <source>{node}: {reason}</source>
        <translation>{node}：{reason}</translation>
    </message>
    <message>
        <source>Nothing to show</source>
        <translation>没有可显示的内容</translation>
    </message>
    <message>
        <source>Numbers only</source>
        <translation>只有数值</translation>
    </message>
    <message>
        <source>… The preview ends here; the file is written whole.</source>
        <translation>… 预览到此为止；文件会完整写入。</translation>
    </message>
    <message>
        <source>{name} holds numbers and nothing to read.</source>
        <translation>{name} 中只有数值，没有可阅读的内容。</translation>
    </message>
</context>
<context>
    <name>FileQuestion</name>
    <message>
        <source>&amp;Save</source>
        <translation>保存(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Discard</source>
        <translation>不保存(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>取消(&amp;C)</translation>
    </message>
</context>
<context>
    <name>FileRow</name>
    <message>
        <source>Name of the file</source>
        <translation>文件名</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>名称(&amp;N)</translation>
    </message>
    <message>
        <source>Change &amp;Folder…</source>
        <translation>更改文件夹(&amp;F)…</translation>
    </message>
    <message>
        <source>in {folder}</source>
        <translation>位于 {folder}</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>选择文件夹</translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message>
        <source>All classes</source>
        <translation>全部类别</translation>
    </message>
    <message>
        <source>All parts</source>
        <translation>全部部分</translation>
    </message>
    <message>
        <source>Mark what the trained network takes each sample for</source>
        <translation>标出训练好的网络对每个样本的判断</translation>
    </message>
    <message>
        <source>Train the network first: then it can be asked about every sample.</source>
        <translation>请先训练网络：之后才能让它判断每个样本。</translation>
    </message>
    <message>
        <source>{listed} of {total}</source>
        <translation>{listed} / {total}</translation>
    </message>
    <message>
        <source>{total} samples</source>
        <translation>{total} 个样本</translation>
    </message>
    <message>
        <source>Class of the samples</source>
        <translation>样本的类别</translation>
    </message>
    <message>
        <source>Part of the data</source>
        <translation>数据的部分</translation>
    </message>
    <message>
        <source>What the network makes of them</source>
        <translation>网络对样本的判断</translation>
    </message>
    <message>
        <source>Right and wrong</source>
        <translation>正确与错误</translation>
    </message>
    <message>
        <source>Wrong, worst first</source>
        <translation>错误，最差的在前</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>正确</translation>
    </message>
    <message>
        <source>All, hardest first</source>
        <translation>全部，最难的在前</translation>
    </message>
    <message>
        <source>Predictions</source>
        <translation>预测</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>查找</translation>
    </message>
    <message>
        <source>Find samples</source>
        <translation>查找样本</translation>
    </message>
    <message>
        <source>A class, a token or a file; a number such as 5.1; or a column: length &gt; 5</source>
        <translation>类别、词元或文件；数，例如 5.1；或列，例如 length &gt; 5</translation>
    </message>
</context>
<context>
    <name>FilterTiles</name>
    <message>
        <source>filter {number} [{row}, {column}] = {red} {green} {blue}</source>
        <translation>滤波器 {number} [{row}, {column}] = {red} {green} {blue}</translation>
    </message>
    <message>
        <source>filter {number} [{row}, {column}], channel {channel} = {value}</source>
        <translation>滤波器 {number} [{row}, {column}]，通道 {channel} = {value}</translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message>
        <source>{number} of {total}</source>
        <translation>{number} / {total}</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>未找到</translation>
    </message>
    <message>
        <source>Find on the canvas</source>
        <translation>在画布上查找</translation>
    </message>
    <message>
        <source>Name, id, kind of layer, note</source>
        <translation>名称、ID、层的种类、便签</translation>
    </message>
    <message>
        <source>The one before (Shift+Enter)</source>
        <translation>上一个 (Shift+Enter)</translation>
    </message>
    <message>
        <source>The next one (Enter)</source>
        <translation>下一个 (Enter)</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>关闭 (Esc)</translation>
    </message>
</context>
<context>
    <name>FindingsList</name>
    <message>
        <source>What to know of this file</source>
        <translation>关于此文件的提示</translation>
    </message>
    <message>
        <source>Not read ({count}):</source>
        <translation>未读取（{count}）：</translation>
    </message>
    <message>
        <source>… and {count} more</source>
        <translation>… 以及另外 {count} 项</translation>
    </message>
</context>
<context>
    <name>ForecastPage</name>
    <message>
        <source>Free run</source>
        <translation>自由预测</translation>
    </message>
    <message>
        <source>Steps of the free run</source>
        <translation>自由预测的步数</translation>
    </message>
    <message>
        <source>How many steps the network goes on alone, reading its own predictions</source>
        <translation>网络以自己的预测为输入，独自向前预测多少步</translation>
    </message>
    <message>
        <source>Where the free run begins</source>
        <translation>自由预测从哪里开始</translation>
    </message>
    <message>
        <source>training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>one step ahead</source>
        <translation>单步预测</translation>
    </message>
    <message>
        <source>free run</source>
        <translation>自由预测</translation>
    </message>
    <message>
        <source>after {step} steps</source>
        <translation>训练 {step} 步后</translation>
    </message>
    <message>
        <source>not trained yet</source>
        <translation>尚未训练</translation>
    </message>
    <message>
        <source>mean error one step ahead, {part}: {error}</source>
        <translation>单步预测的平均误差，{part}：{error}</translation>
    </message>
    <message>
        <source>no free run: it reads more than what it foretells</source>
        <translation>无法自由预测：它读取的不只是它所预测的量</translation>
    </message>
    <message>
        <source>step {step}</source>
        <translation>第 {step} 步</translation>
    </message>
    <message>
        <source>beyond the end</source>
        <translation>末尾之后</translation>
    </message>
    <message>
        <source>behind the training part</source>
        <translation>训练部分之后</translation>
    </message>
    <message>
        <source>behind the validation part</source>
        <translation>验证部分之后</translation>
    </message>
</context>
<context>
    <name>GradientPlot</name>
    <message>
        <source>No gradients yet</source>
        <translation>还没有梯度</translation>
    </message>
    <message>
        <source>Draw a network from the input to an output and press Train: the gradient of every layer is drawn here, with a verdict.</source>
        <translation>画一个从输入到输出的网络，然后按“训练”：每一层的梯度会画在这里，并附上诊断。</translation>
    </message>
    <message>
        <source>What each layer multiplies the gradient by</source>
        <translation>每一层使梯度乘以多少</translation>
    </message>
    <message>
        <source>Median of {count}</source>
        <translation>{count} 次的中位数</translation>
    </message>
    <message>
        <source>At step {step}, on fixed samples</source>
        <translation>第 {step} 步，基于固定样本</translation>
    </message>
    <message>
        <source>{activation}: mean |f′(z)| = {slope}, units without any slope: {dead}</source>
        <translation>{activation}：|f′(z)| 的均值 = {slope}，斜率全为零的单元：{dead}</translation>
    </message>
    <message>
        <source>Through time: × {factor} per step, {steps} steps</source>
        <translation>沿时间：每步 × {factor}，共 {steps} 步</translation>
    </message>
    <message>
        <source>At step {step}</source>
        <translation>第 {step} 步</translation>
    </message>
</context>
<context>
    <name>GradientTools</name>
    <message>
        <source>Weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Activations</source>
        <translation>激活值</translation>
    </message>
    <message>
        <source>L2 norm</source>
        <translation>L2 范数</translation>
    </message>
    <message>
        <source>Mean |g|</source>
        <translation>|g| 均值</translation>
    </message>
    <message>
        <source>Max |g|</source>
        <translation>|g| 最大值</translation>
    </message>
    <message>
        <source>Gradients of the weights, dL/dw, or of the outputs, dL/dy</source>
        <translation>权重的梯度 dL/dw，或输出的梯度 dL/dy</translation>
    </message>
    <message>
        <source>Which gradients</source>
        <translation>哪种梯度</translation>
    </message>
    <message>
        <source>How their size is measured</source>
        <translation>如何度量梯度的大小</translation>
    </message>
    <message>
        <source>Curves over time</source>
        <translation>随时间变化的曲线</translation>
    </message>
    <message>
        <source>Heat strip: layers by steps</source>
        <translation>热力条：层 × 步</translation>
    </message>
    <message>
        <source>Factor of each layer: f′ part × weight part</source>
        <translation>每一层的因子：f′ 部分 × 权重部分</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>最近</translation>
    </message>
    <message>
        <source>Show only the last measurements</source>
        <translation>只显示最近的测量</translation>
    </message>
</context>
<context>
    <name>HealthView</name>
    <message>
        <source>Map of all units</source>
        <translation>所有单元的状态图</translation>
    </message>
    <message>
        <source>Draw a network with Dense, convolution or recurrent layers.</source>
        <translation>请画一个含全连接层 (Dense)、卷积层或循环层的网络。</translation>
    </message>
    <message>
        <source>The drawing has problems. Once they are solved its units are shown.</source>
        <translation>网络图有问题。解决后，这里会显示它的单元。</translation>
    </message>
    <message>
        <source>This network has no layer with units. Dense, convolution and recurrent layers have them.</source>
        <translation>此网络没有带单元的层。全连接层 (Dense)、卷积层和循环层才有单元。</translation>
    </message>
    <message>
        <source>{layer}, unit {unit}</source>
        <translation>{layer}，单元 {unit}</translation>
    </message>
    <message>
        <source>After {step} steps, on {samples} samples</source>
        <translation>训练 {step} 步后，基于 {samples} 个样本</translation>
    </message>
    <message>
        <source>Not trained yet, on {samples} samples</source>
        <translation>尚未训练，基于 {samples} 个样本</translation>
    </message>
    <message>
        <source>No units</source>
        <translation>没有单元</translation>
    </message>
</context>
<context>
    <name>HeatStrip</name>
    <message>
        <source>{layer}, step {step}: {value}</source>
        <translation>{layer}，第 {step} 步：{value}</translation>
    </message>
</context>
<context>
    <name>HistoryPanel</name>
    <message>
        <source>History of edits</source>
        <translation>编辑历史记录</translation>
    </message>
</context>
<context>
    <name>ImportDialog</name>
    <message>
        <source>Import {name}</source>
        <translation>导入 {name}</translation>
    </message>
    <message>
        <source>It is read. See below what was found, then use it.</source>
        <translation>已读取。请在下方查看识别结果，然后使用。</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Reading data</source>
        <translation>正在读取数据</translation>
    </message>
    <message>
        <source>Use this data</source>
        <translation>使用此数据</translation>
    </message>
</context>
<context>
    <name>ImportPage</name>
    <message>
        <source>Read as</source>
        <translation>读取为</translation>
    </message>
    <message>
        <source>Guess anew</source>
        <translation>重新识别</translation>
    </message>
    <message>
        <source>Forget what was changed here and find everything out again</source>
        <translation>放弃在这里所做的更改，重新识别一切</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>What the network gets</source>
        <translation>网络得到的内容</translation>
    </message>
    <message>
        <source>Columns: select several rows to change them together.</source>
        <translation>列：选择多行可一起更改。</translation>
    </message>
    <message>
        <source>As it will be read</source>
        <translation>读取结果预览</translation>
    </message>
    <message>
        <source>It cannot be read like this</source>
        <translation>无法这样读取</translation>
    </message>
    <message>
        <source>Read it as something else, change how it is read, or choose another file.</source>
        <translation>请按其他类型读取，更改读取设置，或选择其他文件。</translation>
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
    <name>Judged</name>
    <message>
        <source>Sample {number}</source>
        <translation>样本 {number}</translation>
    </message>
    <message>
        <source>position {step}</source>
        <translation>第 {step} 个位置</translation>
    </message>
    <message>
        <source>true: {name}</source>
        <translation>真实类别：{name}</translation>
    </message>
    <message>
        <source>no answer (not a number)</source>
        <translation>没有回答（非数）</translation>
    </message>
    <message>
        <source>taken for: {name}</source>
        <translation>被当成：{name}</translation>
    </message>
    <message>
        <source>loss {loss}</source>
        <translation>损失 {loss}</translation>
    </message>
    <message>
        <source>mean |error| {value}</source>
        <translation>|误差| 均值 {value}</translation>
    </message>
    <message>
        <source>mean error {value}</source>
        <translation>平均误差 {value}</translation>
    </message>
    <message>
        <source>accuracy {share}</source>
        <translation>准确率 {share}</translation>
    </message>
    <message>
        <source>mean F1 {share}</source>
        <translation>平均 F1 {share}</translation>
    </message>
    <message>
        <source>{count} answers are no numbers</source>
        <translation>{count} 个回答为非数</translation>
    </message>
    <message>
        <source>{name} from an output of {border}</source>
        <translation>输出达到 {border} 判为 {name}</translation>
    </message>
    <message>
        <source>{true} taken for {taken}: {count} · {row} of all {true} · {column} of all taken for {taken}</source>
        <translation>{true} 被当成 {taken}：{count} · 占全部 {true} 的 {row} · 占全部被当成 {taken} 的 {column}</translation>
    </message>
    <message>
        <source>{count} samples</source>
        <translation>{count} 个样本</translation>
    </message>
    <message>
        <source>{judged} of {count} samples</source>
        <translation>{count} 个样本中的 {judged} 个</translation>
    </message>
    <message>
        <source>{share} for {name} · sample {number}</source>
        <translation>{name} 的概率 {share} · 样本 {number}</translation>
    </message>
    <message>
        <source>root of the mean squared error {value}</source>
        <translation>均方根误差 {value}</translation>
    </message>
    <message>
        <source>off by {error} · true {true} · predicted {predicted}</source>
        <translation>相差 {error} · 真实值 {true} · 预测值 {predicted}</translation>
    </message>
</context>
<context>
    <name>KeysPage</name>
    <message>
        <source>Changed by you</source>
        <translation>已由你更改</translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>Search commands and keys</source>
        <translation>搜索命令和按键</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>菜单</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>Press new &amp;keys</source>
        <translation>按下新的快捷键(&amp;K)</translation>
    </message>
    <message>
        <source>New keys</source>
        <translation>新的快捷键</translation>
    </message>
    <message>
        <source>&amp;Use</source>
        <translation>使用(&amp;U)</translation>
    </message>
    <message>
        <source>Use these keys and no others</source>
        <translation>只使用此快捷键，不用其他</translation>
    </message>
    <message>
        <source>A&amp;dd</source>
        <translation>添加(&amp;D)</translation>
    </message>
    <message>
        <source>Use these keys besides the others</source>
        <translation>保留其他快捷键，并添加此快捷键</translation>
    </message>
    <message>
        <source>&amp;None</source>
        <translation>无(&amp;N)</translation>
    </message>
    <message>
        <source>Let the command have no keys</source>
        <translation>让此命令没有快捷键</translation>
    </message>
    <message>
        <source>&amp;Reset</source>
        <translation>重置(&amp;R)</translation>
    </message>
    <message>
        <source>Give the command its own keys again</source>
        <translation>恢复此命令原来的快捷键</translation>
    </message>
    <message>
        <source>{key} belongs to “{command}”, which would lose it.</source>
        <translation>{key} 属于“{command}”，使用后该命令将失去它。</translation>
    </message>
</context>
<context>
    <name>LandscapeView</name>
    <message>
        <source>Map</source>
        <translation>等高线图</translation>
    </message>
    <message>
        <source>Surface</source>
        <translation>曲面</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>曲线</translation>
    </message>
    <message>
        <source>Along the path</source>
        <translation>沿路径</translation>
    </message>
    <message>
        <source>Random directions</source>
        <translation>随机方向</translation>
    </message>
    <message>
        <source>How it is drawn</source>
        <translation>生成方式</translation>
    </message>
    <message>
        <source>Directions</source>
        <translation>方向</translation>
    </message>
    <message>
        <source>Along the path: the two principal directions of the way that the weights went. Random: two directions of chance, each layer as far as its weights are long.</source>
        <translation>沿路径：权重所走路径的两个主方向。随机：两个随机方向，每一层的方向与该层权重等长。</translation>
    </message>
    <message>
        <source>Look closer</source>
        <translation>查看更小的范围</translation>
    </message>
    <message>
        <source>Look farther around</source>
        <translation>查看更大的范围</translation>
    </message>
    <message>
        <source>○ start   ● now</source>
        <translation>○ 起点   ● 当前</translation>
    </message>
    <message>
        <source>Loss around the present weights</source>
        <translation>当前权重附近的损失</translation>
    </message>
    <message>
        <source>Once there is a network that can be trained, its landscape is shown here.</source>
        <translation>网络可以训练之后，这里会显示它的损失地形。</translation>
    </message>
    <message>
        <source>Measuring the loss…</source>
        <translation>正在测量损失…</translation>
    </message>
    <message>
        <source>No landscape yet</source>
        <translation>还没有损失地形</translation>
    </message>
    <message>
        <source>loss {loss} at {a}, {b}</source>
        <translation>{a}，{b} 处的损失为 {loss}</translation>
    </message>
    <message>
        <source>loss {loss} at {a}</source>
        <translation>{a} 处的损失为 {loss}</translation>
    </message>
    <message>
        <source>loss here {here}, lowest measured {low}</source>
        <translation>此处的损失为 {here}，测得的最低值为 {low}</translation>
    </message>
    <message>
        <source>{share} of the way lies in this plane</source>
        <translation>路径的 {share} 在此平面内</translation>
    </message>
</context>
<context>
    <name>Legend</name>
    <message>
        <source>Output of one layer, input of the next</source>
        <translation>一层的输出，下一层的输入</translation>
    </message>
    <message>
        <source>{count} layers</source>
        <translation>{count} 个层</translation>
    </message>
    <message>
        <source>{count} parameters</source>
        <translation>{count} 个参数</translation>
    </message>
    <message>
        <source>{count} multiply-adds per sample</source>
        <translation>每个样本 {count} 次乘加</translation>
    </message>
</context>
<context>
    <name>LicenceDialog</name>
    <message>
        <source>Licence of {name}</source>
        <translation>{name} 的许可证</translation>
    </message>
</context>
<context>
    <name>LiveView</name>
    <message>
        <source>Save as PNG…</source>
        <translation>另存为 PNG…</translation>
    </message>
    <message>
        <source>Save as SVG…</source>
        <translation>另存为 SVG…</translation>
    </message>
    <message>
        <source>Save as CSV…</source>
        <translation>另存为 CSV…</translation>
    </message>
    <message>
        <source>Copy the picture</source>
        <translation>复制图片</translation>
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
        <source>SVG drawings (*.svg)</source>
        <translation>SVG 图形 (*.svg)</translation>
    </message>
    <message>
        <source>Save the figures</source>
        <translation>保存数据</translation>
    </message>
    <message>
        <source>CSV tables (*.csv)</source>
        <translation>CSV 表格 (*.csv)</translation>
    </message>
</context>
<context>
    <name>LivingBar</name>
    <message>
        <source>Sample {number}</source>
        <translation>样本 {number}</translation>
    </message>
    <message>
        <source>The sample before</source>
        <translation>上一个样本</translation>
    </message>
    <message>
        <source>The next sample</source>
        <translation>下一个样本</translation>
    </message>
    <message>
        <source>What the pictures on all nodes are made of</source>
        <translation>所有节点上的图像所用的样本</translation>
    </message>
</context>
<context>
    <name>LivingWords</name>
    <message>
        <source>What each of its {units} units gives</source>
        <translation>其 {units} 个单元各自的输出</translation>
    </message>
    <message>
        <source>What each of its {units} units gives at every point of the plane</source>
        <translation>其 {units} 个单元各自在平面上每一点的输出</translation>
    </message>
    <message>
        <source>The sample as this node gives it</source>
        <translation>样本经此节点输出的结果</translation>
    </message>
    <message>
        <source>Which of {units} classes the network gives to every point of the plane: the stronger the colour, the surer it is</source>
        <translation>网络把平面上每一点判断为 {units} 个类别中的哪一个：颜色越深，把握越大</translation>
    </message>
    <message>
        <source>The {units} numbers it gives, one square each</source>
        <translation>它输出的 {units} 个数，每个数一个方格</translation>
    </message>
    <message>
        <source>The {units} numbers it gives, one bar each</source>
        <translation>它输出的 {units} 个数，每个数一个条</translation>
    </message>
    <message>
        <source>How often its {units} units give which number, over {samples} samples; zeros are counted above and not drawn</source>
        <translation>它的 {units} 个单元在 {samples} 个样本上输出各数值的次数；零只在上方计数，不画出</translation>
    </message>
    <message>
        <source>The shares of {units} classes; the largest has the strong colour</source>
        <translation>{units} 个类别的比例；最大者颜色最深</translation>
    </message>
    <message>
        <source>What its {units} units give, one line each</source>
        <translation>其 {units} 个单元的输出，每个单元一条线</translation>
    </message>
    <message>
        <source>The {units} tokens of the sample, from left to right</source>
        <translation>样本的 {units} 个词元，从左到右</translation>
    </message>
    <message>
        <source>The number it gives</source>
        <translation>它输出的数</translation>
    </message>
    <message>
        <source>Scale: {low} to {high}</source>
        <translation>刻度：{low} 到 {high}</translation>
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
        <source>Gradient of {layer}: {value} (size of the last measurement)</source>
        <translation>{layer} 的梯度：{value}（最近一次测量的大小）</translation>
    </message>
    <message>
        <source>{factor} on its way back to {layer}</source>
        <translation>回传到 {layer} 时 {factor}</translation>
    </message>
    <message>
        <source>The bar is logarithmic, from 1e{low} to 1e{high}: the range of the last {count} measurements of all layers.</source>
        <translation>条形采用对数刻度，从 1e{low} 到 1e{high}：所有层最近 {count} 次测量的范围。</translation>
    </message>
    <message>
        <source>{down} vanishing: shrinks to less than half per layer, or is zero. {up} exploding: more than doubles per layer, or has grown a thousandfold. Click: the gradient plot.</source>
        <translation>{down} 梯度消失：每层缩小到不足一半，或为零。{up} 梯度爆炸：每层增大到超过两倍，或已增至一千倍。单击：显示梯度图。</translation>
    </message>
    <message>
        <source>Too few measurements for a verdict</source>
        <translation>测量次数太少，无法诊断</translation>
    </message>
    <message>
        <source>Healthy</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>{sign} Vanishing</source>
        <translation>{sign} 梯度消失</translation>
    </message>
    <message>
        <source>{sign} Exploding</source>
        <translation>{sign} 梯度爆炸</translation>
    </message>
    <message>
        <source>gradient {value}</source>
        <translation>梯度 {value}</translation>
    </message>
    <message>
        <source>Flows back: {value} (gradient of {layer})</source>
        <translation>回传：{value}（{layer} 的梯度）</translation>
    </message>
</context>
<context>
    <name>LongRuns</name>
    <message>
        <source>Epoch {epoch} of {epochs} is done.</source>
        <translation>已完成第 {epoch}/{epochs} 轮。</translation>
    </message>
    <message>
        <source>Training has ended</source>
        <translation>训练已结束</translation>
    </message>
</context>
<context>
    <name>LookPage</name>
    <message>
        <source>Look</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>语言(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>主题(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Size of letters</source>
        <translation>文字大小(&amp;S)</translation>
    </message>
    <message>
        <source>Size of letters</source>
        <translation>文字大小</translation>
    </message>
    <message>
        <source>Letters on the canvas grow with its zoom instead.</source>
        <translation>画布上的文字则随画布缩放而变大。</translation>
    </message>
    <message>
        <source>{count} px</source>
        <translation>{count} px</translation>
    </message>
</context>
<context>
    <name>LossOptions</name>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>Charts</source>
        <translation>图表</translation>
    </message>
    <message>
        <source>Smoothing</source>
        <translation>平滑</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Little</source>
        <translation>弱</translation>
    </message>
    <message>
        <source>Usual</source>
        <translation>常规</translation>
    </message>
    <message>
        <source>Strong</source>
        <translation>强</translation>
    </message>
    <message>
        <source>Axes</source>
        <translation>坐标轴</translation>
    </message>
    <message>
        <source>Logarithmic time axis</source>
        <translation>对数时间轴</translation>
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
        <source>best: epoch {epoch}</source>
        <translation>最佳：第 {epoch} 轮</translation>
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
        <source>Charts, smoothing and axes</source>
        <translation>图表、平滑和坐标轴</translation>
    </message>
    <message>
        <source>Waiting for the first step</source>
        <translation>正在等待第一步</translation>
    </message>
    <message>
        <source>Loss and accuracy are drawn here as soon as a step is done.</source>
        <translation>完成一步后，损失和准确率就会画在这里。</translation>
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
    <name>MatrixPlot</name>
    <message>
        <source>true ↓</source>
        <translation>真实 ↓</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>精确率</translation>
    </message>
    <message>
        <source>Recall</source>
        <translation>召回率</translation>
    </message>
    <message>
        <source>F1</source>
        <translation>F1</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>样本</translation>
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
        <source>Views</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>Look inside the network while it learns</source>
        <translation>在网络学习时观察其内部</translation>
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
    <name>Minimap</name>
    <message>
        <source>Map of the drawing</source>
        <translation>网络图的小地图</translation>
    </message>
    <message>
        <source>Click or drag to go there; double-click to see all</source>
        <translation>单击或拖动可移到该处；双击可查看全部</translation>
    </message>
</context>
<context>
    <name>MirrorView</name>
    <message>
        <source>Nothing is drawn yet</source>
        <translation>尚未画任何内容</translation>
    </message>
    <message>
        <source>Drag layers onto the canvas: their code is written here.</source>
        <translation>把层拖到画布上：它们的代码会写在这里。</translation>
    </message>
    <message>
        <source>NumPy code</source>
        <translation>NumPy 代码</translation>
    </message>
    <message>
        <source>Copy the code</source>
        <translation>复制代码</translation>
    </message>
    <message>
        <source>Save the code and its samples…</source>
        <translation>保存代码及其样本…</translation>
    </message>
    <message>
        <source>Where the script finds no samples beside it, it trains with random ones. To save it writes the samples, too.</source>
        <translation>如果脚本旁边没有样本，它会用随机样本训练。选择保存则会同时写出样本。</translation>
    </message>
    <message>
        <source>Save as PNG…</source>
        <translation>另存为 PNG…</translation>
    </message>
    <message>
        <source>Copy the picture</source>
        <translation>复制图片</translation>
    </message>
</context>
<context>
    <name>MissingStep</name>
    <message>
        <source>{count} values in {columns} columns are missing</source>
        <translation>{columns} 列中缺失 {count} 个值</translation>
    </message>
    <message>
        <source>… and {count} more columns</source>
        <translation>… 以及另外 {count} 列</translation>
    </message>
    <message>
        <source>rows left out</source>
        <translation>略去相应的行</translation>
    </message>
    <message>
        <source>filled with {value}, and told in a column of its own</source>
        <translation>填充为 {value}，并用单独的一列标记</translation>
    </message>
    <message>
        <source>told in a column of its own</source>
        <translation>用单独的一列标记</translation>
    </message>
    <message>
        <source>filled with {value}</source>
        <translation>填充为 {value}</translation>
    </message>
    <message>
        <source>filled</source>
        <translation>已填充</translation>
    </message>
    <message>
        <source>Missing values</source>
        <translation>缺失值</translation>
    </message>
    <message>
        <source>What they are filled with is the median or the commonest category of the training part.</source>
        <translation>填充值是训练部分的中位数或最常见的类别。</translation>
    </message>
</context>
<context>
    <name>NameEditor</name>
    <message>
        <source>Name of the layer</source>
        <translation>层的名称</translation>
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
    <name>NetworkImport</name>
    <message>
        <source>Import a network</source>
        <translation>导入网络</translation>
    </message>
    <message>
        <source>Reading {file} …</source>
        <translation>正在读取 {file} …</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Imported {file}: layers: {layers}, numbers in weights: {numbers}.</source>
        <translation>已导入 {file}：层数：{layers}，权重中的数：{numbers} 个。</translation>
    </message>
    <message>
        <source>{imported} Remarks on what is otherwise here: {count}.</source>
        <translation>{imported}关于此处不同之处的说明：{count} 条。</translation>
    </message>
    <message>
        <source>Show the remarks</source>
        <translation>显示说明</translation>
    </message>
</context>
<context>
    <name>NetworkPage</name>
    <message>
        <source>The network</source>
        <translation>网络</translation>
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
        <source>Select a node to see and change its settings; several are changed together.</source>
        <translation>选择一个节点以查看和更改其设置；选择多个可一起更改。</translation>
    </message>
    <message>
        <source>{need}, but this computer has {there}</source>
        <translation>{need}，但这台计算机有 {there}</translation>
    </message>
    <message>
        <source>{count}, of which {frozen} frozen</source>
        <translation>{count}，其中 {frozen} 个已冻结</translation>
    </message>
    <message>
        <source>none chosen</source>
        <translation>未选择</translation>
    </message>
    <message>
        <source>learns now</source>
        <translation>正在学习</translation>
    </message>
    <message>
        <source>nothing is drawn yet</source>
        <translation>尚未绘制</translation>
    </message>
    <message>
        <source>has problems</source>
        <translation>有问题</translation>
    </message>
    <message>
        <source>needs data to train</source>
        <translation>需要数据才能训练</translation>
    </message>
    <message>
        <source>ready to train</source>
        <translation>可以训练</translation>
    </message>
    <message>
        <source>ready to train, weights set by hand</source>
        <translation>可以训练，权重为手动设置</translation>
    </message>
    <message>
        <source>trained, one step</source>
        <translation>已训练 1 步</translation>
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
    <message>
        <source>Choose data…</source>
        <translation>选择数据…</translation>
    </message>
</context>
<context>
    <name>NeuronStrip</name>
    <message>
        <source>{shown} of {total}</source>
        <translation>{shown} / {total}</translation>
    </message>
    <message>
        <source>Neuron {number}</source>
        <translation>神经元 {number}</translation>
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
        <source>Frozen: training keeps its weights</source>
        <translation>已冻结：训练不改变其权重</translation>
    </message>
    <message>
        <source>Parameters: {parameters}, multiply-adds: {operations}</source>
        <translation>参数：{parameters}，乘加：{operations}</translation>
    </message>
</context>
<context>
    <name>NodeHead</name>
    <message>
        <source>{count} nodes selected</source>
        <translation>已选择 {count} 个节点</translation>
    </message>
    <message>
        <source>Frozen: training keeps these weights. Press to let them learn again.</source>
        <translation>已冻结：训练不改变这些权重。按下可让它们重新学习。</translation>
    </message>
    <message>
        <source>Freeze: training then keeps these weights as they are.</source>
        <translation>冻结：此后训练会让这些权重保持不变。</translation>
    </message>
    <message>
        <source>A frozen BatchNorm normalises by its running averages, as when predicting.</source>
        <translation>冻结的批归一化用滑动平均进行归一化，与预测时相同。</translation>
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
        <source>Freeze</source>
        <translation>冻结</translation>
    </message>
</context>
<context>
    <name>NodePage</name>
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
    <name>NotesDialog</name>
    <message>
        <source>Remarks on the import</source>
        <translation>导入说明</translation>
    </message>
    <message>
        <source>Remarks</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
</context>
<context>
    <name>OutlineView</name>
    <message>
        <source>The first rows</source>
        <translation>前几行</translation>
    </message>
    <message>
        <source>Some samples as they will be read</source>
        <translation>读取后的部分样本</translation>
    </message>
    <message>
        <source>The beginning of the text</source>
        <translation>文本的开头</translation>
    </message>
</context>
<context>
    <name>Outlook</name>
    <message>
        <source>Samples</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>counted when it is read</source>
        <translation>读取时统计</translation>
    </message>
    <message>
        <source>One sample</source>
        <translation>单个样本</translation>
    </message>
    <message>
        <source>{train} to train, {validation} to validate, {test} to test with</source>
        <translation>训练 {train}，验证 {validation}，测试 {test}</translation>
    </message>
    <message>
        <source>Divided into</source>
        <translation>划分为</translation>
    </message>
    <message>
        <source>Vocabulary</source>
        <translation>词表</translation>
    </message>
    <message>
        <source>Missing values</source>
        <translation>缺失值</translation>
    </message>
    <message>
        <source>the next one, at every step</source>
        <translation>每一步预测下一个词元</translation>
    </message>
    <message>
        <source>To predict</source>
        <translation>预测目标</translation>
    </message>
    <message>
        <source>one of {count}: {classes}</source>
        <translation>{count} 类之一：{classes}</translation>
    </message>
    <message>
        <source>1 number</source>
        <translation>1 个数</translation>
    </message>
    <message>
        <source>{count} numbers</source>
        <translation>{count} 个数</translation>
    </message>
    <message>
        <source>{count} tokens</source>
        <translation>{count} 个词元</translation>
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
    <name>PaintBar</name>
    <message>
        <source>Point</source>
        <translation>点</translation>
    </message>
    <message>
        <source>Brush</source>
        <translation>画笔</translation>
    </message>
    <message>
        <source>Eraser</source>
        <translation>橡皮</translation>
    </message>
    <message>
        <source>Paint class {number}</source>
        <translation>绘制类别 {number}</translation>
    </message>
    <message>
        <source>Size of brush and eraser</source>
        <translation>画笔和橡皮的大小</translation>
    </message>
</context>
<context>
    <name>PaintPage</name>
    <message>
        <source>Class {number}</source>
        <translation>类别 {number}</translation>
    </message>
    <message>
        <source>Paint class {number} (key {number})</source>
        <translation>绘制类别 {number}（按键 {number}）</translation>
    </message>
    <message>
        <source>{count} points</source>
        <translation>{count} 个点</translation>
    </message>
    <message>
        <source>These points are drawn by a formula. Paint on a copy of them, or begin with an empty plane.</source>
        <translation>这些点由公式生成。请在其副本上绘制，或从空白平面开始。</translation>
    </message>
    <message>
        <source>Paint some points: the project learns from them at once.</source>
        <translation>绘制一些点：项目会立即用它们学习。</translation>
    </message>
    <message>
        <source>Arrow keys move, Space paints, Delete erases, digits choose the class.</source>
        <translation>方向键移动，空格键绘制，Delete 擦除，数字键选择类别。</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Tool</source>
        <translation>工具</translation>
    </message>
    <message>
        <source>Size of brush and eraser</source>
        <translation>画笔和橡皮的大小</translation>
    </message>
    <message>
        <source>Point</source>
        <translation>点</translation>
    </message>
    <message>
        <source>Brush</source>
        <translation>画笔</translation>
    </message>
    <message>
        <source>Eraser</source>
        <translation>橡皮</translation>
    </message>
    <message>
        <source>Another class</source>
        <translation>添加类别</translation>
    </message>
    <message>
        <source>Clear all</source>
        <translation>全部清空</translation>
    </message>
    <message>
        <source>Paint on a copy of these points</source>
        <translation>在这些点的副本上绘制</translation>
    </message>
    <message>
        <source>Begin with an empty plane</source>
        <translation>从空白平面开始</translation>
    </message>
    <message>
        <source>The plane of the points</source>
        <translation>点所在的平面</translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message>
        <source>Ready blocks</source>
        <translation>现成模块</translation>
    </message>
    <message>
        <source>My blocks</source>
        <translation>我的模块</translation>
    </message>
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
    <message>
        <source>Rename or describe…</source>
        <translation>重命名或修改说明…</translation>
    </message>
    <message>
        <source>Delete the block…</source>
        <translation>删除模块…</translation>
    </message>
    <message>
        <source>Export the block…</source>
        <translation>导出模块…</translation>
    </message>
    <message>
        <source>Import blocks…</source>
        <translation>导入模块…</translation>
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
    <name>ParameterDialog</name>
    <message>
        <source>Parameters of {block}</source>
        <translation>{block} 的参数</translation>
    </message>
    <message>
        <source>Tick what the block shall offer. Equal settings of several layers are one.</source>
        <translation>勾选模块要提供的设置。多个层的相同设置合为一项。</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Setting</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Settings of the layers</source>
        <translation>各层的设置</translation>
    </message>
</context>
<context>
    <name>PeakFinder</name>
    <message>
        <source>Looking through samples … {share} %</source>
        <translation>正在逐个查看样本 … {share} %</translation>
    </message>
    <message>
        <source>These of {count} samples wake map {number} most:</source>
        <translation>{count} 个样本中，最能激活特征图 {number} 的是：</translation>
    </message>
</context>
<context>
    <name>PhaseWords</name>
    <message>
        <source>Batch</source>
        <translation>批次</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>正向</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Backward</source>
        <translation>反向</translation>
    </message>
    <message>
        <source>Update</source>
        <translation>更新</translation>
    </message>
    <message>
        <source>{count} training samples are taken: {numbers}</source>
        <translation>取出 {count} 个训练样本：{numbers}</translation>
    </message>
    <message>
        <source>The samples pass through the layers; each computes its outputs from those before it.</source>
        <translation>样本依次通过各层；每一层根据前面各层的输出计算自己的输出。</translation>
    </message>
    <message>
        <source>The outputs are compared with the targets: the loss is {loss}.</source>
        <translation>将输出与目标比较：损失为 {loss}。</translation>
    </message>
    <message>
        <source>The outputs are compared with the targets: the loss is {loss}. {correct} of {count} are right.</source>
        <translation>将输出与目标比较：损失为 {loss}。{count} 个中有 {correct} 个正确。</translation>
    </message>
    <message>
        <source>{optimizer} changes the weights at learning rate {rate}: they move by {change}, at a length of {weights}. The gradient was clipped from {gradient} to {clipped}.</source>
        <translation>{optimizer} 以学习率 {rate} 更改权重：权重移动了 {change}，权重的长度为 {weights}。梯度已从 {gradient} 裁剪到 {clipped}。</translation>
    </message>
    <message>
        <source>The chain rule carries the gradient back from layer to layer; its length is {gradient}.</source>
        <translation>链式法则把梯度逐层回传；梯度的长度为 {gradient}。</translation>
    </message>
    <message>
        <source>{optimizer} changes the weights at learning rate {rate}: they move by {change}, at a length of {weights}.</source>
        <translation>{optimizer} 以学习率 {rate} 更改权重：权重移动了 {change}，权重的长度为 {weights}。</translation>
    </message>
    <message>
        <source>{node}: outputs of size {value} (root mean square)</source>
        <translation>{node}：输出大小 {value}（均方根）</translation>
    </message>
    <message>
        <source>{node}: gradient of length {value}</source>
        <translation>{node}：梯度长度 {value}</translation>
    </message>
    <message>
        <source>{node} by {value}</source>
        <translation>{node}：移动 {value}</translation>
    </message>
</context>
<context>
    <name>PictureDialog</name>
    <message>
        <source>Export Picture</source>
        <translation>导出图片</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>预览</translation>
    </message>
    <message>
        <source>SVG: for web pages and drawing programs</source>
        <translation>SVG：用于网页和绘图软件</translation>
    </message>
    <message>
        <source>PDF: for papers and print</source>
        <translation>PDF：用于论文和印刷</translation>
    </message>
    <message>
        <source>PNG: pixels, for slides and messages</source>
        <translation>PNG：像素图，用于幻灯片和消息</translation>
    </message>
    <message>
        <source>White</source>
        <translation>白色</translation>
    </message>
    <message>
        <source>Transparent</source>
        <translation>透明</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source> px</source>
        <translation> px</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Legend</source>
        <translation>图例</translation>
    </message>
    <message>
        <source>Signs of problems</source>
        <translation>问题标记</translation>
    </message>
    <message>
        <source>Selected parts only</source>
        <translation>仅所选部分</translation>
    </message>
    <message>
        <source>&amp;Format</source>
        <translation>格式(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Scale</source>
        <translation>缩放比例(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Background</source>
        <translation>背景(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Margin</source>
        <translation>边距(&amp;M)</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>保存…</translation>
    </message>
    <message>
        <source>{width} × {height} pixels, {dots} dots per inch</source>
        <translation>{width} × {height} 像素，每英寸 {dots} 点</translation>
    </message>
    <message>
        <source>{width} × {height} cm, sharp at every size</source>
        <translation>{width} × {height} 厘米，任意大小都清晰</translation>
    </message>
    <message>
        <source>Save the picture</source>
        <translation>保存图片</translation>
    </message>
</context>
<context>
    <name>Pictures</name>
    <message>
        <source>Untitled</source>
        <translation>未命名</translation>
    </message>
    <message>
        <source>Exported to {path}</source>
        <translation>已导出到 {path}</translation>
    </message>
</context>
<context>
    <name>PixelLink</name>
    <message>
        <source>Point at a number of a map to see how it comes about.</source>
        <translation>指向特征图中的一个数，即可查看它是怎样得来的。</translation>
    </message>
    <message>
        <source>This layer has no window: it only enlarges or repeats pixels.</source>
        <translation>此层没有窗口：它只是放大或重复像素。</translation>
    </message>
    <message>
        <source>Without a target there is no gradient. Choose a class below the picture.</source>
        <translation>没有目标就没有梯度。请在图片下方选择一个类别。</translation>
    </message>
    <message>
        <source>{layer}, map {number} [{row}, {column}]</source>
        <translation>{layer}，特征图 {number} [{row}, {column}]</translation>
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
        <source>No problems</source>
        <translation>没有问题</translation>
    </message>
    <message>
        <source>Whatever does not fit together is listed here, with ways to mend it.</source>
        <translation>不匹配之处都列在这里，并附有解决办法。</translation>
    </message>
</context>
<context>
    <name>QuickAdd</name>
    <message>
        <source>Layers that can follow {node}</source>
        <translation>可接在 {node} 之后的层</translation>
    </message>
    <message>
        <source>Layers before {node}</source>
        <translation>可接在 {node} 之前的层</translation>
    </message>
    <message>
        <source>Replace {node} by</source>
        <translation>把 {node} 替换为</translation>
    </message>
    <message>
        <source>Join {count} layers, or follow the last</source>
        <translation>合并 {count} 个层，或接在最后一个之后</translation>
    </message>
    <message>
        <source>Insert between {source} and {target}</source>
        <translation>在 {source} 和 {target} 之间插入</translation>
    </message>
    <message>
        <source>Add after {node}</source>
        <translation>在 {node} 之后添加</translation>
    </message>
    <message>
        <source>Add a layer</source>
        <translation>添加层</translation>
    </message>
</context>
<context>
    <name>QuickAddPopup</name>
    <message>
        <source>Type a name</source>
        <translation>输入名称</translation>
    </message>
    <message>
        <source>Nothing matches “{text}”.</source>
        <translation>没有与“{text}”匹配的项。</translation>
    </message>
    <message>
        <source>Most likely</source>
        <translation>最可能</translation>
    </message>
    <message>
        <source>Others that fit</source>
        <translation>其他匹配的层</translation>
    </message>
    <message>
        <source>Do not fit here</source>
        <translation>不适合放在此处</translation>
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
    <name>RecoveredWork</name>
    <message>
        <source>Restore</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>丢弃</translation>
    </message>
    <message>
        <source>Untitled</source>
        <translation>未命名</translation>
    </message>
    <message>
        <source>NNStudio ended before “{name}” was saved. There is a copy from {time}.</source>
        <translation>NNStudio 在保存“{name}”之前意外结束。有一份 {time} 的副本。</translation>
    </message>
</context>
<context>
    <name>Recovery</name>
    <message>
        <source>No copy of your unsaved work can be kept. {reason}</source>
        <translation>无法保留未保存工作的副本。{reason}</translation>
    </message>
</context>
<context>
    <name>RecurrentView</name>
    <message>
        <source>Unrolled</source>
        <translation>展开</translation>
    </message>
    <message>
        <source>Forecast</source>
        <translation>预测</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>This network has no recurrent layer. Add a SimpleRNN, LSTM or GRU, or open the template Sine RNN or Shakespeare characters.</source>
        <translation>此网络没有循环层。请添加简单 RNN (SimpleRNN)、LSTM 或 GRU，或打开模板“正弦 RNN”或“莎士比亚字符”。</translation>
    </message>
    <message>
        <source>The drawing has problems. Once they are solved its steps are shown here.</source>
        <translation>网络图有问题。解决后，这里会显示它的各个时间步。</translation>
    </message>
    <message>
        <source>Nothing to unroll</source>
        <translation>没有可展开的层</translation>
    </message>
</context>
<context>
    <name>Remark</name>
    <message>
        <source>Note</source>
        <translation>便签</translation>
    </message>
    <message>
        <source>Frame</source>
        <translation>框</translation>
    </message>
    <message>
        <source>without text</source>
        <translation>无文字</translation>
    </message>
</context>
<context>
    <name>RemarkColors</name>
    <message>
        <source>Grey</source>
        <translation>灰色</translation>
    </message>
    <message>
        <source>Blue</source>
        <translation>蓝</translation>
    </message>
    <message>
        <source>Green</source>
        <translation>绿</translation>
    </message>
    <message>
        <source>Yellow</source>
        <translation>黄色</translation>
    </message>
    <message>
        <source>Red</source>
        <translation>红</translation>
    </message>
    <message>
        <source>Purple</source>
        <translation>紫色</translation>
    </message>
</context>
<context>
    <name>RemarkEditor</name>
    <message>
        <source>Title of the frame</source>
        <translation>框的标题</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Text of the note</source>
        <translation>便签的文字</translation>
    </message>
    <message>
        <source>Write a note…</source>
        <translation>写便签…</translation>
    </message>
</context>
<context>
    <name>RemarkPage</name>
    <message>
        <source>{count} frames and notes</source>
        <translation>{count} 个框和便签</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>宽度</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>高度</translation>
    </message>
    <message>
        <source>Title of the frame</source>
        <translation>框的标题</translation>
    </message>
    <message>
        <source>Text of the note</source>
        <translation>便签的文字</translation>
    </message>
    <message>
        <source># heading, - point, **bold**</source>
        <translation># 标题，- 列表项，**粗体**</translation>
    </message>
</context>
<context>
    <name>Report</name>
    <message>
        <source>Not trained yet: these are the answers of its first weights.</source>
        <translation>尚未训练：这些是其初始权重的回答。</translation>
    </message>
    <message>
        <source>At a glance</source>
        <translation>概览</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Course of the training</source>
        <translation>训练过程</translation>
    </message>
    <message>
        <source>Gradients</source>
        <translation>梯度</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>预测结果</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Untitled</source>
        <translation>未命名</translation>
    </message>
    <message>
        <source>{count} parameters</source>
        <translation>{count} 个参数</translation>
    </message>
    <message>
        <source>not trained yet</source>
        <translation>尚未训练</translation>
    </message>
    <message>
        <source>{epochs} epochs</source>
        <translation>{epochs} 轮</translation>
    </message>
    <message>
        <source>one epoch</source>
        <translation>一轮</translation>
    </message>
    <message>
        <source>{steps} steps</source>
        <translation>{steps} 步</translation>
    </message>
    <message>
        <source>seed {seed}</source>
        <translation>随机种子 {seed}</translation>
    </message>
    <message>
        <source>Made by NNStudio {version} on {moment}</source>
        <translation>由 NNStudio {version} 于 {moment} 生成</translation>
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
        <source>{figure} (validation)</source>
        <translation>{figure}（验证）</translation>
    </message>
    <message>
        <source>Compared with</source>
        <translation>比较对象</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>验证样本数</translation>
    </message>
    <message>
        <source>{count} classes</source>
        <translation>{count} 个类别</translation>
    </message>
    <message>
        <source>{name}: {count} classes</source>
        <translation>{name}：{count} 个类别</translation>
    </message>
    <message>
        <source>Best epoch: {epoch}, by {figure}: {value}</source>
        <translation>最佳一轮：第 {epoch} 轮，{figure}：{value}</translation>
    </message>
    <message>
        <source>The drawing in {count} parts, one after the other.</source>
        <translation>绘图分为 {count} 部分，依次排列。</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>输出</translation>
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
        <source>Total</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>No data is chosen.</source>
        <translation>未选择数据。</translation>
    </message>
    <message>
        <source>Data set</source>
        <translation>数据集</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Held out for validation</source>
        <translation>留出的验证样本</translation>
    </message>
    <message>
        <source>Held out by</source>
        <translation>留出方式</translation>
    </message>
    <message>
        <source>Scaling</source>
        <translation>缩放方式</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Optimiser</source>
        <translation>优化器</translation>
    </message>
    <message>
        <source>Learning rate over time</source>
        <translation>学习率的变化</translation>
    </message>
    <message>
        <source>True class</source>
        <translation>真实类别</translation>
    </message>
    <message>
        <source>Taken for</source>
        <translation>误判为</translation>
    </message>
    <message>
        <source>Of the class</source>
        <translation>占该类别</translation>
    </message>
    <message>
        <source>Mixed up most</source>
        <translation>最常混淆</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>精确率</translation>
    </message>
    <message>
        <source>Recall</source>
        <translation>召回率</translation>
    </message>
    <message>
        <source>Each class</source>
        <translation>各类别</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
</context>
<context>
    <name>Reports</name>
    <message>
        <source>Web page (*.html)</source>
        <translation>网页 (*.html)</translation>
    </message>
    <message>
        <source>PDF document (*.pdf)</source>
        <translation>PDF 文档 (*.pdf)</translation>
    </message>
    <message>
        <source>Export a report</source>
        <translation>导出报告</translation>
    </message>
    <message>
        <source>Export the plots into a new folder in</source>
        <translation>选择文件夹：图表将导出到其中的新文件夹</translation>
    </message>
    <message>
        <source>{name} plots</source>
        <translation>{name} 图表</translation>
    </message>
    <message>
        <source>Writing {name} …</source>
        <translation>正在写入 {name} …</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Exported to {path}</source>
        <translation>已导出到 {path}</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Untitled</source>
        <translation>未命名</translation>
    </message>
</context>
<context>
    <name>ResultsPage</name>
    <message>
        <source>Mean of Repeats</source>
        <translation>重复的平均值</translation>
    </message>
    <message>
        <source>A line for each combination: mean ± standard deviation over its seeds</source>
        <translation>每个组合一行：各种子的平均值 ± 标准差</translation>
    </message>
    <message>
        <source>Open as a Run</source>
        <translation>作为训练记录打开</translation>
    </message>
    <message>
        <source>Bring the selected network with its weights and curves into the window</source>
        <translation>把所选网络连同其权重和曲线载入窗口</translation>
    </message>
    <message>
        <source>Export as CSV…</source>
        <translation>导出为 CSV…</translation>
    </message>
    <message>
        <source>Trained networks</source>
        <translation>训练过的网络</translation>
    </message>
    <message>
        <source>Parallel coordinates</source>
        <translation>平行坐标</translation>
    </message>
    <message>
        <source>Curves</source>
        <translation>曲线</translation>
    </message>
    <message>
        <source>Progress of the experiment</source>
        <translation>实验进度</translation>
    </message>
</context>
<context>
    <name>RunColors</name>
    <message>
        <source>Colour {number}</source>
        <translation>颜色 {number}</translation>
    </message>
</context>
<context>
    <name>RunCommands</name>
    <message>
        <source>There is nothing to keep yet. Train the network first.</source>
        <translation>还没有可保存的内容。请先训练网络。</translation>
    </message>
    <message>
        <source>Step {step}</source>
        <translation>第 {step} 步</translation>
    </message>
    <message>
        <source>Keep as a checkpoint</source>
        <translation>保存为检查点</translation>
    </message>
    <message>
        <source>Name of the checkpoint at step {step}:</source>
        <translation>第 {step} 步检查点的名称：</translation>
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
    <name>RunList</name>
    <message>
        <source>Runs, the present one first</source>
        <translation>训练记录，当前的排在最前</translation>
    </message>
    <message>
        <source>running</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>present</source>
        <translation>当前</translation>
    </message>
    <message>
        <source>shown in the plots</source>
        <translation>已显示在图表中</translation>
    </message>
    <message>
        <source>training / validation</source>
        <translation>训练 / 验证</translation>
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
    <name>RunNote</name>
    <message>
        <source>Changed since {run}:</source>
        <translation>与 {run} 相比的更改：</translation>
    </message>
    <message>
        <source>In the drawing now:</source>
        <translation>当前网络图中的更改：</translation>
    </message>
    <message>
        <source>and {count} more</source>
        <translation>另有 {count} 个</translation>
    </message>
    <message>
        <source>Notes on this run</source>
        <translation>此次训练的备注</translation>
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
    <name>RunWords</name>
    <message>
        <source>{epochs} epochs · {steps} steps</source>
        <translation>{epochs} 轮 · {steps} 步</translation>
    </message>
    <message>
        <source>Branched from {run} at step {step}</source>
        <translation>从 {run} 的第 {step} 步分支</translation>
    </message>
    <message>
        <source>Branched from {run} at step {step}; the optimiser began anew</source>
        <translation>从 {run} 的第 {step} 步分支；优化器重新开始</translation>
    </message>
    <message>
        <source>step {step}</source>
        <translation>第 {step} 步</translation>
    </message>
    <message>
        <source>+ {owner}</source>
        <translation>+ {owner}</translation>
    </message>
    <message>
        <source>− {owner}</source>
        <translation>− {owner}</translation>
    </message>
</context>
<context>
    <name>Runs</name>
    <message>
        <source>Run {number}</source>
        <translation>训练 {number}</translation>
    </message>
</context>
<context>
    <name>RunsPanel</name>
    <message>
        <source>{name} was removed.</source>
        <translation>已移除 {name}。</translation>
    </message>
    <message>
        <source>Export the runs</source>
        <translation>导出训练记录</translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation>表格 (*.csv)</translation>
    </message>
    <message>
        <source>&amp;Restore</source>
        <translation>恢复(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Branch from Here</source>
        <translation>从此处分支(&amp;B)</translation>
    </message>
    <message>
        <source>Re&amp;name</source>
        <translation>重命名(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Colour</source>
        <translation>颜色(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Hide in the Plots</source>
        <translation>在图表中隐藏(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Show in the Plots</source>
        <translation>在图表中显示(&amp;S)</translation>
    </message>
    <message>
        <source>Re&amp;move</source>
        <translation>移除(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Export as CSV…</source>
        <translation>导出为 CSV(&amp;E)…</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Its weights are not kept: only what was trained comes back</source>
        <translation>未保留其权重：只恢复所训练的网络和设置</translation>
    </message>
    <message>
        <source>Bring back what was trained, with its weights; it can be undone</source>
        <translation>恢复所训练的网络和设置，连同其权重；可以撤销</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>训练记录</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Branch</source>
        <translation>分支</translation>
    </message>
    <message>
        <source>Begin a new run with these weights and the settings of now</source>
        <translation>用这些权重和当前的设置开始一次新的训练</translation>
    </message>
    <message>
        <source>More to do with runs</source>
        <translation>训练记录的更多操作</translation>
    </message>
    <message>
        <source>No runs yet</source>
        <translation>还没有训练记录</translation>
    </message>
    <message>
        <source>Each training is kept here with its settings, curves and weights, so that you can compare runs and go back to any of them.</source>
        <translation>每次训练连同其设置、曲线和权重都保存在这里，便于比较各次训练，也可以回到其中任何一次。</translation>
    </message>
</context>
<context>
    <name>SampleBar</name>
    <message>
        <source>Values that are shown</source>
        <translation>显示的数值</translation>
    </message>
    <message>
        <source>What is shown of the layers: f(z) is their output, z the sum before the activation, and dL/dy, backwards, how the loss changes with each number.</source>
        <translation>显示各层的哪种数值：f(z) 是层的输出，z 是激活函数之前的加权和，dL/dy 是反向的，表示损失随每个数如何变化。</translation>
    </message>
    <message>
        <source>Draw a sample</source>
        <translation>绘制样本</translation>
    </message>
    <message>
        <source>Open a picture; it can also be dropped here</source>
        <translation>打开一张图片；也可以把图片拖到这里</translation>
    </message>
    <message>
        <source>Picture file…</source>
        <translation>图片文件…</translation>
    </message>
</context>
<context>
    <name>SampleCard</name>
    <message>
        <source>of {count}</source>
        <translation>/ {count}</translation>
    </message>
    <message>
        <source>Predicted</source>
        <translation>预测的类别</translation>
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
    <message>
        <source>Picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Saliency</source>
        <translation>显著性</translation>
    </message>
    <message>
        <source>Gradient × input</source>
        <translation>梯度 × 输入</translation>
    </message>
    <message>
        <source>Loss gradient</source>
        <translation>损失梯度</translation>
    </message>
    <message>
        <source>Occlusion</source>
        <translation>遮挡</translation>
    </message>
    <message>
        <source>What is drawn over the picture</source>
        <translation>叠加在图片上的内容</translation>
    </message>
    <message>
        <source>What made the network decide: how fast a class&apos;s score changes with each pixel, or what covering parts with a grey square does to its probability.</source>
        <translation>网络依据什么作出判断：某一类别的得分随每个像素变化多快，或用灰色方块遮住一部分会怎样改变其概率。</translation>
    </message>
    <message>
        <source>Class that is traced back</source>
        <translation>要回溯的类别</translation>
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
        <source>Draw here</source>
        <translation>在此绘制</translation>
    </message>
</context>
<context>
    <name>SampleChoice</name>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>验证样本数</translation>
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
    <message>
        <source>of {count}</source>
        <translation>/ {count}</translation>
    </message>
</context>
<context>
    <name>SampleInput</name>
    <message>
        <source>Nothing typed yet</source>
        <translation>尚未输入</translation>
    </message>
    <message>
        <source>Nothing drawn yet</source>
        <translation>尚未绘制</translation>
    </message>
    <message>
        <source>Samples of this form cannot be entered here. Evaluate it on the test samples.</source>
        <translation>这种形式的样本无法在此输入。请在测试样本上评估。</translation>
    </message>
</context>
<context>
    <name>SamplePage</name>
    <message>
        <source>Sample {number}</source>
        <translation>样本 {number}</translation>
    </message>
    <message>
        <source>the network says {name}</source>
        <translation>网络的判断：{name}</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>词元</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Feature</source>
        <translation>特征</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>时间步</translation>
    </message>
    <message>
        <source>Row {row}, column {column}: {value}</source>
        <translation>第 {row} 行，第 {column} 列：{value}</translation>
    </message>
    <message>
        <source>Red</source>
        <translation>红</translation>
    </message>
    <message>
        <source>Green</source>
        <translation>绿</translation>
    </message>
    <message>
        <source>Blue</source>
        <translation>蓝</translation>
    </message>
    <message>
        <source>Opacity</source>
        <translation>不透明度</translation>
    </message>
    <message>
        <source>Channel {number}</source>
        <translation>通道 {number}</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Back to all samples (Esc)</source>
        <translation>返回全部样本 (Esc)</translation>
    </message>
    <message>
        <source>The sample before (Page up)</source>
        <translation>上一个样本 (Page up)</translation>
    </message>
    <message>
        <source>The next sample (Page down)</source>
        <translation>下一个样本 (Page down)</translation>
    </message>
    <message>
        <source>Smaller (−)</source>
        <translation>缩小 (−)</translation>
    </message>
    <message>
        <source>Larger (+)</source>
        <translation>放大 (+)</translation>
    </message>
    <message>
        <source>As the data has it</source>
        <translation>数据中的原值</translation>
    </message>
    <message>
        <source>As the network reads it</source>
        <translation>网络读取的值</translation>
    </message>
    <message>
        <source>Units of the numbers</source>
        <translation>数值的单位</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>通道</translation>
    </message>
    <message>
        <source>Numbers of the sample</source>
        <translation>样本的数值</translation>
    </message>
</context>
<context>
    <name>SamplePreview</name>
    <message>
        <source>Samples of the data set</source>
        <translation>数据集的样本</translation>
    </message>
    <message>
        <source>Points of the data set</source>
        <translation>数据集的点</translation>
    </message>
    <message>
        <source>Samples of the function</source>
        <translation>函数的样本</translation>
    </message>
    <message>
        <source>Rows of the data set</source>
        <translation>数据集的行</translation>
    </message>
    <message>
        <source>Sequences of the data set</source>
        <translation>数据集的序列</translation>
    </message>
    <message>
        <source>Texts of the data set</source>
        <translation>数据集的文本</translation>
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
    <name>SampleSide</name>
    <message>
        <source>After {step} steps</source>
        <translation>训练 {step} 步后</translation>
    </message>
    <message>
        <source>Not trained yet</source>
        <translation>尚未训练</translation>
    </message>
    <message>
        <source>Label: {label}</source>
        <translation>标签：{label}</translation>
    </message>
    <message>
        <source>Drawn</source>
        <translation>手绘</translation>
    </message>
    <message>
        <source>Pictures ({patterns})</source>
        <translation>图片 ({patterns})</translation>
    </message>
    <message>
        <source>Open a picture</source>
        <translation>打开图片</translation>
    </message>
</context>
<context>
    <name>SavingPage</name>
    <message>
        <source>Saving</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Keep a &amp;copy of unsaved work</source>
        <translation>保留未保存工作的副本(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;At most after an edit</source>
        <translation>编辑后最迟(&amp;A)</translation>
    </message>
    <message>
        <source> s</source>
        <translation> 秒</translation>
    </message>
    <message>
        <source>After a crash the start page offers the copy. While a network trains, its weights are kept about once a minute. The copy goes when you save or close.</source>
        <translation>崩溃后，起始页会提供该副本。网络训练时，大约每分钟保留一次权重。保存或关闭后，副本即被删除。</translation>
    </message>
</context>
<context>
    <name>ScalingStep</name>
    <message>
        <source>All pixels</source>
        <translation>全部像素</translation>
    </message>
    <message>
        <source>μ {mean}  σ {deviation}</source>
        <translation>μ {mean}  σ {deviation}</translation>
    </message>
    <message>
        <source>Fitted to the {count} training samples alone.</source>
        <translation>仅按 {count} 个训练样本拟合。</translation>
    </message>
    <message>
        <source>The histograms show {count} of them.</source>
        <translation>直方图显示其中 {count} 个。</translation>
    </message>
    <message>
        <source>{method}, {count} features each on its own</source>
        <translation>{method}，{count} 个特征各自缩放</translation>
    </message>
    <message>
        <source>targets: {method}</source>
        <translation>目标：{method}</translation>
    </message>
    <message>
        <source>(x − shift) × scale, shift {a} … {b}, scale {c} … {d}</source>
        <translation>(x − 平移) × 缩放，平移 {a} … {b}，缩放 {c} … {d}</translation>
    </message>
    <message>
        <source>Scaling</source>
        <translation>缩放</translation>
    </message>
    <message>
        <source>Numbers whose histogram is shown</source>
        <translation>显示哪些数的直方图</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>之前</translation>
    </message>
    <message>
        <source>After</source>
        <translation>之后</translation>
    </message>
    <message>
        <source>Histogram before scaling</source>
        <translation>缩放前的直方图</translation>
    </message>
    <message>
        <source>Histogram after scaling</source>
        <translation>缩放后的直方图</translation>
    </message>
</context>
<context>
    <name>ScatterPlot</name>
    <message>
        <source>true</source>
        <translation>真实</translation>
    </message>
    <message>
        <source>predicted ↑</source>
        <translation>预测 ↑</translation>
    </message>
</context>
<context>
    <name>ScriptSaving</name>
    <message>
        <source>Python scripts (*.py)</source>
        <translation>Python 脚本 (*.py)</translation>
    </message>
    <message>
        <source>Save the code, with its samples beside it</source>
        <translation>保存代码，并在旁边保存样本</translation>
    </message>
</context>
<context>
    <name>SeedRow</name>
    <message>
        <source>Seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>Decides the starting weights, the order of samples and dropout. Another seed counts from the next start on.</source>
        <translation>决定初始权重、样本顺序和随机失活。换用其他种子，从下一次训练起生效。</translation>
    </message>
    <message>
        <source>Reset to the same starting weights</source>
        <translation>恢复为相同的初始权重</translation>
    </message>
    <message>
        <source>New starting weights: draw another seed</source>
        <translation>新的初始权重：换一个随机种子</translation>
    </message>
</context>
<context>
    <name>SeriesPage</name>
    <message>
        <source>Sample {number}: steps {first} to {last}, {part}.</source>
        <translation>样本 {number}：第 {first} 到 {last} 步，{part}。</translation>
    </message>
    <message>
        <source>The samples are sequences of their own, side by side.</source>
        <translation>各样本是独立的序列，在此并排显示。</translation>
    </message>
    <message>
        <source>The series</source>
        <translation>时间序列</translation>
    </message>
    <message>
        <source>The arrow keys choose a window, the wheel zooms, a double click shows all.</source>
        <translation>方向键选择窗口，滚轮缩放，双击显示全部。</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>Reset This Page to &amp;Defaults</source>
        <translation>将此页恢复为默认值(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>关闭(&amp;C)</translation>
    </message>
</context>
<context>
    <name>SetupForm</name>
    <message>
        <source>Give a setting several values, or repeat the training.</source>
        <translation>请为一个设置给出多个值，或重复训练。</translation>
    </message>
    <message>
        <source>The drawing has problems. Mend them first.</source>
        <translation>网络图有问题。请先解决它们。</translation>
    </message>
    <message>
        <source>Type the address of the cluster&apos;s scheduler.</source>
        <translation>请输入集群调度器的地址。</translation>
    </message>
    <message>
        <source>{count} networks in all</source>
        <translation>共 {count} 个网络</translation>
    </message>
    <message>
        <source>Vary</source>
        <translation>变化</translation>
    </message>
    <message>
        <source>Vary Another Setting</source>
        <translation>再变化一个设置</translation>
    </message>
    <message>
        <source>Repeat each</source>
        <translation>每种重复</translation>
    </message>
    <message>
        <source>How often each combination is trained, each time with another seed</source>
        <translation>每种组合训练多少次，每次使用不同的随机种子</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>轮数</translation>
    </message>
    <message>
        <source>as set</source>
        <translation>按设置</translation>
    </message>
    <message>
        <source>How long each network is trained</source>
        <translation>每个网络训练多久</translation>
    </message>
    <message>
        <source>Train on</source>
        <translation>训练位置</translation>
    </message>
    <message>
        <source>this computer</source>
        <translation>这台计算机</translation>
    </message>
    <message>
        <source>a Dask cluster</source>
        <translation>Dask 集群</translation>
    </message>
    <message>
        <source>At once</source>
        <translation>同时训练</translation>
    </message>
    <message>
        <source>How many networks are trained at the same time</source>
        <translation>同时训练多少个网络</translation>
    </message>
    <message>
        <source>Scheduler</source>
        <translation>调度器</translation>
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
        <translation>同类的层可以共享一组权重和设置；训练时，所有使用处的梯度共同更新这组权重。</translation>
    </message>
</context>
<context>
    <name>SideViews</name>
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
        <source>History</source>
        <translation>历史记录</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>训练记录</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Browse data</source>
        <translation>浏览数据</translation>
    </message>
    <message>
        <source>Analyzer</source>
        <translation>分析器</translation>
    </message>
    <message>
        <source>Twin run</source>
        <translation>对照训练</translation>
    </message>
    <message>
        <source>Experiments</source>
        <translation>实验</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>问题</translation>
    </message>
</context>
<context>
    <name>SliceBar</name>
    <message>
        <source>Rows: {rows}</source>
        <translation>行：{rows}</translation>
    </message>
    <message>
        <source>Rows: {rows} · columns: {columns}</source>
        <translation>行：{rows} · 列：{columns}</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
</context>
<context>
    <name>Speech</name>
    <message>
        <source>{count} things are selected</source>
        <translation>已选择 {count} 个对象</translation>
    </message>
    <message>
        <source>Nothing is selected</source>
        <translation>未选择任何对象</translation>
    </message>
    <message>
        <source>Undone: {what}</source>
        <translation>已撤销：{what}</translation>
    </message>
    <message>
        <source>Done again: {what}</source>
        <translation>已重做：{what}</translation>
    </message>
    <message>
        <source>{count} problems</source>
        <translation>{count} 个问题</translation>
    </message>
</context>
<context>
    <name>SpeedRow</name>
    <message>
        <source>Slow motion: {seconds} s for each phase of a step</source>
        <translation>慢动作：一步的每个阶段 {seconds} 秒</translation>
    </message>
    <message>
        <source>Full speed</source>
        <translation>全速</translation>
    </message>
    <message>
        <source>1 step per second</source>
        <translation>每秒 1 步</translation>
    </message>
    <message>
        <source>{count} steps per second</source>
        <translation>每秒 {count} 步</translation>
    </message>
    <message>
        <source>Speed of training</source>
        <translation>训练速度</translation>
    </message>
    <message>
        <source>Slower</source>
        <translation>减速</translation>
    </message>
    <message>
        <source>Faster</source>
        <translation>加速</translation>
    </message>
</context>
<context>
    <name>SplitStep</name>
    <message>
        <source>{left} left out, {changed} with another class</source>
        <translation>已略去 {left} 个，改类别 {changed} 个</translation>
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
        <source>Left out</source>
        <translation>已略去</translation>
    </message>
    <message>
        <source>Unused, as they overlap</source>
        <translation>因重叠而未使用</translation>
    </message>
    <message>
        <source>{training} to learn from, {validation} to validate, {test} to test</source>
        <translation>学习 {training}，验证 {validation}，测试 {test}</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>划分</translation>
    </message>
    <message>
        <source>Samples in each part</source>
        <translation>各部分的样本数</translation>
    </message>
    <message>
        <source>Class by class</source>
        <translation>按类别</translation>
    </message>
    <message>
        <source>Training, validation and test samples per class</source>
        <translation>各类别的训练、验证和测试样本数</translation>
    </message>
    <message>
        <source>Restore all</source>
        <translation>全部恢复</translation>
    </message>
    <message>
        <source>The test samples are kept apart: only Evaluate looks at them.</source>
        <translation>测试样本单独存放：只有“评估”会使用它们。</translation>
    </message>
</context>
<context>
    <name>SpreadBars</name>
    <message>
        <source>{layer}: mean {mean}, standard deviation {sigma}</source>
        <translation>{layer}：均值 {mean}，标准差 {sigma}</translation>
    </message>
</context>
<context>
    <name>SpreadPart</name>
    <message>
        <source>Outputs of each layer: mean ± 2σ</source>
        <translation>各层输出：均值 ± 2σ</translation>
    </message>
</context>
<context>
    <name>StartPage</name>
    <message>
        <source>Back to {name}</source>
        <translation>返回 {name}</translation>
    </message>
    <message>
        <source>{count} examples</source>
        <translation>{count} 个示例</translation>
    </message>
    <message>
        <source>{found} of {count} examples</source>
        <translation>{count} 个示例中的 {found} 个</translation>
    </message>
    <message>
        <source>No example has “{text}” in its name, its text or its layers.</source>
        <translation>没有示例在名称、说明或层中包含“{text}”。</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>未找到</translation>
    </message>
    <message>
        <source>Show all examples</source>
        <translation>显示全部示例</translation>
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
        <source>Search examples</source>
        <translation>搜索示例</translation>
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
    <name>StartPreview</name>
    <message>
        <source>Too many numbers to draw them here.</source>
        <translation>数值太多，无法在此绘出。</translation>
    </message>
    <message>
        <source>σ = {sigma}</source>
        <translation>σ = {sigma}</translation>
    </message>
    <message>
        <source>{count} numbers from {low} to {high}; {ins} flow in, {outs} out; seed {seed}</source>
        <translation>{count} 个数，从 {low} 到 {high}；扇入 {ins}，扇出 {outs}；随机种子 {seed}</translation>
    </message>
    <message>
        <source>How the weights start</source>
        <translation>权重的初始分布</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>权重</translation>
    </message>
</context>
<context>
    <name>StepStrip</name>
    <message>
        <source>input</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>product of Jacobians ‖∂s_T/∂s_t‖</source>
        <translation>雅可比矩阵之积 ‖∂s_T/∂s_t‖</translation>
    </message>
    <message>
        <source>factor per step ‖∂s_t/∂s_t−1‖</source>
        <translation>每步的因子 ‖∂s_t/∂s_t−1‖</translation>
    </message>
    <message>
        <source>norms of Jacobians are being computed</source>
        <translation>正在计算雅可比矩阵的范数</translation>
    </message>
    <message>
        <source>step {step} “{name}”</source>
        <translation>第 {step} 步“{name}”</translation>
    </message>
    <message>
        <source>{step}, skipped as padding</source>
        <translation>{step}，作为填充跳过</translation>
    </message>
    <message>
        <source>{where}: {name}, unit {unit} = {value}</source>
        <translation>{where}：{name}，单元 {unit} = {value}</translation>
    </message>
    <message>
        <source>{where}: ‖∂L/∂h‖ = {pull}, × {factor} in this step, ‖∂s_T/∂s_t‖ = {product}</source>
        <translation>{where}：‖∂L/∂h‖ = {pull}，本步 × {factor}，‖∂s_T/∂s_t‖ = {product}</translation>
    </message>
</context>
<context>
    <name>SweepCurves</name>
    <message>
        <source>Epoch</source>
        <translation>轮</translation>
    </message>
    <message>
        <source>Figures after each epoch</source>
        <translation>每轮之后的指标</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Logarithmic axis</source>
        <translation>对数轴</translation>
    </message>
</context>
<context>
    <name>TablePage</name>
    <message>
        <source>No.</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>部分</translation>
    </message>
    <message>
        <source>You have changed the class; the data says {name}.</source>
        <translation>你已更改类别；数据中的类别是 {name}。</translation>
    </message>
    <message>
        <source>Samples of the data</source>
        <translation>数据的样本</translation>
    </message>
    <message>
        <source>Enter shows a sample, digits change its class, Delete leaves it out.</source>
        <translation>回车键显示样本，数字键更改其类别，Delete 略去样本。</translation>
    </message>
</context>
<context>
    <name>TargetList</name>
    <message>
        <source>Targets</source>
        <translation>目标</translation>
    </message>
</context>
<context>
    <name>TargetStep</name>
    <message>
        <source>and {count} more</source>
        <translation>另有 {count} 个</translation>
    </message>
    <message>
        <source>the samples themselves ({shape})</source>
        <translation>样本自身（{shape}）</translation>
    </message>
    <message>
        <source>{count} classes</source>
        <translation>{count} 个类别</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>一个数值</translation>
    </message>
    <message>
        <source>{shape} numbers</source>
        <translation>{shape} 个数值</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>目标</translation>
    </message>
</context>
<context>
    <name>TextPage</name>
    <message>
        <source>Type a text of the kind that it has learned from.</source>
        <translation>请输入与网络所学同类的文本。</translation>
    </message>
    <message>
        <source>{tokens} tokens, {unknown} of them unknown</source>
        <translation>{tokens} 个词元，其中 {unknown} 个未知</translation>
    </message>
    <message>
        <source>Text to try</source>
        <translation>试用的文本</translation>
    </message>
    <message>
        <source>Type here</source>
        <translation>在此输入</translation>
    </message>
    <message>
        <source>after {step} steps</source>
        <translation>训练 {step} 步后</translation>
    </message>
    <message>
        <source>not trained yet</source>
        <translation>尚未训练</translation>
    </message>
    <message>
        <source>{state} · mean loss {loss}, as unsure as between {count} tokens</source>
        <translation>{state} · 平均损失 {loss}，不确定程度相当于在 {count} 个词元中选一个</translation>
    </message>
    <message>
        <source>Begin with …</source>
        <translation>以此开头…</translation>
    </message>
    <message>
        <source>How the text begins</source>
        <translation>文本的开头</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>温度</translation>
    </message>
    <message>
        <source>0 always takes the likeliest token, 1 draws as the network says, more is bolder</source>
        <translation>0 总是取最可能的词元，1 按网络给出的概率抽取，更大则更大胆</translation>
    </message>
    <message>
        <source>Write again and again, with what the network has learned since</source>
        <translation>用网络此后学到的内容反复续写</translation>
    </message>
    <message>
        <source>What the network writes</source>
        <translation>网络续写的文本</translation>
    </message>
    <message>
        <source>Press Write: the network goes on by itself.</source>
        <translation>按“续写”：网络会自己接着写下去。</translation>
    </message>
    <message>
        <source>Loss of a token: −ln of the probability it was given</source>
        <translation>词元的损失：−ln（网络给它的概率）</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Write</source>
        <translation>续写</translation>
    </message>
    <message>
        <source>“{token}”: loss {loss}, probability {share} %, likeliest “{best}”</source>
        <translation>“{token}”：损失 {loss}，概率 {share} %，最可能的是“{best}”</translation>
    </message>
</context>
<context>
    <name>TextSamples</name>
    <message>
        <source>unknown: token {number}</source>
        <translation>未知：词元 {number}</translation>
    </message>
    <message>
        <source>{word}: token {number}</source>
        <translation>{word}：词元 {number}</translation>
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
    <name>TimelineBar</name>
    <message>
        <source>Pause the replay</source>
        <translation>暂停回放</translation>
    </message>
    <message>
        <source>Play the run again</source>
        <translation>回放这次训练</translation>
    </message>
    <message>
        <source>{setting} → {value} from step {step} on</source>
        <translation>从第 {step} 步起 {setting} → {value}</translation>
    </message>
    <message>
        <source>Now: step {step} · epoch {epoch}</source>
        <translation>当前：第 {step} 步 · 第 {epoch} 轮</translation>
    </message>
    <message>
        <source>Looking back: step {step} · epoch {epoch}</source>
        <translation>回看：第 {step} 步 · 第 {epoch} 轮</translation>
    </message>
    <message>
        <source>Step {step} · epoch {epoch}</source>
        <translation>第 {step} 步 · 第 {epoch} 轮</translation>
    </message>
    <message>
        <source>{count} moments are kept: {used} of {most}</source>
        <translation>已保留 {count} 个时刻：{used} / {most}</translation>
    </message>
    <message>
        <source>Timeline of the run</source>
        <translation>训练的时间线</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>当前</translation>
    </message>
    <message>
        <source>Show what is now again (Escape)</source>
        <translation>恢复显示当前状态 (Escape)</translation>
    </message>
    <message>
        <source>Keep this place as a checkpoint with a name…</source>
        <translation>把此处保存为命名检查点…</translation>
    </message>
    <message>
        <source>Branch from here: a new run with these weights</source>
        <translation>从此处分支：以这些权重开始新的训练</translation>
    </message>
</context>
<context>
    <name>TokenStep</name>
    <message>
        <source>{steps} steps a sample, {known} tokens in the vocabulary</source>
        <translation>每个样本 {steps} 步，词表有 {known} 个词元</translation>
    </message>
    <message>
        <source>Vocabulary</source>
        <translation>词表</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>Padding</source>
        <translation>填充</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>词元</translation>
    </message>
    <message>
        <source>Token 0 fills short texts up, token 1 stands for all that the vocabulary lacks.</source>
        <translation>词元 0 用来填充较短的文本，词元 1 代表词表中没有的一切。</translation>
    </message>
</context>
<context>
    <name>ToolRow</name>
    <message>
        <source>{layer} (does not fit)</source>
        <translation>{layer}（不匹配）</translation>
    </message>
    <message>
        <source>No other layer has weights</source>
        <translation>没有其他带权重的层</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>Number for the selected cells</source>
        <translation>所选单元格的数值</translation>
    </message>
    <message>
        <source>Fill selection</source>
        <translation>填充所选</translation>
    </message>
    <message>
        <source>Copy from</source>
        <translation>复制自</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>重置</translation>
    </message>
    <message>
        <source>This layer to its starting weights</source>
        <translation>此层恢复为初始权重</translation>
    </message>
    <message>
        <source>All layers to their starting weights</source>
        <translation>所有层恢复为初始权重</translation>
    </message>
    <message>
        <source>Export CSV…</source>
        <translation>导出 CSV…</translation>
    </message>
</context>
<context>
    <name>Tracing</name>
    <message>
        <source>This network gives no classes that could be traced back.</source>
        <translation>此网络没有给出可以回溯的类别。</translation>
    </message>
    <message>
        <source>Only pictures can be covered with a square.</source>
        <translation>只有图片才能用方块遮挡。</translation>
    </message>
    <message>
        <source>The loss needs a class: choose one.</source>
        <translation>损失需要一个类别：请选择一个。</translation>
    </message>
    <message>
        <source>{share} % computed</source>
        <translation>已计算 {share} %</translation>
    </message>
    <message>
        <source>{name}: {share} %. A grey square lowers it to {least} %.</source>
        <translation>{name}：{share} %。灰色方块最多使它降到 {least} %。</translation>
    </message>
    <message>
        <source>|ds/dx| up to {most}, s: score of {name}</source>
        <translation>|ds/dx| 最大 {most}，s：{name} 的得分</translation>
    </message>
    <message>
        <source>x · ds/dx up to ±{most}, s: score of {name}</source>
        <translation>x · ds/dx 最大 ±{most}，s：{name} 的得分</translation>
    </message>
    <message>
        <source>|dL/dx| up to {most}</source>
        <translation>|dL/dx| 最大 {most}</translation>
    </message>
</context>
<context>
    <name>TrainingPage</name>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Th&amp;reads</source>
        <translation>线程(&amp;R)</translation>
    </message>
    <message>
        <source>Counts from the next run on. The same number gives the same weights again.</source>
        <translation>从下一次训练起生效。线程数相同，得到的权重也相同。</translation>
    </message>
    <message>
        <source>&amp;Keep the computer awake while a network trains</source>
        <translation>训练网络时让电脑保持唤醒(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Notify me when training of over a minute ends while I look elsewhere</source>
        <translation>超过一分钟的训练结束时，如果我在看别处则通知我(&amp;N)</translation>
    </message>
    <message>
        <source>Memory for the &amp;timeline</source>
        <translation>时间线的内存(&amp;T)</translation>
    </message>
    <message>
        <source>For the weights that are kept to look back on a run, from the next run on; at least a few moments are kept of any network.</source>
        <translation>用于保存回看训练所需的权重，从下一次训练起生效；任何网络都至少保留几个时刻。</translation>
    </message>
    <message>
        <source>Memory for &amp;past runs</source>
        <translation>以往训练记录的内存(&amp;P)</translation>
    </message>
    <message>
        <source>For their curves and weights and for named checkpoints. Where it does not suffice, the weights of the oldest runs are given up first.</source>
        <translation>用于以往训练的曲线、权重和命名检查点。不够时，先舍弃最早的训练的权重。</translation>
    </message>
    <message>
        <source> MB</source>
        <translation> MB</translation>
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
        <source>Finished: one epoch, {steps} steps</source>
        <translation>已完成：1 轮，{steps} 步</translation>
    </message>
    <message>
        <source>Finished: one epoch, one step</source>
        <translation>已完成：1 轮，1 步</translation>
    </message>
    <message>
        <source>No data is chosen to train with</source>
        <translation>未选择用于训练的数据</translation>
    </message>
    <message>
        <source>Trained for one epoch</source>
        <translation>已训练 1 轮</translation>
    </message>
    <message>
        <source>Trained for one step</source>
        <translation>已训练 1 步</translation>
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
        <source>Choose Data…</source>
        <translation>选择数据…</translation>
    </message>
    <message>
        <source>Choose what the network learns from</source>
        <translation>选择网络从哪些数据学习</translation>
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
        <source>Step one batch</source>
        <translation>单步执行一个批次</translation>
    </message>
    <message>
        <source>Step one epoch</source>
        <translation>单步执行一轮</translation>
    </message>
    <message>
        <source>Stop and keep the weights</source>
        <translation>停止并保留权重</translation>
    </message>
    <message>
        <source>Start again from the same initial weights</source>
        <translation>从相同的初始权重重新开始</translation>
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
    <name>TrialModel</name>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>waits</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>diverged</source>
        <translation>已发散</translation>
    </message>
    <message>
        <source>could not be trained</source>
        <translation>无法训练</translation>
    </message>
    <message>
        <source>{done} of {total} done</source>
        <translation>已完成 {done} / {total}</translation>
    </message>
    <message>
        <source>{done} of {total} done, {diverged} diverged</source>
        <translation>已完成 {done} / {total}，{diverged} 个发散</translation>
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
    <message>
        <source>A file of new cases</source>
        <translation>新样例文件</translation>
    </message>
</context>
<context>
    <name>TwinDialog</name>
    <message>
        <source>A and B are alike as yet.</source>
        <translation>A 和 B 目前相同。</translation>
    </message>
    <message>
        <source>The twin, B</source>
        <translation>对照网络 B</translation>
    </message>
    <message>
        <source>What can differ</source>
        <translation>可以不同的内容</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
</context>
<context>
    <name>TwinRun</name>
    <message>
        <source>Twin B</source>
        <translation>对照 B</translation>
    </message>
</context>
<context>
    <name>TwinView</name>
    <message>
        <source>A and B are alike as yet.</source>
        <translation>A 和 B 目前相同。</translation>
    </message>
    <message>
        <source>B stopped: {reason}</source>
        <translation>B 已停止：{reason}</translation>
    </message>
    <message>
        <source>The drawing as it is now</source>
        <translation>当前的网络图</translation>
    </message>
    <message>
        <source>Train two networks side by side</source>
        <translation>并排训练两个网络</translation>
    </message>
    <message>
        <source>The twin starts with the same weights and sees the same samples in the same order; only what you change differs. So you see what a change is worth.</source>
        <translation>对照网络以相同的权重开始，以相同的顺序学习相同的样本；只有你更改的部分不同。这样就能看出一项更改有多大作用。</translation>
    </message>
    <message>
        <source>Make a Twin</source>
        <translation>创建对照</translation>
    </message>
    <message>
        <source>Change B…</source>
        <translation>更改 B…</translation>
    </message>
    <message>
        <source>B from</source>
        <translation>B 取自</translation>
    </message>
    <message>
        <source>Make B from the drawing or from an earlier run</source>
        <translation>由网络图或以前的训练创建 B</translation>
    </message>
    <message>
        <source>Take over B</source>
        <translation>采用 B</translation>
    </message>
    <message>
        <source>Make B with its weights what is open; undo brings A back</source>
        <translation>用 B 及其权重取代当前打开的网络；撤销可恢复 A</translation>
    </message>
    <message>
        <source>End the comparison</source>
        <translation>结束比较</translation>
    </message>
    <message>
        <source>View</source>
        <translation>视图</translation>
    </message>
</context>
<context>
    <name>UnitDetails</name>
    <message>
        <source>Its sums z on the curve of {function}</source>
        <translation>其加权和 z 在 {function} 曲线上的分布</translation>
    </message>
    <message>
        <source>Its outputs</source>
        <translation>其输出</translation>
    </message>
    <message>
        <source>Its strongest inputs (bias {bias})</source>
        <translation>其最强的输入（偏置 {bias}）</translation>
    </message>
    <message>
        <source>Its weights (bias {bias})</source>
        <translation>其权重（偏置 {bias}）</translation>
    </message>
    <message>
        <source>Nothing wakes it; what comes nearest</source>
        <translation>没有样本能激活它；最接近的是</translation>
    </message>
    <message>
        <source>What wakes it most</source>
        <translation>最能激活它的样本</translation>
    </message>
    <message>
        <source>Looking into this unit…</source>
        <translation>正在查看此单元…</translation>
    </message>
    <message>
        <source>Back to the map</source>
        <translation>返回状态图</translation>
    </message>
    <message>
        <source>Select this layer on the canvas</source>
        <translation>在画布上选择此层</translation>
    </message>
    <message>
        <source>Histogram on the activation curve</source>
        <translation>激活函数曲线上的直方图</translation>
    </message>
    <message>
        <source>Weights of the unit</source>
        <translation>单元的权重</translation>
    </message>
    <message>
        <source>Samples that wake the unit most</source>
        <translation>最能激活此单元的样本</translation>
    </message>
</context>
<context>
    <name>UnrolledPage</name>
    <message>
        <source>Recurrent layer</source>
        <translation>循环层</translation>
    </message>
    <message>
        <source>Direction of reading</source>
        <translation>读取方向</translation>
    </message>
    <message>
        <source>reads forward</source>
        <translation>正向读取</translation>
    </message>
    <message>
        <source>reads backward</source>
        <translation>反向读取</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>窗口</translation>
    </message>
    <message>
        <source>as trained</source>
        <translation>与训练相同</translation>
    </message>
    <message>
        <source>Truncate the way back after so many steps: what would be cut is only outlined</source>
        <translation>回传这么多步后截断：会被截去的部分只画轮廓</translation>
    </message>
    <message>
        <source>Window of the way back, in steps</source>
        <translation>回传窗口（时间步数）</translation>
    </message>
    <message>
        <source>The layer unrolled over the steps of the sample</source>
        <translation>沿样本的时间步展开的循环层</translation>
    </message>
    <message>
        <source>after {step} steps</source>
        <translation>训练 {step} 步后</translation>
    </message>
    <message>
        <source>not trained yet</source>
        <translation>尚未训练</translation>
    </message>
    <message>
        <source>loss {loss}</source>
        <translation>损失 {loss}</translation>
    </message>
    <message>
        <source>less than 1 % of the effect is left after {span} steps</source>
        <translation>{span} 步之后影响已不足 1 %</translation>
    </message>
    <message>
        <source>the layer truncates after {window} steps</source>
        <translation>此层在 {window} 步后截断</translation>
    </message>
    <message>
        <source>a window of {window} steps cuts {share} % of the bars</source>
        <translation>{window} 步的窗口会截去 {share} % 的条形</translation>
    </message>
</context>
<context>
    <name>UpdatePlot</name>
    <message>
        <source>No updates yet</source>
        <translation>还没有权重更新</translation>
    </message>
    <message>
        <source>Press Train: how far each step moves the weights of every layer is measured at some steps and drawn here.</source>
        <translation>按“训练”：每一步使各层权重变动多少，会在其中一些步测量，并画在这里。</translation>
    </message>
    <message>
        <source>|update| / |weights| of single steps</source>
        <translation>单步的 |更新量| / |权重|</translation>
    </message>
    <message>
        <source>healthy</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>Updates</source>
        <translation>权重更新</translation>
    </message>
    <message>
        <source>Activations</source>
        <translation>激活值</translation>
    </message>
    <message>
        <source>Recent median</source>
        <translation>最近的中位数</translation>
    </message>
    <message>
        <source>At step {step}</source>
        <translation>第 {step} 步</translation>
    </message>
</context>
<context>
    <name>VariationRow</name>
    <message>
        <source>now {value}</source>
        <translation>当前为 {value}</translation>
    </message>
    <message>
        <source>Setting to vary</source>
        <translation>要变化的设置</translation>
    </message>
    <message>
        <source>Values, with commas between them</source>
        <translation>各个值，以逗号分隔</translation>
    </message>
    <message>
        <source>Tick values</source>
        <translation>勾选值</translation>
    </message>
    <message>
        <source>Do not vary this</source>
        <translation>不变化此设置</translation>
    </message>
</context>
<context>
    <name>VariationSheet</name>
    <message>
        <source>as they are</source>
        <translation>原样</translation>
    </message>
    <message>
        <source>as training may see them</source>
        <translation>训练时可能看到的样子</translation>
    </message>
</context>
<context>
    <name>VerdictBar</name>
    <message>
        <source>How is this judged?</source>
        <translation>判断依据？</translation>
    </message>
    <message>
        <source>Change the drawing; it can be undone. Then train anew with new weights.</source>
        <translation>更改网络图；可以撤销。然后用新的权重重新训练。</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>判断</translation>
    </message>
</context>
<context>
    <name>WeightModel</name>
    <message>
        <source>value</source>
        <translation>值</translation>
    </message>
</context>
<context>
    <name>WeightSummary</name>
    <message>
        <source>{count} numbers, from {low} to {high}, mean {mean}, σ {sigma}</source>
        <translation>{count} 个数，从 {low} 到 {high}，均值 {mean}，σ {sigma}</translation>
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
        <source>Edit…</source>
        <translation>编辑…</translation>
    </message>
    <message>
        <source>Look at each number in a table, and change it</source>
        <translation>在表格中查看并更改每个数</translation>
    </message>
    <message>
        <source>Train the network to see how the values are spread.</source>
        <translation>训练网络即可看到数值的分布。</translation>
    </message>
</context>
<context>
    <name>WeightsWindow</name>
    <message>
        <source>Training is running. The table shows the weights it began with; stop it to see the present ones and to change them.</source>
        <translation>训练正在进行。表格显示的是训练开始时的权重；停止训练后可查看并更改当前权重。</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>The drawing has problems; weights can be changed when they are mended.</source>
        <translation>网络图有问题；解决后才能更改权重。</translation>
    </message>
    <message>
        <source>“{text}” is no number. Type one such as 0.5 or 1e-3.</source>
        <translation>“{text}”不是数。请输入数字，例如 0.5 或 1e-3。</translation>
    </message>
    <message>
        <source>Export the table</source>
        <translation>导出表格</translation>
    </message>
    <message>
        <source>CSV files</source>
        <translation>CSV 文件</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Table of weights</source>
        <translation>权重表格</translation>
    </message>
    <message>
        <source>No layer has weights yet</source>
        <translation>还没有带权重的层</translation>
    </message>
    <message>
        <source>Add a Dense or a convolution layer and wire it to the data.</source>
        <translation>请添加一个全连接层或卷积层，并用连线把它接到数据。</translation>
    </message>
</context>
<context>
    <name>WindowCommands</name>
    <message>
        <source>Another window could not be opened.</source>
        <translation>无法打开另一个窗口。</translation>
    </message>
    <message>
        <source>Versions, settings and the last lines of the log are on the clipboard, without names of folders. Paste them into your report.</source>
        <translation>版本、设置和日志的最后几行已复制到剪贴板，不含文件夹名称。请把它们粘贴到你的报告中。</translation>
    </message>
    <message>
        <source>No program here opens folders. The log is in {folder}.</source>
        <translation>这里没有能打开文件夹的程序。日志位于 {folder}。</translation>
    </message>
</context>
<context>
    <name>WindowStep</name>
    <message>
        <source>{count} steps are known</source>
        <translation>已知 {count} 步</translation>
    </message>
    <message>
        <source>{count} ahead</source>
        <translation>预测 {count} 步</translation>
    </message>
    <message>
        <source>windows of {window} steps, {horizon} ahead</source>
        <translation>窗口 {window} 步，向前预测 {horizon} 步</translation>
    </message>
    <message>
        <source>windows of {window} steps, {horizon} ahead, one every {stride} steps</source>
        <translation>窗口 {window} 步，向前预测 {horizon} 步，每 {stride} 步取一个</translation>
    </message>
    <message>
        <source>Windows that share steps with the next part are not used: {count} at each border.</source>
        <translation>与下一部分有共同时间步的窗口不使用：每个分界处 {count} 个。</translation>
    </message>
    <message>
        <source>Windows</source>
        <translation>窗口</translation>
    </message>
    <message>
        <source>How the series is cut into windows</source>
        <translation>序列如何切成窗口</translation>
    </message>
</context>
<context>
    <name>WiringChoices</name>
    <message>
        <source>Connect {node} to</source>
        <translation>把 {node} 连接到</translation>
    </message>
    <message>
        <source>Disconnect</source>
        <translation>断开连接</translation>
    </message>
    <message>
        <source>new input</source>
        <translation>新输入</translation>
    </message>
    <message>
        <source>input {port}</source>
        <translation>输入 {port}</translation>
    </message>
    <message>
        <source>instead of {node}</source>
        <translation>取代 {node}</translation>
    </message>
    <message>
        <source>The wire brings {shape}.</source>
        <translation>连线传来 {shape}。</translation>
    </message>
</context>
<context>
    <name>WordsPage</name>
    <message>
        <source>Number</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>词元</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>个数</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>比例</translation>
    </message>
    <message>
        <source>(padding)</source>
        <translation>（填充）</translation>
    </message>
    <message>
        <source>(unknown)</source>
        <translation>（未知）</translation>
    </message>
    <message>
        <source>Vocabulary</source>
        <translation>词表</translation>
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
        <source>The running network differs from the drawing.</source>
        <translation>正在训练的网络与网络图不一致。</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>应用</translation>
    </message>
</context>
<context>
    <name>WorkingPanel</name>
    <message>
        <source>red</source>
        <translation>红</translation>
    </message>
    <message>
        <source>green</source>
        <translation>绿</translation>
    </message>
    <message>
        <source>blue</source>
        <translation>蓝</translation>
    </message>
    <message>
        <source>{count} others</source>
        <translation>其他 {count} 个</translation>
    </message>
    <message>
        <source>Sum of {count} products</source>
        <translation>{count} 个乘积之和</translation>
    </message>
    <message>
        <source>+ bias b</source>
        <translation>+ 偏置 b</translation>
    </message>
    <message>
        <source>all of it goes to the winner {place}</source>
        <translation>全部归胜出者 {place}</translation>
    </message>
    <message>
        <source>÷ {count}: each place gets</source>
        <translation>÷ {count}：每个位置得到</translation>
    </message>
    <message>
        <source>its share of dL/db</source>
        <translation>它在 dL/db 中的份额</translation>
    </message>
    <message>
        <source>mean of {count} numbers</source>
        <translation>{count} 个数的均值</translation>
    </message>
    <message>
        <source>largest of {count} numbers</source>
        <translation>{count} 个数中的最大值</translation>
    </message>
    <message>
        <source>smallest of {count} numbers</source>
        <translation>{count} 个数中的最小值</translation>
    </message>
    <message>
        <source>kernel</source>
        <translation>卷积核</translation>
    </message>
    <message>
        <source>products, Σ {sum}</source>
        <translation>乘积，Σ {sum}</translation>
    </message>
    <message>
        <source>x · dL/dz</source>
        <translation>x · dL/dz</translation>
    </message>
    <message>
        <source>whole dL/dw</source>
        <translation>完整的 dL/dw</translation>
    </message>
    <message>
        <source>w · dL/dz</source>
        <translation>w · dL/dz</translation>
    </message>
    <message>
        <source>patch x</source>
        <translation>区域 x</translation>
    </message>
    <message>
        <source>between two inputs: the stride leaves a gap here</source>
        <translation>位于两个输入之间：步幅在此处留下空隙</translation>
    </message>
    <message>
        <source>0 (border)</source>
        <translation>0（边界）</translation>
    </message>
    <message>
        <source>channel {number} of {source}</source>
        <translation>{source} 的通道 {number}</translation>
    </message>
    <message>
        <source>dotted: gaps of the stride</source>
        <translation>点线：步幅的空隙</translation>
    </message>
    <message>
        <source>hatched: zeros beyond the edge</source>
        <translation>斜线：边缘以外的零</translation>
    </message>
    <message>
        <source>hatched: beyond the edge, does not count</source>
        <translation>斜线：边缘以外，不计入</translation>
    </message>
</context>
<context>
    <name>ZoomBar</name>
    <message>
        <source>Zoom out</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Zoom to 100 %</source>
        <translation>缩放到 100 %</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Fit the drawing</source>
        <translation>适应窗口</translation>
    </message>
</context>
<context>
    <name>_Edits</name>
    <message>
        <source>Opened</source>
        <translation>已打开</translation>
    </message>
    <message>
        <source>you are here</source>
        <translation>当前位置</translation>
    </message>
    <message>
        <source>taken back</source>
        <translation>已撤销</translation>
    </message>
</context>
<context>
    <name>_PhaseRow</name>
    <message>
        <source>Step {number}</source>
        <translation>第 {number} 步</translation>
    </message>
</context>
<context>
    <name>nnstudio</name>
    <message>
        <source>25,000 handwritten digits as grey pictures of 28 × 28 pixels: the classic first task of image recognition.</source>
        <translation>25,000 张 28 × 28 像素的手写数字灰度图：图像识别的经典入门任务。</translation>
    </message>
    <message>
        <source>280 Chinese poems of the Song dynasty, written to tunes, so that the lines are of uneven length. What character comes next?</source>
        <translation>280 首宋词，按词牌填写，因此句子长短不一。下一个字是什么？</translation>
    </message>
    <message>
        <source>3,692 Chinese poems of four lines of five characters each. Every sample is one poem: what character comes next?</source>
        <translation>3,692 首五言绝句，每首四句，每句五字。每个样本是一首诗：下一个字是什么？</translation>
    </message>
    <message>
        <source>3,961 family names in Latin letters. From which language does a name come? It is read letter by letter.</source>
        <translation>3,961 个用拉丁字母书写的姓氏。一个姓氏来自哪种语言？逐字母读取。</translation>
    </message>
    <message>
        <source>300 Song lyrics (宋词三百首)</source>
        <translation>宋词三百首</translation>
    </message>
    <message>
        <source>300 Tang poems (唐诗三百首)</source>
        <translation>唐诗三百首</translation>
    </message>
    <message>
        <source>344 penguins of three species: bill, flippers, weight, island and sex. It has categories and a few missing values; the 11 rows with gaps are left out unless you choose otherwise.</source>
        <translation>三个物种的 344 只企鹅：喙、鳍肢、体重、岛屿和性别。含有类别列和少量缺失值；除非另作选择，有缺失的 11 行会被略去。</translation>
    </message>
    <message>
        <source>4,000 Chinese poems of four lines of seven characters each. Every sample is one poem: what character comes next?</source>
        <translation>4,000 首七言绝句，每首四句，每句七字。每个样本是一首诗：下一个字是什么？</translation>
    </message>
    <message>
        <source>4,800 sentences of six genres, from the Book of Songs to drama of the Yuan dynasty. From which does a sentence come?</source>
        <translation>4,800 个句子，分属从《诗经》到元杂剧的六种体裁。一个句子出自哪一种？</translation>
    </message>
    <message>
        <source>5,000 signals of 40 steps, each a digit drawn as a curve, shifted, scaled and noisy: a one-dimensional convolution tells them apart, dense layers hardly do.</source>
        <translation>5,000 个 40 步的信号，每个都是画成曲线的数字，经过平移、缩放并带有噪声：一维卷积能区分它们，全连接层几乎不能。</translation>
    </message>
    <message>
        <source>50 recordings of the digits 0 to 9 in five languages: real sound files to look at as waves and spectrograms. Too few to learn well.</source>
        <translation>用五种语言读数字 0 到 9 的 50 段录音：真实的声音文件，可查看波形和频谱图。数量太少，难以学好。</translation>
    </message>
    <message>
        <source>569 tumours, described by 30 measurements of their cell nuclei: benign or malignant? The classes are not equally frequent.</source>
        <translation>569 个肿瘤，由细胞核的 30 项测量值描述：良性还是恶性？两类的数量不相等。</translation>
    </message>
    <message>
        <source>640 recordings of nine speakers who say two vowels, as 12 numbers at each of up to 29 steps; shorter ones end with zeros. Who speaks?</source>
        <translation>九位说话者读两个元音的 640 段录音，每段最多 29 步，每步 12 个数；较短的以零结尾。是谁在说话？</translation>
    </message>
    <message>
        <source>932 sales of five days in May 2008: rooms, floor area, kind and place on the map, and the price that was paid.</source>
        <translation>2008 年 5 月五天内的 932 宗成交：房间数、建筑面积、类型、地图位置和成交价格。</translation>
    </message>
    <message>
        <source>960 patches of photos of brick, grass and gravel, 32 × 32 grey pixels. Dense layers only guess here, a small convolution sees the difference at once.</source>
        <translation>砖、草和砾石照片的 960 个小块，32 × 32 灰度像素。全连接层在这里只能瞎猜，小型卷积一眼就能看出差别。</translation>
    </message>
    <message>
        <source>A GRU learns quatrains of the Tang dynasty character by character, out of more than 3,600. About a fifth of the next characters are right after 3 epochs; guessing would be right once in 3,600 times.</source>
        <translation>GRU 从 3,600 多首唐代绝句中逐字学习。3 轮后约五分之一的下一个字判断正确；瞎猜每 3,600 次才对一次。</translation>
    </message>
    <message>
        <source>A batch of samples is taken.</source>
        <translation>取出一批样本。</translation>
    </message>
    <message>
        <source>A block can be repeated 1 to {most} times, got {got}. Choose a number between.</source>
        <translation>模块可重复 1 到 {most} 次，而给出的是 {got}。请选择此范围内的数。</translation>
    </message>
    <message>
        <source>A block needs a name of 1 to {most} letters, got {got}. Type another.</source>
        <translation>模块的名称须有 1 到 {most} 个字符，而当前有 {got} 个。请输入其他名称。</translation>
    </message>
    <message>
        <source>A block needs layers, got none. Select some first.</source>
        <translation>模块需要层，但一个也没有。请先选择一些层。</translation>
    </message>
    <message>
        <source>A block that is repeated needs an input, which the repetition before feeds; {title} has none. Leave out where data enters.</source>
        <translation>要重复的模块需要一个输入，由前一次重复提供；{title} 没有输入。请不要包含数据的入口。</translation>
    </message>
    <message>
        <source>A block that is repeated needs exactly one output, which feeds the next repetition; {title} has {count} ({names}). Join them, for example by an Add, or leave some out.</source>
        <translation>要重复的模块恰好需要一个输出，提供给下一次重复；{title} 有 {count} 个（{names}）。请合并它们（例如用相加层），或略去一些。</translation>
    </message>
    <message>
        <source>A column got {got}; it expects one of: {choices}.</source>
        <translation>列得到 {got}；应为以下之一：{choices}。</translation>
    </message>
    <message>
        <source>A column of the data</source>
        <translation>数据的列</translation>
    </message>
    <message>
        <source>A column of the table says to which part each row belongs.</source>
        <translation>由表格的一列指明每行属于哪个部分。</translation>
    </message>
    <message>
        <source>A convolution, batch normalisation and ReLU: the unit of most networks for pictures. It keeps width and height.</source>
        <translation>卷积、批归一化和 ReLU：大多数图片网络的基本单元。保持宽度和高度不变。</translation>
    </message>
    <message>
        <source>A data set that was imported before.</source>
        <translation>以前导入的数据集。</translation>
    </message>
    <message>
        <source>A date: it becomes days since 1970-01-01.</source>
        <translation>日期：转为自 1970-01-01 起的天数。</translation>
    </message>
    <message>
        <source>A drawing that was added has {got} pixels, but the samples are {shape}. Remove what was added in the Try panel, or choose the data that it was drawn for.</source>
        <translation>添加的一幅手绘图有 {got} 个像素，但样本的形状是 {shape}。请在“试用”面板中移除所添加的内容，或选择绘制时所用的数据。</translation>
    </message>
    <message>
        <source>A drawing that was added is of class number {got}, but there are {count} classes. Remove it in the Try panel.</source>
        <translation>添加的一幅手绘图属于第 {got} 类，但只有 {count} 个类别。请在“试用”面板中将其移除。</translation>
    </message>
    <message>
        <source>A jump in the middle: smooth networks can only come near it with large weights.</source>
        <translation>中间有一个跳变：平滑的网络只有用很大的权重才能接近它。</translation>
    </message>
    <message>
        <source>A layer of neurons: weighted sum of all inputs plus bias, then the activation.</source>
        <translation>一层神经元：所有输入的加权和加上偏置，再经过激活函数。</translation>
    </message>
    <message>
        <source>A letter with an accent is one character, however it was typed.</source>
        <translation>带重音符的字母算一个字符，无论它是怎样输入的。</translation>
    </message>
    <message>
        <source>A painted point is of class {got}; classes go from 0 to {most}.</source>
        <translation>有绘制的点属于类别 {got}；类别应为 0 到 {most}。</translation>
    </message>
    <message>
        <source>A picture cannot be made into a sample of the shape {got}: it takes height × width. Choose a project that learns from grey pictures.</source>
        <translation>图片无法变成形状为 {got} 的样本：需要“高 × 宽”。请选择以灰度图片学习的项目。</translation>
    </message>
    <message>
        <source>A picture cannot be written as {got}. Let its name end in {known}.</source>
        <translation>图片无法写成 {got}。请让文件名以 {known} 结尾。</translation>
    </message>
    <message>
        <source>A quantity: it is read and scaled as a number.</source>
        <translation>数量：作为数读取并缩放。</translation>
    </message>
    <message>
        <source>A readable Keras 3 script for TensorFlow, JAX or PyTorch, with the weights.</source>
        <translation>易读的 Keras 3 脚本，可用于 TensorFlow、JAX 或 PyTorch，附带权重。</translation>
    </message>
    <message>
        <source>A readable module with its weights, and a script that trains it.</source>
        <translation>易读的模块及其权重，以及训练它的脚本。</translation>
    </message>
    <message>
        <source>A report cannot be written as {got}. Let its name end in .html or .pdf.</source>
        <translation>报告无法写成 {got}。请让文件名以 .html 或 .pdf 结尾。</translation>
    </message>
    <message>
        <source>A ring around a ring; a network has to close a curve around the inner one.</source>
        <translation>环中有环；网络必须用一条闭合曲线围住内环。</translation>
    </message>
    <message>
        <source>A sample of the input {name} would be {shape}, which is too large.</source>
        <translation>输入 {name} 的一个样本将是 {shape}，太大了。</translation>
    </message>
    <message>
        <source>A sample would have the shape {shape}; it can have one to four axes.</source>
        <translation>样本的形状将是 {shape}；样本只能有一到四个轴。</translation>
    </message>
    <message>
        <source>A sequence of random numbers of which two are marked, one in each half: what is their sum? After Hochreiter and Schmidhuber (1997), who showed with it that an LSTM remembers.</source>
        <translation>一列随机数，其中两个带标记，前后两半各一个：它们的和是多少？源自 Hochreiter 和 Schmidhuber (1997)，他们以此说明 LSTM 能够记忆。</translation>
    </message>
    <message>
        <source>A sequence of zeros and ones: is the number of ones even or odd? Every bit counts.</source>
        <translation>由零和一组成的序列：一的个数是奇数还是偶数？每一位都算。</translation>
    </message>
    <message>
        <source>A series; windows of it tell what comes next.</source>
        <translation>时间序列；由其中的窗口预测接下来的值。</translation>
    </message>
    <message>
        <source>A series; windows of its changes tell the next change, which is to be added to the value it starts from.</source>
        <translation>时间序列；由变化量的窗口预测下一个变化量，再加到起始值上。</translation>
    </message>
    <message>
        <source>A short script to read that needs nothing but NumPy; it predicts or trains.</source>
        <translation>便于阅读的短脚本，只需要 NumPy；可用于预测或训练。</translation>
    </message>
    <message>
        <source>A simple recurrent network continues a noisy wave. After 20 epochs R² is 0.97: what is left is the noise.</source>
        <translation>简单循环网络续写带噪声的波。20 轮后 R² 为 0.97：剩下的就是噪声。</translation>
    </message>
    <message>
        <source>A slow and a fast wave together; networks learn the slow one first.</source>
        <translation>一慢一快两个波叠加；网络先学会慢的。</translation>
    </message>
    <message>
        <source>A table of yours: each row is a sample.</source>
        <translation>你自己的表格：每行是一个样本。</translation>
    </message>
    <message>
        <source>A text; the next character is to be predicted.</source>
        <translation>文本；要预测下一个字符。</translation>
    </message>
    <message>
        <source>A text; the next word is to be predicted.</source>
        <translation>文本；要预测下一个词。</translation>
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
        <source>About {share} % of the sounds are longer than {seconds} s and are cut off there.</source>
        <translation>约 {share} % 的声音长于 {seconds} 秒，超出部分被截去。</translation>
    </message>
    <message>
        <source>About {share} % of the sounds are shorter than {seconds} s; silence follows them.</source>
        <translation>约 {share} % 的声音短于 {seconds} 秒，其后以静音补足。</translation>
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
        <source>Add Dense</source>
        <translation>添加全连接层</translation>
    </message>
    <message>
        <source>Add Flatten and Dense</source>
        <translation>添加展平层和全连接层</translation>
    </message>
    <message>
        <source>Add a drawing as {name}</source>
        <translation>添加一幅手绘图，类别为 {name}</translation>
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
        <source>Add a main function that reads samples as numbers and prints the answers.</source>
        <translation>添加一个 main 函数，读取数值形式的样本并打印预测结果。</translation>
    </message>
    <message>
        <source>Add a note</source>
        <translation>添加便签</translation>
    </message>
    <message>
        <source>Add an Input</source>
        <translation>添加输入层</translation>
    </message>
    <message>
        <source>Add layers that fit the target</source>
        <translation>添加与目标匹配的层</translation>
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
        <source>Adding problem</source>
        <translation>加法问题</translation>
    </message>
    <message>
        <source>Adds noise to each step, in standard deviations of the scaled series.</source>
        <translation>给每一步加上噪声，以缩放后序列的标准差为单位。</translation>
    </message>
    <message>
        <source>Adds noise with a standard deviation of this share of the full range.</source>
        <translation>加上噪声，其标准差为整个取值范围的这个比例。</translation>
    </message>
    <message>
        <source>After how many steps a symbol is to be repeated; fewer than there are steps.</source>
        <translation>符号要在多少步之后重复；须小于总步数。</translation>
    </message>
    <message>
        <source>After how many steps the rhythm of the series comes again.</source>
        <translation>序列的节律每隔多少步重现一次。</translation>
    </message>
    <message>
        <source>Airline LSTM</source>
        <translation>航空旅客 LSTM</translation>
    </message>
    <message>
        <source>Airline passengers</source>
        <translation>航空旅客数</translation>
    </message>
    <message>
        <source>Align bottom</source>
        <translation>底端对齐</translation>
    </message>
    <message>
        <source>Align centres</source>
        <translation>水平居中对齐</translation>
    </message>
    <message>
        <source>Align left</source>
        <translation>左对齐</translation>
    </message>
    <message>
        <source>Align middles</source>
        <translation>垂直居中对齐</translation>
    </message>
    <message>
        <source>Align right</source>
        <translation>右对齐</translation>
    </message>
    <message>
        <source>Align top</source>
        <translation>顶端对齐</translation>
    </message>
    <message>
        <source>All 154 sonnets, 96,000 characters: enough for a small network to learn to spell. What character comes next?</source>
        <translation>全部 154 首十四行诗，96,000 个字符：足以让小网络学会拼写。下一个字符是什么？</translation>
    </message>
    <message>
        <source>All 20 chapters of classical Chinese prose, 22,000 characters. What character comes next?</source>
        <translation>文言散文，全部 20 篇，22,000 字。下一个字是什么？</translation>
    </message>
    <message>
        <source>All files are in the test part. Add some to learn from.</source>
        <translation>所有文件都在测试部分。请添加一些用于学习的文件。</translation>
    </message>
    <message>
        <source>All layers with weights are frozen, so there is nothing to learn. Unfreeze at least one of them.</source>
        <translation>所有带权重的层都已冻结，因此没有可学习的内容。请至少解冻其中一个。</translation>
    </message>
    <message>
        <source>All layers with weights are frozen, so training changes nothing. Unfreeze some.</source>
        <translation>所有带权重的层都已冻结，因此训练不会改变任何东西。请解冻一些层。</translation>
    </message>
    <message>
        <source>All small letters</source>
        <translation>全部小写</translation>
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
        <source>An LSTM reads the sonnets letter by letter and says what comes next. Nearly half of all letters in a part it never saw are right after 10 epochs.</source>
        <translation>LSTM 逐字母阅读十四行诗，并说出接下来是什么。10 轮后，在它从未见过的部分中，近一半的字母判断正确。</translation>
    </message>
    <message>
        <source>An Output is the end; nothing comes after it.</source>
        <translation>输出层是终点；它后面不能再接任何层。</translation>
    </message>
    <message>
        <source>An array of the shape {got} cannot be read as {form}. Choose another form, or another array.</source>
        <translation>形状为 {got} 的数组不能作为{form}读取。请选择其他形式或其他数组。</translation>
    </message>
    <message>
        <source>An array of the shape {got} holds no samples that can be used; expected are samples × features, samples × steps × features, or samples × height × width (× channels).</source>
        <translation>形状为 {got} 的数组中没有可用的样本；应为样本 × 特征、样本 × 时间步 × 特征，或样本 × 高 × 宽（× 通道）。</translation>
    </message>
    <message>
        <source>An echo after {delay} steps is not heard in sequences of {length}. Choose a shorter delay or longer sequences.</source>
        <translation>在长度为 {length} 的序列中听不到 {delay} 步之后的回声。请选择较短的延迟或较长的序列。</translation>
    </message>
    <message>
        <source>An error counts the same in each class.</source>
        <translation>各类别中的错误同等计算。</translation>
    </message>
    <message>
        <source>Another experiment is going on in {folder}. Wait until it ends, or choose another folder for the results.</source>
        <translation>{folder} 中正在进行另一个实验。请等待其结束，或为结果选择另一个文件夹。</translation>
    </message>
    <message>
        <source>Another number draws other points of the same kind.</source>
        <translation>换一个数，就会画出同类的另一组点。</translation>
    </message>
    <message>
        <source>Another number draws other sequences of the same kind.</source>
        <translation>换一个数，就会得到同类的另一组序列。</translation>
    </message>
    <message>
        <source>Another number draws other throws.</source>
        <translation>换一个数，就会得到另一组抛掷。</translation>
    </message>
    <message>
        <source>Another number draws other values of the same curve.</source>
        <translation>换一个数，就会得到同一曲线的另一组值。</translation>
    </message>
    <message>
        <source>Another number holds out other samples.</source>
        <translation>换一个数，就会留出另一些样本。</translation>
    </message>
    <message>
        <source>Answer at every step</source>
        <translation>每一步都回答</translation>
    </message>
    <message>
        <source>Any sample may be held out.</source>
        <translation>任何样本都可能被留出。</translation>
    </message>
    <message>
        <source>Applies an activation function to whatever arrives.</source>
        <translation>对传入的数据应用激活函数。</translation>
    </message>
    <message>
        <source>Arrange the drawing</source>
        <translation>排列网络图</translation>
    </message>
    <message>
        <source>Arrange {count} layers</source>
        <translation>排列 {count} 个层</translation>
    </message>
    <message>
        <source>Arrays</source>
        <translation>数组</translation>
    </message>
    <message>
        <source>Arrays of your own.</source>
        <translation>你自己的数组。</translation>
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
        <source>Ask after every bit, which is far easier to learn than to ask once at the end.</source>
        <translation>每一位之后都提问，这比只在最后提问一次容易学得多。</translation>
    </message>
    <message>
        <source>Astronaut</source>
        <translation>宇航员</translation>
    </message>
    <message>
        <source>At random, but each class gives its share, so that no part lacks a class.</source>
        <translation>随机，但每个类别按比例抽取，使各部分都不缺任何类别。</translation>
    </message>
    <message>
        <source>At the end, go back to the weights of the epoch with the best watched figure.</source>
        <translation>训练结束时，恢复监测指标最佳那一轮的权重。</translation>
    </message>
    <message>
        <source>At which end short samples are filled up with the token 0.</source>
        <translation>较短的样本在哪一端用词元 0 填充。</translation>
    </message>
    <message>
        <source>Attention</source>
        <translation>注意力</translation>
    </message>
    <message>
        <source>Augmentation</source>
        <translation>数据增强</translation>
    </message>
    <message>
        <source>Autoencoder</source>
        <translation>自编码器</translation>
    </message>
    <message>
        <source>Autoencoders</source>
        <translation>自编码器</translation>
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
        <source>Backward: the lines of {nodes}</source>
        <translation>反向：{nodes} 的代码行</translation>
    </message>
    <message>
        <source>Bands</source>
        <translation>频带数</translation>
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
        <source>Bends each picture as if it were rubber, by about so much (Simard et al. 2003).</source>
        <translation>像橡皮一样把每张图片扭曲大约这么多 (Simard et al. 2003)。</translation>
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
        <source>Black</source>
        <translation>黑色值</translation>
    </message>
    <message>
        <source>Blanks a box with sides of up to this share of the picture&apos;s.</source>
        <translation>抹去一个方块，其边长最多为图片边长的这个比例。</translation>
    </message>
    <message>
        <source>Block {number}</source>
        <translation>模块 {number}</translation>
    </message>
    <message>
        <source>Blocks cannot lie within one another, and {title} has some of these layers. Ungroup it first, or select the whole of one block only.</source>
        <translation>模块不能互相嵌套，而 {title} 已含有其中一些层。请先取消它的组合，或只选择一个完整的模块。</translation>
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
        <source>Breast cancer (Wisconsin)</source>
        <translation>乳腺癌（威斯康星）</translation>
    </message>
    <message>
        <source>Brightness</source>
        <translation>亮度</translation>
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
        <source>By how many steps each window lies behind the one before.</source>
        <translation>每个窗口比前一个窗口靠后多少步。</translation>
    </message>
    <message>
        <source>By how many steps each window lies behind the one before; 0: as suits the text.</source>
        <translation>每个窗口比前一个窗口靠后多少步；0：按文本自动选择。</translation>
    </message>
    <message>
        <source>By how much each year from 1880 to 2023 was warmer or colder than the mean of 1951 to 1980: a short series that bends upwards. The last years, which are the test, are warmer than all others: networks seldom go on beyond what they have seen.</source>
        <translation>1880 至 2023 年每年的气温比 1951 至 1980 年的平均值高或低多少：一个向上弯曲的短序列。用作测试的最后几年比其他年份都热：网络很少能超出它见过的范围。</translation>
    </message>
    <message>
        <source>By how much it enlarges is not known.</source>
        <translation>不知道它放大多少倍。</translation>
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
        <source>C source</source>
        <translation>C 源代码</translation>
    </message>
    <message>
        <source>C source (.c)</source>
        <translation>C 源代码 (.c)</translation>
    </message>
    <message>
        <source>Capital letters are read as small ones.</source>
        <translation>大写字母按小写读取。</translation>
    </message>
    <message>
        <source>Car mileage</source>
        <translation>汽车油耗</translation>
    </message>
    <message>
        <source>Carbon dioxide at Mauna Loa</source>
        <translation>莫纳罗亚二氧化碳</translation>
    </message>
    <message>
        <source>Cat</source>
        <translation>猫</translation>
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
        <source>Change the class of sample {number} to {name}</source>
        <translation>把样本 {number} 的类别改为 {name}</translation>
    </message>
    <message>
        <source>Change the class of {count} samples to {name}</source>
        <translation>把 {count} 个样本的类别改为 {name}</translation>
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
        <source>Character transformer</source>
        <translation>字符 Transformer</translation>
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
        <source>Choose the parameters of {block}</source>
        <translation>选择 {block} 的参数</translation>
    </message>
    <message>
        <source>Circles</source>
        <translation>同心圆</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Class balance</source>
        <translation>类别平衡</translation>
    </message>
    <message>
        <source>Classes count</source>
        <translation>类别权重</translation>
    </message>
    <message>
        <source>Classes must be one number or word for each sample; here each sample has {got}. Choose regression, or give one class for each.</source>
        <translation>类别必须是每个样本一个数或词；这里每个样本有 {got}。请选择回归，或给每个样本一个类别。</translation>
    </message>
    <message>
        <source>Classes of the target {column} with a single row: {names}.</source>
        <translation>目标 {column} 中只有一行的类别：{names}。</translation>
    </message>
    <message>
        <source>Classical Chinese by genre</source>
        <translation>文言文体裁</translation>
    </message>
    <message>
        <source>Collapse {block}</source>
        <translation>折叠 {block}</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>Coloured emoji of eight kinds with two residual blocks; the pictures are flipped and shifted while it learns. About 65 % of the test pictures, of emoji it never saw, are right after 15 epochs.</source>
        <translation>用两个残差块识别八类彩色表情符号；学习时图片会翻转和平移。测试图片是它从未见过的表情符号，15 轮后约 65 % 判断正确。</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Comment mark</source>
        <translation>注释标记</translation>
    </message>
    <message>
        <source>Compare it with the target</source>
        <translation>与目标比较</translation>
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
        <source>Concrete strength</source>
        <translation>混凝土强度</translation>
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
        <source>Contrast</source>
        <translation>对比度</translation>
    </message>
    <message>
        <source>Conv-BN-ReLU</source>
        <translation>Conv-BN-ReLU</translation>
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
        <source>Convolutions of three sizes and a pooling side by side, joined by Concatenate: each looks for patterns of its size. About 88 % of the validation pictures are right after 5 epochs, with a fifth of the weights of the Fashion CNN.</source>
        <translation>三种大小的卷积和一个池化并排，由拼接层合并：每个寻找与自身大小相当的图案。5 轮后约 88 % 的验证图片判断正确，权重只有服饰 CNN 的五分之一。</translation>
    </message>
    <message>
        <source>Copied. The script trains with {file} beside it, else with random samples.</source>
        <translation>已复制。旁边有 {file} 时脚本用它训练，否则用随机样本。</translation>
    </message>
    <message>
        <source>Copy the weights of {donor} to {node}</source>
        <translation>把 {donor} 的权重复制到 {node}</translation>
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
        <source>Cubic</source>
        <translation>三次曲线</translation>
    </message>
    <message>
        <source>Cup of coffee</source>
        <translation>咖啡杯</translation>
    </message>
    <message>
        <source>Curve</source>
        <translation>曲线</translation>
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
        <source>Cut {what}</source>
        <translation>剪切{what}</translation>
    </message>
    <message>
        <source>Cuts channels and filters into groups; filters see the channels of their group.</source>
        <translation>把通道和滤波器分成若干组；滤波器只看本组的通道。</translation>
    </message>
    <message>
        <source>Data enters here; it takes no wire.</source>
        <translation>这里是数据的入口；它不接受连线。</translation>
    </message>
    <message>
        <source>Data set</source>
        <translation>数据集</translation>
    </message>
    <message>
        <source>Dead: the activation has slope zero at every place of all samples, as ReLU where nothing is above zero. Saturated: at {share} of all places the slope is within a twentieth of its largest value (sigmoid beyond ±4.36, tanh beyond ±2.18). Duplicate: the outputs correlate by more than {alike} with those of another unit, in either direction; units that fire at fewer than {fewest} places are not compared. Many of them are usual where a layer reads few numbers or has just begun to learn; copies, which correlate by more than {exact} and vary equally, are an illness. Weak or strong: the outputs vary less than {weak} or more than {strong} times as much as is usual in the layer; this is no illness. Outputs of the network are not compared, and may be saturated where the loss starts before their activation. A warning comes where more than {much} of a layer are dead, saturated or copies.</source>
        <translation>死亡：激活函数在所有样本的每个位置上斜率都为零，例如 ReLU 从不大于零。饱和：在 {share} 的位置上，斜率不超过其最大值的二十分之一（sigmoid 超出 ±4.36，tanh 超出 ±2.18）。重复：其输出与另一个单元的输出相关系数超过 {alike}（正负皆算）；激活位置少于 {fewest} 的单元不作比较。当一层读取的数很少或刚开始学习时，出现许多重复是常见的；相关系数超过 {exact} 且变化幅度相同的副本则是病态。弱或强：输出的变化小于该层通常幅度的 {weak} 倍，或大于 {strong} 倍；这不是病态。网络的输出不作比较，而且在损失从其激活之前开始计算时可以饱和。当一层中有超过 {much} 的单元死亡、饱和或为副本时给出警告。</translation>
    </message>
    <message>
        <source>Decides starting weights, order of samples and dropout; same seed, same run.</source>
        <translation>决定初始权重、样本顺序和随机失活；种子相同，过程相同。</translation>
    </message>
    <message>
        <source>Decimal mark</source>
        <translation>小数点符号</translation>
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
        <source>Delay</source>
        <translation>延迟</translation>
    </message>
    <message>
        <source>Delayed recall</source>
        <translation>延迟回忆</translation>
    </message>
    <message>
        <source>Delete a frame</source>
        <translation>删除一个框</translation>
    </message>
    <message>
        <source>Delete a note</source>
        <translation>删除一个便签</translation>
    </message>
    <message>
        <source>Delete a wire</source>
        <translation>删除一条连线</translation>
    </message>
    <message>
        <source>Delete {count} frames and notes</source>
        <translation>删除 {count} 个框和便签</translation>
    </message>
    <message>
        <source>Delete {count} layers</source>
        <translation>删除 {count} 个层</translation>
    </message>
    <message>
        <source>Delete {count} things</source>
        <translation>删除 {count} 个对象</translation>
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
        <source>Delimited text</source>
        <translation>分隔符文本</translation>
    </message>
    <message>
        <source>Delimiter</source>
        <translation>分隔符</translation>
    </message>
    <message>
        <source>Denoising autoencoder</source>
        <translation>去噪自编码器</translation>
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
        <source>Differences</source>
        <translation>差分</translation>
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
        <source>Digits drawn as lines of 40 numbers, stretched and shifted: 1-D convolutions find their shapes wherever they are. Over 92 % of the test signals are right after 15 epochs, where dense layers reach 55 %.</source>
        <translation>画成 40 个数的线条的数字，经过拉伸和平移：一维卷积无论它们在哪里都能找到其形状。15 轮后超过 92 % 的测试信号判断正确，全连接层只能达到 55 %。</translation>
    </message>
    <message>
        <source>Digits go in with strong noise and come out clean, for the target is the picture without noise. After 3 epochs the mean squared error is below 0.01.</source>
        <translation>输入带强噪声的数字，输出干净的数字，因为目标是没有噪声的图片。3 轮后均方误差低于 0.01。</translation>
    </message>
    <message>
        <source>Digits squeezed through 16 numbers and drawn again: the target is the picture itself. After 8 epochs 84 % of the variance is explained (R²).</source>
        <translation>把数字压缩成 16 个数再重新画出：目标就是图片本身。8 轮后 84 % 的方差得到解释 (R²)。</translation>
    </message>
    <message>
        <source>Digits, 8 × 8</source>
        <translation>手写数字，8 × 8</translation>
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
        <source>Disconnect {source} from {target}</source>
        <translation>断开 {source} 到 {target} 的连线</translation>
    </message>
    <message>
        <source>Distribute horizontally</source>
        <translation>水平分布</translation>
    </message>
    <message>
        <source>Distribute vertically</source>
        <translation>垂直分布</translation>
    </message>
    <message>
        <source>Divides each step by the size that the weight&apos;s gradients had lately.</source>
        <translation>用各权重近期梯度的大小去除每一步的步长。</translation>
    </message>
    <message>
        <source>Draw Embedding, LSTM and Dense instead</source>
        <translation>改画嵌入层、LSTM 和全连接层</translation>
    </message>
    <message>
        <source>Draw a frame</source>
        <translation>绘制一个框</translation>
    </message>
    <message>
        <source>Drawings can only be added to grey pictures of one class each. Remove what was added in the Try panel.</source>
        <translation>只有每个样本属于一个类别的灰度图片数据才能添加手绘图。请在“试用”面板中移除所添加的内容。</translation>
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
        <source>Duplicate {what}</source>
        <translation>创建{what}的副本</translation>
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
        <source>Each category becomes a column of 0 and 1 (one-hot).</source>
        <translation>每个类别转为由 0 和 1 构成的一列（独热）。</translation>
    </message>
    <message>
        <source>Each category becomes a number, for an Embedding.</source>
        <translation>每个类别转为一个编号，供嵌入层使用。</translation>
    </message>
    <message>
        <source>Each epoch goes through the training samples in another order.</source>
        <translation>每轮以不同的顺序遍历训练样本。</translation>
    </message>
    <message>
        <source>Each feature on its own</source>
        <translation>各特征单独缩放</translation>
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
        <source>Echo</source>
        <translation>回声</translation>
    </message>
    <message>
        <source>Eight tanh neurons and one sigmoid neuron learn exclusive or, which no single neuron can. The loss falls below 0.01 within 100 epochs; without the hidden layer it would stay near 0.69.</source>
        <translation>八个 tanh 神经元和一个 sigmoid 神经元学会异或，这是单个神经元做不到的。损失在 100 轮内降到 0.01 以下；没有隐藏层则会停在 0.69 附近。</translation>
    </message>
    <message>
        <source>Elastic</source>
        <translation>弹性变形</translation>
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
        <source>Emoji in colour</source>
        <translation>彩色表情符号</translation>
    </message>
    <message>
        <source>Empty cells are filled in these columns: {names}.</source>
        <translation>这些列中的空单元格已填充：{names}。</translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation>编码</translation>
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
        <source>Enlarges or shrinks each picture by up to this share.</source>
        <translation>把每张图片放大或缩小，幅度不超过此比例。</translation>
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
        <source>Erase</source>
        <translation>随机擦除</translation>
    </message>
    <message>
        <source>Erase points</source>
        <translation>擦除点</translation>
    </message>
    <message>
        <source>Errors in rare classes count more, so that each class counts as much as any other.</source>
        <translation>稀少类别中的错误权重更大，使各类别同等重要。</translation>
    </message>
    <message>
        <source>Every digit becomes a cloud in a plane of two numbers, from which new digits can be drawn. The loss falls below 0.056 within 10 epochs; more of it is blur than with an autoencoder.</source>
        <translation>每个数字变成由两个数构成的平面上的一团云，可从中画出新的数字。10 轮内损失降到 0.056 以下；其中因模糊造成的部分比自编码器多。</translation>
    </message>
    <message>
        <source>Every symbol is to be repeated some steps later: an answer at every step.</source>
        <translation>每个符号都要在若干步之后重复：每一步都要回答。</translation>
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
        <source>Excel files can be read once the extra excel is installed: pip install nnstudio[excel]. Or save {name} as CSV.</source>
        <translation>安装附加组件 excel 后即可读取 Excel 文件：pip install nnstudio[excel]。或把 {name} 存为 CSV。</translation>
    </message>
    <message>
        <source>Exchange rows and columns</source>
        <translation>交换行和列</translation>
    </message>
    <message>
        <source>Expand {block}</source>
        <translation>展开 {block}</translation>
    </message>
    <message>
        <source>Exploding RNN</source>
        <translation>梯度爆炸 RNN</translation>
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
        <source>Exploding: the loss is no longer a finite number; the gradient of {layers} had grown to {times} times its start. Try gradient clipping or a smaller learning rate.</source>
        <translation>梯度爆炸：损失不再是有限数；{layers} 的梯度已增长到起始值的 {times} 倍。请尝试梯度裁剪或更小的学习率。</translation>
    </message>
    <message>
        <source>Exponential</source>
        <translation>指数衰减</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
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
        <source>Family names of 14 languages</source>
        <translation>14 种语言的姓氏</translation>
    </message>
    <message>
        <source>Fashion CNN</source>
        <translation>服饰 CNN</translation>
    </message>
    <message>
        <source>Fashion-MNIST</source>
        <translation>Fashion-MNIST</translation>
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
        <source>Files for validation</source>
        <translation>验证文件</translation>
    </message>
    <message>
        <source>Filled in, and a further column says where something was missing.</source>
        <translation>填充，并另加一列标明哪里原有缺失。</translation>
    </message>
    <message>
        <source>Filters</source>
        <translation>滤波器数</translation>
    </message>
    <message>
        <source>Find the data {name}</source>
        <translation>查找数据 {name}</translation>
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
        <source>First in dates</source>
        <translation>日期中在前的是</translation>
    </message>
    <message>
        <source>First steps</source>
        <translation>入门</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>适配方式</translation>
    </message>
    <message>
        <source>Fit {node} and the loss to the data</source>
        <translation>让 {node} 和损失函数与数据匹配</translation>
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
        <source>Flip left and right</source>
        <translation>左右翻转</translation>
    </message>
    <message>
        <source>Flip top and bottom</source>
        <translation>上下翻转</translation>
    </message>
    <message>
        <source>Flower</source>
        <translation>花</translation>
    </message>
    <message>
        <source>Folders for training and test</source>
        <translation>训练和测试文件夹</translation>
    </message>
    <message>
        <source>Folders train and test</source>
        <translation>train 和 test 文件夹</translation>
    </message>
    <message>
        <source>For autoencoders: the target is the sample itself, before it is varied.</source>
        <translation>用于自编码器：目标是增强之前的样本自身。</translation>
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
        <source>Form</source>
        <translation>形式</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>正向</translation>
    </message>
    <message>
        <source>Forward: the lines of {nodes}</source>
        <translation>前向：{nodes} 的代码行</translation>
    </message>
    <message>
        <source>Four by four squares of alternating class: many borders for a network to find.</source>
        <translation>四乘四个类别交替的方格：网络要找出许多边界。</translation>
    </message>
    <message>
        <source>Free words, which a table does not learn from.</source>
        <translation>自由文字，表格不从中学习。</translation>
    </message>
    <message>
        <source>Freeze {count} nodes</source>
        <translation>冻结 {count} 个节点</translation>
    </message>
    <message>
        <source>Freeze {node}</source>
        <translation>冻结 {node}</translation>
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
        <source>Functions</source>
        <translation>函数</translation>
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
        <source>Give sample {number} its own class back</source>
        <translation>把样本 {number} 恢复为原类别</translation>
    </message>
    <message>
        <source>Give the sample back</source>
        <translation>重建样本自身</translation>
    </message>
    <message>
        <source>Give {count} samples their own class back</source>
        <translation>把 {count} 个样本恢复为原类别</translation>
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
        <source>Global temperature</source>
        <translation>全球气温</translation>
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
        <source>Got {got} to vary; expected NAME=VALUE,VALUE, such as learning_rate=0.1,0.01.</source>
        <translation>要变化的设置得到 {got}；应为 NAME=VALUE,VALUE，例如 learning_rate=0.1,0.01。</translation>
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
        <source>Ground</source>
        <translation>背景色</translation>
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
        <source>Hamlet, Macbeth, Romeo and Juliet, A Midsummer Night&apos;s Dream, Julius Caesar and Othello, 786,000 characters. What character comes next?</source>
        <translation>《哈姆雷特》《麦克白》《罗密欧与朱丽叶》《仲夏夜之梦》《尤利乌斯·恺撒》和《奥赛罗》，786,000 个字符。下一个字符是什么？</translation>
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
        <source>Healthy, but {ill} of {units} units in {layers} say nearly what another unit says: fewer units would do, or they have yet to learn.</source>
        <translation>正常，但 {layers} 的 {units} 个单元中有 {ill} 个的输出与另一个单元几乎相同：单元可以更少，或者它们还需要继续学习。</translation>
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
        <source>Height</source>
        <translation>高度</translation>
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
        <source>Hop</source>
        <translation>帧移</translation>
    </message>
    <message>
        <source>Horizon</source>
        <translation>预测步长</translation>
    </message>
    <message>
        <source>House prices</source>
        <translation>房价</translation>
    </message>
    <message>
        <source>House prices in Ames</source>
        <translation>艾姆斯房价</translation>
    </message>
    <message>
        <source>House prices in Sacramento</source>
        <translation>萨克拉门托房价</translation>
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
        <source>How folders called train, validation and test divide the samples.</source>
        <translation>名为 train、validation 和 test 的文件夹如何划分样本。</translation>
    </message>
    <message>
        <source>How inexactly range and height were measured: the standard deviation in metres.</source>
        <translation>射程和高度的测量误差：标准差，以米计。</translation>
    </message>
    <message>
        <source>How inexactly the values were measured: the standard deviation.</source>
        <translation>值的测量误差：标准差。</translation>
    </message>
    <message>
        <source>How letters were saved; gb18030 is GBK, cp1252 and latin-1 are Western.</source>
        <translation>文字的保存编码；gb18030 即 GBK，cp1252 和 latin-1 为西文编码。</translation>
    </message>
    <message>
        <source>How long a sample is: shorter sounds are followed by silence, longer ones cut off at the end; 0: as long as most of them.</source>
        <translation>一个样本有多长：较短的声音以静音补足，较长的截去末尾；0：与其中多数一样长。</translation>
    </message>
    <message>
        <source>How long the piece of sound is that each frame shows.</source>
        <translation>每一帧所显示的声音片段有多长。</translation>
    </message>
    <message>
        <source>How many bands of pitch a spectrogram has.</source>
        <translation>频谱图有多少个音高频带。</translation>
    </message>
    <message>
        <source>How many branches come together.</source>
        <translation>有多少个分支汇合。</translation>
    </message>
    <message>
        <source>How many characters or words a sample has; 0: as suits the text.</source>
        <translation>一个样本有多少个字符或词；0：按文本自动选择。</translation>
    </message>
    <message>
        <source>How many columns of zeros come left and right of the picture.</source>
        <translation>图片左右各补多少列零。</translation>
    </message>
    <message>
        <source>How many different symbols there are; each has a feature of its own.</source>
        <translation>有多少种不同的符号；每种各有一个特征。</translation>
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
        <source>How many miles do 398 cars of 1970 to 1982 go on a gallon, by weight, power, cylinders, year and origin? Six cars lack their horsepower, which is filled in.</source>
        <translation>1970 至 1982 年的 398 辆汽车每加仑能行驶多少英里？依据重量、功率、气缸数、年份和产地。六辆车缺少马力，已填充。</translation>
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
        <source>How many of the following steps are to be predicted.</source>
        <translation>要预测接下来的多少步。</translation>
    </message>
    <message>
        <source>How many of the following values are to be predicted.</source>
        <translation>要预测接下来的多少个值。</translation>
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
        <source>In the file, without a place in the network: {keys}.</source>
        <translation>文件中有，但网络中没有对应位置：{keys}。</translation>
    </message>
    <message>
        <source>In the units of the data</source>
        <translation>使用数据的原单位</translation>
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
        <source>It clips its sums.</source>
        <translation>它会裁剪加权和。</translation>
    </message>
    <message>
        <source>It comes before {node}: the wire would close a circle.</source>
        <translation>它位于 {node} 之前：这条连线会形成回路。</translation>
    </message>
    <message>
        <source>It does not start from an empty state.</source>
        <translation>它不是从空状态开始的。</translation>
    </message>
    <message>
        <source>It expects (batch, channels, …), and got {count} axes.</source>
        <translation>它需要（批次、通道、…），得到的是 {count} 个轴。</translation>
    </message>
    <message>
        <source>It goes over several axes.</source>
        <translation>它作用于多个轴。</translation>
    </message>
    <message>
        <source>It is a folder. Choose a name for a file.</source>
        <translation>这是一个文件夹。请选择文件名。</translation>
    </message>
    <message>
        <source>It is one of several files that belong together.</source>
        <translation>它是同属一组的多个文件之一。</translation>
    </message>
    <message>
        <source>It is told how long each sequence is.</source>
        <translation>它另外接收每个序列的长度。</translation>
    </message>
    <message>
        <source>It lays other numbers beside each sample.</source>
        <translation>它在每个样本旁拼接其他数字。</translation>
    </message>
    <message>
        <source>It leaves out every so many.</source>
        <translation>它按固定间隔略去一些。</translation>
    </message>
    <message>
        <source>It takes a part of very many features.</source>
        <translation>它截取极多特征中的一部分。</translation>
    </message>
    <message>
        <source>It takes a part that is none.</source>
        <translation>它截取的部分是空的。</translation>
    </message>
    <message>
        <source>It takes several parts at once.</source>
        <translation>它一次截取多个部分。</translation>
    </message>
    <message>
        <source>It turns what reaches it.</source>
        <translation>它会转置收到的输入。</translation>
    </message>
    <message>
        <source>It varies along an axis that is not the channels.</source>
        <translation>它沿着通道以外的轴变化。</translation>
    </message>
    <message>
        <source>It varies along several axes.</source>
        <translation>它沿多个轴变化。</translation>
    </message>
    <message>
        <source>It was stopped by somebody else.</source>
        <translation>它已被其他人停止。</translation>
    </message>
    <message>
        <source>Its borders are none that NNStudio knows for it.</source>
        <translation>它的边缘填充方式是 NNStudio 不支持的。</translation>
    </message>
    <message>
        <source>Its gates have other activations than usual.</source>
        <translation>它的门所用的激活函数与通常的不同。</translation>
    </message>
    <message>
        <source>Its heads have {got} numbers together; NNStudio&apos;s share the {expected} features of the sequence among them.</source>
        <translation>它的各个头共有 {got} 个数字；NNStudio 的头共同分担序列的 {expected} 个特征。</translation>
    </message>
    <message>
        <source>Its input {name} is expected to be constant, and is not.</source>
        <translation>它的输入 {name} 应为常数，但不是。</translation>
    </message>
    <message>
        <source>Its inputs are of different sizes.</source>
        <translation>它的各个输入大小不同。</translation>
    </message>
    <message>
        <source>Its numbers do not fit to what reaches it.</source>
        <translation>它的数值与收到的输入不匹配。</translation>
    </message>
    <message>
        <source>Its weights are missing.</source>
        <translation>缺少它的权重。</translation>
    </message>
    <message>
        <source>Its weights are no matrix.</source>
        <translation>它的权重不是矩阵。</translation>
    </message>
    <message>
        <source>Keep the data in the file</source>
        <translation>把数据保存在文件中</translation>
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
        <source>Keras (.keras, .h5)</source>
        <translation>Keras (.keras, .h5)</translation>
    </message>
    <message>
        <source>Keras (.py)</source>
        <translation>Keras (.py)</translation>
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
        <source>Learning rate schedule</source>
        <translation>学习率调度</translation>
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
        <source>Leave the data out</source>
        <translation>不把数据保存在文件中</translation>
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
        <source>Load the weights of {file}</source>
        <translation>载入 {file} 的权重</translation>
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
        <source>Make the sizes equal</source>
        <translation>使大小相等</translation>
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
        <source>Move a frame</source>
        <translation>移动一个框</translation>
    </message>
    <message>
        <source>Move a note</source>
        <translation>移动一个便签</translation>
    </message>
    <message>
        <source>Move {count} frames and notes</source>
        <translation>移动 {count} 个框和便签</translation>
    </message>
    <message>
        <source>Move {count} layers</source>
        <translation>移动 {count} 个层</translation>
    </message>
    <message>
        <source>Move {count} things</source>
        <translation>移动 {count} 个对象</translation>
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
        <source>NNStudio cannot reverse an axis</source>
        <translation>NNStudio 无法反转轴的方向</translation>
    </message>
    <message>
        <source>NNStudio does that over all places of a feature map.</source>
        <translation>NNStudio 只能对特征图的所有位置一起这样做。</translation>
    </message>
    <message>
        <source>NNStudio enlarges pictures by whole numbers.</source>
        <translation>NNStudio 只能按整数倍放大图片。</translation>
    </message>
    <message>
        <source>NNStudio has it for sequences and pictures.</source>
        <translation>NNStudio 只支持把它用于序列和图片。</translation>
    </message>
    <message>
        <source>NNStudio has no such layer</source>
        <translation>NNStudio 没有这样的层</translation>
    </message>
    <message>
        <source>NNStudio has no such layer.</source>
        <translation>NNStudio 没有这样的层。</translation>
    </message>
    <message>
        <source>NNStudio knows it with other activations only.</source>
        <translation>NNStudio 只支持它使用其他激活函数。</translation>
    </message>
    <message>
        <source>NNStudio knows it with other settings only.</source>
        <translation>NNStudio 只支持它采用其他设置。</translation>
    </message>
    <message>
        <source>NNStudio pads sequences and pictures, not channels.</source>
        <translation>NNStudio 只能填充序列和图片，不能填充通道。</translation>
    </message>
    <message>
        <source>NNStudio pads with zeros only.</source>
        <translation>NNStudio 只用零填充。</translation>
    </message>
    <message>
        <source>NNStudio&apos;s GRU resets the state after the product with its weights, not before.</source>
        <translation>NNStudio 的 GRU 在状态与权重相乘之后才重置，而不是之前。</translation>
    </message>
    <message>
        <source>NNStudio&apos;s LSTM has no peepholes and three gates.</source>
        <translation>NNStudio 的 LSTM 没有窥孔连接，有三个门。</translation>
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
        <source>No update: steps leave {layers} exactly as they are. No gradient arrives there, or the learning rate is zero; see Gradient flow.</source>
        <translation>没有更新：各步之后 {layers} 完全没有变化。没有梯度到达那里，或者学习率为零；请参见“梯度流”。</translation>
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
        <source>None of the weights fits: the file has {got}, the network expects {expected}. Give the layers the names and sizes of the file&apos;s.</source>
        <translation>没有一个权重匹配：文件中有 {got}，网络需要 {expected}。请让各层的名称和大小与文件中的一致。</translation>
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
        <source>Not in the file, left as they were: {keys}.</source>
        <translation>文件中没有，保持原样：{keys}。</translation>
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
        <source>NumPy code</source>
        <translation>NumPy 代码</translation>
    </message>
    <message>
        <source>NumPy script (.py)</source>
        <translation>NumPy 脚本 (.py)</translation>
    </message>
    <message>
        <source>ONNX</source>
        <translation>ONNX</translation>
    </message>
    <message>
        <source>ONNX (.onnx)</source>
        <translation>ONNX (.onnx)</translation>
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
        <source>One file that computes the network, for microcontrollers and curiosity.</source>
        <translation>用一个文件计算整个网络，可用于微控制器，也可供好奇者研读。</translation>
    </message>
    <message>
        <source>One of its inputs does not depend on the samples.</source>
        <translation>它的一个输入与样本无关。</translation>
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
        <source>Only rows of a table are looked up, by tokens.</source>
        <translation>只能按词元查找表中的行。</translation>
    </message>
    <message>
        <source>Open {run}</source>
        <translation>打开 {run}</translation>
    </message>
    <message>
        <source>Optimizer</source>
        <translation>优化器</translation>
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
        <translation>把滤波器叠加到更大的图片上：即反方向的卷积（转置卷积）。</translation>
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
        <source>Paste {what}</source>
        <translation>粘贴{what}</translation>
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
        <source>PyTorch</source>
        <translation>PyTorch</translation>
    </message>
    <message>
        <source>PyTorch (.py)</source>
        <translation>PyTorch (.py)</translation>
    </message>
    <message>
        <source>PyTorch weights</source>
        <translation>PyTorch 权重</translation>
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
        <source>Release to add a layer here</source>
        <translation>松开即可在此添加层</translation>
    </message>
    <message>
        <source>Release to take the wire away</source>
        <translation>松开即可移除连线</translation>
    </message>
    <message>
        <source>Remark {number}</source>
        <translation>批注 {number}</translation>
    </message>
    <message>
        <source>Remove a drawing</source>
        <translation>移除一幅手绘图</translation>
    </message>
    <message>
        <source>Remove all drawings</source>
        <translation>移除所有手绘图</translation>
    </message>
    <message>
        <source>Remove the inputs without a wire</source>
        <translation>移除没有连线的输入</translation>
    </message>
    <message>
        <source>Rename a frame</source>
        <translation>重命名一个框</translation>
    </message>
    <message>
        <source>Rename {block}</source>
        <translation>重命名 {block}</translation>
    </message>
    <message>
        <source>Rename {node}</source>
        <translation>重命名 {node}</translation>
    </message>
    <message>
        <source>Rename {node} to {name}</source>
        <translation>把 {node} 重命名为 {name}</translation>
    </message>
    <message>
        <source>Repeat</source>
        <translation>重复</translation>
    </message>
    <message>
        <source>Repeat got {got}; it expects a whole number of at least 1.</source>
        <translation>重复次数得到 {got}；应为不小于 1 的整数。</translation>
    </message>
    <message>
        <source>Repeat {block} × {count}</source>
        <translation>重复 {block} × {count}</translation>
    </message>
    <message>
        <source>Repeats each step of a sequence, so that the sequence gets longer.</source>
        <translation>重复序列的每个时间步，使序列变长。</translation>
    </message>
    <message>
        <source>Replace {node}</source>
        <translation>替换 {node}</translation>
    </message>
    <message>
        <source>Replace {node} by {layer}</source>
        <translation>把 {node} 替换为{layer}</translation>
    </message>
    <message>
        <source>Reset all layers to their starting weights</source>
        <translation>把所有层恢复为初始权重</translation>
    </message>
    <message>
        <source>Reset {node} to its starting weights</source>
        <translation>把 {node} 恢复为初始权重</translation>
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
        <source>Residual block</source>
        <translation>残差块</translation>
    </message>
    <message>
        <source>Resize a frame</source>
        <translation>调整一个框的大小</translation>
    </message>
    <message>
        <source>Resize a note</source>
        <translation>调整一个便签的大小</translation>
    </message>
    <message>
        <source>Resize {count} frames and notes</source>
        <translation>调整 {count} 个框和便签的大小</translation>
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
        <source>Safetensors (.safetensors)</source>
        <translation>Safetensors (.safetensors)</translation>
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
        <source>Samples come in the units of the data and are scaled as in the training, and answers are in the units of the data; otherwise both are as the network has them.</source>
        <translation>样本以数据的原单位给出，并像训练时那样缩放，预测结果也采用数据的原单位；否则两者都采用网络内部的数值。</translation>
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
        <source>Script that trains</source>
        <translation>用于训练的脚本</translation>
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
        <source>Select a layer with wires first.</source>
        <translation>请先选择一个有连线的层。</translation>
    </message>
    <message>
        <source>Select the one layer that is to be connected.</source>
        <translation>请选择要连接的那一个层。</translation>
    </message>
    <message>
        <source>Select the one layer that is to be renamed.</source>
        <translation>请选择要重命名的那一个层。</translation>
    </message>
    <message>
        <source>Select the one layer that is to be replaced.</source>
        <translation>请选择要替换的那一个层。</translation>
    </message>
    <message>
        <source>Self-attention</source>
        <translation>多头自注意力</translation>
    </message>
    <message>
        <source>Self-attention and two dense layers, each with a way around, for sequences. What enters needs as many features as the block gives.</source>
        <translation>自注意力和两个全连接层，各带一条旁路，用于序列。输入的特征数须与模块输出的特征数相同。</translation>
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
        <source>Set padding to same and groups to 1</source>
        <translation>把填充设为 same，把分组数设为 1</translation>
    </message>
    <message>
        <source>Set {count} numbers of {node} {weight}</source>
        <translation>设置 {node} {weight} 的 {count} 个数</translation>
    </message>
    <message>
        <source>Set {node} to {value}</source>
        <translation>把 {node} 设为 {value}</translation>
    </message>
    <message>
        <source>Set {node} {weight} [{place}] to {value}</source>
        <translation>把 {node} {weight} [{place}] 设为 {value}</translation>
    </message>
    <message>
        <source>Set {setting} to {value}</source>
        <translation>把“{setting}”设为 {value}</translation>
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
        <source>So many copies come one after the other, each with weights of its own.</source>
        <translation>这么多个副本依次相连，每个都有自己的权重。</translation>
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
        <source>Take {node} out</source>
        <translation>移除 {node}</translation>
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
        <source>That is {count} trainings; at most {most} are done. Give fewer values.</source>
        <translation>这样共有 {count} 次训练；最多只能进行 {most} 次。请减少取值。</translation>
    </message>
    <message>
        <source>The Dask cluster at {address} does not answer: {error}.</source>
        <translation>位于 {address} 的 Dask 集群没有响应：{error}。</translation>
    </message>
    <message>
        <source>The Dask cluster at {address} has no workers. Start some with `dask worker`.</source>
        <translation>位于 {address} 的 Dask 集群没有工作进程。请用 `dask worker` 启动一些。</translation>
    </message>
    <message>
        <source>The Dask worker {worker} has another NNStudio: {found}; this is {version}. Install the same on all computers.</source>
        <translation>Dask 工作进程 {worker} 的 NNStudio 版本不同：{found}；这里是 {version}。请在所有计算机上安装相同的版本。</translation>
    </message>
    <message>
        <source>The PyTorch script has no words for {name}. Choose another one, or export without the training script.</source>
        <translation>PyTorch 脚本无法表达 {name}。请选择其他方式，或不带训练脚本导出。</translation>
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
        <source>The block</source>
        <translation>模块</translation>
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
        <source>The canvas is empty. Draw something first.</source>
        <translation>画布是空的。请先画点什么。</translation>
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
        <source>The cluster could not train it: {error}.</source>
        <translation>集群无法训练它：{error}。</translation>
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
        <source>The connection to the Dask scheduler is lost. Begin again to go on.</source>
        <translation>与 Dask 调度器的连接已断开。请重新开始以继续。</translation>
    </message>
    <message>
        <source>The data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>The data in {name} cannot be unpacked to {folder}: {reason}.</source>
        <translation>无法把 {name} 中的数据解包到 {folder}：{reason}。</translation>
    </message>
    <message>
        <source>The data in {name} is damaged. Open another copy of the file.</source>
        <translation>{name} 中的数据已损坏。请打开文件的另一个副本。</translation>
    </message>
    <message>
        <source>The data set {name} has no option {got}; it has {known}.</source>
        <translation>数据集 {name} 没有选项 {got}；它有 {known}。</translation>
    </message>
    <message>
        <source>The data&apos;s file {path} has changed since it was chosen. Put the earlier file back, or read it again: in the Data panel of the window, or by --data of `nnstudio train`.</source>
        <translation>数据文件 {path} 自选择以来已更改。请放回原来的文件，或重新读取：在窗口的“数据”面板中，或使用 `nnstudio train` 的 --data。</translation>
    </message>
    <message>
        <source>The data&apos;s file {path} is not there any more. Put it back, or choose where it is now: in the Data panel of the window, or by --data of `nnstudio train`.</source>
        <translation>数据文件 {path} 已不存在。请放回该文件，或选择它现在的位置：在窗口的“数据”面板中，或使用 `nnstudio train` 的 --data。</translation>
    </message>
    <message>
        <source>The data&apos;s file {path} is not there as it was. Put it back or read it again.</source>
        <translation>数据文件 {path} 已不在原处或已改变。请把它放回去，或重新读取。</translation>
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
        <source>The description of the network has {got} where a layer should be.</source>
        <translation>网络的描述中，本应是层的地方是 {got}。</translation>
    </message>
    <message>
        <source>The description of the network is nested too deeply.</source>
        <translation>网络的描述嵌套过深。</translation>
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
        <source>The dragged block</source>
        <translation>拖动的模块</translation>
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
        <source>The factor of a layer y = f(z), z = W x + b, is what it multiplies the gradient by on its way back: ‖dL/dx‖ / ‖dL/dy‖, norms over all samples. Its f′ part is ‖dL/dz‖ / ‖dL/dy‖, its weight part ‖dL/dx‖ / ‖dL/dz‖. Where the gradient vanishes, parts below {low} are named as the cause (f′ parts of ReLU and its like below {rectified}, for half of their slopes are zero by design); where it explodes, weight parts above {high}. A layer is called dead where the slope of at least {dead} of its units is zero for all samples. A recurrent layer is judged by the product over its time steps: below 1/{growth}, or less than half per step, it vanishes; above {growth}, or more than double per step, it explodes.</source>
        <translation>一层 y = f(z)，z = W x + b 的因子，是梯度回传经过它时所乘的倍数：‖dL/dx‖ / ‖dL/dy‖，范数在所有样本上计算。其 f′ 部分为 ‖dL/dz‖ / ‖dL/dy‖，权重部分为 ‖dL/dx‖ / ‖dL/dz‖。梯度消失时，小于 {low} 的部分被指为原因（ReLU 及同类函数的 f′ 部分以 {rectified} 为界，因为它们有一半的斜率本来就是零）；梯度爆炸时，大于 {high} 的权重部分被指为原因。若一层中至少 {dead} 的单元对所有样本斜率都为零，则称该层死亡。循环层按其各时间步的乘积判断：小于 1/{growth}，或每步不到一半，为消失；大于 {growth}，或每步超过两倍，为爆炸。</translation>
    </message>
    <message>
        <source>The file</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>The file is not opened, for {reason}. Open a copy that was not changed.</source>
        <translation>未打开该文件，原因：{reason}。请打开未经改动的副本。</translation>
    </message>
    <message>
        <source>The file leaves open how large a sample is; {shape} is taken for {name}.</source>
        <translation>文件没有规定样本的大小；{name} 采用 {shape}。</translation>
    </message>
    <message>
        <source>The file leaves the size of its input open; here it is {size}.</source>
        <translation>文件没有规定输入的大小；这里采用 {size}。</translation>
    </message>
    <message>
        <source>The file names no format that there is: got {got}, expected a whole number from 1 to {newest}. Open another copy of it.</source>
        <translation>文件注明的格式不存在：得到 {got}，应为 1 到 {newest} 的整数。请打开它的另一个副本。</translation>
    </message>
    <message>
        <source>The file was written by a newer NNStudio ({program}) and has something that this one ({own}) does not know. {detail} Update NNStudio to open it.</source>
        <translation>文件由更新的 NNStudio（{program}）写成，其中有本版本（{own}）不认识的内容。{detail}请更新 NNStudio 再打开。</translation>
    </message>
    <message>
        <source>The file was written by a newer NNStudio ({program}): got format {got}, this version reads up to {newest}. Update NNStudio to open it.</source>
        <translation>文件由更新的 NNStudio（{program}）写成：格式为 {got}，本版本最多读取 {newest}。请更新 NNStudio 再打开。</translation>
    </message>
    <message>
        <source>The file {file}</source>
        <translation>文件 {file}</translation>
    </message>
    <message>
        <source>The folder does not exist. Choose another one.</source>
        <translation>文件夹不存在。请选择其他文件夹。</translation>
    </message>
    <message>
        <source>The folder {folder} for your blocks cannot be made: {error}. Free its name.</source>
        <translation>无法为你的模块创建文件夹 {folder}：{error}。请腾出该名称。</translation>
    </message>
    <message>
        <source>The folder {path} cannot be made: {reason}. Choose another one.</source>
        <translation>无法创建文件夹 {path}：{reason}。请选择其他文件夹。</translation>
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
        <source>The gradient norm of each layer is divided by that of the last layer, or of all last layers together; its base-10 logarithm is taken, and of the last {window} measurements the median. A straight line through these medians, walked from the last layer towards the input, tells how the gradient changes per layer; layers side by side are equally far. Falling by more than {steepest} per layer (to less than half) is called vanishing, rising by more than {steepest} (to more than double) exploding. A gradient more than {growth} times as large as at the start is exploding too; a start counts as a thousandth of the largest layer&apos;s at least. A trend needs at least {fewest} layers with weights.</source>
        <translation>每层的梯度范数除以最后一层（或所有最后的层合在一起）的梯度范数，取以 10 为底的对数，再取最近 {window} 次测量的中位数。从最后一层向输入方向，用一条直线拟合这些中位数，可以看出梯度每层如何变化；并列的层视为同样远。每层下降超过 {steepest}（不到一半）称为梯度消失，每层上升超过 {steepest}（超过两倍）称为梯度爆炸。梯度超过起始值的 {growth} 倍也算爆炸；起始值至少按最大层的千分之一计算。判断趋势至少需要 {fewest} 个有权重的层。</translation>
    </message>
    <message>
        <source>The gradient of each weight tensor is shortened where it is too long.</source>
        <translation>每个权重张量的梯度过长时将其缩短。</translation>
    </message>
    <message>
        <source>The graph scales samples itself and answers in the units of the data; otherwise whoever uses it prepares the samples, as its metadata says.</source>
        <translation>计算图自行缩放样本，并以数据的原单位给出预测结果；否则由使用者按元数据中的说明准备样本。</translation>
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
        <source>The layer {name} of the network reads what nothing gives.</source>
        <translation>网络中的层 {name} 读取的内容没有任何层提供。</translation>
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
        <source>The lines of what is selected: {count}</source>
        <translation>所选内容对应的代码行：{count}</translation>
    </message>
    <message>
        <source>The lines of {node}: {count}</source>
        <translation>{node} 的代码行：{count}</translation>
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
        <source>The loss, the optimiser or the schedule has no words in NumPy yet.</source>
        <translation>损失函数、优化器或学习率调度目前还无法用 NumPy 表达。</translation>
    </message>
    <message>
        <source>The map appears as soon as a part of the drawing is out of sight.</source>
        <translation>网络图有一部分不在视野内时，小地图就会出现。</translation>
    </message>
    <message>
        <source>The name is too long. Choose a shorter one.</source>
        <translation>名称太长。请选择较短的名称。</translation>
    </message>
    <message>
        <source>The network does not say what its input looks like, but {got}.</source>
        <translation>网络没有说明其输入的形状，给出的是 {got}。</translation>
    </message>
    <message>
        <source>The network has no input or no output.</source>
        <translation>网络没有输入或没有输出。</translation>
    </message>
    <message>
        <source>The network has no layer {got}; it has: {known}.</source>
        <translation>网络没有层 {got}；它有：{known}。</translation>
    </message>
    <message>
        <source>The network has no layers.</source>
        <translation>网络没有层。</translation>
    </message>
    <message>
        <source>The network has too many layers: at most {count} can be imported.</source>
        <translation>网络的层太多：最多可导入 {count} 个。</translation>
    </message>
    <message>
        <source>The network has {count} inputs with more than {most} numbers together; NNStudio reads several inputs from the columns of a table.</source>
        <translation>网络有 {count} 个输入，合计超过 {most} 个数；NNStudio 从表格的列读取多个输入。</translation>
    </message>
    <message>
        <source>The network is not trained yet. Train it first.</source>
        <translation>网络尚未训练。请先训练。</translation>
    </message>
    <message>
        <source>The network is of the class {got}, which only its own code could build. Only Sequential and functional networks can be imported.</source>
        <translation>网络属于类 {got}，只有它自己的代码才能构建。只能导入 Sequential 网络和函数式网络。</translation>
    </message>
    <message>
        <source>The network&apos;s input {name} has {count} axes; NNStudio reads samples of one to three, behind one for the batch.</source>
        <translation>网络的输入 {name} 有 {count} 个轴；NNStudio 读取的样本有一到三个轴，前面另有一个批次轴。</translation>
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
        <source>The picture would have {width} × {height} pixels, which is too large. Choose a smaller scale, or SVG or PDF, which have no pixels.</source>
        <translation>图片将有 {width} × {height} 像素，太大了。请选择较小的缩放比例，或选择没有像素的 SVG 或 PDF。</translation>
    </message>
    <message>
        <source>The process that trained it ended again and again. There may not be enough memory: use fewer processes, smaller layers or a smaller batch size.</source>
        <translation>训练它的进程一再中断。可能是内存不足：请使用较少的进程、较小的层或较小的批次大小。</translation>
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
        <source>The samples of a batch are mixed with their steps.</source>
        <translation>批次中的样本与其时间步混在一起。</translation>
    </message>
    <message>
        <source>The script trains from the same starting weights, with the samples beside it; otherwise it predicts with the trained weights.</source>
        <translation>脚本从相同的初始权重开始训练，样本放在脚本旁边；否则脚本用训练好的权重进行预测。</translation>
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
        <source>The training has no setting {got}; it has: {known}.</source>
        <translation>训练没有设置 {got}；它有：{known}。</translation>
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
        <source>The weights in the safe format that PyTorch, JAX and Hugging Face read.</source>
        <translation>PyTorch、JAX 和 Hugging Face 都能读取的安全格式的权重。</translation>
    </message>
    <message>
        <source>The whole network for ONNX Runtime, browsers, telephones and Netron: opset 18, any number of samples at once.</source>
        <translation>完整的网络，供 ONNX Runtime、浏览器、手机和 Netron 使用：opset 18，一次可处理任意多个样本。</translation>
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
        <source>There are no samples to train with. Choose other data.</source>
        <translation>没有可用于训练的样本。请选择其他数据。</translation>
    </message>
    <message>
        <source>There is no Dask scheduler at {address}: {error}. Give the address that `dask scheduler` tells, such as tcp://10.0.0.5:8786.</source>
        <translation>{address} 处没有 Dask 调度器：{error}。请给出 `dask scheduler` 显示的地址，例如 tcp://10.0.0.5:8786。</translation>
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
        <source>There is no layer called {got}; there are: {known}.</source>
        <translation>没有名为 {got} 的层；可用的有：{known}。</translation>
    </message>
    <message>
        <source>There is no layer for: {names}. It was left out.</source>
        <translation>没有与 {names} 对应的层。已略去。</translation>
    </message>
    <message>
        <source>There is no loss {got}; there are: {known}.</source>
        <translation>没有损失函数 {got}；可用的有：{known}。</translation>
    </message>
    <message>
        <source>There is no optimiser {got}; there are: {known}.</source>
        <translation>没有优化器 {got}；可用的有：{known}。</translation>
    </message>
    <message>
        <source>There is no other layer to connect to.</source>
        <translation>没有其他可连接的层。</translation>
    </message>
    <message>
        <source>There is no schedule {got}; there are: {known}.</source>
        <translation>没有学习率调度 {got}；可用的有：{known}。</translation>
    </message>
    <message>
        <source>There is no setting {name} to vary. Did you mean {near}?</source>
        <translation>没有可变化的设置 {name}。是否指 {near}？</translation>
    </message>
    <message>
        <source>There is no setting {name} to vary. There are: {known}.</source>
        <translation>没有可变化的设置 {name}。可用的有：{known}。</translation>
    </message>
    <message>
        <source>There is no template {got}; there are {known}.</source>
        <translation>没有模板 {got}；有 {known}。</translation>
    </message>
    <message>
        <source>There is not enough memory. Use smaller layers or a smaller batch size.</source>
        <translation>内存不足。请使用较小的层或较小的批次大小。</translation>
    </message>
    <message>
        <source>There is nothing drawn. Draw a digit first.</source>
        <translation>还没有画任何东西。请先画一个数字。</translation>
    </message>
    <message>
        <source>There is nothing to plot: the drawing is not complete, or its data is missing.</source>
        <translation>没有可绘制的图表：网络图不完整，或缺少数据。</translation>
    </message>
    <message>
        <source>There is nothing to vary. Say what, such as --vary learning_rate=0.1,0.01; --list tells what there is.</source>
        <translation>没有要变化的设置。请指明变化什么，例如 --vary learning_rate=0.1,0.01；--list 会列出可用的设置。</translation>
    </message>
    <message>
        <source>This needs Qt, which cannot be loaded: {error}. Install NNStudio again; `nnstudio --help` shows what works without it.</source>
        <translation>此功能需要 Qt，但无法加载：{error}。请重新安装 NNStudio；不用 Qt 能做什么，参见 `nnstudio --help`。</translation>
    </message>
    <message>
        <source>This project&apos;s data is no file of yours: nothing has to be kept in its file.</source>
        <translation>此项目的数据不是来自你的文件：无需把数据保存在项目文件中。</translation>
    </message>
    <message>
        <source>Tint a frame</source>
        <translation>给一个框着色</translation>
    </message>
    <message>
        <source>Tint a note</source>
        <translation>给一个便签着色</translation>
    </message>
    <message>
        <source>Tint {count} frames and notes</source>
        <translation>给 {count} 个框和便签着色</translation>
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
        <source>Training script</source>
        <translation>训练脚本</translation>
    </message>
    <message>
        <source>Training stopped at step {step}: {what} of {node} is no longer a finite number. The weights of step {good} are kept. Try a smaller learning rate.</source>
        <translation>训练在第 {step} 步停止：{node} 的{what}不再是有限的数。已保留第 {good} 步的权重。请尝试较小的学习率。</translation>
    </message>
    <message>
        <source>Transformer encoder block</source>
        <translation>Transformer 编码器块</translation>
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
        <source>Two convolutions with a way around them, so that gradients reach early layers. What enters needs as many channels as there are filters.</source>
        <translation>两个卷积和一条绕过它们的旁路，使梯度能到达前面的层。输入的通道数须与滤波器数相同。</translation>
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
        <source>Two layers of the network have the same name.</source>
        <translation>网络中有两个层同名。</translation>
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
        <source>Two things in the drawing are called {id}. Rename one of them.</source>
        <translation>网络图中有两个对象都叫 {id}。请重命名其中一个。</translation>
    </message>
    <message>
        <source>Two wires end at port {port} of {id}. Remove one of them.</source>
        <translation>有两条连线接到 {id} 的端口 {port}。请删除其中一条。</translation>
    </message>
    <message>
        <source>Unfreeze all layers</source>
        <translation>解冻所有层</translation>
    </message>
    <message>
        <source>Unfreeze {count} nodes</source>
        <translation>解冻 {count} 个节点</translation>
    </message>
    <message>
        <source>Unfreeze {node}</source>
        <translation>解冻 {node}</translation>
    </message>
    <message>
        <source>Ungroup {block}</source>
        <translation>取消组合 {block}</translation>
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
        <source>Vanishing: {name} in {layers} gives zero for most of its sums: it passes {measured} of the gradient{whole}. Try leaky ReLU, BatchNorm or other starting weights.</source>
        <translation>梯度消失：{layers} 中的 {name} 对大多数加权和输出零：只让梯度的 {measured} 倍通过{whole}。请尝试 Leaky ReLU、批归一化 (BatchNorm) 或其他起始权重。</translation>
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
        <source>What is drawn, as code that trains it with NumPy alone: forward, loss, backward, update. Click a line to select its layer, or a layer to light up its lines.</source>
        <translation>把所画的网络写成只用 NumPy 训练它的代码：前向、损失、反向、更新。单击一行代码可选中它的层，单击一个层可突出显示它的代码行。</translation>
    </message>
    <message>
        <source>What it makes is not computed here.</source>
        <translation>这里不计算它的结果。</translation>
    </message>
    <message>
        <source>Where the samples enter. Its shape follows from the chosen data.</source>
        <translation>样本由此进入。其形状取决于所选数据。</translation>
    </message>
    <message>
        <source>Wire {number}</source>
        <translation>连线 {number}</translation>
    </message>
    <message>
        <source>With a program</source>
        <translation>包含主程序</translation>
    </message>
    <message>
        <source>Write a note</source>
        <translation>编辑便签文字</translation>
    </message>
    <message>
        <source>Write the samples, which the training script reads, into a file beside it.</source>
        <translation>把训练脚本读取的样本写入脚本旁边的文件。</translation>
    </message>
    <message>
        <source>Write {count} frames and notes</source>
        <translation>编辑 {count} 个框和便签的文字</translation>
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
        <source>a drawing of one block</source>
        <translation>只含一个模块的网络图</translation>
    </message>
    <message>
        <source>a finite number</source>
        <translation>有限的数</translation>
    </message>
    <message>
        <source>a frame</source>
        <translation>一个框</translation>
    </message>
    <message>
        <source>a list of at most {count}</source>
        <translation>最多 {count} 项的列表</translation>
    </message>
    <message>
        <source>a list of names</source>
        <translation>名称列表</translation>
    </message>
    <message>
        <source>a list of {count}</source>
        <translation>{count} 项的列表</translation>
    </message>
    <message>
        <source>a node of the block&apos;s first repetition and a setting of it</source>
        <translation>模块第一次重复中的一个节点及其一项设置</translation>
    </message>
    <message>
        <source>a node that has an input</source>
        <translation>有输入的节点</translation>
    </message>
    <message>
        <source>a note</source>
        <translation>一个便签</translation>
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
        <source>at least one repetition</source>
        <translation>至少一次重复</translation>
    </message>
    <message>
        <source>at least {low}</source>
        <translation>不小于 {low}</translation>
    </message>
    <message>
        <source>at most {count} letters, digits and underscores, such as dense_1</source>
        <translation>最多 {count} 个字母、数字和下划线，例如 dense_1</translation>
    </message>
    <message>
        <source>axis {number}</source>
        <translation>轴 {number}</translation>
    </message>
    <message>
        <source>behind it padding counts like other steps, and is zero before it</source>
        <translation>在它之后，填充与其他时间步一样计入；在它之前，填充为零</translation>
    </message>
    <message>
        <source>bias</source>
        <translation>偏置</translation>
    </message>
    <message>
        <source>channel</source>
        <translation>通道</translation>
    </message>
    <message>
        <source>column</source>
        <translation>列</translation>
    </message>
    <message>
        <source>copy</source>
        <translation>副本</translation>
    </message>
    <message>
        <source>each number at most {threshold}</source>
        <translation>每个数最多为 {threshold}</translation>
    </message>
    <message>
        <source>each weight&apos;s gradient at most {threshold} long</source>
        <translation>每个权重的梯度长度最多为 {threshold}</translation>
    </message>
    <message>
        <source>epochs</source>
        <translation>轮</translation>
    </message>
    <message>
        <source>filter</source>
        <translation>滤波器</translation>
    </message>
    <message>
        <source>gate and unit</source>
        <translation>门与单元</translation>
    </message>
    <message>
        <source>gradient</source>
        <translation>梯度</translation>
    </message>
    <message>
        <source>here it starts each sequence from an empty state (stateful)</source>
        <translation>这里每个序列都从空状态开始 (stateful)</translation>
    </message>
    <message>
        <source>in Keras it reads the steps in reverse order, here in their own</source>
        <translation>在 Keras 中它按相反的顺序读取时间步，这里按原来的顺序</translation>
    </message>
    <message>
        <source>input</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>it applies {got} to each step</source>
        <translation>它对每个时间步应用 {got}</translation>
    </message>
    <message>
        <source>it has slopes that are not shared by all places</source>
        <translation>它的斜率并非所有位置共用</translation>
    </message>
    <message>
        <source>it has the activation {got}</source>
        <translation>它的激活函数是 {got}</translation>
    </message>
    <message>
        <source>it has {got} weights instead of {expected}</source>
        <translation>它有 {got} 个权重，应有 {expected} 个</translation>
    </message>
    <message>
        <source>it holds code, and code in files is never run</source>
        <translation>它含有代码，而文件中的代码一律不运行</translation>
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
        <source>it is a layer of somebody&apos;s own</source>
        <translation>它是他人自定义的层</translation>
    </message>
    <message>
        <source>it is left out, for it acts in training alone and NNStudio has none</source>
        <translation>已略去，因为它只在训练时起作用，而 NNStudio 没有这种层</translation>
    </message>
    <message>
        <source>it joins along the axis {got}</source>
        <translation>它沿轴 {got} 拼接</translation>
    </message>
    <message>
        <source>it reads with {got}</source>
        <translation>它用 {got} 读取</translation>
    </message>
    <message>
        <source>it reads {count} inputs</source>
        <translation>它读取 {count} 个输入</translation>
    </message>
    <message>
        <source>it starts from a state that another layer gives</source>
        <translation>它从另一层给出的状态开始</translation>
    </message>
    <message>
        <source>its border is not known</source>
        <translation>它的补零宽度未知</translation>
    </message>
    <message>
        <source>its definition says what has no words yet: {what}</source>
        <translation>它的定义中有目前还无法表达的内容：{what}</translation>
    </message>
    <message>
        <source>its description is too long</source>
        <translation>它的说明太长</translation>
    </message>
    <message>
        <source>its mask of the steps that count is left out</source>
        <translation>已略去它的掩码（哪些时间步计入）</translation>
    </message>
    <message>
        <source>its mask of who sees whom is left out</source>
        <translation>已略去它的掩码（谁能关注谁）</translation>
    </message>
    <message>
        <source>its number of channels is not known</source>
        <translation>它的通道数未知</translation>
    </message>
    <message>
        <source>its setting {key} is {got}</source>
        <translation>它的设置 {key} 为 {got}</translation>
    </message>
    <message>
        <source>its setting {key} is {got}, which NNStudio does not know</source>
        <translation>它的设置 {key} 为 {got}，NNStudio 无法识别</translation>
    </message>
    <message>
        <source>its {weight} has the shape {got} instead of {expected}</source>
        <translation>它的 {weight} 形状是 {got}，应为 {expected}</translation>
    </message>
    <message>
        <source>letters, digits and underscores, such as note_1</source>
        <translation>字母、数字和下划线，例如 note_1</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>nodes of the drawing that belong to one block only, alike in each repetition</source>
        <translation>网络图中只属于一个模块的节点，且各次重复的节点类型一致</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>nothing</source>
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
        <source>pixels in base64</source>
        <translation>base64 编码的像素</translation>
    </message>
    <message>
        <source>pixels in base64 and a class</source>
        <translation>base64 编码的像素和类别</translation>
    </message>
    <message>
        <source>row</source>
        <translation>行</translation>
    </message>
    <message>
        <source>standard score</source>
        <translation>标准化</translation>
    </message>
    <message>
        <source>step</source>
        <translation>时间步</translation>
    </message>
    <message>
        <source>target</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>the file has no {weight}</source>
        <translation>文件中没有 {weight}</translation>
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
        <source>token</source>
        <translation>词元</translation>
    </message>
    <message>
        <source>two numbers</source>
        <translation>两个数</translation>
    </message>
    <message>
        <source>unit</source>
        <translation>单元</translation>
    </message>
    <message>
        <source>unit before</source>
        <translation>上一步的单元</translation>
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
        <source>{count} drawings are the most that can be added. Remove some of them.</source>
        <translation>最多可以添加 {count} 幅手绘图。请移除其中一些。</translation>
    </message>
    <message>
        <source>{count} lines as yet: the drawing has problems that forbid training.</source>
        <translation>目前 {count} 行：网络图有问题，因此无法训练。</translation>
    </message>
    <message>
        <source>{count} of {total} samples hold values that are not a number, infinite or too large. Replace them or leave these samples out.</source>
        <translation>{total} 个样本中有 {count} 个含有非数、无穷或过大的值。请替换它们，或略去这些样本。</translation>
    </message>
    <message>
        <source>{count} things</source>
        <translation>{count} 个对象</translation>
    </message>
    <message>
        <source>{count} values, each {one}</source>
        <translation>{count} 个值，每个都是{one}</translation>
    </message>
    <message>
        <source>{count} whole numbers, such as {example}</source>
        <translation>{count} 个整数，例如 {example}</translation>
    </message>
    <message>
        <source>{count} workers were lost while they trained it. There may not be enough memory: use smaller layers or a smaller batch size.</source>
        <translation>训练它时失去了 {count} 个工作进程。可能是内存不足：请使用较小的层或较小的批次大小。</translation>
    </message>
    <message>
        <source>{edit} and close the gap</source>
        <translation>{edit}并接上缺口</translation>
    </message>
    <message>
        <source>{file} cannot be compared with: {reason}. Make one with: nnstudio bench train --json &gt; FILE</source>
        <translation>无法与 {file} 比较：{reason}。请这样生成一个文件：nnstudio bench train --json &gt; FILE</translation>
    </message>
    <message>
        <source>{file} cannot be deleted: {error}.</source>
        <translation>无法删除 {file}：{error}。</translation>
    </message>
    <message>
        <source>{file} cannot be read. Choose another file, or export it again.</source>
        <translation>无法读取 {file}。请选择其他文件，或重新导出它。</translation>
    </message>
    <message>
        <source>{file} in your folder of blocks is left out. {reason}</source>
        <translation>已略去你的模块文件夹中的 {file}。{reason}</translation>
    </message>
    <message>
        <source>{file} is too large for a block.</source>
        <translation>{file} 太大，不能作为模块。</translation>
    </message>
    <message>
        <source>{folder} cannot be used for the results: {reason}. Choose another folder.</source>
        <translation>无法用 {folder} 存放结果：{reason}。请选择其他文件夹。</translation>
    </message>
    <message>
        <source>{folder} has no results of an experiment. Choose another folder.</source>
        <translation>{folder} 中没有实验结果。请选择其他文件夹。</translation>
    </message>
    <message>
        <source>{folder} has other things in it. Choose a new folder for the results.</source>
        <translation>{folder} 中有其他内容。请为结果选择一个新文件夹。</translation>
    </message>
    <message>
        <source>{folder} was written by a newer NNStudio. Update NNStudio to go on with it.</source>
        <translation>{folder} 由更新的 NNStudio 写成。请更新 NNStudio 再继续。</translation>
    </message>
    <message>
        <source>{key} has the shape {got}, the network expects {expected}: left as it was.</source>
        <translation>{key} 的形状是 {got}，网络需要 {expected}：保持原样。</translation>
    </message>
    <message>
        <source>{kind} “{name}” does not fit. {reason}</source>
        <translation>{kind}“{name}”不匹配。{reason}</translation>
    </message>
    <message>
        <source>{kind} “{name}” is left out. {reason}</source>
        <translation>已略去 {kind}“{name}”。{reason}</translation>
    </message>
    <message>
        <source>{kind} “{name}” is left out: {reason}.</source>
        <translation>已略去 {kind}“{name}”：{reason}。</translation>
    </message>
    <message>
        <source>{kind} “{name}” starts with new weights: {reason}.</source>
        <translation>{kind}“{name}”以新的权重开始：{reason}。</translation>
    </message>
    <message>
        <source>{kind} “{name}”: {reason}.</source>
        <translation>{kind}“{name}”：{reason}。</translation>
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
        <source>{name} cannot be read as a Keras file: {reason}. Save the network again.</source>
        <translation>{name} 无法作为 Keras 文件读取：{reason}。请重新保存网络。</translation>
    </message>
    <message>
        <source>{name} cannot be read as a picture: {reason}. Save it again as PNG.</source>
        <translation>{name} 无法作为图片读取：{reason}。请另存为 PNG。</translation>
    </message>
    <message>
        <source>{name} cannot be read: {reason}.</source>
        <translation>无法读取 {name}：{reason}。</translation>
    </message>
    <message>
        <source>{name} could not be written: {reason}</source>
        <translation>无法写入 {name}：{reason}</translation>
    </message>
    <message>
        <source>{name} has more than {count} million pixels. Save a smaller copy.</source>
        <translation>{name} 超过 {count} 百万像素。请保存一个较小的副本。</translation>
    </message>
    <message>
        <source>{name} has no input or no output.</source>
        <translation>{name} 没有输入或没有输出。</translation>
    </message>
    <message>
        <source>{name} has other features or categories than the data that the network has learned from. Import both from files with the same columns and categories.</source>
        <translation>{name} 的特征或类别与网络所学的数据不同。请用列和类别相同的文件导入两者。</translation>
    </message>
    <message>
        <source>{name} has {size} MB, more than the {most} MB that are read.</source>
        <translation>{name} 有 {size} MB，超过可读取的 {most} MB。</translation>
    </message>
    <message>
        <source>{name} holds no layer that NNStudio has. {reason}</source>
        <translation>{name} 中没有 NNStudio 支持的层。{reason}</translation>
    </message>
    <message>
        <source>{name} holds no pictures. Choose a folder with pictures (PNG, JPEG ...).</source>
        <translation>{name} 中没有图片。请选择含有图片（PNG、JPEG 等）的文件夹。</translation>
    </message>
    <message>
        <source>{name} holds no project. Open another copy of the file.</source>
        <translation>{name} 中没有项目。请打开文件的另一个副本。</translation>
    </message>
    <message>
        <source>{name} holds no weights; it expects numbers called like dense_1/weight. Choose a file that was exported here, or a trained project.</source>
        <translation>{name} 中没有权重；应含有名称形如 dense_1/weight 的数值。请选择从这里导出的文件，或训练过的项目。</translation>
    </message>
    <message>
        <source>{name} holds no {member}. Save the network again, with its weights.</source>
        <translation>{name} 中没有 {member}。请重新保存网络，连同其权重。</translation>
    </message>
    <message>
        <source>{name} holds weights alone, not the network that they belong to. Save the whole network with model.save.</source>
        <translation>{name} 中只有权重，没有这些权重所属的网络。请用 model.save 保存整个网络。</translation>
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
        <source>{name} is larger than an ONNX file can be, which is 2 GB. Choose another file.</source>
        <translation>{name} 超过了 ONNX 文件的大小上限 2 GB。请选择其他文件。</translation>
    </message>
    <message>
        <source>{name} is no Keras file: it lacks {member}. Choose one that Keras saved.</source>
        <translation>{name} 不是 Keras 文件：缺少 {member}。请选择由 Keras 保存的文件。</translation>
    </message>
    <message>
        <source>{name} is no NNStudio project: it lacks {member}. Choose a {suffix} file.</source>
        <translation>{name} 不是 NNStudio 项目：缺少 {member}。请选择 {suffix} 文件。</translation>
    </message>
    <message>
        <source>{name} is no ONNX file, or it is damaged: {reason}</source>
        <translation>{name} 不是 ONNX 文件，或已损坏：{reason}</translation>
    </message>
    <message>
        <source>{name} is no imported data set, as the network has learned from one. Give it another one, or an array of samples (.npy).</source>
        <translation>{name} 不是导入的数据集，而该网络是从导入的数据集学习的。请给出另一个这样的数据集，或样本数组（.npy）。</translation>
    </message>
    <message>
        <source>{name} is no network that can be imported; those end in {known}.</source>
        <translation>{name} 不是可以导入的网络；可导入的文件名以 {known} 结尾。</translation>
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
        <source>{name} is one of several files that belong together. Choose the folder they are in as the data, then keep that.</source>
        <translation>{name} 是一组相关文件中的一个。请选择它们所在的文件夹作为数据，再把它保存到文件中。</translation>
    </message>
    <message>
        <source>{name} is varied twice. Give all its values at once.</source>
        <translation>{name} 的变化指定了两次。请一次给出它的所有值。</translation>
    </message>
    <message>
        <source>{name} keeps its weights in {got}, which is no file beside it. Put that file beside it, or save the network as one file.</source>
        <translation>{name} 的权重存放在 {got} 中，但旁边没有这个文件。请把该文件放在旁边，或把网络存为一个文件。</translation>
    </message>
    <message>
        <source>{name} lacks {member}. Open another copy of it.</source>
        <translation>{name} 缺少 {member}。请打开它的另一个副本。</translation>
    </message>
    <message>
        <source>{name} would unpack to {size} MB; the most are {most} MB.</source>
        <translation>{name} 会解压成 {size} MB；最多允许 {most} MB。</translation>
    </message>
    <message>
        <source>{name}, {place}: the column {column} must be a number, got {got}.</source>
        <translation>{name}，{place}：列 {column} 必须是数字，实际为 {got}。</translation>
    </message>
    <message>
        <source>{name}: its data cannot be told from other data.</source>
        <translation>{name}：无法把它的数据与其他数据区分开。</translation>
    </message>
    <message>
        <source>{name}: {key} got numbers of the type {got}; it expects float32.</source>
        <translation>{name}：{key} 的数据类型是 {got}；应为 float32。</translation>
    </message>
    <message>
        <source>{node} cannot be exported: {reason}</source>
        <translation>无法导出 {node}：{reason}</translation>
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
        <source>{owner} has no setting {got}; it has: {known}.</source>
        <translation>“{owner}”没有设置 {got}；它有：{known}。</translation>
    </message>
    <message>
        <source>{owner} has no setting {setting}. Vary it only together with kinds that have.</source>
        <translation>“{owner}”没有设置 {setting}。请只与具有此设置的类型一起变化它。</translation>
    </message>
    <message>
        <source>{owner}: {setting} got {got}; it expects {expected}.</source>
        <translation>{owner}：{setting}得到 {got}；应为{expected}。</translation>
    </message>
    <message>
        <source>{part} leads to another file</source>
        <translation>{part} 指向另一个文件</translation>
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
        <source>{path} is larger than any record of results. Choose another folder.</source>
        <translation>{path} 太大，不可能是结果记录。请选择其他文件夹。</translation>
    </message>
    <message>
        <source>{path} is no array of numbers</source>
        <translation>{path} 不是数的数组</translation>
    </message>
    <message>
        <source>{path} is not a file. Choose a file.</source>
        <translation>{path} 不是文件。请选择文件。</translation>
    </message>
    <message>
        <source>{path} is too large to be kept in a project: {size} MB in {count} files; the most are {most} MB in {most_count}. Leave it beside the project.</source>
        <translation>{path} 太大，不能保存在项目中：{count} 个文件共 {size} MB；最多允许 {most_count} 个文件共 {most} MB。请把它留在项目旁边。</translation>
    </message>
    <message>
        <source>{path} lies in another file</source>
        <translation>{path} 位于另一个文件中</translation>
    </message>
    <message>
        <source>{path} may not be read. Ask for the right to read it, or choose another one.</source>
        <translation>没有读取 {path} 的权限。请申请读取权限，或选择其他文件。</translation>
    </message>
    <message>
        <source>{path} would unpack to {size} from {packed}</source>
        <translation>{path} 会从 {packed} 解压成 {size}</translation>
    </message>
    <message>
        <source>{place} ({kind}) also hands on its cell state, which NNStudio&apos;s does not.</source>
        <translation>{place}（{kind}）还会输出单元状态，而 NNStudio 的层不输出。</translation>
    </message>
    <message>
        <source>{place} ({kind}) is left out. {reason}</source>
        <translation>已略去 {place}（{kind}）。{reason}</translation>
    </message>
    <message>
        <source>{place} got {got}; it expects {expected}.</source>
        <translation>{place}得到 {got}；应为{expected}。</translation>
    </message>
    <message>
        <source>{place} is no block of NNStudio. Choose a file that was exported here.</source>
        <translation>{place}：不是 NNStudio 的模块。请选择从这里导出的文件。</translation>
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
        <source>{setting} got {got}; it expects {expected}.</source>
        <translation>{setting} 得到 {got}；应为{expected}。</translation>
    </message>
    <message>
        <source>{setting} of {target} cannot be changed while the network trains. Stop the training, change it and start again.</source>
        <translation>网络训练时不能更改 {target} 的 {setting}。请停止训练，更改后重新开始。</translation>
    </message>
    <message>
        <source>{taken} of {total} weights were taken over by name and shape.</source>
        <translation>已按名称和形状载入 {total} 个权重中的 {taken} 个。</translation>
    </message>
    <message>
        <source>{target} has no option {got}; it has: {known}.</source>
        <translation>{target} 没有选项 {got}；它有：{known}。</translation>
    </message>
    <message>
        <source>{target} has no words for {layer}. Use another layer or another target.</source>
        <translation>{target} 无法表达层“{layer}”。请使用其他层或其他导出目标。</translation>
    </message>
    <message>
        <source>{to} is there already: the results stay in {folder}. Move them yourself, or train anew.</source>
        <translation>{to} 已存在：结果仍留在 {folder}。请自行移动，或重新训练。</translation>
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
        <source> and a label</source>
        <translation>和标签</translation>
    </message>
    <message>
        <source>--rounds and --threads expect a whole number of at least 1.</source>
        <translation>--rounds 和 --threads 需要不小于 1 的整数。</translation>
    </message>
    <message>
        <source>--type got {got}; it expects COLUMN=TYPE, such as year=category.</source>
        <translation>--type 得到 {got}；应为 COLUMN=TYPE，例如 year=category。</translation>
    </message>
    <message>
        <source>--{option} got {got}; it expects a number.</source>
        <translation>--{option} 得到 {got}；应为数。</translation>
    </message>
    <message>
        <source>--{option} got {got}; it expects yes or no.</source>
        <translation>--{option} 得到 {got}；应为 yes 或 no。</translation>
    </message>
    <message>
        <source>--{option} is no option of {target}; it has: {known}.</source>
        <translation>{target} 没有选项 --{option}；它有：{known}。</translation>
    </message>
    <message>
        <source>--{option} is not for {kind}; leave it out, or choose another --kind.</source>
        <translation>--{option} 不适用于 {kind}；请去掉它，或选择其他 --kind。</translation>
    </message>
    <message>
        <source>1,461 days with their rain, temperatures and wind: was it sun, rain, fog, drizzle or snow? Three of the five classes are rare, so that weights for the classes matter.</source>
        <translation>1,461 天的降雨、气温和风速：当天是晴、雨、雾、毛毛雨还是雪？五类中有三类稀少，因此类别权重很重要。</translation>
    </message>
    <message>
        <source>1,797 handwritten digits as pictures of 8 × 8 pixels with 17 grey levels: small enough to train in a second and to look at every number.</source>
        <translation>1,797 个手写数字，8 × 8 像素、17 级灰度的图片：小到一秒就能训练完，每个数都能查看。</translation>
    </message>
    <message>
        <source>12,000 photos of clothes, shoes and bags in ten classes, as grey pictures of 28 × 28 pixels: as handy as the digits, but harder.</source>
        <translation>12,000 张服装、鞋和包的照片，共十类，28 × 28 像素灰度图：和手写数字一样方便，但更难。</translation>
    </message>
    <message>
        <source>150 irises of three species with length and width of their sepals and petals: the most famous small table there is.</source>
        <translation>三个物种的 150 朵鸢尾花，含花萼和花瓣的长与宽：最著名的小表格。</translation>
    </message>
    <message>
        <source>178 wines from three cultivars of one region in Italy, told apart by 13 chemical measurements on very different scales.</source>
        <translation>意大利同一地区三个品种的 178 种葡萄酒，由尺度差别很大的 13 项化学指标区分。</translation>
    </message>
    <message>
        <source>2,250 snippets of speech of 0.83 s as pictures of their sound, 40 moments × 28 pitches: English, Spanish, French, Italian or Russian? Each language has one speaker, so that voices are learned along with it.</source>
        <translation>2,250 段 0.83 秒的语音，以声音的图像表示，40 个时刻 × 28 个音高：英语、西班牙语、法语、意大利语还是俄语？每种语言只有一位说话者，因此网络也会一并学到嗓音。</translation>
    </message>
    <message>
        <source>2,469 emoji as colour pictures of 32 × 32 pixels: faces, persons, hands, animals, plants, food, vehicles and flags, each drawn in up to three styles. No emoji is both in the training and in the test part.</source>
        <translation>2,469 个表情符号，32 × 32 像素彩色图片：面孔、人物、手势、动物、植物、食物、交通工具和旗帜，每个最多有三种画风。没有表情符号同时出现在训练和测试部分。</translation>
    </message>
    <message>
        <source>2,930 sales in a town in Iowa from 2006 to 2010: 21 facts of each house, numbers and categories, and its price.</source>
        <translation>2006 至 2010 年艾奥瓦州一座城镇的 2,930 宗房屋成交：每栋房屋的 21 项信息（数值和类别）及其价格。</translation>
    </message>
    <message>
        <source>2,982 English sentences from reviews of products, films and restaurants: positive or negative? They are read word by word.</source>
        <translation>产品、电影和餐馆评论中的 2,982 个英语句子：好评还是差评？逐词读取。</translation>
    </message>
    <message>
        <source>: × {factor} per layer</source>
        <translation>：每层 × {factor}</translation>
    </message>
    <message>
        <source>A cell for every unit of every layer: units that never fire, are stuck at an end of their activation, or say what another one says, help no more. Click one to see its weights, the part of its curve it uses, and the samples that wake it most.</source>
        <translation>每层的每个单元对应一个格子：从不激活、停在激活函数一端，或与另一个单元输出相同的单元，不再起作用。单击一个格子，可查看其权重、所用的那段激活曲线，以及最能激活它的样本。</translation>
    </message>
    <message>
        <source>A cluster needs the package distributed, which cannot be loaded: {error}. Install nnstudio[cluster].</source>
        <translation>使用集群需要软件包 distributed，但无法加载：{error}。请安装 nnstudio[cluster]。</translation>
    </message>
    <message>
        <source>A file of weights tells no activations, pooling and branches: this chain follows from the shapes alone. Compare it with the network, or draw that and load the weights into it.</source>
        <translation>权重文件不包含激活函数、池化和分支：这一串层只是根据形状推断出来的。请与原网络对照，或画出原网络，再把权重载入进去。</translation>
    </message>
    <message>
        <source>A layer of the network has no class or no name.</source>
        <translation>网络中有一个层没有类或没有名称。</translation>
    </message>
    <message>
        <source>A linear recurrent network over 60 steps, made to fail: as soon as its weights have grown a little, its gradient grows with every step back, and within a few steps of training the weights are no longer numbers. Try clipping the gradient norm at 1, or smaller starting weights.</source>
        <translation>60 个时间步的线性循环网络，故意设计成失败：权重稍一增大，梯度每回传一步就会增长，训练几步之后，权重便不再是有限的数。请尝试把梯度范数裁剪到 1，或使用较小的初始权重。</translation>
    </message>
    <message>
        <source>A recurrent layer unrolled over the steps of one sample: what it remembers after each step, and how much of the error comes back to that step for learning.</source>
        <translation>沿一个样本的时间步展开的循环层：每一步之后它记住了什么，又有多少误差回传到这一步供其学习。</translation>
    </message>
    <message>
        <source>A run has at most {most} named checkpoints. Remove one first.</source>
        <translation>一次训练最多可有 {most} 个命名检查点。请先移除一个。</translation>
    </message>
    <message>
        <source>A run in the file is left out, for it is damaged. {reason}</source>
        <translation>已略去文件中的一条训练记录，因为它已损坏。{reason}</translation>
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
        <source>All named checkpoints together may take {most}. Remove some, or allow more memory in the settings.</source>
        <translation>所有命名检查点合计最多可占 {most}。请移除一些，或在设置中允许使用更多内存。</translation>
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
        <source>All {units} units do something of their own on {samples} samples.</source>
        <translation>在 {samples} 个样本上，全部 {units} 个单元都各有作用。</translation>
    </message>
    <message>
        <source>Answers cannot be written as {name}. Let its name end in .csv, .npy or .npz.</source>
        <translation>预测结果无法写成 {name}。请让文件名以 .csv、.npy 或 .npz 结尾。</translation>
    </message>
    <message>
        <source>At single steps of the training each layer&apos;s weights are compared before and after: ‖update‖ / ‖weights‖, L2 norms over all its weights with biases. It is what the optimiser really did, with momentum, schedule, clipping and weight decay. The median of the last {recent} such steps should lie between 10⁻⁴ and 10⁻²; about 10⁻³ is usual. Above, weights are thrown about; below, they hardly learn. Near the end of a training smaller steps are in order. (Karpathy, CS231n: Neural networks part 3, ratio of weights to updates.)</source>
        <translation>在个别训练步，比较每层权重更新前后的变化：‖更新量‖ / ‖权重‖，即该层全部权重（含偏置）的 L2 范数之比。这是优化器实际所做的更新，已包含动量、学习率调度、裁剪和权重衰减。最近 {recent} 个这样的训练步的中位数应在 10⁻⁴ 和 10⁻² 之间；通常约为 10⁻³。高于此范围，权重会大幅乱跳；低于此范围，权重几乎学不到东西。训练接近结束时，步子变小是正常的。（Karpathy，CS231n：Neural networks part 3，更新量与权重之比。）</translation>
    </message>
    <message>
        <source>Attention maps</source>
        <translation>注意力图</translation>
    </message>
    <message>
        <source>Branch from step {step} of {run}</source>
        <translation>从 {run} 的第 {step} 步分支</translation>
    </message>
    <message>
        <source>Clip the gradient</source>
        <translation>裁剪梯度</translation>
    </message>
    <message>
        <source>Clip the gradient at 1</source>
        <translation>把梯度裁剪到 1</translation>
    </message>
    <message>
        <source>Clipping</source>
        <translation>梯度裁剪</translation>
    </message>
    <message>
        <source>Confusion matrix</source>
        <translation>混淆矩阵</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Dead: its slope was zero for every sample, so that it cannot learn.</source>
        <translation>死亡：对每个样本其斜率都为零，因此无法学习。</translation>
    </message>
    <message>
        <source>Distributions</source>
        <translation>数值分布</translation>
    </message>
    <message>
        <source>Duplicate: its outputs correlate by {likeness} with those of unit {twin}.</source>
        <translation>重复：其输出与单元 {twin} 的输出的相关系数为 {likeness}。</translation>
    </message>
    <message>
        <source>Each point is a sample as the chosen layer sees it, along the directions in which samples differ most (PCA): what lies close together looks alike to the network. Click two points to walk between them, drag a free place to see what the network makes of it.</source>
        <translation>每个点是一个样本在所选层中的表示，沿样本差异最大的方向画出（PCA）：彼此靠近的点，在网络看来相似。单击两个点，可在两者之间插值；在空白处拖动，可看到网络由那里生成的结果。</translation>
    </message>
    <message>
        <source>Each row is a true class, each column what the network took it for: what lies on the diagonal is right. Click a cell to see its samples, the hardest first. For numbers, each point is a sample: the farther from the diagonal, the larger the error.</source>
        <translation>每一行是一个真实类别，每一列是网络把它当成的类别：对角线上的是正确的。单击单元格可查看其中的样本，最难的在前。对于数值，每个点是一个样本：离对角线越远，误差越大。</translation>
    </message>
    <message>
        <source>Exploding in time: the Jacobians are no longer finite numbers. {cure}</source>
        <translation>时间上梯度爆炸：雅可比矩阵不再是有限的数。{cure}</translation>
    </message>
    <message>
        <source>Exploding in time: × {factor} per step; a change in the first of {steps} steps grows to {share} times its size. {cure}</source>
        <translation>时间上梯度爆炸：每步 × {factor}；共 {steps} 步，第一步的变化会放大到 {share} 倍。{cure}</translation>
    </message>
    <message>
        <source>Exploding: the gradient is multiplied by {factor} per layer on its way to the input; it is too large in {layers}. Try smaller starting weights or a smaller learning rate.</source>
        <translation>梯度爆炸：梯度在传向输入的途中每层乘以 {factor}；在 {layers} 中过大。请尝试较小的初始权重或较小的学习率。</translation>
    </message>
    <message>
        <source>Exploding: the weights of {layers} are too large: they multiply the gradient by {factor} each{whole}. Try Glorot or He starting weights, BatchNorm, or clipping.</source>
        <translation>梯度爆炸：{layers} 的权重过大：各把梯度乘以 {factor}{whole}。请尝试 Glorot 或 He 初始权重、批归一化 (BatchNorm)，或梯度裁剪。</translation>
    </message>
    <message>
        <source>Exploding: through time {layer} multiplies the gradient by {factor} per step; over {steps} steps that is {whole}. Try gradient clipping, smaller or orthogonal recurrent weights, or truncation.</source>
        <translation>梯度爆炸：沿时间方向，{layer} 每步把梯度乘以 {factor}；{steps} 步合计为 {whole}。请尝试梯度裁剪、较小或正交的循环权重，或截断。</translation>
    </message>
    <message>
        <source>Gradient clipping is on ({mode}, threshold {threshold}): the norms of a run are those after clipping.</source>
        <translation>已开启梯度裁剪（{mode}，阈值 {threshold}）：训练中显示的范数是裁剪之后的。</translation>
    </message>
    <message>
        <source>Group layers as {block}</source>
        <translation>把层组合为 {block}</translation>
    </message>
    <message>
        <source>Health of units</source>
        <translation>单元健康状况</translation>
    </message>
    <message>
        <source>Healthy: a step moves the weights by {share}</source>
        <translation>正常：一步使权重变动 {share}</translation>
    </message>
    <message>
        <source>Healthy: its output is {mean} ± {varies}.</source>
        <translation>正常：其输出为 {mean} ± {varies}。</translation>
    </message>
    <message>
        <source>Healthy: {ill} of {units} units are dead, saturated or duplicates; a few are no trouble.</source>
        <translation>正常：{units} 个单元中有 {ill} 个死亡、饱和或重复；少量没有关系。</translation>
    </message>
    <message>
        <source>Healthy: × {factor} per step; of the first of {steps} steps {share} of the effect is left.</source>
        <translation>正常：每步 × {factor}；共 {steps} 步，第一步的影响还剩 {share}。</translation>
    </message>
    <message>
        <source>How far single steps move each layer&apos;s weights, as a share of their size: between 10⁻⁴ and 10⁻² is healthy. Below, how widely each layer&apos;s outputs are spread: mean ± 2 standard deviations.</source>
        <translation>单步使各层权重变动多少（相对于权重的大小）：在 10⁻⁴ 和 10⁻² 之间为正常。下方是各层输出的分散程度：均值 ± 2 倍标准差。</translation>
    </message>
    <message>
        <source>How large the loss would be with other weights near the present ones, along the two directions in which training moved most. The line is the way it took: gradient descent walks downhill.</source>
        <translation>如果权重取当前权重附近的其他值，损失会有多大；沿训练中移动最多的两个方向画出。线条是训练走过的路：梯度下降就是往山下走。</translation>
    </message>
    <message>
        <source>How long the gradient of all layers together is, before it is clipped and after. Longer than the threshold it is shortened to it, so that one step never goes too far.</source>
        <translation>所有层合在一起的梯度在裁剪前后有多长。超过阈值时缩短到阈值，使任何一步都不会走得太远。</translation>
    </message>
    <message>
        <source>How many samples a second are used; 0: as most sounds have, up to 16,000.</source>
        <translation>每秒使用多少个采样；0：与多数声音相同，最多 16,000。</translation>
    </message>
    <message>
        <source>How many samples are held out to watch for overfitting while it trains.</source>
        <translation>留出多少个样本，用于在训练时监测过拟合。</translation>
    </message>
    <message>
        <source>How many samples are kept apart: only Evaluate looks at them.</source>
        <translation>单独存放多少个样本：只有“评估”会使用它们。</translation>
    </message>
    <message>
        <source>How many sequences there are to learn from; half as many more are for testing.</source>
        <translation>用于学习的序列数；另有一半数量用于测试。</translation>
    </message>
    <message>
        <source>How many steps a sequence has: the longer, the more is to be remembered.</source>
        <translation>一个序列有多少步：越长，要记住的越多。</translation>
    </message>
    <message>
        <source>How many steps the network sees at once; 0: as suits the series.</source>
        <translation>网络一次看多少步；0：按序列自动选择。</translation>
    </message>
    <message>
        <source>How many steps the wave takes to repeat itself.</source>
        <translation>波经过多少步重复一次。</translation>
    </message>
    <message>
        <source>How many values there are to learn from; half as many more are for testing.</source>
        <translation>用于学习的值的个数；另有一半数量用于测试。</translation>
    </message>
    <message>
        <source>How much carbon dioxide was in the air in each month from 1958 to 2020: a steady rise with a small rhythm of the year. Two years of changes from month to month tell the next change; five early months are missing.</source>
        <translation>1958 至 2020 年每月空气中的二氧化碳含量：稳步上升，并带有小幅的年度周期。由两年的逐月变化预测下一个变化；早期有五个月缺失。</translation>
    </message>
    <message>
        <source>How much each step of a sample (down) looks at each other (across) in every head of an attention layer; a row sums to 1. Click a token to see what it looks at.</source>
        <translation>在注意力层的每个头中，样本的每个时间步（纵向）对其他各步（横向）关注多少；每行之和为 1。单击一个词元，可查看它关注什么。</translation>
    </message>
    <message>
        <source>How much every number scatters: the standard deviation.</source>
        <translation>每个数的分散程度：标准差。</translation>
    </message>
    <message>
        <source>How much later each frame begins than the one before.</source>
        <translation>每一帧比前一帧晚多少开始。</translation>
    </message>
    <message>
        <source>How much the number of airline passengers changes from month to month, from the twelve months before. After 40 epochs off by about 30 thousand in the last 26 months, where always saying no change is off by 44 thousand.</source>
        <translation>由前十二个月预测航空旅客数的逐月变化。40 轮后，在最后 26 个月误差约 3 万人；若总是猜没有变化，误差为 4.4 万人。</translation>
    </message>
    <message>
        <source>How strong is concrete? 1,030 samples with their mixture and age, and the pressure at which they broke.</source>
        <translation>混凝土有多强？1,030 个样本，含配比、龄期和破坏时的压强。</translation>
    </message>
    <message>
        <source>How strongly each layer is told to change: the size of its gradient, and what each layer multiplies it by on its way back. Layers whose gradient is far smaller than the others&apos; hardly learn.</source>
        <translation>各层被要求改变的程度：其梯度的大小，以及梯度回传时每一层使它乘以多少。梯度远小于其他层的层几乎学不到东西。</translation>
    </message>
    <message>
        <source>How strongly the last state reacts to the state after step t is the spectral norm of the product of the Jacobians between them: ‖∂s_T/∂s_t‖ = ‖J_T · … · J_t+1‖, J_t = ∂s_t/∂s_t−1, where s is h, with an LSTM h and c (Pascanu, Mikolov and Bengio 2013). Below 1/{most} at the first step, or less than 1/{steepest} per step on average, is called vanishing; above {most}, or more than {steepest} per step, exploding. Sequences of fewer than {fewest} steps are not judged.</source>
        <translation>最后的状态对第 t 步之后的状态有多敏感，由两者之间各雅可比矩阵之积的谱范数表示：‖∂s_T/∂s_t‖ = ‖J_T · … · J_t+1‖，J_t = ∂s_t/∂s_t−1，其中 s 为 h，对 LSTM 则为 h 和 c（Pascanu、Mikolov 和 Bengio，2013）。在第一步处小于 1/{most}，或平均每步小于 1/{steepest}，称为梯度消失；大于 {most}，或平均每步大于 {steepest}，称为梯度爆炸。少于 {fewest} 步的序列不作诊断。</translation>
    </message>
    <message>
        <source>How the numbers of each layer are spread: its weights, their gradients, and what it gives. Ridges show the course of the run, the newest in front. Widths that shrink to nothing or grow without end are the first sign of trouble.</source>
        <translation>每层的各种数值如何分布：权重、权重的梯度和输出。山脊图显示训练的过程，最新的在最前面。宽度缩到几乎没有或无限增大，是出问题的最初迹象。</translation>
    </message>
    <message>
        <source>How the samples are chosen that the network does not learn from.</source>
        <translation>如何选取网络不用于学习的样本。</translation>
    </message>
    <message>
        <source>IDX (MNIST&apos;s own files)</source>
        <translation>IDX（MNIST 自己的文件）</translation>
    </message>
    <message>
        <source>IDX files</source>
        <translation>IDX 文件</translation>
    </message>
    <message>
        <source>Import the data {name}</source>
        <translation>导入数据 {name}</translation>
    </message>
    <message>
        <source>In the column {column} cells count as empty that are no dates: {count}, the first in {place}: {got}.</source>
        <translation>列 {column} 中不是日期的单元格按空处理：{count} 个，第一个在{place}：{got}。</translation>
    </message>
    <message>
        <source>In the column {column} cells count as empty that are no finite numbers: {count}, the first in {place}: {got}.</source>
        <translation>列 {column} 中不是有限数的单元格按空处理：{count} 个，第一个在{place}：{got}。</translation>
    </message>
    <message>
        <source>In {name} no row belongs to the training part. Check the column {column}.</source>
        <translation>{name} 中没有属于训练部分的行。请检查列 {column}。</translation>
    </message>
    <message>
        <source>In {name} the target {column} has only one class, {got}. A network needs at least two to tell apart: choose another target or a file with more classes.</source>
        <translation>{name} 中目标 {column} 只有一个类别 {got}。网络至少需要两个类别才能区分：请选择其他目标，或类别更多的文件。</translation>
    </message>
    <message>
        <source>In {name} the target {column} has {got} classes; at most {most} are possible. Choose another target, or read it as a number.</source>
        <translation>{name} 中目标 {column} 有 {got} 个类别；最多可有 {most} 个。请选择其他目标，或把它作为数读取。</translation>
    </message>
    <message>
        <source>In {name} the target {column} is {got} in every row, so there is nothing to learn. Choose another target.</source>
        <translation>{name} 中目标 {column} 在每行都是 {got}，没有可学习的内容。请选择其他目标。</translation>
    </message>
    <message>
        <source>Inception block</source>
        <translation>Inception 块</translation>
    </message>
    <message>
        <source>Insert Embedding</source>
        <translation>插入嵌入层</translation>
    </message>
    <message>
        <source>Insert Reshape to {shape}</source>
        <translation>插入重塑层，形状 {shape}</translation>
    </message>
    <message>
        <source>Invert</source>
        <translation>反相</translation>
    </message>
    <message>
        <source>Iris</source>
        <translation>鸢尾花</translation>
    </message>
    <message>
        <source>Iris flowers</source>
        <translation>鸢尾花数据</translation>
    </message>
    <message>
        <source>It is a device. Choose a name for a file.</source>
        <translation>这是一个设备。请为文件选择一个名称。</translation>
    </message>
    <message>
        <source>It is not used.</source>
        <translation>不使用。</translation>
    </message>
    <message>
        <source>It says in which order the rows follow one another.</source>
        <translation>指明各行的先后顺序。</translation>
    </message>
    <message>
        <source>It says which rows are to train, validate or test with.</source>
        <translation>指明哪些行用于训练、验证或测试。</translation>
    </message>
    <message>
        <source>Japanese vowels</source>
        <translation>日语元音</translation>
    </message>
    <message>
        <source>Jitter</source>
        <translation>抖动</translation>
    </message>
    <message>
        <source>Keep the scaling of the data</source>
        <translation>保留数据的缩放</translation>
    </message>
    <message>
        <source>Kind of weather in Seattle</source>
        <translation>西雅图的天气类型</translation>
    </message>
    <message>
        <source>Largest vocabulary</source>
        <translation>词表上限</translation>
    </message>
    <message>
        <source>Layout</source>
        <translation>排列方式</translation>
    </message>
    <message>
        <source>Leave out sample {number}</source>
        <translation>略去样本 {number}</translation>
    </message>
    <message>
        <source>Leave out {count} samples</source>
        <translation>略去 {count} 个样本</translation>
    </message>
    <message>
        <source>Left out because they are empty or the same in every row: {names}.</source>
        <translation>因为空或每行都相同而略去：{names}。</translation>
    </message>
    <message>
        <source>Left out because they are empty: {names}.</source>
        <translation>因为空而略去：{names}。</translation>
    </message>
    <message>
        <source>Left out because they are no numbers: {names}.</source>
        <translation>因为不是数而略去：{names}。</translation>
    </message>
    <message>
        <source>Left out because they are texts: {names}.</source>
        <translation>因为是文本而略去：{names}。</translation>
    </message>
    <message>
        <source>Left out because they are the same in every row: {names}.</source>
        <translation>因为每行都相同而略去：{names}。</translation>
    </message>
    <message>
        <source>Left out because they only number the rows: {names}.</source>
        <translation>因为只是行号而略去：{names}。</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>长度</translation>
    </message>
    <message>
        <source>Lines that begin with it are left out; none: no line is.</source>
        <translation>以它开头的行被略去；无：不略去任何行。</translation>
    </message>
    <message>
        <source>Loss landscape</source>
        <translation>损失地形</translation>
    </message>
    <message>
        <source>Loss: the lines of {nodes}</source>
        <translation>损失：{nodes} 的代码行</translation>
    </message>
    <message>
        <source>MNIST-1D signals</source>
        <translation>MNIST-1D 信号</translation>
    </message>
    <message>
        <source>Makes dark light and light dark, as for dark ink on white paper.</source>
        <translation>深色变浅、浅色变深，适用于白纸上的深色墨迹。</translation>
    </message>
    <message>
        <source>Makes each picture brighter or darker by up to this share of the full range.</source>
        <translation>把每张图片调亮或调暗，幅度不超过整个取值范围的这个比例。</translation>
    </message>
    <message>
        <source>Makes each sequence larger or smaller by up to this share.</source>
        <translation>把每个序列的幅度放大或缩小，不超过此比例。</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>方法</translation>
    </message>
    <message>
        <source>Mirrors every other picture, left and right changed over.</source>
        <translation>把半数图片左右翻转。</translation>
    </message>
    <message>
        <source>Mirrors every other picture, top and bottom changed over.</source>
        <translation>把半数图片上下翻转。</translation>
    </message>
    <message>
        <source>Missing marks</source>
        <translation>缺失标记</translation>
    </message>
    <message>
        <source>Moves each picture by up to this share of its sides, in any direction.</source>
        <translation>把每张图片向任意方向平移，不超过边长的这个比例。</translation>
    </message>
    <message>
        <source>NNStudio divides by numbers alone</source>
        <translation>NNStudio 只能除以数字</translation>
    </message>
    <message>
        <source>NNStudio has it for sequences and pictures, without groups.</source>
        <translation>NNStudio 只对序列和图片提供它，且不分组。</translation>
    </message>
    <message>
        <source>NNStudio multiplies tensors of the samples as in self-attention alone.</source>
        <translation>NNStudio 只在自注意力中将样本的张量相乘。</translation>
    </message>
    <message>
        <source>NNStudio&apos;s self-attention makes queries, keys and values of one sequence; here they come from several.</source>
        <translation>NNStudio 的自注意力由同一个序列生成查询、键和值；这里它们来自多个序列。</translation>
    </message>
    <message>
        <source>Names by language</source>
        <translation>姓氏的语言</translation>
    </message>
    <message>
        <source>Names in the first row</source>
        <translation>首行为列名</translation>
    </message>
    <message>
        <source>New starting weights: seed {seed}</source>
        <translation>新的初始权重：随机种子 {seed}</translation>
    </message>
    <message>
        <source>No column is left to predict from. Use one as a feature.</source>
        <translation>没有剩下可用于预测的列。请把一列用作特征。</translation>
    </message>
    <message>
        <source>No gradient reaches the input of this network, so nothing can be traced.</source>
        <translation>没有梯度到达此网络的输入，因此无法回溯。</translation>
    </message>
    <message>
        <source>No layer has weights with a length to compare with.</source>
        <translation>没有权重长度不为零、可供比较的层。</translation>
    </message>
    <message>
        <source>No name in {name} has that many parts. Choose another part for the class.</source>
        <translation>{name} 中没有一个文件名有这么多部分。请选择另一部分作为类别。</translation>
    </message>
    <message>
        <source>No picture in {name} can be read; the first, {first}: {reason}. Choose another folder.</source>
        <translation>{name} 中没有可读取的图片；第一张 {first}：{reason}。请选择其他文件夹。</translation>
    </message>
    <message>
        <source>No sample is left to learn from. Hold out fewer samples.</source>
        <translation>没有剩下可供学习的样本。请少留出一些样本。</translation>
    </message>
    <message>
        <source>No sound in {name} can be read; the first, {first}: {reason}. Choose another folder.</source>
        <translation>{name} 中没有可读取的声音；第一段 {first}：{reason}。请选择其他文件夹。</translation>
    </message>
    <message>
        <source>None of the classes {wanted} is there; there are {known}. Choose the data again.</source>
        <translation>类别 {wanted} 都不存在；现有 {known}。请重新选择数据。</translation>
    </message>
    <message>
        <source>None of the {count} files in {name} can be read: {reason}</source>
        <translation>{name} 中的 {count} 个文件都无法读取：{reason}</translation>
    </message>
    <message>
        <source>None of the {count} samples can be used: each lacks a number or a label. Fill what is missing, or choose other targets.</source>
        <translation>{count} 个样本都不可用：每个都缺少数或标签。请填充缺失的内容，或选择其他目标。</translation>
    </message>
    <message>
        <source>Not read: {reason}</source>
        <translation>未读取：{reason}</translation>
    </message>
    <message>
        <source>Nothing leads from {node} to the output.</source>
        <translation>没有从 {node} 通向输出的路径。</translation>
    </message>
    <message>
        <source>Nothing says what to predict for the samples. Name an array of labels or numbers, as many as there are samples: y, labels or targets.</source>
        <translation>没有指明要预测样本的什么。请指定与样本同样多的标签或数的数组：y、labels 或 targets。</translation>
    </message>
    <message>
        <source>Nothing tells the class of the {count} sounds in {name}. Put those of each class into a folder of their own, or name them like en_3.wav.</source>
        <translation>没有什么能表明 {name} 中 {count} 段声音的类别。请把每类声音放入各自的文件夹，或按 en_3.wav 的方式命名。</translation>
    </message>
    <message>
        <source>NumPy arrays</source>
        <translation>NumPy 数组</translation>
    </message>
    <message>
        <source>Of pictures that move only the first frame is read.</source>
        <translation>动态图片只读取第一帧。</translation>
    </message>
    <message>
        <source>Off: one shift and one scale for all numbers. In pictures a feature is a pixel.</source>
        <translation>关闭：所有数共用一个平移和一个缩放。在图片中，一个特征就是一个像素。</translation>
    </message>
    <message>
        <source>One full turn of a wave, y = sin πx: a smooth curve that few hidden units can draw.</source>
        <translation>波的一个完整周期，y = sin πx：少量隐藏单元就能画出的平滑曲线。</translation>
    </message>
    <message>
        <source>One of a few words or marks.</source>
        <translation>少数几个词或标记之一。</translation>
    </message>
    <message>
        <source>One transformer block with causal self-attention on the same sonnets. Over 40 % of the next letters are right after 10 epochs.</source>
        <translation>带因果自注意力的一个 Transformer 块，用于同样的十四行诗。10 轮后超过 40 % 的下一个字母判断正确。</translation>
    </message>
    <message>
        <source>Optimiser</source>
        <translation>优化器</translation>
    </message>
    <message>
        <source>Paint on a copy of the points</source>
        <translation>在点的副本上绘制</translation>
    </message>
    <message>
        <source>Paint points</source>
        <translation>绘制点</translation>
    </message>
    <message>
        <source>Painted points</source>
        <translation>绘制的点</translation>
    </message>
    <message>
        <source>Palmer penguins</source>
        <translation>帕尔默企鹅</translation>
    </message>
    <message>
        <source>Parity</source>
        <translation>奇偶性</translation>
    </message>
    <message>
        <source>Passengers of international flights in each month from 1949 to 1960: growth with a strong rhythm of the year. A year of changes from month to month tells the next change.</source>
        <translation>1949 至 1960 年每月的国际航班旅客数：持续增长，并带有很强的年度周期。由一年的逐月变化预测下一个变化。</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>周期</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Pictures of the shape {got} have {channels} channels; expected is 1 (grey) or 3 (red, green, blue). Choose another layout, or leave out what is not colour.</source>
        <translation>形状为 {got} 的图片有 {channels} 个通道；应为 1 个（灰度）或 3 个（红、绿、蓝）。请选择其他排列方式，或去掉不是颜色的通道。</translation>
    </message>
    <message>
        <source>Pictures of your own, in a folder for each class.</source>
        <translation>你自己的图片，每类一个文件夹。</translation>
    </message>
    <message>
        <source>Pieces of a noisy wave; the network has to say how each of them goes on.</source>
        <translation>带噪声的波的片段；网络要说出每一段如何延续。</translation>
    </message>
    <message>
        <source>Points in the plane</source>
        <translation>平面上的点</translation>
    </message>
    <message>
        <source>Points that you paint yourself, in up to ten classes.</source>
        <translation>你自己绘制的点，最多十类。</translation>
    </message>
    <message>
        <source>Predict</source>
        <translation>预测</translation>
    </message>
    <message>
        <source>Prepared data set</source>
        <translation>已准备的数据集</translation>
    </message>
    <message>
        <source>Put back sample {number}</source>
        <translation>恢复样本 {number}</translation>
    </message>
    <message>
        <source>Put back {count} samples</source>
        <translation>恢复 {count} 个样本</translation>
    </message>
    <message>
        <source>Python would take {name} for its module {module}, and no script in that folder would work. Choose another name.</source>
        <translation>Python 会把 {name} 当作模块 {module}，该文件夹中的脚本都将无法运行。请选择其他名称。</translation>
    </message>
    <message>
        <source>Rain, highest and lowest temperature and wind of each day from 2012 to 2015. Two weeks tell the highest temperature of the next day.</source>
        <translation>2012 至 2015 年每天的降雨、最高和最低气温以及风速。用两周的数据预测次日的最高气温。</translation>
    </message>
    <message>
        <source>Raises or lowers the contrast of each picture by up to this share.</source>
        <translation>把每张图片的对比度提高或降低，幅度不超过此比例。</translation>
    </message>
    <message>
        <source>Read the data again</source>
        <translation>重新读取数据</translation>
    </message>
    <message>
        <source>Recordings of your own.</source>
        <translation>你自己的录音。</translation>
    </message>
    <message>
        <source>Recurrent strip</source>
        <translation>循环展开图</translation>
    </message>
    <message>
        <source>Representation</source>
        <translation>表示方式</translation>
    </message>
    <message>
        <source>Rescale</source>
        <translation>幅度缩放</translation>
    </message>
    <message>
        <source>Reset to the starting weights</source>
        <translation>恢复为初始权重</translation>
    </message>
    <message>
        <source>Residual CNN</source>
        <translation>残差 CNN</translation>
    </message>
    <message>
        <source>Restore all samples and classes</source>
        <translation>恢复全部样本和类别</translation>
    </message>
    <message>
        <source>Restore the checkpoint {name}</source>
        <translation>恢复检查点 {name}</translation>
    </message>
    <message>
        <source>Restore {run}</source>
        <translation>恢复 {run}</translation>
    </message>
    <message>
        <source>Rocket</source>
        <translation>火箭</translation>
    </message>
    <message>
        <source>Rotate</source>
        <translation>旋转</translation>
    </message>
    <message>
        <source>Rows without this value are not used.</source>
        <translation>缺少此值的行不使用。</translation>
    </message>
    <message>
        <source>Sample rate</source>
        <translation>采样率</translation>
    </message>
    <message>
        <source>Saturated: at {share} of all places its slope is nearly zero.</source>
        <translation>饱和：在 {share} 的位置上其斜率接近零。</translation>
    </message>
    <message>
        <source>Saved: {files}</source>
        <translation>已保存：{files}</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>学习率调度</translation>
    </message>
    <message>
        <source>Season</source>
        <translation>季节周期</translation>
    </message>
    <message>
        <source>See the target&apos;s past</source>
        <translation>读取目标的历史值</translation>
    </message>
    <message>
        <source>Sentiment</source>
        <translation>情感</translation>
    </message>
    <message>
        <source>Sentiment of reviews</source>
        <translation>评论情感</translation>
    </message>
    <message>
        <source>Sequences</source>
        <translation>序列</translation>
    </message>
    <message>
        <source>Series</source>
        <translation>时间序列</translation>
    </message>
    <message>
        <source>Several columns are called {names}; those behind the first were numbered.</source>
        <translation>有多个列叫 {names}；从第二个起已加上编号。</translation>
    </message>
    <message>
        <source>Shakespeare characters</source>
        <translation>莎士比亚字符</translation>
    </message>
    <message>
        <source>Shakespeare, six plays</source>
        <translation>莎士比亚的六部戏剧</translation>
    </message>
    <message>
        <source>Shakespeare, the sonnets</source>
        <translation>莎士比亚的十四行诗</translation>
    </message>
    <message>
        <source>Share of training samples</source>
        <translation>训练样本的比例</translation>
    </message>
    <message>
        <source>Shear</source>
        <translation>错切</translation>
    </message>
    <message>
        <source>Sheet</source>
        <translation>工作表</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>平移</translation>
    </message>
    <message>
        <source>Shuffle in each epoch</source>
        <translation>每轮打乱顺序</translation>
    </message>
    <message>
        <source>Signals CNN</source>
        <translation>信号 CNN</translation>
    </message>
    <message>
        <source>Signals and sequences</source>
        <translation>信号与序列</translation>
    </message>
    <message>
        <source>Sine</source>
        <translation>正弦</translation>
    </message>
    <message>
        <source>Sine RNN</source>
        <translation>正弦 RNN</translation>
    </message>
    <message>
        <source>Sine wave</source>
        <translation>正弦波</translation>
    </message>
    <message>
        <source>Slants each picture by an angle up to this.</source>
        <translation>把每张图片倾斜，角度不超过此值。</translation>
    </message>
    <message>
        <source>Small: a step moves {layers} by only {share} of its weights. Try a larger learning rate; if only the first layers are concerned, see Gradient flow. At the end of a training this is in order.</source>
        <translation>过小：一步只使 {layers} 的权重变动 {share}。请尝试较大的学习率；如果只涉及前面的层，请参见“梯度流”。训练快结束时这是正常的。</translation>
    </message>
    <message>
        <source>So many of the most frequent tokens are told apart, rarer ones are unknown; 0: as suits.</source>
        <translation>区分这么多个最常见的词元，更少见的视为未知；0：自动选择。</translation>
    </message>
    <message>
        <source>Some labels differ only by the spaces around them: {names}. Trim labels?</source>
        <translation>有些标签只差两端的空格：{names}。要修剪标签吗？</translation>
    </message>
    <message>
        <source>Some numbers of the data are too large or too small to be scaled. Leave their column out, or choose another scaling.</source>
        <translation>数据中有些数值过大或过小，无法缩放。请略去该列，或选择其他缩放方式。</translation>
    </message>
    <message>
        <source>Some steps are padding, which does not count, but the loss compares every step. Choose the loss {loss}.</source>
        <translation>有些时间步是填充，不应计入，但此损失函数会比较每个时间步。请选择损失函数{loss}。</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>声音</translation>
    </message>
    <message>
        <source>Spaces before and behind a label do not count: &apos; cat&apos; is &apos;cat&apos;.</source>
        <translation>标签前后的空格不计：&apos; cat&apos; 就是 &apos;cat&apos;。</translation>
    </message>
    <message>
        <source>Speed and angle of a throw have an input each; three outputs tell range, height and whether it hits a mark. After 60 epochs right to 0.5 m, to 0.3 m, and in 96 %.</source>
        <translation>抛掷的速度和角度各有一个输入；三个输出给出射程、高度和是否命中标记。60 轮后射程误差约 0.5 米，高度约 0.3 米，命中判断 96 % 正确。</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>划分</translation>
    </message>
    <message>
        <source>Spoken digits</source>
        <translation>口语数字</translation>
    </message>
    <message>
        <source>Spoken language</source>
        <translation>口语语种</translation>
    </message>
    <message>
        <source>Steps of zeros at the end of sequences are taken for padding, and stay zero.</source>
        <translation>序列末尾全为零的时间步视为填充，并保持为零。</translation>
    </message>
    <message>
        <source>Strong: its outputs vary far more than is usual in the layer (± {varies}).</source>
        <translation>强：其输出的变化远大于该层通常的水平（± {varies}）。</translation>
    </message>
    <message>
        <source>Sum of sines</source>
        <translation>正弦叠加</translation>
    </message>
    <message>
        <source>Sunspots, monthly</source>
        <translation>太阳黑子（每月）</translation>
    </message>
    <message>
        <source>Sunspots, yearly</source>
        <translation>太阳黑子（每年）</translation>
    </message>
    <message>
        <source>Switch augmentation off</source>
        <translation>关闭数据增强</translation>
    </message>
    <message>
        <source>Symbols</source>
        <translation>符号数</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>Take over the twin</source>
        <translation>采用对照网络</translation>
    </message>
    <message>
        <source>Tang poems</source>
        <translation>唐诗</translation>
    </message>
    <message>
        <source>Tang poems, lines of five (五言绝句)</source>
        <translation>唐诗五言绝句</translation>
    </message>
    <message>
        <source>Tang poems, lines of seven (七言绝句)</source>
        <translation>唐诗七言绝句</translation>
    </message>
    <message>
        <source>Targets</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>Targets of the type {got} cannot be used; expected are numbers or words.</source>
        <translation>不能使用类型为 {got} 的目标；应为数或词语。</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>Temple</source>
        <translation>寺庙</translation>
    </message>
    <message>
        <source>Ten kinds of clothing in grey pictures, harder than digits. About 88 % of the test pictures are right after 8 epochs.</source>
        <translation>十类服饰的灰度图片，比手写数字更难。8 轮后约 88 % 的测试图片判断正确。</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>Test samples</source>
        <translation>测试样本</translation>
    </message>
    <message>
        <source>Test targets</source>
        <translation>测试目标</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Texts, read letter by letter; their class is to be predicted.</source>
        <translation>逐字符读取的文本；要预测它们的类别。</translation>
    </message>
    <message>
        <source>Texts, read word by word; their class is to be predicted.</source>
        <translation>逐词读取的文本；要预测它们的类别。</translation>
    </message>
    <message>
        <source>Textures</source>
        <translation>纹理</translation>
    </message>
    <message>
        <source>The Analects of Confucius (论语)</source>
        <translation>论语</translation>
    </message>
    <message>
        <source>The array {name} has the shape {got}; expected is a target for each sample.</source>
        <translation>数组 {name} 的形状是 {got}；应为每个样本一个目标。</translation>
    </message>
    <message>
        <source>The array {name} is of the type {got}; samples must be whole or decimal numbers.</source>
        <translation>数组 {name} 的类型是 {got}；样本必须是整数或小数。</translation>
    </message>
    <message>
        <source>The array {name} takes {size}; here is room for {most}. Use a part of it.</source>
        <translation>数组 {name} 需要 {size}；这里只容得下 {most}。请只用其中一部分。</translation>
    </message>
    <message>
        <source>The augmentation of the data</source>
        <translation>数据增强</translation>
    </message>
    <message>
        <source>The best known collection of Chinese poems, 366 pieces with title and author. What character comes next?</source>
        <translation>最著名的中国诗歌选集，366 首，含标题和作者。下一个字是什么？</translation>
    </message>
    <message>
        <source>The class {name} has no picture that can be read.</source>
        <translation>类别 {name} 中没有可读取的图片。</translation>
    </message>
    <message>
        <source>The class {name} has no sound that can be read.</source>
        <translation>类别 {name} 中没有可读取的声音。</translation>
    </message>
    <message>
        <source>The classes are those in {file}, column {column}.</source>
        <translation>类别取自 {file} 的列 {column}。</translation>
    </message>
    <message>
        <source>The curve y = 4x³ - 3x with a hill and a valley.</source>
        <translation>曲线 y = 4x³ - 3x，有一峰一谷。</translation>
    </message>
    <message>
        <source>The data has a test part of its own; validation samples are taken from the rest.</source>
        <translation>数据自带测试部分；验证样本从其余部分中抽取。</translation>
    </message>
    <message>
        <source>The data has a value that is not a number in feature {feature} of sample {sample}. Have missing values filled or their rows dropped, or leave the sample out.</source>
        <translation>样本 {sample} 的特征 {feature} 含有非数的值。请填充缺失值、去掉相应的行，或略去该样本。</translation>
    </message>
    <message>
        <source>The data has {got} columns now, not {expected}. Choose it again.</source>
        <translation>数据现在有 {got} 列，而不是 {expected} 列。请重新选择数据。</translation>
    </message>
    <message>
        <source>The data&apos;s file</source>
        <translation>数据文件</translation>
    </message>
    <message>
        <source>The dates of these columns can be read in two ways; the month was taken to come first: {names}.</source>
        <translation>这些列中的日期有两种读法；已按月份在前读取：{names}。</translation>
    </message>
    <message>
        <source>The figures</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>The file of the data is not named. Choose the data again.</source>
        <translation>没有指明数据文件。请重新选择数据。</translation>
    </message>
    <message>
        <source>The first column has no name; names were moved to the right.</source>
        <translation>第一列没有名称；各列名称已右移一列。</translation>
    </message>
    <message>
        <source>The first of 20 steps shows a symbol, noise follows, and at the end an LSTM has to say which symbol it was. All are right within 10 epochs.</source>
        <translation>20 步中的第一步显示一个符号，随后是噪声，最后 LSTM 要说出是哪个符号。10 轮内全部判断正确。</translation>
    </message>
    <message>
        <source>The first step shows one of several symbols, the others nothing but noise; at the end the network has to say which it was. The longer the sequence, the harder.</source>
        <translation>第一步显示若干符号之一，其余各步只有噪声；最后网络要说出是哪一个。序列越长越难。</translation>
    </message>
    <message>
        <source>The folder holds more than {most} files. Choose a smaller one.</source>
        <translation>文件夹中的文件超过 {most} 个。请选择较小的文件夹。</translation>
    </message>
    <message>
        <source>The folder {name} has nothing in it that can be read here: pictures, sounds or texts in a folder for each class, IDX files or NumPy arrays. Choose another one, or a file.</source>
        <translation>文件夹 {name} 中没有可读取的内容：按类别分文件夹存放的图片、声音或文本，IDX 文件或 NumPy 数组。请选择其他文件夹或文件。</translation>
    </message>
    <message>
        <source>The folder {name} holds no text files.</source>
        <translation>文件夹 {name} 中没有文本文件。</translation>
    </message>
    <message>
        <source>The folder {path} cannot be made: {reason}. Choose another place.</source>
        <translation>无法创建文件夹 {path}：{reason}。请选择其他位置。</translation>
    </message>
    <message>
        <source>The height that every picture is brought to; 0: what suits most of them.</source>
        <translation>所有图片统一成的高度；0：适合其中多数。</translation>
    </message>
    <message>
        <source>The last samples test, those before them validate; nothing is learned from the future.</source>
        <translation>最后的样本用于测试，其前的样本用于验证；不会从未来学习。</translation>
    </message>
    <message>
        <source>The lengths in {names} are not used: padding is told by its zeros.</source>
        <translation>{names} 中的长度不使用：填充由其中的零识别。</translation>
    </message>
    <message>
        <source>The name of the array of labels or numbers to predict; a dash: there is none.</source>
        <translation>待预测的标签或数所在数组的名称；短横线：没有。</translation>
    </message>
    <message>
        <source>The name of the array of samples for the test; a dash: there is none.</source>
        <translation>测试样本数组的名称；短横线：没有。</translation>
    </message>
    <message>
        <source>The name of the array of samples for validation; a dash: there is none.</source>
        <translation>验证样本数组的名称；短横线：没有。</translation>
    </message>
    <message>
        <source>The name of the array of samples; empty: found by its name, such as x_train.</source>
        <translation>样本数组的名称；留空：按名称查找，例如 x_train。</translation>
    </message>
    <message>
        <source>The name of the array of what is to be predicted in the test.</source>
        <translation>测试时待预测内容所在数组的名称。</translation>
    </message>
    <message>
        <source>The name of the array of what is to be predicted in validation.</source>
        <translation>验证时待预测内容所在数组的名称。</translation>
    </message>
    <message>
        <source>The named checkpoint</source>
        <translation>命名检查点</translation>
    </message>
    <message>
        <source>The names of the columns come again in line {line}; such rows: {count}.</source>
        <translation>列名在第 {line} 行再次出现；这样的行共 {count} 行。</translation>
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
        <source>The network gets it.</source>
        <translation>网络会得到它。</translation>
    </message>
    <message>
        <source>The network has no class {got}; it tells {count} apart. Choose one of those.</source>
        <translation>网络没有类别 {got}；它区分 {count} 个类别。请选择其中之一。</translation>
    </message>
    <message>
        <source>The network has to find it out.</source>
        <translation>网络必须推断出它。</translation>
    </message>
    <message>
        <source>The network has {count} inputs with more than {most} numbers together; NNStudio reads several inputs from the columns of a table. Save a part of it that has one input.</source>
        <translation>该网络有 {count} 个输入，合计超过 {most} 个数字；NNStudio 从表格的列读取多个输入。请保存只有一个输入的部分。</translation>
    </message>
    <message>
        <source>The network has {count} operators or more; {most} can be read.</source>
        <translation>此网络有 {count} 个或更多算子；最多可读取 {most} 个。</translation>
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
        <source>The number that is black in pictures; black and white both 0: found out.</source>
        <translation>图片中表示黑色的数；黑白都为 0：自动判断。</translation>
    </message>
    <message>
        <source>The number that is white in pictures; black and white both 0: found out.</source>
        <translation>图片中表示白色的数；黑白都为 0：自动判断。</translation>
    </message>
    <message>
        <source>The order of the axes: channels last (samples × height × width × channels, or samples × steps × features), channels first, steps first or samples last.</source>
        <translation>轴的顺序：通道在后（样本 × 高 × 宽 × 通道，或样本 × 时间步 × 特征）、通道在前、时间步在前或样本在后。</translation>
    </message>
    <message>
        <source>The output does not depend on {node} alone: something leads past it. Choose a layer that everything goes through, such as the narrowest one.</source>
        <translation>输出并不只取决于 {node}：有路径绕过了它。请选择所有路径都经过的层，例如最窄的一层。</translation>
    </message>
    <message>
        <source>The output gives {got}, but the target needs {expected}. Change its layers.</source>
        <translation>输出给出 {got}，但目标需要 {expected}。请更改它的层。</translation>
    </message>
    <message>
        <source>The pictures are of different sizes.</source>
        <translation>图片大小不一。</translation>
    </message>
    <message>
        <source>The pictures of {size} pixels are read as {small}; choose another size if needed.</source>
        <translation>{size} 像素的图片按 {small} 读取；需要时请选择其他大小。</translation>
    </message>
    <message>
        <source>The preparation got {got}; it expects one of: {choices}.</source>
        <translation>预处理得到 {got}；应为以下之一：{choices}。</translation>
    </message>
    <message>
        <source>The price of houses in Ames from their size, age and quarter: a number, not a class. After 40 epochs off by about 19,000 dollars in the test (R² 0.87 or more); the mean price would be off by 60,000.</source>
        <translation>根据面积、房龄和所在区域预测 Ames 的房价：是一个数，而不是类别。40 轮后测试误差约 19,000 美元（R² 不低于 0.87）；只猜平均价的误差为 60,000 美元。</translation>
    </message>
    <message>
        <source>The project expects samples of {expected} with {expected_targets}, but the data set {name} gives {got} with {got_targets}. Choose the data again.</source>
        <translation>项目需要 {expected} 的样本、{expected_targets}，但数据集 {name} 给出 {got}、{got_targets}。请重新选择数据。</translation>
    </message>
    <message>
        <source>The reader {name} has no option {got}; it has {known}.</source>
        <translation>读取方式 {name} 没有选项 {got}；它有 {known}。</translation>
    </message>
    <message>
        <source>The results in {folder} cannot be moved to {to}: {reason}. They stay there.</source>
        <translation>{folder} 中的结果无法移动到 {to}：{reason}。它们仍留在原处。</translation>
    </message>
    <message>
        <source>The rows were put in the order of {column}.</source>
        <translation>各行已按 {column} 排序。</translation>
    </message>
    <message>
        <source>The run</source>
        <translation>训练记录</translation>
    </message>
    <message>
        <source>The samples are no array: {reason}. Give all of them the same shape.</source>
        <translation>这些样本不是数组：{reason}。请让所有样本的形状相同。</translation>
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
        <source>The sounds have different sample rates; all are brought to {rate} Hz.</source>
        <translation>声音的采样率不一；已统一为 {rate} Hz。</translation>
    </message>
    <message>
        <source>The sounds in {name} are in no folders of classes. Put those of each class into a folder of their own, or choose the part of their names that tells it.</source>
        <translation>{name} 中的声音没有按类别放入文件夹。请把每类声音放入各自的文件夹，或选择文件名中表明类别的部分。</translation>
    </message>
    <message>
        <source>The standard deviation of the noise.</source>
        <translation>噪声的标准差。</translation>
    </message>
    <message>
        <source>The state is too large for its Jacobians to be computed while you watch.</source>
        <translation>状态太大，无法在观看时即时计算其雅可比矩阵。</translation>
    </message>
    <message>
        <source>The sums of the unfinished epoch</source>
        <translation>未完成一轮的累计值</translation>
    </message>
    <message>
        <source>The sunspot number of each month from 1749 to 2009: a long and noisy series whose rhythm spans some 130 steps.</source>
        <translation>1749 至 2009 年每月的太阳黑子数：长而多噪声的序列，周期约为 130 步。</translation>
    </message>
    <message>
        <source>The sunspot number of each year from 1700 to 2008: a rhythm of about eleven years that is never quite the same.</source>
        <translation>1700 至 2008 年每年的太阳黑子数：周期约十一年，但从不完全相同。</translation>
    </message>
    <message>
        <source>The target columns it is compared with, separated by commas; empty: all.</source>
        <translation>与之比较的目标列，用逗号分隔；留空：全部。</translation>
    </message>
    <message>
        <source>The target of sample {sample} has a value that is not a number. Correct it, or leave the sample out.</source>
        <translation>样本 {sample} 的目标含有非数的值。请更正，或略去该样本。</translation>
    </message>
    <message>
        <source>The targets of the parts have different shapes: {shapes}. Make them alike.</source>
        <translation>各部分目标的形状不同：{shapes}。请让它们一致。</translation>
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
        <source>The value that is white in pictures with more than 8 bits, such as 4095 or 65535; 0: find out.</source>
        <translation>超过 8 位的图片中表示白色的值，例如 4095 或 65535；0：自动判断。</translation>
    </message>
    <message>
        <source>The watched figure got {got}; it expects one of: {known}.</source>
        <translation>监测指标得到 {got}；应为以下之一：{known}。</translation>
    </message>
    <message>
        <source>The weights of {names} were given up: past runs may take {most}.</source>
        <translation>已舍弃 {names} 的权重：以往训练记录最多可占 {most}。</translation>
    </message>
    <message>
        <source>The weights of {node} are used elsewhere, but {node} itself leads to no output. Connect it, or give the others weights of their own.</source>
        <translation>{node} 的权重在别处使用，但 {node} 本身不通向任何输出。请连接它，或让其他层使用自己的权重。</translation>
    </message>
    <message>
        <source>The width that every picture is brought to; 0: what suits most of them.</source>
        <translation>所有图片统一成的宽度；0：适合其中多数。</translation>
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
        <source>The window opens one file at first; got {got} besides. Open it from there.</source>
        <translation>窗口启动时只打开一个文件；另外还给出了 {got}。请在窗口中打开它。</translation>
    </message>
    <message>
        <source>The window stays within the input, so the output is smaller.</source>
        <translation>窗口不超出输入，因此输出变小。</translation>
    </message>
    <message>
        <source>The worker {worker} has not the data&apos;s file {path}, and it cannot be sent: {reason} Put the same file at the same place on each computer of the cluster.</source>
        <translation>工作进程 {worker} 没有数据文件 {path}，且无法发送：{reason} 请把同一文件放到集群中每台计算机的相同位置。</translation>
    </message>
    <message>
        <source>The {count} layers in {name} form no chain in which sizes fit, so they cannot be drawn. Draw the network, then load the weights into it (File &gt; Load Weights… in the window, nnstudio.load_weights in Python): they find their layers by name or shape.</source>
        <translation>{name} 中的 {count} 层无法组成大小相符的链，因此无法绘制。请先绘制网络，再把权重载入进去（窗口中的“文件 &gt; 载入权重…”，Python 中的 nnstudio.load_weights）：权重按名称或形状找到对应的层。</translation>
    </message>
    <message>
        <source>The {count} pictures in {name} are in no folders of classes. Put those of each class into a folder of their own, which names the class; or put a table with their names and classes (labels.csv) beside them.</source>
        <translation>{name} 中的 {count} 张图片没有按类别放入文件夹。请把每类图片放入各自的文件夹，以文件夹名为类别名；或在图片旁放一个含文件名和类别的表格 (labels.csv)。</translation>
    </message>
    <message>
        <source>The {count} pictures in {name} take {needed} at {size} pixels; here is room for {most}. Read them at {fitting} pixels at most.</source>
        <translation>{name} 中的 {count} 张图片按 {size} 像素需要 {needed}；这里只容得下 {most}。请最多按 {fitting} 像素读取。</translation>
    </message>
    <message>
        <source>The {count} sounds in {name} take {needed} at {seconds} s each; here is room for {most}. Read {fitting} s of each at most, or use a lower rate.</source>
        <translation>{name} 中的 {count} 段声音每段 {seconds} 秒，需要 {needed}；这里只容得下 {most}。请每段最多读取 {fitting} 秒，或使用较低的采样率。</translation>
    </message>
    <message>
        <source>There are no points yet. Paint some points first.</source>
        <translation>还没有点。请先绘制一些点。</translation>
    </message>
    <message>
        <source>There are no samples to judge. Hold some out.</source>
        <translation>没有可评判的样本。请留出一些样本。</translation>
    </message>
    <message>
        <source>There are several sets in {name}: {sets}. Choose a file of one of them.</source>
        <translation>{name} 中有多组数据：{sets}。请选择其中一组的文件。</translation>
    </message>
    <message>
        <source>There are too few windows to hold some out that share no step with others.</source>
        <translation>窗口太少，无法留出与其他窗口没有共同时间步的窗口。</translation>
    </message>
    <message>
        <source>There are {count} different labels; there can be at most {most} classes.</source>
        <translation>共有 {count} 种标签；最多可有 {most} 个类别。</translation>
    </message>
    <message>
        <source>There is no IDX file with pictures in {name}, such as train-images-idx3-ubyte. Choose the folder or the file that has them.</source>
        <translation>{name} 中没有图片的 IDX 文件，例如 train-images-idx3-ubyte。请选择含有它们的文件夹或文件。</translation>
    </message>
    <message>
        <source>There is no WAV file in {name}. Choose a folder that has a folder of WAV files for each class; other formats must be saved as WAV first.</source>
        <translation>{name} 中没有 WAV 文件。请选择每类有一个 WAV 文件夹的文件夹；其他格式须先存为 WAV。</translation>
    </message>
    <message>
        <source>There is no array in {name}. Save some with numpy.savez(file, x=…, y=…).</source>
        <translation>{name} 中没有数组。请用 numpy.savez(file, x=…, y=…) 保存数组。</translation>
    </message>
    <message>
        <source>There is no class number {got}; the {count} classes have the numbers 0 to {most}. Choose one of them.</source>
        <translation>没有编号为 {got} 的类别；{count} 个类别的编号是 0 到 {most}。请选择其中之一。</translation>
    </message>
    <message>
        <source>There is no file of training pictures; {name} is divided instead.</source>
        <translation>没有训练图片文件；改为划分 {name}。</translation>
    </message>
    <message>
        <source>There is no file or folder {path}. Check its name, or choose another one.</source>
        <translation>没有文件或文件夹 {path}。请检查名称，或另选一个。</translation>
    </message>
    <message>
        <source>There is no picture in {name}. Choose a folder that has a folder of pictures (PNG, JPEG, BMP, WebP, GIF or TIFF) for each class.</source>
        <translation>{name} 中没有图片。请选择每类有一个图片文件夹（PNG、JPEG、BMP、WebP、GIF 或 TIFF）的文件夹。</translation>
    </message>
    <message>
        <source>There is no reader {got}; there are {known}.</source>
        <translation>没有读取方式 {got}；有 {known}。</translation>
    </message>
    <message>
        <source>There is not enough memory for the {count} pictures in {name}. Read them smaller.</source>
        <translation>内存不足，无法读取 {name} 中的 {count} 张图片。请以较小的尺寸读取。</translation>
    </message>
    <message>
        <source>There is not enough memory for the {size} of {name}.</source>
        <translation>内存不足，容不下 {name} 的 {size}。</translation>
    </message>
    <message>
        <source>There is not enough memory for {name}. Use a part of it.</source>
        <translation>内存不足，无法读取 {name}。请只用其中一部分。</translation>
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
        <source>There is nothing to learn these classes from: {names}.</source>
        <translation>这些类别没有可供学习的样本：{names}。</translation>
    </message>
    <message>
        <source>There is only one class, {name}: nothing to tell apart. Add another one.</source>
        <translation>只有一个类别 {name}：没有可区分的内容。请再添加一个类别。</translation>
    </message>
    <message>
        <source>These folders hold nothing that can be read here: {names}.</source>
        <translation>这些文件夹中没有这里能读取的内容：{names}。</translation>
    </message>
    <message>
        <source>These samples have no class that could be changed. Choose data with a class for each sample.</source>
        <translation>这些样本没有可更改的类别。请选择每个样本都有类别的数据。</translation>
    </message>
    <message>
        <source>This network has no layer with units.</source>
        <translation>此网络没有带单元的层。</translation>
    </message>
    <message>
        <source>Three kinds of iris told apart by four measures of their flowers, with one hidden layer. All but a few of the 150 are right after 60 epochs, and most after 10.</source>
        <translation>用一个隐藏层，根据花的四个测量值区分三种鸢尾花。10 轮后多数正确，60 轮后 150 个样本中只有少数几个判断错误。</translation>
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
        <source>Time series</source>
        <translation>时间序列</translation>
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
        <source>Tokens cannot be given back as numbers. Choose data of numbers or pictures.</source>
        <translation>词元无法作为数输出。请选择数值或图片数据。</translation>
    </message>
    <message>
        <source>Too few steps to say how gradients change over time.</source>
        <translation>步数太少，无法判断梯度随时间的变化。</translation>
    </message>
    <message>
        <source>Too large: a step moves {layers} by up to {share} of its weights. Try a smaller learning rate, or clipping.</source>
        <translation>过大：一步使 {layers} 的权重变动多达 {share}。请尝试较小的学习率，或梯度裁剪。</translation>
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
        <source>Trim labels</source>
        <translation>修剪标签</translation>
    </message>
    <message>
        <source>Truncate after steps</source>
        <translation>截断步数</translation>
    </message>
    <message>
        <source>Try a larger forget bias, shorter sequences, or attention.</source>
        <translation>请尝试较大的遗忘门偏置、较短的序列，或注意力。</translation>
    </message>
    <message>
        <source>Try an LSTM or GRU, or recurrent weights that start as the identity with ReLU.</source>
        <translation>请尝试 LSTM 或 GRU，或以单位矩阵为初始循环权重并配合 ReLU。</translation>
    </message>
    <message>
        <source>Try an LSTM with a larger forget bias, shorter sequences, or attention.</source>
        <translation>请尝试遗忘门偏置较大的 LSTM、较短的序列，或注意力。</translation>
    </message>
    <message>
        <source>Try clipping the gradient norm at 1, or smaller recurrent weights.</source>
        <translation>请尝试把梯度范数裁剪到 1，或使用较小的循环权重。</translation>
    </message>
    <message>
        <source>Try clipping the gradient norm at 1, smaller or orthogonal recurrent weights, tanh, or an LSTM.</source>
        <translation>请尝试把梯度范数裁剪到 1、较小或正交的循环权重、tanh，或 LSTM。</translation>
    </message>
    <message>
        <source>Turns each picture by an angle up to this, to either side.</source>
        <translation>把每张图片向左或向右旋转，角度不超过此值。</translation>
    </message>
    <message>
        <source>Turns pictures upright that are stored column by column, as those of EMNIST are.</source>
        <translation>把按列存储的图片转正，EMNIST 的图片就是这样。</translation>
    </message>
    <message>
        <source>Unicode form NFC</source>
        <translation>Unicode 规范形式 NFC</translation>
    </message>
    <message>
        <source>Uniform around zero with a σ that you choose</source>
        <translation>均匀分布：以零为中心，σ 由你选择</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>单位</translation>
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
        <source>Update: the lines of {nodes}</source>
        <translation>更新：{nodes} 的代码行</translation>
    </message>
    <message>
        <source>Updates</source>
        <translation>权重更新</translation>
    </message>
    <message>
        <source>Use ReLU and He weights</source>
        <translation>使用 ReLU 和 He 初始化</translation>
    </message>
    <message>
        <source>Use a smaller batch size, or make {node} smaller.</source>
        <translation>请使用较小的批次大小，或减小 {node}。</translation>
    </message>
    <message>
        <source>Use fitting starting weights</source>
        <translation>使用合适的初始权重</translation>
    </message>
    <message>
        <source>Use leaky ReLU</source>
        <translation>使用 Leaky ReLU</translation>
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
        <source>Validation samples</source>
        <translation>验证样本</translation>
    </message>
    <message>
        <source>Validation targets</source>
        <translation>验证目标</translation>
    </message>
    <message>
        <source>Values between are blended.</source>
        <translation>在相邻值之间混合。</translation>
    </message>
    <message>
        <source>Vanishing and exploding gradients</source>
        <translation>梯度消失与梯度爆炸</translation>
    </message>
    <message>
        <source>Vanishing in time: × {factor} per step; of the first of {steps} steps {share} of the effect is left. {cure}</source>
        <translation>时间上梯度消失：每步 × {factor}；共 {steps} 步，第一步的影响只剩 {share}。{cure}</translation>
    </message>
    <message>
        <source>Vanishing: the gradient is multiplied by {factor} per layer on its way to the input; {layers} hardly learn. Try ReLU with He weights, or fewer layers.</source>
        <translation>梯度消失：梯度在传向输入的途中每层乘以 {factor}；{layers} 几乎学不到东西。请尝试 ReLU 配合 He 初始化，或减少层数。</translation>
    </message>
    <message>
        <source>Vanishing: the weights of {layers} are too small: they multiply the gradient by {factor} each{whole}. Try He or Glorot starting weights, BatchNorm or a skip.</source>
        <translation>梯度消失：{layers} 的权重过小：各把梯度乘以 {factor}{whole}。请尝试 He 或 Glorot 初始权重、批归一化 (BatchNorm)，或跳跃连接。</translation>
    </message>
    <message>
        <source>Vanishing: through time {layer} multiplies the gradient by {factor} per step; over {steps} steps that is {whole}. Try LSTM or GRU, orthogonal or larger recurrent weights, or shorter sequences.</source>
        <translation>梯度消失：沿时间方向，{layer} 每步把梯度乘以 {factor}；{steps} 步合计为 {whole}。请尝试 LSTM 或 GRU、正交或较大的循环权重，或较短的序列。</translation>
    </message>
    <message>
        <source>Vanishing: {name} in {layers} has slope zero for {share} of its units, so nothing flows back through them. Try leaky ReLU, a smaller learning rate or other starting weights.</source>
        <translation>梯度消失：{layers} 中的 {name} 有 {share} 的单元斜率为零，没有任何梯度能经它们回传。请尝试 Leaky ReLU、较小的学习率或其他初始权重。</translation>
    </message>
    <message>
        <source>Vanishing: {name} in {layers} is saturated: it passes {measured} of the gradient, where {most} is possible{whole}. Try smaller starting weights, BatchNorm or ReLU with He.</source>
        <translation>梯度消失：{layers} 中的 {name} 已饱和：只让梯度的 {measured} 倍通过，而最多可达 {most} 倍{whole}。请尝试较小的初始权重、批归一化 (BatchNorm)，或 ReLU 配合 He 初始化。</translation>
    </message>
    <message>
        <source>Vanishing: {name} in {layers} passes at most {most} of the gradient each, measured {measured}{whole}. Try ReLU, He, BatchNorm or a skip.</source>
        <translation>梯度消失：{layers} 中的 {name} 每层最多让梯度的 {most} 倍通过，实测 {measured}{whole}。请尝试 ReLU、He 初始化、批归一化 (BatchNorm) 或跳跃连接。</translation>
    </message>
    <message>
        <source>Variational autoencoder</source>
        <translation>变分自编码器</translation>
    </message>
    <message>
        <source>Vocabulary</source>
        <translation>词表大小</translation>
    </message>
    <message>
        <source>Waiting for the first updates to be measured.</source>
        <translation>正在等待测量最初几次更新。</translation>
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
        <source>Weak: its outputs hardly vary (± {varies}).</source>
        <translation>弱：其输出几乎不变（± {varies}）。</translation>
    </message>
    <message>
        <source>Weather in Seattle</source>
        <translation>西雅图天气</translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation>权重衰减</translation>
    </message>
    <message>
        <source>Weights are not read from {name}. Choose a file that ends in {known}.</source>
        <translation>无法从 {name} 读取权重。请选择以 {known} 结尾的文件。</translation>
    </message>
    <message>
        <source>Weights of {run} in the file are damaged or do not belong to it: left out.</source>
        <translation>文件中 {run} 的权重已损坏或不属于它：已略去。</translation>
    </message>
    <message>
        <source>What a sample is: a picture, a sequence of steps, or a row of a table.</source>
        <translation>一个样本是什么：一张图片、一个由时间步组成的序列，或表格中的一行。</translation>
    </message>
    <message>
        <source>What a sample is: how strong each pitch is at each moment, or the sound itself.</source>
        <translation>一个样本是什么：每个时刻各音高的强度，或声音波形本身。</translation>
    </message>
    <message>
        <source>What a step is: a character, or a word with punctuation marks as words.</source>
        <translation>一步是什么：一个字符，或一个词（标点符号也算词）。</translation>
    </message>
    <message>
        <source>What decides which epoch is best: val_loss, train_loss, val_accuracy, ...</source>
        <translation>决定哪一轮最佳的指标：val_loss、train_loss、val_accuracy 等。</translation>
    </message>
    <message>
        <source>What each convolution and pooling layer makes of one sample. Point at a number to see the patch and the kernel it comes from.</source>
        <translation>每个卷积层和池化层对一个样本的输出。指向一个数，即可看到它来自哪个区域和哪个卷积核。</translation>
    </message>
    <message>
        <source>What is behind transparent parts, and in the bars of a letterbox.</source>
        <translation>透明部分后面和留边处的颜色。</translation>
    </message>
    <message>
        <source>What is done where height and width differ in proportion: stretch the picture, show it whole with bars beside it, or cut off what sticks out.</source>
        <translation>高宽比例不同时的处理：拉伸图片、完整显示并在两侧留边，或裁去超出的部分。</translation>
    </message>
    <message>
        <source>What is to be predicted is also read: its values up to now.</source>
        <translation>同时读取要预测的列：它到目前为止的值。</translation>
    </message>
    <message>
        <source>What names the class of a sound: its folder, or a part of its file&apos;s name, such as the first of en_3.wav, en.</source>
        <translation>声音的类别由什么表明：所在文件夹，或文件名的一部分，例如 en_3.wav 的第一部分 en。</translation>
    </message>
    <message>
        <source>What stands between two cells of a row; space: any white space.</source>
        <translation>一行中两个单元格之间的符号；空格：任何空白。</translation>
    </message>
    <message>
        <source>What stands for a missing value, with spaces between; empty cells always do.</source>
        <translation>表示缺失值的标记，以空格分隔；空单元格总是表示缺失。</translation>
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
        <source>What the network says everywhere: the stronger the colour, the surer it is; lines are where its answer changes. Round points are training samples, hollow squares samples that are held out, a ring marks a wrong answer. The small maps show what each neuron answers.</source>
        <translation>网络对平面上每一处的判断：颜色越深，把握越大；线条是判断改变的地方。圆点是训练样本，空心方块是留出的样本，圆环标出判断错误的样本。小图显示每个神经元的输出。</translation>
    </message>
    <message>
        <source>Where classes differ much in size, balance keeps rare ones from being ignored.</source>
        <translation>各类样本数相差很大时，平衡可避免稀少类别被忽略。</translation>
    </message>
    <message>
        <source>Where the forget gates&apos; biases start: 1 lets the cell remember from the start.</source>
        <translation>遗忘门偏置的初始值：1 让单元从一开始就能记忆。</translation>
    </message>
    <message>
        <source>Where the run began</source>
        <translation>训练的起点</translation>
    </message>
    <message>
        <source>Whether 3/4/2020 begins with the day or the month.</source>
        <translation>3/4/2020 这样的日期是日在前还是月在前。</translation>
    </message>
    <message>
        <source>Whether a sentence of a review is friendly: the mean of learned word vectors decides. About 78 % of the test sentences are right after 5 epochs.</source>
        <translation>判断评论中的句子是否为好评：由学习得到的词向量的平均值决定。5 轮后约 78 % 的测试句子判断正确。</translation>
    </message>
    <message>
        <source>Whether files called validation hold the samples for validation.</source>
        <translation>名为 validation 的文件是否含有验证样本。</translation>
    </message>
    <message>
        <source>Whether folders called train, validation and test divide the samples: not at all, for the test only, or all parts.</source>
        <translation>名为 train、validation 和 test 的文件夹是否划分样本：完全不划分、仅划分测试部分，或划分全部。</translation>
    </message>
    <message>
        <source>Whether numbers are written 3.14 or 3,14.</source>
        <translation>数写成 3.14 还是 3,14。</translation>
    </message>
    <message>
        <source>Whether samples are grey or have red, green and blue; automatic: as they are.</source>
        <translation>样本是灰度的，还是有红、绿、蓝三色；自动：按原样。</translation>
    </message>
    <message>
        <source>Whether the first row names the columns.</source>
        <translation>第一行是否为列名。</translation>
    </message>
    <message>
        <source>Whether the next character or word is to be predicted, or the class of a text.</source>
        <translation>预测下一个字符或词，还是预测文本的类别。</translation>
    </message>
    <message>
        <source>Whether the next token is asked for at every step of a window, or behind the last.</source>
        <translation>在窗口的每一步预测下一个词元，还是只在最后一步之后预测。</translation>
    </message>
    <message>
        <source>Which of 14 languages a family name comes from, letter by letter with a GRU. About two thirds of the test names are right after 12 epochs; guessing gives 7 %.</source>
        <translation>用 GRU 逐字母判断姓氏来自 14 种语言中的哪一种。12 轮后约三分之二的测试姓氏判断正确；瞎猜只有 7 %。</translation>
    </message>
    <message>
        <source>Which of three growers a wine comes from, by 13 chemical measures. At least 95 % of the test wines are right after 40 epochs, if the measures are scaled.</source>
        <translation>根据 13 项化学指标判断葡萄酒来自三个种植者中的哪一个。若指标经过缩放，40 轮后至少 95 % 的测试酒样判断正确。</translation>
    </message>
    <message>
        <source>Which sheet of a workbook is read; empty: the first one with cells.</source>
        <translation>读取工作簿的哪个工作表；留空：第一个有内容的工作表。</translation>
    </message>
    <message>
        <source>White</source>
        <translation>白色值</translation>
    </message>
    <message>
        <source>Who sees whom follows a mask that NNStudio&apos;s self-attention does not have.</source>
        <translation>谁能看到谁由一个掩码决定，而 NNStudio 的自注意力没有这种掩码。</translation>
    </message>
    <message>
        <source>Whole sequence</source>
        <translation>输出整个序列</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>宽度</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>窗口</translation>
    </message>
    <message>
        <source>Wine</source>
        <translation>葡萄酒</translation>
    </message>
    <message>
        <source>With a single output, one of at least this means yes; for hinge it is 0.</source>
        <translation>只有一个输出时，不小于此值即判为“是”；用合页损失时为 0。</translation>
    </message>
    <message>
        <source>With the median or the commonest category of the training part.</source>
        <translation>用训练部分的中位数或最常见的类别填充。</translation>
    </message>
    <message>
        <source>Words cannot be predicted as numbers. Choose classification.</source>
        <translation>词语不能作为数来预测。请选择分类。</translation>
    </message>
    <message>
        <source>Write a script that trains the network as here, also on graphics processors; none where no layer has weights that may change.</source>
        <translation>写出一个与此处方式相同地训练网络的脚本，也可使用图形处理器；如果没有任何层具有可变的权重，则不写出。</translation>
    </message>
    <message>
        <source>Xavier/Glorot, normal: σ = √(2 / (fan_in + fan_out)); for sigmoid, tanh</source>
        <translation>Xavier 正态：Xavier/Glorot 正态分布，σ = √(2 / (fan_in + fan_out))；适合 sigmoid、tanh</translation>
    </message>
    <message>
        <source>Your own IDX files.</source>
        <translation>你自己的 IDX 文件。</translation>
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
        <source>Zoom</source>
        <translation>缩放</translation>
    </message>
    <message>
        <source>a column for each</source>
        <translation>独热（每类一列）</translation>
    </message>
    <message>
        <source>a frozen layer of ones and zeros cuts off the border here</source>
        <translation>此处用由一和零组成的冻结层裁去边缘</translation>
    </message>
    <message>
        <source>a frozen layer of ones and zeros takes the step here</source>
        <translation>此处用由一和零组成的冻结层取出该时间步</translation>
    </message>
    <message>
        <source>a sample and its class</source>
        <translation>一个样本及其类别</translation>
    </message>
    <message>
        <source>a smallest and a largest value</source>
        <translation>最小值和最大值</translation>
    </message>
    <message>
        <source>all alike</source>
        <translation>一视同仁</translation>
    </message>
    <message>
        <source>another</source>
        <translation>另一种</translation>
    </message>
    <message>
        <source>as given</source>
        <translation>按原有划分</translation>
    </message>
    <message>
        <source>at every step</source>
        <translation>每一步</translation>
    </message>
    <message>
        <source>at the end</source>
        <translation>在末尾</translation>
    </message>
    <message>
        <source>at the last step</source>
        <translation>仅最后一步</translation>
    </message>
    <message>
        <source>balanced</source>
        <translation>平衡</translation>
    </message>
    <message>
        <source>bar |</source>
        <translation>竖线 |</translation>
    </message>
    <message>
        <source>black</source>
        <translation>黑色</translation>
    </message>
    <message>
        <source>by column</source>
        <translation>按列</translation>
    </message>
    <message>
        <source>by time</source>
        <translation>按时间</translation>
    </message>
    <message>
        <source>category</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>channels first</source>
        <translation>通道在前</translation>
    </message>
    <message>
        <source>channels last</source>
        <translation>通道在后</translation>
    </message>
    <message>
        <source>characters</source>
        <translation>字符</translation>
    </message>
    <message>
        <source>colour (red, green, blue)</source>
        <translation>彩色（红、绿、蓝）</translation>
    </message>
    <message>
        <source>comma ,</source>
        <translation>逗号 ,</translation>
    </message>
    <message>
        <source>cut off what sticks out</source>
        <translation>裁去超出部分</translation>
    </message>
    <message>
        <source>date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>dead</source>
        <translation>死亡</translation>
    </message>
    <message>
        <source>duplicate</source>
        <translation>重复</translation>
    </message>
    <message>
        <source>each file</source>
        <translation>每个文件</translation>
    </message>
    <message>
        <source>each line</source>
        <translation>每行</translation>
    </message>
    <message>
        <source>fill in and tell</source>
        <translation>填充并标记</translation>
    </message>
    <message>
        <source>fill it in</source>
        <translation>填充</translation>
    </message>
    <message>
        <source>find out</source>
        <translation>自动判断</translation>
    </message>
    <message>
        <source>frozen</source>
        <translation>冻结</translation>
    </message>
    <message>
        <source>frozen layers of ones and zeros bring its heads to the size of the features</source>
        <translation>用由一和零组成的冻结层把各个头调整为特征的大小</translation>
    </message>
    <message>
        <source>grey</source>
        <translation>灰度</translation>
    </message>
    <message>
        <source>healthy</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>how many samples there are to learn from</source>
        <translation>可供学习的样本数</translation>
    </message>
    <message>
        <source>in front</source>
        <translation>在开头</translation>
    </message>
    <message>
        <source>it acts in training alone; here the data is augmented, in the panel Data</source>
        <translation>它只在训练时起作用；在此处，数据增强位于“数据”面板</translation>
    </message>
    <message>
        <source>it cannot be opened: {reason}</source>
        <translation>无法打开：{reason}</translation>
    </message>
    <message>
        <source>it does not read a sequence</source>
        <translation>它读取的不是序列</translation>
    </message>
    <message>
        <source>it has more than {count} million pixels</source>
        <translation>超过 {count} 百万像素</translation>
    </message>
    <message>
        <source>it has more than {most} million pixels</source>
        <translation>超过 {most} 百万像素</translation>
    </message>
    <message>
        <source>it has no heads, or heads without any size</source>
        <translation>它没有头，或头的大小为零</translation>
    </message>
    <message>
        <source>it has numbers in it that are missing or infinite</source>
        <translation>含有缺失或无穷的数</translation>
    </message>
    <message>
        <source>it has too many channels and samples a second: {count} numbers</source>
        <translation>通道数和每秒采样数过多：共 {count} 个数</translation>
    </message>
    <message>
        <source>it holds no sound</source>
        <translation>其中没有声音</translation>
    </message>
    <message>
        <source>it is broken, or of an unknown kind: {bits} bits, {channels} channels</source>
        <translation>文件已损坏或类型未知：{bits} 位，{channels} 个通道</translation>
    </message>
    <message>
        <source>it is broken: what its numbers are is not said before them</source>
        <translation>文件已损坏：数据之前没有说明数的格式</translation>
    </message>
    <message>
        <source>it is broken: {rate} samples a second; expected are {low} to {high}</source>
        <translation>文件已损坏：每秒 {rate} 个采样；应为 {low} 到 {high}</translation>
    </message>
    <message>
        <source>it is broken: {reason}</source>
        <translation>文件已损坏：{reason}</translation>
    </message>
    <message>
        <source>it is cut off: no sound is in it</source>
        <translation>文件不完整：其中没有声音</translation>
    </message>
    <message>
        <source>it is cut off: {got} of {expected} bytes of sound are there</source>
        <translation>文件不完整：{expected} 字节的声音只有 {got} 字节</translation>
    </message>
    <message>
        <source>it is empty</source>
        <translation>文件是空的</translation>
    </message>
    <message>
        <source>it is no WAV file: it does not begin with RIFF and WAVE</source>
        <translation>不是 WAV 文件：开头不是 RIFF 和 WAVE</translation>
    </message>
    <message>
        <source>it is no longer there</source>
        <translation>文件已不在原处</translation>
    </message>
    <message>
        <source>it is no picture of a kind that can be read here ({formats})</source>
        <translation>不是这里能读取的图片（{formats}）</translation>
    </message>
    <message>
        <source>it looks at another sequence; NNStudio has self-attention alone</source>
        <translation>它关注另一个序列；NNStudio 只有自注意力</translation>
    </message>
    <message>
        <source>it was saved before it was adapted to data</source>
        <translation>它在适配数据之前就被保存了</translation>
    </message>
    <message>
        <source>it works with a constant instead of a second input</source>
        <translation>它的第二个输入是常数</translation>
    </message>
    <message>
        <source>its heads are too large</source>
        <translation>它的头太大</translation>
    </message>
    <message>
        <source>its inputs are of different sizes</source>
        <translation>它的各个输入大小不同</translation>
    </message>
    <message>
        <source>its number</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>its number of steps is not known</source>
        <translation>它的步数未知</translation>
    </message>
    <message>
        <source>its reset gate acts before the product; train it again with reset_after=True, as Keras has it by default</source>
        <translation>它的重置门在乘积之前起作用；请用 reset_after=True（Keras 的默认值）重新训练</translation>
    </message>
    <message>
        <source>its sound is compressed ({coding}); save it as PCM</source>
        <translation>声音经过压缩（{coding}）；请存为 PCM</translation>
    </message>
    <message>
        <source>kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>last: the channels of pictures, the features of sequences and rows; first: height or steps; second: the width of pictures.</source>
        <translation>末轴：图片的通道、序列和行的特征；第一轴：高或时间步；第二轴：图片的宽。</translation>
    </message>
    <message>
        <source>layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>leave the row out</source>
        <translation>略去该行</translation>
    </message>
    <message>
        <source>left aside</source>
        <translation>忽略</translation>
    </message>
    <message>
        <source>line {number}</source>
        <translation>第 {number} 行</translation>
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
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>none: values as they are; first: by how much each differs from the one before, which takes away a trend; seasonal: from the one a season before. What is predicted is then the change, too.</source>
        <translation>无：使用原值；与前一步之差：每个值与前一个值之差，可消除趋势；与一个周期前之差：与一个季节周期前的值之差。此时预测的也是变化量。</translation>
    </message>
    <message>
        <source>number</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>of tensors one step of a sequence alone can be taken</source>
        <translation>张量中只能取出序列的一个时间步</translation>
    </message>
    <message>
        <source>one</source>
        <translation>一种</translation>
    </message>
    <message>
        <source>order in time</source>
        <translation>时间顺序</translation>
    </message>
    <message>
        <source>pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>pixels</source>
        <translation>像素</translation>
    </message>
    <message>
        <source>point .</source>
        <translation>句点 .</translation>
    </message>
    <message>
        <source>preparation</source>
        <translation>准备</translation>
    </message>
    <message>
        <source>random</source>
        <translation>随机</translation>
    </message>
    <message>
        <source>reads</source>
        <translation>输入来自</translation>
    </message>
    <message>
        <source>record {number}</source>
        <translation>第 {number} 条记录</translation>
    </message>
    <message>
        <source>row {number}</source>
        <translation>第 {number} 行</translation>
    </message>
    <message>
        <source>rows of numbers</source>
        <translation>数值行</translation>
    </message>
    <message>
        <source>same: zeros around the input keep its size; valid: no zeros, it shrinks.</source>
        <translation>same：在输入四周补零，保持大小；valid：不补零，输出缩小。</translation>
    </message>
    <message>
        <source>samples last</source>
        <translation>样本在后</translation>
    </message>
    <message>
        <source>saturated</source>
        <translation>饱和</translation>
    </message>
    <message>
        <source>says the part</source>
        <translation>划分标记</translation>
    </message>
    <message>
        <source>semicolon ;</source>
        <translation>分号 ;</translation>
    </message>
    <message>
        <source>sequences</source>
        <translation>序列</translation>
    </message>
    <message>
        <source>set</source>
        <translation>数据集</translation>
    </message>
    <message>
        <source>sinusoidal: fixed waves; learned: a row of trained numbers for each place.</source>
        <translation>正弦与余弦：固定的波形；可学习：每个位置一行训练得到的数。</translation>
    </message>
    <message>
        <source>source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>spaces</source>
        <translation>空格</translation>
    </message>
    <message>
        <source>spectrogram</source>
        <translation>频谱图</translation>
    </message>
    <message>
        <source>steps first</source>
        <translation>时间步在前</translation>
    </message>
    <message>
        <source>stratified</source>
        <translation>分层</translation>
    </message>
    <message>
        <source>stretch to the shape</source>
        <translation>拉伸</translation>
    </message>
    <message>
        <source>strong</source>
        <translation>强</translation>
    </message>
    <message>
        <source>tab</source>
        <translation>制表符</translation>
    </message>
    <message>
        <source>test only</source>
        <translation>仅测试</translation>
    </message>
    <message>
        <source>text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>the class of a text</source>
        <translation>文本的类别</translation>
    </message>
    <message>
        <source>the day: 31/12/2020</source>
        <translation>日：31/12/2020</translation>
    </message>
    <message>
        <source>the first word</source>
        <translation>第一个词</translation>
    </message>
    <message>
        <source>the folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>the folder cannot be looked into: {reason}</source>
        <translation>无法查看文件夹：{reason}</translation>
    </message>
    <message>
        <source>the last word</source>
        <translation>最后一个词</translation>
    </message>
    <message>
        <source>the month: 12/31/2020</source>
        <translation>月：12/31/2020</translation>
    </message>
    <message>
        <source>the second word</source>
        <translation>第二个词</translation>
    </message>
    <message>
        <source>the targets {names}</source>
        <translation>目标 {names}</translation>
    </message>
    <message>
        <source>the third word</source>
        <translation>第三个词</translation>
    </message>
    <message>
        <source>the wave itself</source>
        <translation>原始波形</translation>
    </message>
    <message>
        <source>there is not enough memory for it</source>
        <translation>内存不足</translation>
    </message>
    <message>
        <source>to a season before</source>
        <translation>与一个周期前之差</translation>
    </message>
    <message>
        <source>to learn from</source>
        <translation>特征</translation>
    </message>
    <message>
        <source>to predict</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>to the step before</source>
        <translation>与前一步之差</translation>
    </message>
    <message>
        <source>two coordinates and a class</source>
        <translation>两个坐标和一个类别</translation>
    </message>
    <message>
        <source>validation and test</source>
        <translation>验证和测试</translation>
    </message>
    <message>
        <source>value: each number; norm: each weight&apos;s gradient; global norm: all together.</source>
        <translation>按值：每个数；按范数：每个权重的梯度；按全局范数：全部一起。</translation>
    </message>
    <message>
        <source>weak</source>
        <translation>弱</translation>
    </message>
    <message>
        <source>weights of</source>
        <translation>共用权重</translation>
    </message>
    <message>
        <source>what comes next</source>
        <translation>下一个词元</translation>
    </message>
    <message>
        <source>white</source>
        <translation>白色</translation>
    </message>
    <message>
        <source>whole, with bars beside</source>
        <translation>完整显示并留边</translation>
    </message>
    <message>
        <source>windows of one long text</source>
        <translation>长文本的窗口</translation>
    </message>
    <message>
        <source>windows: pieces of a document, all equally long; lines: each line is a sample, such as a name or a poem; files: each file of a folder. Short lines and files are filled up.</source>
        <translation>窗口：一篇文档中等长的片段；每行：每行一个样本，例如一个名字或一首诗；每个文件：文件夹中的每个文件一个样本。较短的行和文件会被填充。</translation>
    </message>
    <message>
        <source>words</source>
        <translation>词</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>yours to paint</source>
        <translation>由你绘制</translation>
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
        <source>{count} files are in no folder of a class and are left out.</source>
        <translation>{count} 个文件不在任何类别的文件夹中，已略去。</translation>
    </message>
    <message>
        <source>{count} files of other classes are left out: {names}.</source>
        <translation>已略去其他类别的 {count} 个文件：{names}。</translation>
    </message>
    <message>
        <source>{count} files of other kinds are passed over: {suffixes}.</source>
        <translation>已跳过其他类型的 {count} 个文件：{suffixes}。</translation>
    </message>
    <message>
        <source>{count} gaps in {column}, the first behind {place}; windows go on over them as though nothing were missing.</source>
        <translation>{column} 中有 {count} 处间断，第一处在 {place} 之后；窗口会跨过它们，如同没有缺失。</translation>
    </message>
    <message>
        <source>{count} hexadecimal numbers of 64 bits</source>
        <translation>{count} 个 64 位十六进制数</translation>
    </message>
    <message>
        <source>{count} lines that begin with {mark} were left out as comments.</source>
        <translation>已把以 {mark} 开头的 {count} 行作为注释略去。</translation>
    </message>
    <message>
        <source>{count} lines that run; saved, they have their samples beside them.</source>
        <translation>{count} 行可运行的代码；保存后，样本会放在旁边。</translation>
    </message>
    <message>
        <source>{count} of {all} samples are left out: a number or a label is missing or infinite.</source>
        <translation>{all} 个样本中略去了 {count} 个：有数或标签缺失或为无穷。</translation>
    </message>
    <message>
        <source>{count} of {total} rows are left out because cells are empty in these columns: {names}.</source>
        <translation>{total} 行中略去了 {count} 行，因为这些列中有空单元格：{names}。</translation>
    </message>
    <message>
        <source>{count} of {total} texts are longer than {steps} steps; their ends are cut off.</source>
        <translation>{total} 个文本中有 {count} 个超过 {steps} 步；末尾已截去。</translation>
    </message>
    <message>
        <source>{count} of {total} tokens ({share} %) are not among the {known} of the vocabulary and are read as unknown.</source>
        <translation>{total} 个词元中有 {count} 个（{share} %）不在词表的 {known} 个词元之中，按未知词元读取。</translation>
    </message>
    <message>
        <source>{count} pictures are not in it and are left out.</source>
        <translation>{count} 张图片不在其中，已略去。</translation>
    </message>
    <message>
        <source>{count} rows have no {column} and were left out.</source>
        <translation>{count} 行没有 {column}，已略去。</translation>
    </message>
    <message>
        <source>{count} rows have the same {column} as the row before; they stay, as though time went on. If there are several series in the file, give each its own.</source>
        <translation>{count} 行的 {column} 与上一行相同；它们被保留，视为时间继续推进。如果文件中有多个序列，请把它们分别存成文件。</translation>
    </message>
    <message>
        <source>{count} rows without text or label were left out.</source>
        <translation>已略去没有文本或标签的 {count} 行。</translation>
    </message>
    <message>
        <source>{count} texts were left out because their class is none of those known.</source>
        <translation>已略去 {count} 个文本，因为其类别不在已知类别之中。</translation>
    </message>
    <message>
        <source>{count} windows were left out because a number in them, or behind them, is missing.</source>
        <translation>已略去 {count} 个窗口，因为窗口内或其后有数缺失。</translation>
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
        <source>{file} has no array {got}; it has {known}.</source>
        <translation>{file} 没有数组 {got}；它有 {known}。</translation>
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
        <source>{got} samples are to be held out, but there are {count} in all. Choose a number from 0 to {most}.</source>
        <translation>要留出 {got} 个样本，但总共只有 {count} 个。请选择 0 到 {most} 的数。</translation>
    </message>
    <message>
        <source>{heads} heads cannot share the features of {got}: each needs the same number. Choose heads that divide {features}, or change the features.</source>
        <translation>{heads} 个头无法平分 {got} 的特征：每个头需要同样多。请选择能整除 {features} 的头数，或更改特征数。</translation>
    </message>
    <message>
        <source>{held_out} samples are held out, but {name} has only {count} now. Hold out fewer, or read it again.</source>
        <translation>要留出 {held_out} 个样本，但 {name} 现在只有 {count} 个。请少留出一些，或重新读取。</translation>
    </message>
    <message>
        <source>{ill} of {units} units in {layers} are dead: they gave zero for all {samples} samples and get no gradient. Try a smaller learning rate, He starting weights, or leaky ReLU.</source>
        <translation>{layers} 的 {units} 个单元中有 {ill} 个已死亡：它们对全部 {samples} 个样本都输出零，得不到梯度。请尝试较小的学习率、He 初始权重，或 Leaky ReLU。</translation>
    </message>
    <message>
        <source>{ill} of {units} units in {layers} are duplicates: they say what another unit says. Fewer units would do, or start from random weights instead of equal ones; Dropout also drives them apart.</source>
        <translation>{layers} 的 {units} 个单元中有 {ill} 个重复：它们的输出与另一个单元相同。可以减少单元，或用随机权重代替相同的初始权重；随机失活 (Dropout) 也能使它们彼此不同。</translation>
    </message>
    <message>
        <source>{ill} of {units} units in {layers} are saturated: their slope is nearly zero, so that they hardly learn. Try smaller starting weights (Xavier), a smaller learning rate, BatchNorm before the activation, or ReLU.</source>
        <translation>{layers} 的 {units} 个单元中有 {ill} 个已饱和：其斜率接近零，因此几乎学不到东西。请尝试较小的初始权重 (Xavier)、较小的学习率、在激活函数前加入批归一化 (BatchNorm)，或 ReLU。</translation>
    </message>
    <message>
        <source>{layers}: outputs are no longer finite numbers. Go back on the timeline, or start again with a smaller learning rate.</source>
        <translation>{layers}：输出不再是有限的数。请在时间线上回到之前，或用较小的学习率重新开始。</translation>
    </message>
    <message>
        <source>{layers}: the step function has slope zero everywhere, so that no gradient passes and nothing before it learns. Try sigmoid or ReLU.</source>
        <translation>{layers}：阶跃函数的斜率处处为零，因此没有梯度通过，它之前的部分都学不到东西。请尝试 sigmoid 或 ReLU。</translation>
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
        <source>{member} would unpack to {size} from {packed}</source>
        <translation>{member} 将从 {packed} 解压为 {size}</translation>
    </message>
    <message>
        <source>{names} was removed from the list: past runs may take {most}.</source>
        <translation>已从列表中移除 {names}：以往训练记录最多可占 {most}。</translation>
    </message>
    <message>
        <source>{name} cannot be opened: {reason}.</source>
        <translation>无法打开 {name}：{reason}。</translation>
    </message>
    <message>
        <source>{name} cannot be read as a picture: {reason}. Leave it out or save it again.</source>
        <translation>{name} 无法作为图片读取：{reason}。请略去它，或重新保存。</translation>
    </message>
    <message>
        <source>{name} cannot be read as a picture: {reason}. Save it again as PNG, or smaller.</source>
        <translation>无法把 {name} 读取为图片：{reason}。请重新保存为 PNG，或缩小后保存。</translation>
    </message>
    <message>
        <source>{name} cannot be read as samples of {shape}. Give it a NumPy array (.npy) of shape (n, {shape}), a picture or a folder of pictures.</source>
        <translation>{name} 无法作为形状为 {shape} 的样本读取。请提供形状为 (n, {shape}) 的 NumPy 数组 (.npy)，或者一张图片、一个图片文件夹。</translation>
    </message>
    <message>
        <source>{name} cannot be read as samples of {shape}. Give it a NumPy array (.npy) of shape (n, {shape}).</source>
        <translation>{name} 无法作为形状为 {shape} 的样本读取。请提供形状为 (n, {shape}) 的 NumPy 数组 (.npy)。</translation>
    </message>
    <message>
        <source>{name} cannot be read as sound: {reason}. Leave it out or save it again.</source>
        <translation>{name} 无法作为声音读取：{reason}。请略去它，或重新保存。</translation>
    </message>
    <message>
        <source>{name} cannot be read.</source>
        <translation>无法读取 {name}。</translation>
    </message>
    <message>
        <source>{name} cannot be read: {reason}. Get it again from where it came.</source>
        <translation>无法读取 {name}：{reason}。请从来源处重新获取。</translation>
    </message>
    <message>
        <source>{name} cannot be read: {reason}. Save it again with numpy.save or numpy.savez.</source>
        <translation>无法读取 {name}：{reason}。请用 numpy.save 或 numpy.savez 重新保存。</translation>
    </message>
    <message>
        <source>{name} consists of nothing but {token}, so there is nothing to learn. Choose another text.</source>
        <translation>{name} 中只有 {token}，没有可学习的内容。请选择其他文本。</translation>
    </message>
    <message>
        <source>{name} gives {count} samples of {steps} steps, more than can be kept. Choose fewer steps, or a larger stride.</source>
        <translation>{name} 给出 {count} 个 {steps} 步的样本，多得无法容纳。请减少步数，或加大步幅。</translation>
    </message>
    <message>
        <source>{name} gives {count} windows of {window} steps with {features} features, which are too many to keep. Choose a shorter window or a larger stride.</source>
        <translation>{name} 给出 {count} 个窗口，每个 {window} 步、{features} 个特征，多得无法容纳。请选择较短的窗口或较大的步幅。</translation>
    </message>
    <message>
        <source>{name} has a row of names, but no rows below it. Choose another file.</source>
        <translation>{name} 有列名行，但下面没有数据行。请选择其他文件。</translation>
    </message>
    <message>
        <source>{name} has more than {most} cells. Split it, or take a part of it.</source>
        <translation>{name} 的单元格超过 {most} 个。请拆分它，或只取一部分。</translation>
    </message>
    <message>
        <source>{name} has more weights beside it than the {most} that can be read.</source>
        <translation>{name} 旁边的权重多于可读取的 {most}。</translation>
    </message>
    <message>
        <source>{name} has no column of changing numbers to predict. Choose another file.</source>
        <translation>{name} 没有数值会变化的列可供预测。请选择其他文件。</translation>
    </message>
    <message>
        <source>{name} has no column of text, only numbers. Open it as a table.</source>
        <translation>{name} 没有文本列，只有数。请作为表格打开。</translation>
    </message>
    <message>
        <source>{name} has no column that is to be learned. Choose a target.</source>
        <translation>{name} 没有要学习的列。请选择目标。</translation>
    </message>
    <message>
        <source>{name} has no column that something can be learned from. Choose features.</source>
        <translation>{name} 没有可供学习的列。请选择特征。</translation>
    </message>
    <message>
        <source>{name} has no column {got}; it has {known}.</source>
        <translation>{name} 没有列 {got}；它有 {known}。</translation>
    </message>
    <message>
        <source>{name} has no column {wanted}; it has {known}. Name the column of texts so.</source>
        <translation>{name} 没有列 {wanted}；它有 {known}。请把文本列改成此名。</translation>
    </message>
    <message>
        <source>{name} has no columns {names}; it has {known}.</source>
        <translation>{name} 没有列 {names}；它有 {known}。</translation>
    </message>
    <message>
        <source>{name} has no drawing, for an .npz file holds arrays alone. If they are weights, open or draw their network, then load the weights into it: File &gt; Load Weights… in the window, nnstudio.load_weights in Python.</source>
        <translation>{name} 没有绘图，因为 .npz 文件只包含数组。如果它们是权重，请打开或绘制其网络，再把权重载入进去：窗口中的“文件 &gt; 载入权重…”，Python 中的 nnstudio.load_weights。</translation>
    </message>
    <message>
        <source>{name} has no labels: a file such as {expected} should lie beside it. Put it there, or choose another set.</source>
        <translation>{name} 没有标签：旁边应有 {expected} 这样的文件。请把它放在那里，或选择另一组数据。</translation>
    </message>
    <message>
        <source>{name} has no records. Choose another file.</source>
        <translation>{name} 没有记录。请选择其他文件。</translation>
    </message>
    <message>
        <source>{name} has no rows, only empty lines or comments. Choose another file.</source>
        <translation>{name} 没有数据行，只有空行或注释。请选择其他文件。</translation>
    </message>
    <message>
        <source>{name} has no sheet {got}; it has {known}.</source>
        <translation>{name} 没有工作表 {got}；它有 {known}。</translation>
    </message>
    <message>
        <source>{name} has samples of {got}, but those to learn from have {expected}.</source>
        <translation>{name} 的样本是 {got}，但用于学习的样本是 {expected}。</translation>
    </message>
    <message>
        <source>{name} has the shape {got}, but {first} has {expected}. Make them alike.</source>
        <translation>{name} 的形状是 {got}，但 {first} 的形状是 {expected}。请让它们一致。</translation>
    </message>
    <message>
        <source>{name} has {count} {unit}; samples of {steps} steps need at least {needed}. Choose fewer steps or a longer text.</source>
        <translation>{name} 有 {count} 个{unit}；{steps} 步的样本至少需要 {needed} 个。请减少步数，或选择较长的文本。</translation>
    </message>
    <message>
        <source>{name} has {got} columns; at most {most} can be read. Leave columns out.</source>
        <translation>{name} 有 {got} 列；最多能读取 {most} 列。请略去一些列。</translation>
    </message>
    <message>
        <source>{name} has {got} columns; expected are {expected}, as those learned from.</source>
        <translation>{name} 有 {got} 列；应与学习时的数据一样有 {expected} 列。</translation>
    </message>
    <message>
        <source>{name} has {got} complete rows; at least {fewest} are needed. Choose a longer file, or fill empty cells.</source>
        <translation>{name} 有 {got} 个完整的行；至少需要 {fewest} 行。请选择较长的文件，或填充空单元格。</translation>
    </message>
    <message>
        <source>{name} has {got} dimensions; samples need 2 (features), 3 or 4 (pictures).</source>
        <translation>{name} 有 {got} 维；样本需要 2 维（特征）、3 维或 4 维（图片）。</translation>
    </message>
    <message>
        <source>{name} has {rows} rows; a window of {window} steps needs at least {needed}.</source>
        <translation>{name} 有 {rows} 行；{window} 步的窗口至少需要 {needed} 行。</translation>
    </message>
    <message>
        <source>{name} has {rows} usable rows; a window of {window} and a horizon of {horizon} need at least {needed}. Choose a shorter window, or bring more rows.</source>
        <translation>{name} 有 {rows} 个可用的行；窗口为 {window}、预测步长为 {horizon} 时至少需要 {needed} 行。请选择较短的窗口，或提供更多的行。</translation>
    </message>
    <message>
        <source>{name} has {size}, but the memory of this machine allows {most}. Load it on a larger one, or save the weights as float16.</source>
        <translation>{name} 有 {size}，但本机内存只允许 {most}。请在更大的机器上加载，或将权重保存为 float16。</translation>
    </message>
    <message>
        <source>{name} holds Python objects or records, which are not opened, for they could run programs. Save it as plain numbers or words: numpy.save(file, numpy.array(list, dtype=float)), sequences of different lengths padded to one.</source>
        <translation>{name} 含有 Python 对象或记录；它们可能运行程序，因此不予打开。请存为单纯的数或词语：numpy.save(file, numpy.array(list, dtype=float))，并把不同长度的序列填充到同一长度。</translation>
    </message>
    <message>
        <source>{name} holds lists of different lengths: {least} to {most} values. All columns must have equally many.</source>
        <translation>{name} 含有长度不同的列表：{least} 到 {most} 个值。所有列的值必须同样多。</translation>
    </message>
    <message>
        <source>{name} holds more than {most} MB of text. Split it, or take a part of it.</source>
        <translation>{name} 的文本超过 {most} MB。请拆分它，或只取一部分。</translation>
    </message>
    <message>
        <source>{name} holds more than {most} characters. Split it, or take a part of it.</source>
        <translation>{name} 超过 {most} 个字符。请拆分它，或只取一部分。</translation>
    </message>
    <message>
        <source>{name} holds more than {most} runs. The later ones are left out.</source>
        <translation>{name} 中的训练记录超过 {most} 条。较后的已略去。</translation>
    </message>
    <message>
        <source>{name} holds no text files (.txt, .md). Choose another folder.</source>
        <translation>{name} 中没有文本文件（.txt、.md）。请选择其他文件夹。</translation>
    </message>
    <message>
        <source>{name} holds no texts. Choose another file.</source>
        <translation>{name} 中没有文本。请选择其他文件。</translation>
    </message>
    <message>
        <source>{name} holds nothing but white space. Choose another file.</source>
        <translation>{name} 中只有空白。请选择其他文件。</translation>
    </message>
    <message>
        <source>{name} holds numbers that are not finite</source>
        <translation>{name} 含有非有限的数</translation>
    </message>
    <message>
        <source>{name} holds weights without their drawing. Open or draw the network, then load the weights into it: File &gt; Load Weights… in the window, nnstudio.load_weights in Python.</source>
        <translation>{name} 只包含权重而没有绘图。请打开或绘制网络，再把权重载入进去：窗口中的“文件 &gt; 载入权重…”，Python 中的 nnstudio.load_weights。</translation>
    </message>
    <message>
        <source>{name} holds {count} files; at most {most} arrays can be chosen from.</source>
        <translation>{name} 含有 {count} 个文件；最多可从 {most} 个数组中选择。</translation>
    </message>
    <message>
        <source>{name} holds {count} folders of classes; there can be at most {most}.</source>
        <translation>{name} 含有 {count} 个类别文件夹；最多可有 {most} 个。</translation>
    </message>
    <message>
        <source>{name} is JSON, but no table: it must be a list of records, a record on each line, or an object of equally long lists.</source>
        <translation>{name} 是 JSON，但不是表格：它必须是记录的列表、每行一条记录，或由等长列表组成的对象。</translation>
    </message>
    <message>
        <source>{name} is a single picture. Choose the folder that has a folder of pictures for each class.</source>
        <translation>{name} 是单张图片。请选择每类有一个图片文件夹的文件夹。</translation>
    </message>
    <message>
        <source>{name} is a single sound. Choose the folder that has all of them.</source>
        <translation>{name} 是单段声音。请选择含有全部声音的文件夹。</translation>
    </message>
    <message>
        <source>{name} is an IDX file without a single number. Choose another one.</source>
        <translation>{name} 是一个数也没有的 IDX 文件。请选择其他文件。</translation>
    </message>
    <message>
        <source>{name} is called .gz, but it is not packed with gzip. Rename it.</source>
        <translation>{name} 的扩展名是 .gz，但它不是 gzip 压缩文件。请重命名。</translation>
    </message>
    <message>
        <source>{name} is damaged: by its header it has {expected} bytes, but there are {got}. Get it again from where it came.</source>
        <translation>{name} 已损坏：按文件头应有 {expected} 字节，实际有 {got} 字节。请从来源处重新获取。</translation>
    </message>
    <message>
        <source>{name} is damaged: by its header it has {expected} bytes, but there are {got}. Save it again, or get another copy.</source>
        <translation>{name} 已损坏：按文件头应有 {expected} 字节，实际有 {got} 字节。请重新保存，或获取另一个副本。</translation>
    </message>
    <message>
        <source>{name} is damaged: the description of its array cannot be read. Save it again.</source>
        <translation>{name} 已损坏：无法读取数组的描述。请重新保存。</translation>
    </message>
    <message>
        <source>{name} is damaged: {error}.</source>
        <translation>{name} 已损坏：{error}。</translation>
    </message>
    <message>
        <source>{name} is empty. Choose another file.</source>
        <translation>{name} 是空的。请选择其他文件。</translation>
    </message>
    <message>
        <source>{name} is left out: it has no labels.</source>
        <translation>已略去 {name}：它没有标签。</translation>
    </message>
    <message>
        <source>{name} is left out: it has no targets.</source>
        <translation>已略去 {name}：它没有目标。</translation>
    </message>
    <message>
        <source>{name} is longer than {most} million characters. Save it as CSV, or with a record on each line.</source>
        <translation>{name} 超过 {most} 百万个字符。请存为 CSV，或每行存一条记录。</translation>
    </message>
    <message>
        <source>{name} is no Excel workbook, or it is damaged. Save it again, or as CSV.</source>
        <translation>{name} 不是 Excel 工作簿，或已损坏。请重新保存，或存为 CSV。</translation>
    </message>
    <message>
        <source>{name} is no IDX file, packed with gzip or not: it begins with {got}. Get it again from where it came.</source>
        <translation>{name} 不是 IDX 文件（无论是否用 gzip 压缩）：开头是 {got}。请从来源处重新获取。</translation>
    </message>
    <message>
        <source>{name} is no IDX file: it begins with {got}; expected were two zero bytes, the type of its numbers and how many dimensions there are. Choose another file.</source>
        <translation>{name} 不是 IDX 文件：开头是 {got}；应为两个零字节、数的类型和维数。请选择其他文件。</translation>
    </message>
    <message>
        <source>{name} is no array as NumPy saves it. Save it with numpy.save or numpy.savez.</source>
        <translation>{name} 不是 NumPy 保存的数组。请用 numpy.save 或 numpy.savez 保存。</translation>
    </message>
    <message>
        <source>{name} is not a text file. Choose a file of text, such as CSV.</source>
        <translation>{name} 不是文本文件。请选择文本文件，例如 CSV。</translation>
    </message>
    <message>
        <source>{name} is of no kind that can be read here: tables (CSV, TSV, JSON), pictures, IDX, NumPy arrays, text or sound. Save it as one of these.</source>
        <translation>{name} 不是这里能读取的类型：表格（CSV、TSV、JSON）、图片、IDX、NumPy 数组、文本或声音。请存为其中一种。</translation>
    </message>
    <message>
        <source>{name} is packed in a way that NumPy does not use. Save it again.</source>
        <translation>{name} 的压缩方式不是 NumPy 所用的。请重新保存。</translation>
    </message>
    <message>
        <source>{name} is packed with gzip, but it is cut off or damaged. Copy or pack it again.</source>
        <translation>{name} 用 gzip 压缩，但不完整或已损坏。请重新复制或压缩。</translation>
    </message>
    <message>
        <source>{name} is too large for a workbook. Save the sheet as CSV.</source>
        <translation>{name} 作为工作簿太大。请把工作表存为 CSV。</translation>
    </message>
    <message>
        <source>{name} lacks the columns {names}; it has {known}.</source>
        <translation>{name} 缺少列 {names}；它有 {known}。</translation>
    </message>
    <message>
        <source>{name} leaves nothing to predict from. Choose a feature, or let the network see the target&apos;s past.</source>
        <translation>{name} 没有剩下可用于预测的列。请选择特征，或让网络读取目标的历史值。</translation>
    </message>
    <message>
        <source>{name} now has other features, targets or classes than before, so the numbers cannot stay as they are. Read it again.</source>
        <translation>{name} 的特征、目标或类别已与之前不同，因此不能沿用原来的缩放数值。请重新读取。</translation>
    </message>
    <message>
        <source>{name} reads a state of “{layer}”; here it reads that layer&apos;s output.</source>
        <translation>{name} 读取“{layer}”的状态；此处它读取该层的输出。</translation>
    </message>
    <message>
        <source>{name} says no class of its texts. Choose a folder with a folder or file for each class, or a table with a column of labels; or predict the next token.</source>
        <translation>{name} 没有表明文本的类别。请选择每类有一个文件夹或文件的文件夹，或含有标签列的表格；也可以改为预测下一个词元。</translation>
    </message>
    <message>
        <source>{name} takes {size}; here is room for {most}. Use a part of it.</source>
        <translation>{name} 需要 {size}；这里只容得下 {most}。请只用其中一部分。</translation>
    </message>
    <message>
        <source>{name} would be taken for a project, or replace one. Choose another name.</source>
        <translation>{name} 会被当作项目，或覆盖一个项目。请选择其他名称。</translation>
    </message>
    <message>
        <source>{name} would have {count} features in {rows} rows, which is too much. Leave columns of many categories out, or number their categories.</source>
        <translation>{name} 会有 {rows} 行、{count} 个特征，太多了。请略去类别很多的列，或把它们的类别改为编号。</translation>
    </message>
    <message>
        <source>{name}, line {line}: a cell is too long. Check whether this is a table.</source>
        <translation>{name}，第 {line} 行：单元格太长。请检查这是否为表格。</translation>
    </message>
    <message>
        <source>{name}, line {line}: cells in this row: {got}, in most rows: {expected} (rows like this: {count}). Mend them, or check delimiter and quotation marks.</source>
        <translation>{name}，第 {line} 行：此行有 {got} 个单元格，多数行有 {expected} 个（这样的行：{count}）。请改正它们，或检查分隔符和引号。</translation>
    </message>
    <message>
        <source>{name}, line {line}: text follows a closing quotation mark in the record that begins here. Double the quotation marks inside of a cell, or check the delimiter.</source>
        <translation>{name}，第 {line} 行：在由此开始的记录中，右引号后面还有文字。请把单元格内的引号写成两个，或检查分隔符。</translation>
    </message>
    <message>
        <source>{name}, line {line}: the line is longer than {most} million characters. Check whether this is a table.</source>
        <translation>{name}，第 {line} 行：此行超过 {most} 百万个字符。请检查这是否为表格。</translation>
    </message>
    <message>
        <source>{name}, line {line}: the record that begins here opens a quotation mark that is never closed. Close it, or double it if it belongs to the text.</source>
        <translation>{name}，第 {line} 行：由此开始的记录中有未闭合的引号。请补上右引号；若引号属于文本，请写成两个。</translation>
    </message>
    <message>
        <source>{name}, line {line}: there are {got} columns; at most {most} can be read. Check the delimiter, or leave columns out.</source>
        <translation>{name}，第 {line} 行：有 {got} 列；最多能读取 {most} 列。请检查分隔符，或略去一些列。</translation>
    </message>
    <message>
        <source>{name}, line {line}: there is a zero byte, so the file is damaged or not text. Save it again as text.</source>
        <translation>{name}，第 {line} 行：含有零字节，因此文件已损坏或不是文本。请重新存为文本。</translation>
    </message>
    <message>
        <source>{name}, line {line}: this is no text in the encoding {encoding}. Choose the encoding that the file was saved with.</source>
        <translation>{name}，第 {line} 行：不是 {encoding} 编码的文本。请选择保存文件时所用的编码。</translation>
    </message>
    <message>
        <source>{name}, line {line}: this is not valid JSON ({reason}). Save it again.</source>
        <translation>{name}，第 {line} 行：不是有效的 JSON（{reason}）。请重新保存。</translation>
    </message>
    <message>
        <source>{name}, {place}: a value is a list or an object. Only texts, numbers, true, false and null can stand in a table.</source>
        <translation>{name}，{place}：有一个值是列表或对象。表格中只能有文本、数、true、false 和 null。</translation>
    </message>
    <message>
        <source>{name}, {place}: the column {column} holds {got}, which are none of its {count} known categories. Mend them, or choose the data again to learn with them.</source>
        <translation>{name}，{place}：列 {column} 含有 {got}，它们不在其 {count} 个已知类别之中。请改正它们，或重新选择数据以便用它们学习。</translation>
    </message>
    <message>
        <source>{name}, {place}: the column {column} holds {got}, which is no date. Mend it, or change the type of the column.</source>
        <translation>{name}，{place}：列 {column} 含有 {got}，它不是日期。请改正它，或更改列的类型。</translation>
    </message>
    <message>
        <source>{name}, {place}: the column {column} holds {got}, which is no number. Mend it, or change the type of the column.</source>
        <translation>{name}，{place}：列 {column} 含有 {got}，它不是数。请改正它，或更改列的类型。</translation>
    </message>
    <message>
        <source>{name}, {place}: the column {column} holds {got}, which is none of its {count} known categories. Mend it, or choose the data again to learn with it.</source>
        <translation>{name}，{place}：列 {column} 含有 {got}，它不在其 {count} 个已知类别之中。请改正它，或重新选择数据以便用它学习。</translation>
    </message>
    <message>
        <source>{name}, {place}: the column {column} is empty, but the network has learned from complete rows only. Fill it.</source>
        <translation>{name}，{place}：列 {column} 为空，但网络只从完整的行学习过。请填充它。</translation>
    </message>
    <message>
        <source>{name}, {place}: {got} is no part of the data. The column that divides the data must say one of: {known}.</source>
        <translation>{name}，{place}：{got} 不是数据的任何部分。划分数据的列必须写以下之一：{known}。</translation>
    </message>
    <message>
        <source>{name}: a number is missing in the last {window} rows. Fill it.</source>
        <translation>{name}：最后 {window} 行中有数缺失。请填充它。</translation>
    </message>
    <message>
        <source>{name}: all texts are of the class {label}. There must be at least two classes.</source>
        <translation>{name}：所有文本都属于类别 {label}。至少须有两个类别。</translation>
    </message>
    <message>
        <source>{name}: nearly every window of {window} steps lacks a number. Fill missing numbers, or leave out the columns that lack most.</source>
        <translation>{name}：几乎每个 {window} 步的窗口都有数缺失。请填充缺失的数，或略去缺失最多的列。</translation>
    </message>
    <message>
        <source>{name}: no row has a text in {column}{label}. Choose other columns.</source>
        <translation>{name}：没有一行在 {column} 中有文本{label}。请选择其他列。</translation>
    </message>
    <message>
        <source>{name}: the first line is too long. Check whether this is a table.</source>
        <translation>{name}：第一行太长。请检查这是否为表格。</translation>
    </message>
    <message>
        <source>{name}: there are {count} different labels; at most {most} can be told apart.</source>
        <translation>{name}：有 {count} 种标签；最多能区分 {most} 种。</translation>
    </message>
    <message>
        <source>{name}: {columns} are all to be predicted; choose a single column of labels.</source>
        <translation>{name}：{columns} 都被设为预测目标；请只选择一个标签列。</translation>
    </message>
    <message>
        <source>{name}: {columns} are all to be read; choose a single column of text.</source>
        <translation>{name}：{columns} 都被设为读取；请只选择一个文本列。</translation>
    </message>
    <message>
        <source>{name}: {column} is no column of numbers, which a series is made of. Ignore it, or change its type.</source>
        <translation>{name}：{column} 不是数值列，而序列须由数组成。请忽略它，或更改其类型。</translation>
    </message>
    <message>
        <source>{name}: {column} is the same in every row, so there is nothing to predict. Choose another target.</source>
        <translation>{name}：{column} 在每一行都相同，没有可预测的内容。请选择其他目标。</translation>
    </message>
    <message>
        <source>{name}: {reason}</source>
        <translation>{name}：{reason}</translation>
    </message>
    <message>
        <source>{node} cannot use the weights of {other}: both must be different layers of one kind. Choose another {kind} layer.</source>
        <translation>{node} 不能使用 {other} 的权重：二者必须是同类的不同层。请选择另一个{kind}层。</translation>
    </message>
    <message>
        <source>{node} does not read a sequence step by step.</source>
        <translation>{node} 不逐步读取序列。</translation>
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
        <source>{node} knows {got} tokens, but the data has {expected}. Set its vocabulary.</source>
        <translation>{node} 的词表有 {got} 个词元，但数据有 {expected} 个。请设置其词表大小。</translation>
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
        <source>{node} takes the numbers of tokens for quantities: token 40 would be twice token 20. Insert an Embedding before it.</source>
        <translation>{node} 把词元编号当成数量：词元 40 会是词元 20 的两倍。请在它前面插入一个嵌入层。</translation>
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
        <source>{owner} · {what}: {before} → {after}</source>
        <translation>{owner} · {what}：{before} → {after}</translation>
    </message>
    <message>
        <source>{owner}: only in the first</source>
        <translation>{owner}：只在第一个中</translation>
    </message>
    <message>
        <source>{owner}: only in the second</source>
        <translation>{owner}：只在第二个中</translation>
    </message>
    <message>
        <source>{package} is not installed, so nothing is compared with it. Install it, or name a Python that has it: --peer-python PATH</source>
        <translation>未安装 {package}，因此没有与它比较。请安装它，或指定装有它的 Python：--peer-python PATH</translation>
    </message>
    <message>
        <source>{path} cannot be looked into: {reason}. Choose a folder that you may read.</source>
        <translation>无法查看 {path}：{reason}。请选择你有权读取的文件夹。</translation>
    </message>
    <message>
        <source>{path} cannot be read: {reason}.</source>
        <translation>无法读取 {path}：{reason}。</translation>
    </message>
    <message>
        <source>{path} cannot be read: {reason}. Check that it is there and may be read.</source>
        <translation>无法读取 {path}：{reason}。请检查它是否存在、是否可读。</translation>
    </message>
    <message>
        <source>{path} could not be written: {reason}. Choose another folder.</source>
        <translation>无法写入 {path}：{reason}。请选择其他文件夹。</translation>
    </message>
    <message>
        <source>{path} is a pipe or a device, no file. Save what comes out of it as a file.</source>
        <translation>{path} 是管道或设备，不是文件。请将其输出保存为文件。</translation>
    </message>
    <message>
        <source>{path} is no data set that can be used: {reason}. Import the data again.</source>
        <translation>{path} 不是可用的数据集：{reason}。请重新导入数据。</translation>
    </message>
    <message>
        <source>{path} is no name of a project: those end in {suffix}. Write to {better}.</source>
        <translation>{path} 不是项目的名称：项目以 {suffix} 结尾。请写入 {better}。</translation>
    </message>
    <message>
        <source>{path} is no prepared data set: it lacks {member}.</source>
        <translation>{path} 不是已准备的数据集：缺少 {member}。</translation>
    </message>
    <message>
        <source>{path} is read: what is written would take its place. Choose another name.</source>
        <translation>正在读取 {path}：写入的内容会取代它。请选择其他名称。</translation>
    </message>
    <message>
        <source>{path} lacks {member}. Import the data again.</source>
        <translation>{path} 缺少 {member}。请重新导入数据。</translation>
    </message>
    <message>
        <source>{path}: {member} has numbers that are too large. Import the data again.</source>
        <translation>{path}：{member} 中有过大的数值。请重新导入数据。</translation>
    </message>
    <message>
        <source>{path}: {member} has the number {got} where 0 to {most} is expected. Import the data again.</source>
        <translation>{path}：{member} 中出现数值 {got}，应为 0 到 {most}。请重新导入数据。</translation>
    </message>
    <message>
        <source>{path}: {member} has values that are not numbers. Import the data again.</source>
        <translation>{path}：{member} 含有非数的值。请重新导入数据。</translation>
    </message>
    <message>
        <source>{path}: {member} has {got} of {kind}, but its card says {expected} numbers.</source>
        <translation>{path}：{member} 为 {got}（类型 {kind}），但数据说明中写的是 {expected} 个数。</translation>
    </message>
    <message>
        <source>{path}: {member} is cut off. Import the data again.</source>
        <translation>{path}：{member} 不完整。请重新导入数据。</translation>
    </message>
    <message>
        <source>{path}: {member} takes {needed}; here is room for {most}. Take fewer samples.</source>
        <translation>{path}：{member} 需要 {needed}，此处只能容纳 {most}。请减少样本。</translation>
    </message>
    <message>
        <source>{place} ({kind}) cuts numbers off at {low} and {high}; a hard sigmoid does it here.</source>
        <translation>{place}（{kind}）将数字截断在 {low} 和 {high}；此处由 hard sigmoid 完成。</translation>
    </message>
    <message>
        <source>{place} ({kind}) gives logarithms of shares; here softmax gives the shares.</source>
        <translation>{place}（{kind}）给出概率的对数；此处 softmax 给出概率本身。</translation>
    </message>
    <message>
        <source>{place} ({kind}) leaves out a border; a frozen layer of ones and zeros does so here.</source>
        <translation>{place}（{kind}）略去边缘；此处由一和零组成的冻结层完成。</translation>
    </message>
    <message>
        <source>{place} ({kind}) multiplies or adds constants; a frozen BatchNorm does that here.</source>
        <translation>{place}（{kind}）乘以或加上常数；此处由冻结的 BatchNorm 完成。</translation>
    </message>
    <message>
        <source>{place} ({kind}) takes a part; a frozen layer of ones and zeros does that here.</source>
        <translation>{place}（{kind}）截取一部分；此处由一和零组成的冻结层完成。</translation>
    </message>
    <message>
        <source>{place}: there is no {got} here. Update NNStudio, or install the package that brings it.</source>
        <translation>{place}：这里没有 {got}。请更新 NNStudio，或安装提供它的软件包。</translation>
    </message>
    <message>
        <source>{reason} Or open the network that they belong to, and choose File &gt; Load Weights… there.</source>
        <translation>{reason} 或打开这些权重所属的网络，再选择“文件 &gt; 载入权重…”。</translation>
    </message>
    <message>
        <source>{samples} has {expected} samples, but {targets} has {got} targets. There must be one for each sample.</source>
        <translation>{samples} 有 {expected} 个样本，但 {targets} 有 {got} 个目标。每个样本必须有一个目标。</translation>
    </message>
    <message>
        <source>{target} has no words for the activation {name}. Use another one.</source>
        <translation>{target} 无法表达激活函数 {name}。请使用其他激活函数。</translation>
    </message>
    <message>
        <source>{target} is where data enters; it takes no wire. Connect to another layer.</source>
        <translation>{target} 是数据的入口；它不接受连线。请连接到其他层。</translation>
    </message>
</context>
</TS>
