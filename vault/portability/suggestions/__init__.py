"""Suggestions from what a person bought: rules that count, in one pass and with bounded memory."""
