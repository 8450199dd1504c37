"""What a customer can do with their vault: one module for each use. No Qt; one way down to storage and network."""
