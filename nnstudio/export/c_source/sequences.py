"""Recurrent layers, attention, and what knows the places of steps."""

from __future__ import annotations

from nnstudio.core.recurrent import Recurrent
from nnstudio.export.c_source.activating import COPY, SIGMOID, activation_function
from nnstudio.export.c_source.dense_layers import DENSE
from nnstudio.export.c_source.function import Function
from nnstudio.export.c_source.source import NodeCode
from nnstudio.export.c_source.words import writers
from nnstudio.layers.gru import GRU
from nnstudio.layers.lstm import LSTM
from nnstudio.layers.multi_head_attention import PARTS, MultiHeadAttention
from nnstudio.layers.positional_encoding import PositionalEncoding, waves
from nnstudio.layers.simple_rnn import SimpleRNN

IS_PADDING = Function(
    "is_padding",
    """\
static int is_padding(const float *step, int n)
{
    for (int i = 0; i < n; i++)
        if (step[i] != 0.0f)
            return 0;
    return 1;
}""",
)
_SEQUENCE = Function(
    "sequence",
    """\
/* How a recurrent layer reads. */
typedef struct {
    int steps, features, units;
    int width;      /* from one step's state to the next one's in what comes out */
    int backward;   /* whether it reads from the end */
    int whole;      /* whether all states come out, or the last one */
    int skip_zeros; /* whether steps of zeros are padding */
} sequence;""",
    (IS_PADDING,),
)
_ADD_PRODUCT = Function(
    "add_product",
    """\
/* z = z + h u for one row. */
static void add_product(const float *h, const float *u, float *z, int inputs, int outputs)
{
    for (int i = 0; i < inputs; i++)
        for (int j = 0; j < outputs; j++)
            z[j] += h[i] * u[i * outputs + j];
}""",
)


def _recurrent(
    name: str, remark: str, room: str, cell: str, needs: tuple[Function, ...], bias: str = ""
) -> Function:
    """Return the function of a recurrent layer.

    Parameters
    ----------
    room
        What lies behind the state ``h``.
    cell
        How a step changes it.
    bias
        A further parameter.
    """
    return Function(
        name,
        f"""\
/* {remark} */
static void {name}(const float *x, const float *w, const float *u, const float *b,
{" " * len(f"static void {name}(")}{bias}float *y, float *h, const sequence *n)
{{
    int units = n->units;
    float {room};
    for (float *number = h; number < z; number++)
        *number = 0.0f;
    for (int s = 0; s < n->steps; s++) {{
        int t = n->backward ? n->steps - 1 - s : s;
        const float *now = x + t * n->features;
        int skipped = n->skip_zeros && is_padding(now, n->features);
        if (!skipped) {{
{cell}
        }}
        for (int k = 0; n->whole && k < units; k++)
            y[t * n->width + k] = skipped ? 0.0f : h[k];
    }}
    for (int k = 0; !n->whole && k < units; k++)
        y[k] = h[k];
}}""",
        (_SEQUENCE, *needs),
    )


_LSTM = _recurrent(
    "lstm",
    "The gates are input, forget, cell and output; h needs room for 6 * units numbers.",
    "*c = h + units, *z = c + units",
    """\
            dense(now, w, b, z, 1, n->features, 4 * units);
            add_product(h, u, z, units, 4 * units);
            for (int k = 0; k < units; k++) {
                c[k] = sigmoid(z[units + k]) * c[k] + sigmoid(z[k]) * tanhf(z[2 * units + k]);
                h[k] = sigmoid(z[3 * units + k]) * tanhf(c[k]);
            }""",
    (DENSE, _ADD_PRODUCT, SIGMOID),
)
_GRU = _recurrent(
    "gru",
    "The gates are reset, update and candidate; h needs room for 7 * units numbers.",
    "*z = h + units, *r = z + 3 * units",
    """\
            dense(now, w, b, z, 1, n->features, 3 * units);
            dense(h, u, recurrent_b, r, 1, units, 3 * units);
            for (int k = 0; k < units; k++) {
                float reset = sigmoid(z[k] + r[k]), update = sigmoid(z[units + k] + r[units + k]);
                float candidate = tanhf(z[2 * units + k] + reset * r[2 * units + k]);
                h[k] = candidate + update * (h[k] - candidate);
            }""",
    (DENSE, SIGMOID),
    "const float *recurrent_b, ",
)
_ATTENTION = Function(
    "attention",
    """\
/* What each step gathers from the values of those it attends to, head by head. */
static void attention(const float *x, const float *q, const float *k, const float *v,
                      float *y, float *share, int steps, int features, int heads,
                      int causal, int skip_zeros)
{
    int width = features / heads;
    for (int t = 0; t < steps; t++)
        for (int first = 0; first < features; first += width) {
            float largest = -INFINITY, sum = 0.0f;
            float *gathered = y + t * features + first;
            int seen = causal ? t + 1 : steps;
            for (int s = 0; s < seen; s++) {
                share[s] = -INFINITY;
                if (skip_zeros && is_padding(x + s * features, features))
                    continue;
                share[s] = 0.0f;
                for (int i = first; i < first + width; i++)
                    share[s] += q[t * features + i] * k[s * features + i];
                share[s] /= sqrtf((float)width);
                largest = fmaxf(largest, share[s]);
            }
            for (int i = 0; i < width; i++)
                gathered[i] = 0.0f;
            for (int s = 0; s < seen; s++)
                if (share[s] > -INFINITY)
                    sum += share[s] = expf(share[s] - largest);
                else
                    share[s] = 0.0f;
            for (int s = 0; sum > 0.0f && s < seen; s++)
                for (int i = 0; i < width; i++)
                    gathered[i] += share[s] / sum * v[s * features + first + i];
        }
}""",
    (IS_PADDING,),
)
_SILENCE = Function(
    "silence_padding",
    """\
/* Steps that are padding in x become zeros in y. */
static void silence_padding(const float *x, float *y, int steps, int features)
{
    for (int t = 0; t < steps; t++)
        for (int i = 0; is_padding(x + t * features, features) && i < features; i++)
            y[t * features + i] = 0.0f;
}""",
    (IS_PADDING,),
)
_ADD_PLACES = Function(
    "add_places",
    """\
static void add_places(const float *x, const float *places, float *y, int steps, int features,
                       int skip_zeros)
{
    for (int t = 0; t < steps; t++) {
        int skipped = skip_zeros && is_padding(x + t * features, features);
        for (int i = t * features; i < (t + 1) * features; i++)
            y[i] = skipped ? x[i] : x[i] + places[i];
    }
}""",
    (IS_PADDING,),
)


