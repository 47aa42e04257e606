"""Experiments in the window: set up, followed while they are trained, compared, taken over.

What is trained and kept is the business of `nnstudio.experiments`; here it is asked for and shown.
"""
