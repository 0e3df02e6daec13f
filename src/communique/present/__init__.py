"""Rows to people and programs."""
