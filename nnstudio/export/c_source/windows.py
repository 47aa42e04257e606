"""Convolutions and pooling: windows that slide over pictures and sequences."""

from __future__ import annotations

from nnstudio.core.shapes import Shape
from nnstudio.core.window import Window
from nnstudio.core.windowed import WindowedLayer
from nnstudio.export.c_source.activating import activate_output
from nnstudio.export.c_source.function import Function
from nnstudio.export.c_source.source import NodeCode
from nnstudio.export.c_source.words import writers
from nnstudio.layers.average_pool1d import AveragePool1D
from nnstudio.layers.average_pool2d import AveragePool2D
from nnstudio.layers.conv1d import Conv1D
from nnstudio.layers.conv2d import Conv2D
from nnstudio.layers.conv2d_transpose import Conv2DTranspose
from nnstudio.layers.depthwise_conv2d import DepthwiseConv2D
from nnstudio.layers.max_pool1d import MaxPool1D
from nnstudio.layers.max_pool2d import MaxPool2D
from nnstudio.layers.min_pool1d import MinPool1D
from nnstudio.layers.min_pool2d import MinPool2D

_WINDOW = Function(
    "window",
    """\
/* How a window slides; pictures are (height, width, channels), sequences one row high. */
typedef struct {
    int height, width, channels;              /* of what arrives */
    int out_height, out_width, out_channels;  /* of what comes out */
    int rows, columns;                        /* of the window */
    int down, across;                         /* how far it moves */
    int row_gap, column_gap;                  /* from one place in it to the next */
    int top, left;                            /* how far it begins outside */
    int groups;
} window;""",
)
_TAP = Function(
    "tap",
    """\
/* The pixel of x below a place of the window, NULL outside of the picture. */
static const float *tap(const float *x, const window *n, int i, int j, int u, int v)
{
    int row = i * n->down + u * n->row_gap - n->top;
    int column = j * n->across + v * n->column_gap - n->left;
    if (row < 0 || row >= n->height || column < 0 || column >= n->width)
        return NULL;
    return x + (row * n->width + column) * n->channels;
}""",
    (_WINDOW,),
)
_CONVOLUTION = Function(
    "convolution",
    """\
/* w is (rows, columns, channels of a group, filters). */
static void convolution(const float *x, const float *w, const float *b, float *y,
                        const window *n)
{
    int filters = n->out_channels;
    int seen = n->channels / n->groups, made = filters / n->groups;
    for (int i = 0; i < n->out_height; i++)
        for (int j = 0; j < n->out_width; j++, y += filters) {
            for (int f = 0; f < filters; f++)
                y[f] = b ? b[f] : 0.0f;
            for (int place = 0; place < n->rows * n->columns; place++) {
                const float *pixel = tap(x, n, i, j, place / n->columns, place % n->columns);
                const float *kernel = w + place * seen * filters;
                if (!pixel)
                    continue;
                for (int g = 0; g < n->groups; g++)
                    for (int c = 0; c < seen; c++)
                        for (int f = g * made; f < (g + 1) * made; f++)
                            y[f] += pixel[g * seen + c] * kernel[c * filters + f];
            }
        }
}""",
    (_TAP,),
)
_DEPTHWISE = Function(
    "depthwise_convolution",
    """\
/* Each channel has filters of its own; w is (rows, columns, filters). */
static void depthwise_convolution(const float *x, const float *w, const float *b, float *y,
                                  const window *n)
{
    int filters = n->out_channels, each = filters / n->channels;
    for (int i = 0; i < n->out_height; i++)
        for (int j = 0; j < n->out_width; j++, y += filters) {
            for (int f = 0; f < filters; f++)
                y[f] = b ? b[f] : 0.0f;
            for (int place = 0; place < n->rows * n->columns; place++) {
                const float *pixel = tap(x, n, i, j, place / n->columns, place % n->columns);
                for (int f = 0; pixel && f < filters; f++)
                    y[f] += pixel[f / each] * w[place * filters + f];
            }
        }
}""",
    (_TAP,),
)
_TRANSPOSED = Function(
    "transposed_convolution",
    """\
/* Every pixel of x adds a window to the larger picture y; w is (rows, columns, channels, filters). */
static void transposed_convolution(const float *x, const float *w, const float *b, float *y,
                                   const window *n)
{
    int filters = n->out_channels;
    for (int k = 0; k < n->out_height * n->out_width * filters; k++)
        y[k] = b ? b[k % filters] : 0.0f;
    for (int i = 0; i < n->height; i++)
        for (int j = 0; j < n->width; j++, x += n->channels)
            for (int place = 0; place < n->rows * n->columns; place++) {
                int row = i * n->down + place / n->columns * n->row_gap - n->top;
                int column = j * n->across + place % n->columns * n->column_gap - n->left;
                const float *kernel = w + place * n->channels * filters;
                if (row < 0 || row >= n->out_height || column < 0 || column >= n->out_width)
                    continue;
                for (int c = 0; c < n->channels; c++)
                    for (int f = 0; f < filters; f++)
                        y[(row * n->out_width + column) * filters + f] +=
                            x[c] * kernel[c * filters + f];
            }
}""",
    (_WINDOW,),
)


