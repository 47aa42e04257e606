"""The script that predicts: preparation, layers, and what the answers mean."""

from __future__ import annotations

from collections.abc import Iterator

from nnstudio.engine.planned_output import PlannedOutput
from nnstudio.export.base import ExportJob
from nnstudio.export.numpy_script.network import Network, passes_on
from nnstudio.export.numpy_script.writing import WIDTH, broken
from nnstudio.export.source_text import importable, in_docstring, listed, quoted

FEW = 8
"""So many numbers stand in the script itself; more lie beside the weights."""
SHIFT, SCALE = "samples/shift", "samples/scale"


class Predicting:
    """Writes the script that predicts; its nodes are known to have words."""

    def __init__(self, job: ExportJob) -> None:
        self._job, self._plan, self._data = job, job.plan, job.data
        self._network = Network(job.plan.nodes, job.plan)
        self._functions = self._network.predicting()

    def text(self) -> str:
        """Return the script."""
        body = [line for lines in (self._layers(), self._prepare(), self._main()) for line in lines]
        return "\n".join([*self._head(), *body, ""])

    def _head(self) -> Iterator[str]:
        imports = self._network.library.imports
        imports.modules |= {"numpy", "sys"}
        imports.names.add(("pathlib", "Path"))
        file = in_docstring(self._job.file or self._job.stem)
        script = f"'{file}.py'" if " " in file else f"{file}.py"
        yield f'"""Predicts with {file}, with NumPy alone.'
        yield ""
        yield f"    python {script} samples.npy"
        if importable(file):
            yield f"    from {file} import predict"
        yield '"""'
        yield ""
        yield from imports.lines()
        yield ""
        yield f'with np.load(Path(__file__).with_name("{self._job.beside}_weights.npz")) as file:'
        yield "    W = dict(file)"
        classes = self._data.signature.classes
        if classes and self._plan.task == "classification":
            yield from listed("CLASSES = [", [quoted(name) for name in classes], "]", WIDTH)

    def _layers(self) -> Iterator[str]:
        network = self._network
        for helper in network.library.helpers.values():
            yield from ("", "", *helper.lines())
        for functions in self._functions:
            if functions.predict is not None and not passes_on(functions.predict):
                yield from ("", "", *functions.predict.lines())
        yield from ("", "", "def network(x):")
        yield '    """Return what the network computes for prepared samples."""'
        for functions in self._functions:
            node = functions.node
            variable = network.variables[node.id]
            value = network.entering(node)
            if functions.predict is not None:
                value = network.call(functions.predict, node)
            yield from broken(f"    {variable} = {value}")
        yield from broken(f"    return {', '.join(map(self._variable, self._plan.outputs))}")

    def _variable(self, output: PlannedOutput) -> str:
        return self._network.variables[output.node]

    # ---- before and after ----

    def _prepare(self) -> Iterator[str]:
        data, signature = self._data, self._data.signature
        raw_shape = signature.raw_shape or signature.input_shape
        yield from ("", "", "def prepare(samples):")
        yield '    """Return samples as the network reads them."""'
        given = "samples"
        if data.fill:
            yield from broken(
                f"    given = np.where(np.isnan(samples), np.array({list(data.fill)}), samples)"
            )
            given = "given"
        if len(data.shift) > raw_shape[-1]:
            yield f"    rows = {given}.reshape(len(samples), -1)"
            given = "rows"
        shift, scale = (self._numbers(key, v) for key, v in self._kept())
        if any(data.shift):
            yield from broken(f"    shift = {shift}")
            yield f"    x = (np.asarray({given}, np.float64) - shift).astype(np.float32)"
        else:
            yield f"    x = np.asarray({given}, np.float32)"
        if set(data.scale) != {1.0}:
            yield from broken(f"    x = x * {scale}")
        shaped = f"x.reshape(len(samples), {', '.join(map(str, signature.input_shape))})"
        if signature.padded:
            yield f"    x = {shaped}.copy()"
            yield "    x[~np.reshape(samples, x.shape).any(axis=-1)] = 0  # padding stays padding"
            yield "    return x"
        else:
            yield f"    return {shaped}"

    def _kept(self) -> tuple[tuple[str, tuple[float, ...]], tuple[str, tuple[float, ...]]]:
        return (SHIFT, self._data.shift), (SCALE, self._data.scale)

    def _numbers(self, key: str, values: tuple[float, ...]) -> str:
        kind = "np.float32" if key == SCALE else "np.float64"
        if len(values) == 1:
            return f"{kind}({values[0]!r})"
        if len(values) > FEW:
            return f'W["{key}"]'
        return f"np.array({list(values)}, {kind})"

    def extra(self) -> dict[str, tuple[float, ...]]:
        """Return what lies beside the weights by name: numbers of the preparation, if many."""
        return {key: values for key, values in self._kept() if len(values) > FEW}

    def _main(self) -> Iterator[str]:
        outputs = self._plan.outputs
        yield from ("", "", "def predict(samples):")
        yield '    """Return the answers for samples as they are in the data."""'
        if len(outputs) == 1 and not outputs[0].scale:
            yield "    return network(prepare(samples))"
        elif len(outputs) == 1:
            yield "    y = network(prepare(samples))"
            yield from self._in_own_units("y", outputs[0])
            yield "    return y"
        else:
            names = [f"y_{number}" for number in range(len(outputs))]
            yield f"    {', '.join(names)} = network(prepare(samples))"
            for name, output in zip(names, outputs, strict=True):
                yield from self._in_own_units(name, output)
            yield f"    return {', '.join(names)}"
        yield from ("", "", 'if __name__ == "__main__":')
        yield "    answers = predict(np.load(sys.argv[1]))"
        classes = self._data.signature.classes
        told = len(outputs) == 1 and outputs[0].shape == (len(classes),) and len(classes) > 1
        if told and outputs[0].task == "classification":
            yield "    for y in answers:"
            yield '        print(CLASSES[y.argmax()], " ".join(f"{p:.4f}" for p in y))'
        else:
            yield "    print(answers)"

    def _in_own_units(self, name: str, output: PlannedOutput) -> Iterator[str]:
        if output.scale and len(set(output.scale)) == len(set(output.shift)) == 1:
            moved = f" + {output.shift[0]!r}" if output.shift[0] else ""
            yield f"    {name} = {name}.astype(np.float64) / {output.scale[0]!r}{moved}"
        elif output.scale:
            scale, shift = (
                repr(v[0]) if len(set(v)) == 1 else f"np.array({list(v)})"
                for v in (output.scale, output.shift)
            )
            flat = f"{name}.reshape(len({name}), -1)"
            yield from broken(f"    {name} = ({flat} / {scale} + {shift}).reshape({name}.shape)")
