"""Networks from Keras files.

`stored` opens the file and gives weights on demand, `described` makes plain values of what it says
of the network, and `Drawing` takes layer by layer: the files called ``readings`` have a function
for each class of Keras. Nothing in a file is run.
"""

from __future__ import annotations

from nnstudio.imports.keras_file.importer import KerasImporter

__all__ = ["KerasImporter"]
