"""The stages; each file is one, its name is the stage's name."""
