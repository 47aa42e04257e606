"""The view of updates: how far steps move the weights, and how widely layers' outputs are spread."""
