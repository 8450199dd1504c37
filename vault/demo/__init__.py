"""The demo shop and the scripted first journey."""
