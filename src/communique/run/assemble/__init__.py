"""Layers and identities of one report, put together as rows."""
