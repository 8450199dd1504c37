"""Preference Vault: a customer's own preferences, shared with shops on the customer's terms."""

__version__ = "0.1.0"
