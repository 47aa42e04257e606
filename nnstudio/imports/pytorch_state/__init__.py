"""Weights of PyTorch (a state_dict in .safetensors): into a drawing, or as a chain of layers.

``matching`` puts weights to the layers of an open network; ``chain`` and ``drawing`` make a drawing
where there is none. Weights of wrong shapes are told and never forced.
"""

from nnstudio.imports.pytorch_state.importer import PyTorchImporter
from nnstudio.imports.pytorch_state.matching import match_state
from nnstudio.imports.pytorch_state.state_file import State, read_state

__all__ = ["PyTorchImporter", "State", "match_state", "read_state"]
