"""Several operators that together are one layer."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

from nnstudio.core.layer import Array
from nnstudio.imports.onnx_file.model import FileModel, FileOp
from nnstudio.imports.onnx_file.settings import integer, word


class Patterns:
    """Finds x·sigmoid(x), x·(1 + erf(x / √2)) / 2, x ≥ 0 and −max(−x) as they are written.

    Of recurrent layers it follows which of their last states is taken.
    """

    def __init__(self, model: FileModel) -> None:
        self._constants: Mapping[str, Array] = model.constants
        self._makers = {name: op for op in model.ops for name in op.outputs}

    def simplified(self, ops: Sequence[FileOp]) -> list[FileOp]:
        """Return the operators with such groups as one; what only they needed is still there."""
        return [self._simple(op) for op in ops]

    def _simple(self, op: FileOp) -> FileOp:
        found = None
        if op.kind in ("Gather", "Concat"):
            return self._last_states(op)
        if op.kind == "Neg":
            return self._min_pool(op) or op
        if op.kind in ("Mul", "Div"):
            if op.kind == "Div" and (norm := self._standardised(op)) is not None:
                return norm
            found = self._silu(op) or self._gelu(self._factors(op))
        elif op.kind == "Cast":
            found = self._step(op)
        if found is None:
            return op
        kind, source = found
        return replace(op, kind=kind, inputs=(source,), settings={})

    def _last_states(self, op: FileOp) -> FileOp:
        """Return what takes the last state of a recurrent layer, from the layer itself."""
        if op.kind == "Gather":
            state = self._state(op.outputs[0])
            if state is not None and state[2] == 1:
                return replace(op, inputs=(state[0], *op.inputs[1:]))
            return op
        states = [self._state(name) for name in op.inputs]
        if len(states) == 2 and states[0] is not None and states[1] is not None:
            (one, first, count), (other, second, _) = states[0], states[1]
            if one == other and (first, second, count) == (0, 1, 2):
                return replace(op, kind="JoinedDirections", inputs=(one,))
        return op

    def _state(self, name: str) -> tuple[str, int, int] | None:
        """Return whose last state a tensor is, of which direction, and of how many.

        Stacked layers hand on their states one behind the other.
        """
        taken = self._makers.get(name)
        if taken is None or taken.kind != "Gather" or integer(taken, "axis", 0):
            return None
        place = self._number(taken.inputs[1])
        stack = self._makers.get(taken.inputs[0])
        layered = stack is not None and stack.kind == "Concat" and integer(stack, "axis", 0) == 0
        parts = stack.inputs if stack is not None and layered else taken.inputs[:1]
        states = [
            (part, direction, len(directions))
            for part in parts
            for directions in [self._directions(part)]
            for direction in directions
        ]
        if place is None or not all(map(self._directions, parts)):
            return None
        return states[int(place)] if -len(states) <= place < len(states) else None

    def _directions(self, name: str) -> range:
        """Return the directions whose last states a tensor holds; none where it is no such."""
        op = self._makers.get(name)
        if op is None or op.kind not in ("LSTM", "GRU", "RNN") or op.outputs.index(name) != 1:
            return range(0)
        return range(2 if word(op, "direction", "forward") == "bidirectional" else 1)

    def _min_pool(self, op: FileOp) -> FileOp | None:
        pool = self._makers.get(op.inputs[0])
        turned = self._makers.get(pool.inputs[0]) if pool is not None else None
        if pool is None or turned is None or (pool.kind, turned.kind) != ("MaxPool", "Neg"):
            return None
        return replace(pool, kind="MinPool", inputs=turned.inputs, outputs=op.outputs)

    def _silu(self, op: FileOp) -> tuple[str, str] | None:
        for x, other in (op.inputs, op.inputs[::-1]) if op.kind == "Mul" else ():
            maker = self._makers.get(other)
            if maker is not None and maker.kind == "Sigmoid" and maker.inputs == (x,):
                return "Swish", x
        return None

    def _standardised(self, op: FileOp) -> FileOp | None:
        """Return what brings the last axis to mean 0 and variance 1."""
        apart, root = (self._makers.get(name) for name in op.inputs)
        added = self._read_by(root, "Sqrt")
        epsilon = [self._number(name) for name in added.inputs] if added is not None else []
        number = next((n for n in epsilon if n is not None), None)
        if apart is None or apart.kind != "Sub" or added is None or number is None:
            return None
        variance = self._makers.get(added.inputs[epsilon.index(None)] if None in epsilon else "")
        square = self._read_by(variance, "ReduceMean")
        if variance is None or square is None or not self._squares(square, apart):
            return None
        x, mean = apart.inputs[0], self._makers.get(apart.inputs[1])
        if mean is None or mean.kind != "ReduceMean" or mean.inputs[0] != x:
            return None
        if not all(self._last_alone(each) for each in (mean, variance)):
            return None
        return replace(op, kind="Standardised", inputs=(x,), settings={"epsilon": number})

    def _squares(self, op: FileOp, apart: FileOp) -> bool:
        (of, *rest) = op.inputs
        if op.kind == "Mul":
            return rest == [of] and of in apart.outputs
        maker = self._makers.get(of)
        same = maker is not None and maker.kind == "Sub" and maker.inputs == apart.inputs
        return op.kind == "Pow" and self._number(rest[0]) == 2 and same

    def _last_alone(self, op: FileOp) -> bool:
        axes = op.settings.get("axes")
        given = self._constants.get(op.inputs[1]) if len(op.inputs) > 1 else None
        places = axes if given is None else tuple(given.reshape(-1).tolist())
        return places == (-1,) and integer(op, "keepdims", 1) == 1

    def _read_by(self, op: FileOp | None, kind: str) -> FileOp | None:
        """Return what makes the first input of an operator of a kind; None for another."""
        return self._makers.get(op.inputs[0]) if op is not None and op.kind == kind else None

    def _gelu(self, product: tuple[float, list[str]]) -> tuple[str, str] | None:
        scale, others = product
        if len(others) != 2 or not math.isclose(scale, 0.5, rel_tol=1e-5):
            return None
        for x, share in (others, others[::-1]):
            erf = self._erf_plus_one(share)
            if erf is None:
                continue
            maker = self._makers.get(erf.inputs[0])
            inner, rest = self._factors(maker) if maker is not None else (1.0, [])
            if rest == [x] and math.isclose(inner, math.sqrt(0.5), rel_tol=1e-4):
                return "Gelu", x
        return None

    def _erf_plus_one(self, name: str) -> FileOp | None:
        added = self._makers.get(name)
        if added is None or added.kind != "Add":
            return None
        for one, other in (added.inputs, added.inputs[::-1]):
            erf = self._makers.get(other)
            if self._number(one) == 1 and erf is not None and erf.kind == "Erf":
                return erf
        return None

    def _step(self, op: FileOp) -> tuple[str, str] | None:
        compared = self._makers.get(op.inputs[0])
        if compared is None or compared.kind != "GreaterOrEqual":
            return None
        zero = self._number(compared.inputs[1]) == 0
        return ("StepFunction", compared.inputs[0]) if zero else None

    def _factors(self, op: FileOp, depth: int = 4) -> tuple[float, list[str]]:
        """Return a product as one number and the tensors that it is multiplied with."""
        if op.kind not in ("Mul", "Div"):
            return 1.0, list(op.outputs)
        scale, tensors = 1.0, []
        for place, name in enumerate(op.inputs):
            number, maker = self._number(name), self._makers.get(name)
            if number is not None:
                scale *= 1 / number if op.kind == "Div" and place and number else number
            elif maker is not None and depth and self._goes_on(maker):
                inner, rest = self._factors(maker, depth - 1)
                scale *= inner
                tensors += rest
            else:
                tensors.append(name)
        return scale, tensors

    def _goes_on(self, op: FileOp) -> bool:
        """Return whether an operator is part of the same product, not what is multiplied."""
        return op.kind in ("Mul", "Div") and any(
            self._number(name) is not None or self._erf_plus_one(name) for name in op.inputs
        )

    def _number(self, name: str) -> float | None:
        value = self._constants.get(name)
        if value is None or value.size != 1 or value.dtype.kind not in "fiub":
            return None
        return float(value.reshape(()))


def needed(ops: Sequence[FileOp], wanted: Sequence[str]) -> list[FileOp]:
    """Return the operators that lead to some tensors."""
    open_names = set(wanted)
    kept = []
    for op in reversed(ops):
        if not open_names.isdisjoint(op.outputs):
            kept.append(op)
            open_names.update(op.inputs)
    return kept[::-1]
