"""The data browser: every sample of the data that a project uses, to look at and to put right.

Samples are read, counted, sorted and judged beside the window; what lives here shows a few of them
at a time and asks the session for edits. Nothing is read while the browser is hidden. It builds on
the plots and widgets, and knows neither the canvas nor a panel.
"""
