"""Tests of the resolve phase."""
