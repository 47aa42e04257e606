"""How the program looks: colours, fonts, icons and the style sheet, for light and dark windows.

Nothing here knows what the program does. Widgets, canvas and plots ask `current_theme` for their
colours and listen to `theme_signals.changed`; no other file writes a colour.
"""
