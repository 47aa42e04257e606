"""What the open network answers to samples, and the pictures of it: for canvas, panels and plots.

Nothing here is a view: it asks the running or the trained network, and paints arrays as images.
"""
