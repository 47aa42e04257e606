"""Questions about a network that views ask: each is a `Study` and answers in short pieces.

What is here computes with the layers' definitions and gives plain arrays; nothing draws, trains
or changes a weight.
"""
