"""Which class is taken for which, numbers against the truth, and the samples behind it."""
