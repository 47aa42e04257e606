"""The parts of the gradient view: what it measures, the heat strip, the factors of the layers."""
