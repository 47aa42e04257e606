"""What panels are put together from: small views that know values, but no session.

A part is told what to show and reports what the user did with it.
"""
