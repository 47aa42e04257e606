"""The view of units: a map of all of them, and one of them looked into.

`HealthView` asks for the figures, `UnitMap` draws a cell for each unit, `UnitDetails` shows what
the chosen one reads, which part of its curve it uses, and what wakes it.
"""
