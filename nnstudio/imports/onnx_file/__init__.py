"""Networks from ONNX files.

`model` makes plain values of a file; what NNStudio wrote itself is read by `own`, everything else
operator by operator: `Reader` goes along the graph, and the files called ``readings`` have a
function for each kind of operator. How the axes of a tensor lie is followed by `Flowing`, so that
turning and regrouping them costs no layer unless it has to.
"""

from __future__ import annotations

from nnstudio.imports.onnx_file.importer import OnnxImporter

__all__ = ["OnnxImporter"]
