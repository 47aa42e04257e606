"""Building blocks of windows that know nothing of networks: forms, cards, banners, labels.

A widget here shows values it is given and reports what the user did by signals. It knows neither
the session nor another room of the app except ``style``.
"""
