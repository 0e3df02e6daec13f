"""Helpers of the stages that find dates and deeds: calendar arithmetic, phrases, roles, status."""
