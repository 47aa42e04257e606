"""The network itself, for whoever does with it what cannot be done between two steps."""

from __future__ import annotations

from dataclasses import dataclass

from nnstudio.engine.model import Model
from nnstudio.engine.study import Pieces, Study


@dataclass(frozen=True, eq=False)
class NetworkStudy(Study[Model]):
    """The network with copies of its present weights; it does not change any more."""

    def pieces(self, model: Model) -> Pieces[Model]:
        yield
        return model
