"""Small painted widgets, one module each; ``vault.desktop.parts_page`` shows them together."""
