"""The bar below the canvas that leads back to any kept moment of the run.

Every view follows it through `Moments`; nothing here draws what a view shows.
"""
