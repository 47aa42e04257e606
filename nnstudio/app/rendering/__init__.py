"""Pictures of the drawing for papers, slides and web pages: SVG, PDF and PNG, also without a screen.

Everything is painted by the canvas's own items, in a scene of its own that nobody works in. Nothing
here changes a project, and nothing here is loaded before the first picture is wanted.
"""
