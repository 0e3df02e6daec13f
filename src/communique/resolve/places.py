"""Whether the name of a state or its capital means its government here, or the place."""

from communique.records.syntax import Syntax, Token
from communique.resolve import words
from communique.resolve.pieces import Piece


def is_place(syntax: Syntax, piece: Piece) -> bool:
    """Tell whether a state's name stands for the place: "in Beijing", "flew to Washington", "Kyiv-based".

    Adjectives and nouns for the people never do.
    """
    if piece.how in ("adjective", "people"):
        return False
    tokens = syntax.tokens
    after = tokens[piece.last] if piece.last < len(tokens) else None
    if after and after.words == "-" and _word(tokens, piece.last + 1) in ("based", "born", "area"):
        return True
    if after and after.tag == "POS":
        return False
    joined = tokens[piece.last - 1]
    if joined.dep == "conj" and tokens[joined.head].dep == "pobj" and joined.head < piece.first:
        return tokens[tokens[joined.head].head].lower in words.members("locating")
    before = _before(tokens, piece.first)
    if before is None or before.pos not in ("ADP", "SCONJ", "PART"):
        return _names_a_place_after_comma(tokens, piece)
    if before.lower in words.members("locating"):
        return True
    if before.lower in ("to", "from", "for"):
        return _moves(syntax, before, piece)
    return False


def _before(tokens: tuple[Token, ...], i: int) -> Token | None:
    """Return the token in front, past an article."""
    at = i - 1
    if at >= 0 and tokens[at].lower in ("the", "central", "downtown", "nearby", "neighbouring", "neighboring"):
        at -= 1
    return tokens[at] if at >= 0 and tokens[at].sentence == tokens[i].sentence else None


def _names_a_place_after_comma(tokens: tuple[Token, ...], piece: Piece) -> bool:
    """Tell whether the name ends an address: "in Surin, Thailand,"."""
    comma, town = _word(tokens, piece.first - 1), tokens[piece.first - 2] if piece.first >= 2 else None
    if comma != "," or town is None or town.pos != "PROPN":
        return False
    preposition = _word(tokens, piece.first - 3)
    return preposition in words.members("locating") and _word(tokens, piece.last) in (",", ".", "")


def _moves(syntax: Syntax, preposition: Token, piece: Piece) -> bool:
    """Tell whether the word that the preposition belongs to is about going there or coming from there."""
    governor = syntax.tokens[preposition.head]
    if preposition.lower == "from":
        if piece.how == "name":
            return governor.lemma in words.members("motion")
        return governor.pos == "VERB" and governor.lemma not in words.members("giving")
    return governor.lemma in words.members("motion") and governor.lemma not in ("ship", "export", "transfer", "report")


def _word(tokens: tuple[Token, ...], i: int) -> str:
    return tokens[i].lower if 0 <= i < len(tokens) else ""
