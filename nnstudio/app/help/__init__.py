"""What Help offers: about the program, licences and attributions, facts for a report of a fault.

Everything is read when it is asked for; nothing here changes a project or a setting.
"""
