"""Benchmarks that need Qt: how fast the canvas follows the hand.

They use the canvas as a user does, with events, and know nothing of its inside. Only measuring.
"""
