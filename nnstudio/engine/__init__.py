"""How numbers are computed: models, compiled steps, the training loop and what it reports.

Nothing here knows a window or a thread class; the trainer talks through an inbox and an outbox.
"""
