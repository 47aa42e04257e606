"""The view of how numbers are spread: histograms now, and their course over a run.

`DistributionsView` asks for the numbers, `TileSheet` lays out one `Tile` for each weight or layer,
the painters draw them. All moments of a tile share their bins.
"""
