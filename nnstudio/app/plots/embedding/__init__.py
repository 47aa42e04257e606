"""Samples as a layer sees them, what an autoencoder makes of them, and walks between them."""
