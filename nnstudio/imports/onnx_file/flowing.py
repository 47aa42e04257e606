"""What flows through a graph: a layer's output, and how the axes of the tensor lie in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from nnstudio.core.layer import Array
from nnstudio.core.shapes import Shape


@dataclass(frozen=True)
class Flowing:
    """A tensor of the file: the output of a layer with its axes turned, cut, or put together.

    Parameters
    ----------
    node
        The layer.
    atoms
        The sizes of its output's axes, the batch first, cut further where the file cuts them.
    groups
        For each axis of the tensor the numbers of the atoms that it is made of, in their order;
        none for an axis of one number.
    alone
        Whether nothing else reads the layer.
    """

    node: str
    atoms: tuple[int, ...]
    groups: tuple[tuple[int, ...], ...]
    alone: bool = True

    @classmethod
    def of(cls, node: str, batch: int, shape: Shape, order: Sequence[int] | None = None) -> Flowing:
        """Return a layer's output; ``order`` says which of our axes each axis of the tensor is."""
        axes = range(len(shape) + 1) if order is None else order
        return cls(node, (batch, *shape), tuple((axis,) for axis in axes))

    @property
    def sizes(self) -> tuple[int, ...]:
        """The shape of the tensor, with the batch."""
        return tuple(int(np.prod([self.atoms[i] for i in g], dtype=int)) for g in self.groups)

    @property
    def rank(self) -> int:
        """How many axes the tensor has."""
        return len(self.groups)

    @property
    def shape(self) -> Shape:
        """The shape of a sample of the tensor."""
        return tuple(s for s, g in zip(self.sizes, self.groups, strict=True) if 0 not in g)

    def axis(self, number: int) -> int:
        """Return an axis counted from the front."""
        return number + self.rank if number < 0 else number

    def transposed(self, order: Sequence[int]) -> Flowing:
        """Return it with its axes in another order."""
        return replace(self, groups=tuple(self.groups[axis] for axis in order))

    def squeezed(self, axes: Sequence[int] | None) -> Flowing:
        """Return it without axes of one number."""
        if axes is None:
            gone = {i for i, g in enumerate(self.groups) if self.sizes[i] == 1 and 0 not in g}
        else:
            gone = {self.axis(axis) for axis in axes}
        return replace(self, groups=tuple(g for i, g in enumerate(self.groups) if i not in gone))

    def unsqueezed(self, axes: Sequence[int]) -> Flowing:
        """Return it with more axes of one number."""
        rank = self.rank + len(axes)
        new = {axis + rank if axis < 0 else axis for axis in axes}
        if len(new) < len(axes) or not all(0 <= axis < rank for axis in new):
            raise IndexError("an axis is named twice, or there is none of that number")
        rest = iter(self.groups)
        return replace(self, groups=tuple(() if i in new else next(rest) for i in range(rank)))

    def reshaped(self, sizes: Sequence[int]) -> Flowing | None:
        """Return it as a tensor of another shape, in which 0 stays and -1 is what remains.

        None where an axis would have to be cut at a place that is none.
        """
        old = self.sizes
        wanted = [old[i] if size == 0 and i < len(old) else size for i, size in enumerate(sizes)]
        if wanted.count(-1) == 1:
            known = int(np.prod([size for size in wanted if size != -1], dtype=int))
            wanted[wanted.index(-1)] = int(np.prod(old, dtype=int)) // max(known, 1)
        if int(np.prod(wanted, dtype=int)) != int(np.prod(old, dtype=int)) or min(wanted) < 1:
            return None
        atoms = list(self.atoms)
        waiting = [atom for group in self.groups for atom in group]
        groups: list[tuple[int, ...]] = []
        for size in wanted:
            group: list[int] = []
            while waiting and (size > 1 or (waiting[0] == 0 and atoms[0] == 1 and not group)):
                atom = waiting.pop(0)
                if size % atoms[atom]:
                    if atom == 0 or atoms[atom] % size:
                        return None
                    # Cut the atom in two; those behind it get other numbers.
                    atoms[atom : atom + 1] = [size, atoms[atom] // size]
                    waiting = [atom + 1, *(a + (a > atom) for a in waiting)]
                    groups = [tuple(a + (a > atom) for a in g) for g in groups]
                    group = [a + (a > atom) for a in group]
                group.append(atom)
                size //= atoms[atom]
            groups.append(tuple(group))
        left = [atom for atom in waiting if atoms[atom] > 1]
        if left:
            return None
        if waiting and groups:
            groups[-1] = (*groups[-1], *waiting)
        return replace(self, atoms=tuple(atoms), groups=tuple(groups))

    def ordered(self, order: Sequence[int]) -> tuple[int, ...]:
        """Return the atoms of a sample, where its axes are taken in the given order."""
        return tuple(atom for axis in order for atom in self.groups[axis] if atom)

    @property
    def in_order(self) -> bool:
        """Whether the numbers of a sample lie as in the layer's output."""
        atoms = [a for a in self.ordered(range(self.rank)) if self.atoms[a] > 1]
        return atoms == sorted(atoms)

    def places(self) -> Array:
        """Return for each number of a sample of the tensor its place in the layer's output."""
        counted = np.arange(int(np.prod(self.atoms[1:], dtype=int))).reshape(self.atoms[1:])
        order = [atom - 1 for atom in self.ordered(range(self.rank))]
        return counted.transpose(order).reshape(-1)
