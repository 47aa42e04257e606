"""The window: the only room with Qt. It shows values and asks for edits; it decides nothing.

`session` holds what is open, `training` the running thread, `background` does what would make the
window wait; `canvas`, `panels` and `plots` show them. Those three do not import one another;
`main_window` puts them together.
"""
