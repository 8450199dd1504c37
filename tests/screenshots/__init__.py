"""Every screen as a picture, from the fixed example."""
