"""PyTorch: a module that a person can read, its weights, and a script that trains it.

``module_source`` writes the network line by line, with one function for each layer (``layers_*``)
and the few parts that PyTorch lacks (``parts``); ``train_source`` writes the training (``losses``,
``optimizers``); ``state`` says how weights lie in PyTorch and is read in the other direction by
`nnstudio.imports`. PyTorch itself is never imported here.
"""

from nnstudio.export.pytorch.pytorch_exporter import PyTorchExporter

__all__ = ["PyTorchExporter"]
