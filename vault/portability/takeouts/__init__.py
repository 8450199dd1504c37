"""What a person bought, watched and heard, read from the files that shops give out about them."""
