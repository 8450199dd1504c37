"""Letters that make rights work: from facts to a text, a mail link and a page for paper."""
