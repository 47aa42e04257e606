"""Two networks or settings side by side: the second run, what it does differently, what comes of it.

The second run has a session and a training of its own; here both are started and steered together.
What is drawn of them are the same views that the window has, once for each.
"""
