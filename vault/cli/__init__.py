"""The customer's command line: the same use cases as the window, as text. What may happen is decided below."""
