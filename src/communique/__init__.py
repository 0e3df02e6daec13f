"""Reads reports on international affairs and keeps the record of who said what, every row linked to its words."""

__version__ = "0.1.0"
