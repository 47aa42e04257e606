"""The user's blocks in the window: what is done to those of a drawing, and those kept for later.

What a block is, `nnstudio.graph.blocks` says; how it lies in a file, `nnstudio.files.block_library`.
The cards and frames that blocks are drawn with belong to the canvas.
"""
