"""Other implementations read what we make, and we read what they make."""
