"""What helps a shop to begin well and to stay lawful: writing its settings, checking them, its notice, its training.

Nothing here is needed to serve; nothing here changes what a vault accepts.
"""
