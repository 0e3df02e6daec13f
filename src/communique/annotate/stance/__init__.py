"""Stance by rules over the parse: the issues that a statement names, and what is said of them on the way up."""
