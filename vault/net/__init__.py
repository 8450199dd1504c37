"""The one bounded way out: what a URL may be, where it may lead, and a client that keeps to it."""
