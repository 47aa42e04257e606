"""The loss as a landscape: a plane or a line through the present weights, and the way of the run.

What is measured comes from `engine.studies.landscape`; here it is drawn as a map, as a surface or
as a curve.
"""
