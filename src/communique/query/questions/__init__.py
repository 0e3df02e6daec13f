"""The questions that can be asked; each file is one, its name is the word after ``communique ask``."""
