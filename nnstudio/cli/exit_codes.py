"""What the process ends with."""

FINE, PROBLEMS, BAD_INPUT = 0, 1, 2
