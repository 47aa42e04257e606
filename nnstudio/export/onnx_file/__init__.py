"""The network as ONNX: what runtimes on servers, telephones and in browsers compute.

`writers` has a function for each layer, in the files beside it; they write plain `Op` values, and
`model_file` alone knows the library that makes a file of them. Samples enter as they are in
NNStudio, channels last; `Builder` turns axes only where an operator wants them otherwise.
"""

from __future__ import annotations

from nnstudio.export.onnx_file.exporter import OnnxExporter, OnnxOptions

__all__ = ["OnnxExporter", "OnnxOptions"]
