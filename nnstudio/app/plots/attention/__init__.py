"""The view of attention layers: who looks at whom, a matrix a head, and lines between tokens."""
