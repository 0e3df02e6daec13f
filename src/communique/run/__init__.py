"""How work is done: the only place that wires the phases together."""
