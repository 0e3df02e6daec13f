"""Bytes to reports: readers, cleaning, metadata."""
