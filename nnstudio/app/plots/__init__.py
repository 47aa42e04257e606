"""The live views: what a training shows while it goes on, one file per view.

A view is a `LiveView`: it draws what the run record or an answered `Watch` holds, when the refresh
scheduler says so and only while it can be seen. It changes no project and computes no training
step, and it imports neither the canvas nor a panel. What is drawn is painted by hand, so that all
views together leave the time to the training.
"""
