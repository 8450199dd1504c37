"""The status host: gives vaults places on long shared lists, and signs which of them were stopped."""
