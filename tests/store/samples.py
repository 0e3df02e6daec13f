"""Readings made by hand, with invented people, for the tests of the record, of questions and of the terminal."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from communique.core.ids import hashed
from communique.records.evidence import Evidence
from communique.records.layers import Amount
from communique.records.report import Dateline, Removed, Report
from communique.records.rows import Actor, Coding, Event, Forecast, Issue, Mention, Reading, Speaker, Statement
from communique.records.words import Act, ActorKind, Form, Stance

DAMS = Issue("dams", "dams", "The dam on the Blue River is justified.")
TALKS = Issue("talks", "talks", "The two sides should talk.")


def report(name: str, *paragraphs: str, published: date | None = None, outlet: str | None = "The Courier") -> Report:
    """Make a report whose first paragraph is its title."""
    text = "\n\n".join(paragraphs)
    return Report(
        hashed("report", name), paragraphs[0], (), outlet, ("Ana Ruiz",), published, "en", f"{name}.txt", "0" * 64, text
    )


def words(text: str, part: str) -> Evidence:
    """Find words in a text."""
    start = text.index(part)
    return Evidence(start, start + len(part), part)


def state(code: str, name: str, *aliases: str) -> Actor:
    """Make a state."""
    return Actor(f"state:{code}", name, "state", code, ("GOV",), aliases=aliases)


def actor(
    id: str, name: str, kind: ActorKind = "person", role: str | None = None, speaks_for: str | None = None
) -> Actor:
    """Make a person, body or group."""
    return Actor(id, name, kind, None, (), role, speaks_for, (name.split()[-1],) if kind == "person" else ())


def said(
    report: Report,
    speaker: str | None,
    content: str,
    *,
    act: Act = "say",
    form: Form = "direct",
    codings: Sequence[tuple[Issue, Stance]] = (),
    on: date | None = None,
    reported_by: Statement | None = None,
    same_as: Statement | None = None,
    speaks_for: str | None = None,
    confidence: float = 0.8,
) -> Statement:
    """Make a statement out of words of the report."""
    return Statement(
        id=hashed("statement", report.id, content, speaker),
        report=report.id,
        form=form,
        act=act,
        speaker=Speaker(speaker, None, ("named in the sentence",)),
        on_behalf_of=speaks_for,
        reported_by=reported_by.id if reported_by else None,
        cue=None,
        content=(words(report.text, content),),
        to=None,
        said_on=on,
        occasion=None,
        confidence=confidence,
        same_as=same_as.id if same_as else None,
        codings=tuple(Coding(issue, stance, ("the words",), 0.5) for issue, stance in codings),
    )


def full() -> Reading:
    """Make a reading in which every field of every row has a value."""
    told = report(
        "river",
        "Freedonia defends dam",
        "The deck says the dam is just.",
        "“The dam is just,” said Ida Moss, the ministry’s spokeswoman. “It brings light.”",
        "Sylvania sent 40 tonnes of rice, she said. If talks fail, the river could run dry by June.",
        "Its neighbour called the dam a threat. “We never agreed to it,” said Otto Brandt of Sylvania 🌊.",
        published=date(2026, 3, 12),
    )
    told = replace(
        told, deck=("The deck says the dam is just.",), removed=(Removed("Subscribe", "boilerplate"),),
        dateline=Dateline("Fredville", date(2026, 3, 11)), body_start=55,
    )  # fmt: skip
    text = told.text
    freedonia = replace(
        state("FRE", "Freedonia"), mentions=(Mention(told.id, words(text, "Freedonia")),), aliases=("Fredville",)
    )
    ministry = actor("body:fre-water", "Freedonia’s water ministry", "body", None, "state:FRE")
    moss = replace(actor("person:ida-moss", "Ida Moss", role="spokeswoman", speaks_for=ministry.id), country="FRE")
    sylvania = state("SYL", "Sylvania")
    brandt = actor("person:otto-brandt", "Otto Brandt", role="minister", speaks_for="state:SYL")
    first = replace(
        said(told, moss.id, "“The dam is just,”", codings=[(DAMS, "support")], on=date(2026, 3, 11)),
        on_behalf_of=ministry.id,
        speaker=Speaker(moss.id, words(text, "Ida Moss, the ministry’s spokeswoman"), ("named", "spokeswoman of")),
        cue=words(text, "said"), content=(words(text, "“The dam is just,”"), words(text, "“It brings light.”")),
        to="state:SYL", occasion="press conference",
    )  # fmt: skip
    deck = said(told, moss.id, "the dam is just", form="indirect", codings=[(DAMS, "support")], same_as=first)
    rice = said(told, moss.id, "Sylvania sent 40 tonnes of rice", form="indirect", speaks_for=ministry.id)
    against = said(
        told, brandt.id, "“We never agreed to it,”", act="deny", codings=[(DAMS, "oppose")], speaks_for="state:SYL"
    )
    inner = said(told, sylvania.id, "the dam a threat", form="indirect", act="believe", reported_by=against)
    aid = Event(
        hashed("event", "rice"), told.id, "AID", "humanitarian", "claimed", "state:SYL", "state:FRE", date(2026, 3, 10),
        "Fredville", Amount(40.0, "tonnes"), rice.id, words(text, "Sylvania sent 40 tonnes of rice"), 0.7,
        date(2026, 3, 11),
    )  # fmt: skip
    denied = replace(
        aid, id=hashed("event", "deal"), type="AGREE", mode=None, status="denied", recipient=None, on=None, until=None,
        place=None, amount=None, claimed_in=against.id, evidence=words(text, "We never agreed to it"),
    )  # fmt: skip
    dry = Forecast(
        hashed("forecast", "dry"), told.id, None, None, words(text, "the river could run dry by June"),
        words(text, "If talks fail"), "could", (0.2, 0.5), "by June",
    )  # fmt: skip
    return Reading(
        told, (ministry, moss, brandt, freedonia, sylvania), (deck, first, rice, against, inner), (aid, denied), (dry,)
    )


def plain(
    name: str, *claims: tuple[str, str, Stance], published: date | None = None, outlet: str = "The Post"
) -> Reading:
    """Make a reading of one sentence for each claim: speaker, words, stance on the dams."""
    told = report(name, f"News of {name}", *(text for _, text, _ in claims), published=published, outlet=outlet)
    statements = tuple(
        said(told, speaker, text, codings=[(DAMS, stance)], on=published, form="indirect")
        for speaker, text, stance in claims
    )
    ids = sorted({speaker for speaker, _, _ in claims})
    actors = tuple(Actor(id, id.split(":")[1].title().replace("-", " "), "state") for id in ids)
    return Reading(told, actors, statements)
