"""Claims about the future: markers of the future, whose they are, and what tells them from plans and promises."""
