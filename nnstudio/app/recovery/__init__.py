"""Unsaved work outlives a crash: copies that are kept, found again and offered.

What a copy is made of and how it lies on the disk, `nnstudio.files.recovery` says.
"""
