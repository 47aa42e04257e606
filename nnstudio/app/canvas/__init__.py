"""The drawing area: nodes, wires, and every gesture that a mouse or keyboard makes on them.

`view` shows the scene and chooses gestures, `scene` keeps one item per node and wire and follows
the session, `gestures` turn movements into edits, `commands` are the edits of menus and keys. No
item knows how to change the project, and nothing here computes what a drawing means.
"""
