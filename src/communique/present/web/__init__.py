"""The page: the record in a browser on the user's own machine."""
