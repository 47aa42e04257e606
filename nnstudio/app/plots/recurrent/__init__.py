"""The view of recurrent layers: a sample unrolled over time, a series foretold, a text written.

`recurrent_view` is the view with its pages; each page asks studies of its own and shows them in
widgets of this folder. Nothing here computes with a network: that is for `nnstudio.engine.studies`.
"""
