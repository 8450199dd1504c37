"""What a customer takes along: the export and its way back, and the card. No network."""
