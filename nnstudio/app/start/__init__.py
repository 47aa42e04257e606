"""What the start page offers: the gallery of examples, their thumbnails, and the search in them.

Examples are read beside the window once it stands; nothing here changes a project or trains.
"""
