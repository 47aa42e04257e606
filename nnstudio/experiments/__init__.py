"""Many runs of one project: every combination of settings, on this computer or on many.

An experiment is a value; its finished combinations lie in a file and are never trained again. This
room starts processes or asks a cluster; it knows no window.
"""
