"""File > Export: a network leaves for other programs, and is looked at before it is written.

The targets themselves are in `nnstudio.export`; here is the dialog that lets the user choose among
them. It is loaded when it is first wanted.
"""
