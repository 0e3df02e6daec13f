"""Codes of one phrase: what the resolver says of the actor that it names, else what its single words tell."""

from dataclasses import replace

from communique.lexicons import actors
from communique.records.actor_code import ActorCode
from communique.records.document import Document
from communique.records.evidence import Evidence
from communique.resolve.answers import Answers
from communique.resolve.cast import Cast, Figure
from communique.resolve.pieces import Piece
from communique.resolve.reading import Reading

# Codes that PLOVER writes in place of a country for actors beyond states, the most specific first.
BEYOND_STATES = ("EUR", "UNO", "IGO")


def code(document: Document, phrase: Evidence) -> ActorCode:
    """Return the codes of a phrase.

    Args:
        document: a text that the phrase opens, with the layers that the resolver needs; its publication date decides
            who holds which office.
        phrase: the words.
    """
    reading = Reading(document)
    reading.read()
    answers = Answers(reading)
    figure, reason = answers.find(phrase)
    if figure is None:
        return _of_words(reading, ActorCode(phrase.words, because=(reason,)), phrase)
    return _of_words(reading, _of_figure(reading.cast, figure, phrase, answers.of(phrase).because), phrase)


def _of_figure(cast: Cast, figure: Figure, phrase: Evidence, because: tuple[str, ...]) -> ActorCode:
    chain = [cast.get(actor) for actor in cast.chain(figure.id)]
    country, sectors = beyond_states(figure.country, figure.sectors)
    if country is None:
        over = (beyond_states(one.country, one.sectors)[0] for one in chain)
        country = next((code for code in over if code), None)
    return ActorCode(
        phrase.words, country, sectors, figure.name, figure.role, figure.id, figure.kind,
        tuple(one.name for one in chain[1:]), because,
    )  # fmt: skip


def beyond_states(country: str | None, sectors: tuple[str, ...]) -> tuple[str | None, tuple[str, ...]]:
    """Return country and sectors as PLOVER writes them: an organisation of states has a code in place of a country."""
    if country is not None:
        return country, sectors
    country = next((code for code in BEYOND_STATES if code in sectors), None)
    return country, tuple(code for code in sectors if code not in BEYOND_STATES) or sectors[:1]


def _of_words(reading: Reading, found: ActorCode, phrase: Evidence) -> ActorCode:
    """Fill what is still open from the words of the phrase, the head of the phrase before the others."""
    for piece in _pieces(reading, phrase):
        country, sectors = _piece(reading, piece)
        country, sectors = None if found.country else country, () if found.sectors else sectors
        if country or sectors:
            told = ", ".join([*([country] if country else []), *sectors])
            because = (*found.because, f"“{reading.names.said(piece)}”: {told}")
            found = replace(found, country=found.country or country, sectors=found.sectors or sectors, because=because)
    return found


def _pieces(reading: Reading, phrase: Evidence) -> list[Piece]:
    head = reading.syntax.head_of(phrase.start, phrase.end)
    at = head.i if head else -1
    inside = [piece for piece in reading.phrases.pieces if reading.syntax.tokens[piece.first].start < phrase.end]
    return sorted(inside, key=lambda piece: (not piece.first <= at < piece.last, piece.first))


def _piece(reading: Reading, piece: Piece) -> tuple[str | None, tuple[str, ...]]:
    """Return the country and the sectors that a piece by itself tells."""
    if piece.kind == "role":
        former = reading.phrases.descriptions[piece.last - 1].former
        sector = "ELI" if former else actors.roles()[piece.value].sector
        return None, (sector,) if sector != "UNK" else ()
    if piece.kind == "institution":
        return None, actors.institutions()[piece.value].sectors
    if piece.kind == "body":
        body = reading.cast.get(piece.value)
        return beyond_states(body.country, body.sectors)
    if piece.kind == "state":
        return piece.value, ()
    # PLOVER counts those who are only told by where they live as civilians.
    return (piece.value or None, ("CVL",)) if piece.kind == "place" else (None, ())
