"""Names of places and bodies, to tell them from names of people and from words in capitals."""

from communique.lexicons import actors


def is_place(words: str) -> bool:
    """Tell whether words in their usual capitals name a city, a region or a state."""
    state = actors.find_state(words)
    return actors.find_place(words) is not None or (state is not None and state[1] in ("name", "capital"))


def is_body(words: str) -> bool:
    """Tell whether words name an organisation or a group of states."""
    return actors.find_body(words) is not None
