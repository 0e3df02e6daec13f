"""The scorers; each file is one, its name is the scorer's name."""
