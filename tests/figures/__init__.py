"""What the product promises, measured on the machine at hand; tests never time anything."""
