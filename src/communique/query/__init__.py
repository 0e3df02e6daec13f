"""Questions to the record; every answer carries its evidence."""
