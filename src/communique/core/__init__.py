"""What every part rests on: errors, ids, settings, the plug-in registry. Knows nothing about news."""
