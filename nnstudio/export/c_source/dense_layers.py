"""Products with matrices, and tables of vectors."""

from __future__ import annotations

from nnstudio.export.c_source.activating import activate_output
from nnstudio.export.c_source.function import Function
from nnstudio.export.c_source.source import NodeCode
from nnstudio.export.c_source.words import writers
from nnstudio.layers.dense import Dense
from nnstudio.layers.embedding import Embedding

DENSE = Function(
    "dense",
    """\
/* y = x w + b for each row of x; w has a row for each input. */
static void dense(const float *x, const float *w, const float *b, float *y,
                  int rows, int inputs, int outputs)
{
    for (int r = 0; r < rows; r++, x += inputs, y += outputs) {
        for (int j = 0; j < outputs; j++)
            y[j] = b ? b[j] : 0.0f;
        for (int i = 0; i < inputs; i++)
            for (int j = 0; j < outputs; j++)
                y[j] += x[i] * w[i * outputs + j];
    }
}""",
)
_EMBEDDING = Function(
    "embedding",
    """\
/* Each token becomes its row of w; with `skip_zero`, token 0 becomes zeros. */
static void embedding(const float *x, const float *w, float *y,
                      int tokens, int vocabulary, int units, int skip_zero)
{
    for (int t = 0; t < tokens; t++, y += units) {
        int token = (int)rintf(fminf(fmaxf(x[t], 0.0f), (float)(vocabulary - 1)));
        for (int i = 0; i < units; i++)
            y[i] = skip_zero && token == 0 ? 0.0f : w[token * units + i];
    }
}""",
)


@writers(Dense)
def _write_dense(c: NodeCode) -> None:
    layer = c.node.layer
    assert isinstance(layer, Dense)
    rows = c.size // layer.units
    c.call(DENSE, c.x, c.weight("weight"), c.weight("bias"), c.y, rows, c.width, layer.units)
    activate_output(c, layer, c.y)


@writers(Embedding)
def _write_embedding(c: NodeCode) -> None:
    layer = c.node.layer
    assert isinstance(layer, Embedding)
    tokens = c.size // layer.units
    sizes = tokens, layer.vocabulary, layer.units, int(layer.mask_zero)
    c.call(_EMBEDDING, c.x, c.weight("weight"), c.y, *sizes)
