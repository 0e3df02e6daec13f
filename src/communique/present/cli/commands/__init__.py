"""The commands; each file is one, its name is the word after ``communique``."""
