"""Clipping made visible: how long the gradient was before it and after, and the threshold to drag."""
