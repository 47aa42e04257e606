"""What the standard networks are compared with.

Each module here is run by its path, as a program of its own and by whatever Python has the
package it measures; nothing imports them, and they import nothing of ours.
"""
