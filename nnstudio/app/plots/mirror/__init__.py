"""The drawing as short NumPy code, in which every layer has its lines."""
