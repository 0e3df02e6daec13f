"""Stance by rules over the parse: which issues a statement names, and the way from the term up to what is said of it."""
