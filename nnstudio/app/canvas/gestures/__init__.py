"""What a hand does on the canvas: one file per gesture, each an object with a beginning and an end.

A gesture shows what would happen while it runs and makes at most one edit when it finishes;
cancelled, it leaves no trace. It works on the scene, knows no widget, and no other gesture.
"""
