"""The parts of the decision map: what can be drawn over a plane or a line of inputs, and painting on it."""