@writers(LSTM)
def _write_lstm(c: NodeCode) -> None:
    _read(c, _LSTM, 6)


@writers(GRU)
def _write_gru(c: NodeCode) -> None:
    _read(c, _GRU, 7, "recurrent_bias")


@writers(SimpleRNN)
def _write_simple_rnn(c: NodeCode) -> None:
    layer = c.node.layer
    assert isinstance(layer, SimpleRNN)
    cell = """\
            dense(now, w, b, z, 1, n->features, units);
            add_product(h, u, z, units, units);
"""
    needs: tuple[Function, ...] = (DENSE, _ADD_PRODUCT, COPY)
    applied = activation_function(layer.activation)
    slope = ""
    if applied is not None:
        given = ", slope" if layer.activation == "leaky_relu" else ""
        slope = "float slope, " if given else ""
        cell += f"            {applied.name}(z, units{given});\n"
        needs = (*needs, applied)
    cell += "            copy(z, h, units);"
    function = _recurrent(
        f"simple_rnn_{layer.activation}",
        "The state becomes the activated sum; h needs room for 2 * units numbers.",
        "*z = h + units",
        cell,
        needs,
        slope,
    )
    _read(c, function, 2, slope=float(layer.negative_slope) if slope else None)


def _read(
    c: NodeCode,
    function: Function,
    room: int,
    further_bias: str = "",
    slope: float | None = None,
) -> None:
    """Call the function of a recurrent layer in each direction."""
    layer = c.node.layer
    assert isinstance(layer, Recurrent)
    state = c.scratch(room * layer.units)
    for number, (prefix, backward) in enumerate(layer.readings):
        sequence = c.record(
            _SEQUENCE,
            (
                *c.node.input_shapes[0],
                layer.units,
                len(layer.readings) * layer.units,
                int(backward),
                int(layer.return_sequences),
                int(layer.mask_zeros),
            ),
            prefix,
        )
        names = ["weight", "recurrent_weight", "bias"] + ([further_bias] if further_bias else [])
        weights = [c.weight(prefix + name) for name in names]
        slopes = [] if slope is None else [slope]
        y = f"{c.y} + {layer.units}" if number else c.y
        c.call(function, c.x, *weights, *slopes, y, state, f"&{sequence}")


@writers(MultiHeadAttention)
def _write_attention(c: NodeCode) -> None:
    layer = c.node.layer
    assert isinstance(layer, MultiHeadAttention)
    steps, features = c.node.shape
    parts = [c.scratch(c.size) for _ in PARTS]
    for part, place in zip(PARTS[:3], parts, strict=False):
        weights = c.weight(f"{part}_weight"), c.weight(f"{part}_bias")
        c.call(DENSE, c.x, *weights, place, steps, features, features)
    sizes = steps, features, layer.heads, int(layer.causal), int(layer.mask_zeros)
    c.call(_ATTENTION, c.x, *parts[:3], parts[3], c.scratch(steps), *sizes)
    weights = c.weight("output_weight"), c.weight("output_bias")
    c.call(DENSE, parts[3], *weights, c.y, steps, features, features)
    if layer.mask_zeros:
        c.call(_SILENCE, c.x, c.y, steps, features)


@writers(PositionalEncoding)
def _write_places(c: NodeCode) -> None:
    layer = c.node.layer
    assert isinstance(layer, PositionalEncoding)
    table = c.weight("weight")
    if layer.kind != "learned":
        table = c.array("places", waves(c.node.shape))
    c.call(_ADD_PLACES, c.x, table, c.y_or_x, *c.node.shape, int(layer.mask_zeros))
