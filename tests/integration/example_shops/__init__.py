"""Three shops, each as its developer wrote it in an afternoon. README.md shows them word for word."""
