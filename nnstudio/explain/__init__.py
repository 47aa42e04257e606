"""Numbers into sentences: what a measurement means, said so that a person can act on it.

What is here takes arrays and returns values with `Text`s; every rule that decides a sentence is
stated in words beside it. Nothing here trains, edits a project, or draws.
"""
