"""What stands around the network in a Keras script: preparing samples, loading, predicting."""

from __future__ import annotations

from nnstudio.export.base import ExportJob
from nnstudio.export.keras_script.constants import Constants, constant
from nnstudio.export.keras_script.script import Network
from nnstudio.export.meanings import classes_of
from nnstudio.export.source_text import in_docstring
from nnstudio.graph.data_plan import DataPlan

HEAD = '''\
"""{title}: a network for Keras 3, with the weights that it has learned.

    python {file}.py               shows its layers
    python {file}.py samples.npy   says what it makes of samples {shape}

Keras runs on TensorFlow, JAX or PyTorch: set KERAS_BACKEND to "tensorflow", "jax" or "torch".
"""

import sys
from pathlib import Path

import keras
import numpy as np
from keras import layers{ops}

WEIGHTS = Path(__file__).with_name("{beside}_weights.npz")
'''

LOAD = '''\
def load(path=WEIGHTS):
    """Return the network with its weights."""
    model = build()
    with np.load(path, allow_pickle=False) as arrays:
        for layer in model.layers:
            names = [f"{layer.name}/{n}" for n in range(len(layer.weights))]
            layer.set_weights([arrays[name] for name in names])
    return model
'''

MAIN = """\
if __name__ == "__main__":
    model = load()
    if len(sys.argv) < 2:
        model.summary()
    else:
        samples = np.load(sys.argv[1], allow_pickle=False)
"""


def script(job: ExportJob, built: Network, known: Constants) -> str:
    """Return the whole script."""
    body = "\n".join(built.lines)
    ops = ", ops" if "ops." in body or any("ops." in text for text in built.helpers) else ""
    title, file = (in_docstring(name) for name in (job.project.name, job.file or job.stem))
    shape = "(n, " + ", ".join(map(str, _raw_shape(job.data))) + ")"
    head = HEAD.format(title=title or file, file=file, beside=job.beside, shape=shape, ops=ops)
    head += "".join(f"{line}\n" for line in known.lines)
    build = f'def build():\n    """Return the network, not yet with its weights."""\n{body}\n'
    parts = [head, *built.helpers, _prepare(job.data), build, LOAD, *_answers(job), _main(job)]
    return "\n\n".join(parts)


def _raw_shape(data: DataPlan) -> tuple[int, ...]:
    return data.signature.raw_shape or data.signature.input_shape


def _prepare(data: DataPlan) -> str:
    shape = ", ".join(map(str, (-1, *data.signature.input_shape)))
    lines = ["def prepare(samples):", '    """Return samples as the network reads them."""']
    lines.append("    x = np.asarray(samples)")
    if data.signature.padded:
        lines.append(f"    padding = ~x.reshape({shape}).any(axis=-1)")
    if data.fill:
        lines.append("    x = np.where(np.isnan(x), FILL, x)")
    if len(data.shift) > _raw_shape(data)[-1]:
        lines.append("    x = x.reshape(len(x), -1)")
    shift = " - SHIFT" if any(data.shift) else ""
    scale = " * SCALE" if any(scale != 1.0 for scale in data.scale) else ""
    if shift or scale:
        lines.append(
            f"    x = (x{shift}){scale}" if shift and scale else f"    x = x{shift}{scale}"
        )
    ready = f'x.reshape({shape}).astype("float32")'
    if not data.signature.padded:
        return "\n".join([*lines, f"    return {ready}", ""])
    return "\n".join([*lines, f"    x = {ready}", "    x[padding] = 0", "    return x", ""])


def _answers(job: ExportJob) -> list[str]:
    """Return the function that predicts, in the units of the data."""
    lines = ["def predict(model, samples):", f'    """{_promise(job)}"""']
    outputs = job.plan.outputs
    predicted = "model.predict(prepare(samples), verbose=0)"
    if not any(output.scale for output in outputs):
        return ["\n".join([*lines, f"    return {predicted}", ""])]
    lines.append(f"    y = {predicted}")
    for number, output in enumerate(outputs):
        if output.scale:
            y = "y" if len(outputs) == 1 else f"y[{number}]"
            shift, scale = (
                constant(name, job, output) for name in ("TARGET_SHIFT", "TARGET_SCALE")
            )
            if len(set(output.scale)) == len(set(output.shift)) == 1:
                lines.append(f"    {y} = {y} / {scale} + {shift}")
                continue
            lines.append(f"    flat = {y}.reshape(len({y}), -1) / {scale} + {shift}")
            lines.append(f"    {y} = flat.reshape({y}.shape)")
    if len(outputs) == 1:
        # What would be assigned last is returned at once.
        lines[-1] = lines[-1].replace("y =", "return", 1)
        return ["\n".join([*lines, ""])]
    return ["\n".join([*lines, "    return y", ""])]


def _promise(job: ExportJob) -> str:
    outputs = job.plan.outputs
    if len(outputs) > 1:
        return "Return what the network answers to samples, one array for each output."
    if classes_of(job, outputs[0]):
        return "Return how the network judges the classes of samples."
    return "Return what the network answers to samples, in the units of the data."


def _main(job: ExportJob) -> str:
    outputs, lines = job.plan.outputs, [MAIN.rstrip("\n")]
    classes = classes_of(job, outputs[0])
    if len(outputs) > 1:
        lines.append("        for y in predict(model, samples):\n            print(y)")
    elif classes and outputs[0].shape == (1,):
        lines.append("        for y in predict(model, samples)[:, 0]:")
        lines.append("            print(CLASSES[int(y >= 0.5)], y)")
    elif classes and len(outputs[0].shape) == 1:
        lines.append("        for y in predict(model, samples):")
        lines.append("            print(CLASSES[y.argmax()], y.max())")
    else:
        lines.append("        print(predict(model, samples))")
    return "\n".join([*lines, ""])
