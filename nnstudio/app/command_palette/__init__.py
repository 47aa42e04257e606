"""The palette of commands: everything the window can do, found by a few letters.

`entries` collects what there is, `matching` finds, `palette` shows. Nothing here knows what a command
does: each entry brings its own way to be run.
"""