def _pool(name: str, before: str, each: str, after: str = "") -> Function:
    return Function(
        name,
        f"""\
static void {name}(const float *x, float *y, const window *n)
{{
    for (int i = 0; i < n->out_height; i++)
        for (int j = 0; j < n->out_width; j++, y += n->channels)
            for (int c = 0; c < n->channels; c++) {{
                {before}
                for (int place = 0; place < n->rows * n->columns; place++) {{
                    const float *pixel = tap(x, n, i, j, place / n->columns, place % n->columns);
                    if (pixel)
                        {each}
                }}{after}
            }}
}}""",
        (_TAP,),
    )


_MAX_POOL = _pool("max_pool", "y[c] = -INFINITY;", "y[c] = fmaxf(y[c], pixel[c]);")
_MIN_POOL = _pool("min_pool", "y[c] = INFINITY;", "y[c] = fminf(y[c], pixel[c]);")
_AVERAGE_POOL = _pool(
    "average_pool",
    "float sum = 0.0f, count = 0.0f;",
    "sum += pixel[c], count += 1.0f;",
    "\n                y[c] = sum / count;",
)


@writers(Conv1D, Conv2D)
def _write_convolution(c: NodeCode) -> None:
    layer = c.node.layer
    assert isinstance(layer, Conv1D | Conv2D)
    _slide(c, _CONVOLUTION, layer.window, layer.groups)
    activate_output(c, layer, c.y)


@writers(DepthwiseConv2D)
def _write_depthwise_convolution(c: NodeCode) -> None:
    layer = c.node.layer
    assert isinstance(layer, DepthwiseConv2D)
    _slide(c, _DEPTHWISE, layer.window)
    activate_output(c, layer, c.y)


@writers(Conv2DTranspose)
def _write_transposed_convolution(c: NodeCode) -> None:
    layer = c.node.layer
    assert isinstance(layer, Conv2DTranspose)
    borders = layer.window.borders(c.node.shape[:-1])
    _slide(c, _TRANSPOSED, layer.window, borders=borders)
    activate_output(c, layer, c.y)


@writers(MaxPool1D, MaxPool2D, MinPool1D, MinPool2D, AveragePool1D, AveragePool2D)
def _write_pool(c: NodeCode) -> None:
    layer = c.node.layer
    assert isinstance(layer, WindowedLayer)
    function = _AVERAGE_POOL
    if isinstance(layer, MaxPool1D | MaxPool2D):
        function = _MAX_POOL
    elif isinstance(layer, MinPool1D | MinPool2D):
        function = _MIN_POOL
    c.call(function, c.x, c.y, f"&{_window(c, layer.window)}")


def _slide(
    c: NodeCode,
    function: Function,
    window: Window,
    groups: int = 1,
    borders: tuple[tuple[int, int], ...] = (),
) -> None:
    place = f"&{_window(c, window, groups, borders)}"
    c.call(function, c.x, c.weight("weight"), c.weight("bias"), c.y, place)


def _window(
    c: NodeCode, window: Window, groups: int = 1, borders: tuple[tuple[int, int], ...] = ()
) -> str:
    """Return the name of the struct; a sequence is a picture of one row."""
    before = tuple(begin for begin, _ in borders or window.borders(c.node.input_shapes[0][:-1]))
    sizes = (
        *_flat(c.node.input_shapes[0], 3),
        *_flat(c.node.shape, 3),
        *_flat(window.size),
        *_flat(window.strides),
        *_flat(window.dilation),
        *_flat(before, fill=0),
        groups,
    )
    return c.record(_WINDOW, sizes)


def _flat(sizes: Shape, count: int = 2, fill: int = 1) -> Shape:
    return (fill,) * (count - len(sizes)) + sizes
