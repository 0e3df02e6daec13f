"""The vocabulary: what a report, an actor, a statement, an event is. Frozen dataclasses and nothing else."""
