"""What the user edits, as values: project, graph, plans, and pure functions over them.

Every value here is frozen and holds no arrays. Nothing here trains, reads data or draws.
"""
