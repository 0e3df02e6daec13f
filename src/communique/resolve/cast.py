"""The actors of one report in the making: states, bodies, groups and people, with their ids and whom they speak for."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from communique.core.ids import hashed, slug
from communique.lexicons import actors
from communique.records.evidence import Evidence
from communique.records.resolution import Resolution, Resolved
from communique.records.rows import Actor, Mention
from communique.records.words import ActorKind
from communique.resolve import words

# A prefix in ids of groups and unnamed people; other states have their code in lower case.
PREFIXES = {"USA": "us"}


@dataclass
class Figure:
    """An actor in the making; ``role`` is what readers see, ``heads`` the nouns that may stand for it later.

    ``guessed`` tells that whom it speaks for follows from the words around it alone.
    ``broad`` are nouns that may stand for any body of its kind ("the agency"), where none has them in its name.
    ``loose`` marks a body that only the parser takes for one; it is kept where it speaks or acts.
    """

    id: str
    name: str
    kind: ActorKind
    country: str | None = None
    sectors: tuple[str, ...] = ()
    role: str | None = None
    on_behalf_of: str | None = None
    gender: str | None = None
    plural: bool = False
    former: bool = False
    unnamed: bool = False
    loose: bool = False
    guessed: bool = False
    heads: set[str] = field(default_factory=set)
    broad: frozenset[str] = frozenset()
    names: set[str] = field(default_factory=set)
    places: set[Evidence] = field(default_factory=set)
    because: list[str] = field(default_factory=list)

    def may_be(self, noun: str) -> bool:
        """Tell whether a noun may stand for the figure."""
        return noun in self.heads or noun in self.broad

    def note(self, reason: str) -> None:
        """Keep a reason once."""
        if reason not in self.because:
            self.because.append(reason)


class Cast:
    """All figures of a report by id; each method returns the one figure that its arguments mean."""

    def __init__(self, report: str, day: date | None = None) -> None:
        self.report, self.day = report, day
        digits = report.removeprefix("report:")
        self.local = (digits if len(digits) >= 6 and digits.isalnum() else hashed("x", report)[2:])[:6]
        self.figures: dict[str, Figure] = {}

    def _add(self, figure: Figure) -> Figure:
        return self.figures.setdefault(figure.id, figure)

    def get(self, actor: str) -> Figure:
        """Return the figure of an id, made from the tables where it is not there yet."""
        if actor in self.figures:
            return self.figures[actor]
        if actor.startswith("state:"):
            return self.state(actor.removeprefix("state:"))
        return self.body(actor)

    def state(self, code: str) -> Figure:
        """Return a state."""
        state = actors.states()[code]
        return self._add(Figure(f"state:{code}", state.name, "state", code, ("GOV",), heads={"country", "state"}))

    def body(self, actor: str) -> Figure:
        """Return a body or group of the bodies table."""
        body = actors.bodies()[actor]
        kind: ActorKind = "group" if actor.startswith("group:") else "body"
        sectors = actors.sectors_on(actor, self.day)
        figure = Figure(actor, body.name, kind, body.country, sectors, on_behalf_of=body.on_behalf_of)
        figure.heads, figure.broad = _heads(body.names), _broad(body.kind)
        figure.plural = kind == "group"
        return self._add(figure)

    def institution(self, key: str, code: str) -> Figure:
        """Return what every state has: its foreign ministry, army, parliament; its government is the state itself."""
        institution = actors.institutions()[key]
        if institution.slug == "government":
            return self.state(code)
        actor = f"body:{code.lower()}-{institution.slug}"
        if actor in actors.bodies():
            figure = self.body(actor)
            figure.heads |= _heads((key,))
            return figure
        name = f"{adjective(code)} {institution.name}"
        represented = f"state:{code}" if institution.speaks_for_state else None
        figure = Figure(actor, name, "body", code, institution.sectors, on_behalf_of=represented)
        figure.heads, figure.broad = _heads((key, institution.slug.replace("-", " "))), _broad(institution.kind)
        figure = self._add(figure)
        figure.heads |= _heads((key,))
        return figure

    def embassy(self, code: str, host: str | None) -> Figure:
        """Return the embassy of a state, in a host state where that is known."""
        known = [f for f in self.figures.values() if f.id.startswith(f"body:{code.lower()}-embassy")]
        if host is None and len(known) == 1:
            return known[0]
        name = f"{adjective(code)} embassy" + (f" in {_with_article(host)}" if host else "")
        actor = f"body:{code.lower()}-embassy" + (f"-in-{host.lower()}" if host else "")
        figure = Figure(actor, name, "body", code, ("GOV",), on_behalf_of=f"state:{code}", heads={"embassy", "mission"})
        figure.note(f"embassy of {code}" + (f" in {host}" if host else ""))
        return self._add(figure)

    def organisation(
        self, name: str, *, loose: bool = False, sectors: tuple[str, ...] = (), code: str | None = None
    ) -> Figure:
        """Return a body that no table has; its sector comes from the nouns in its name where none is given.

        Args:
            name: as the text has it.
            loose: whether only the parser takes it for a body.
            sectors: what the words beside the name tell.
            code: of the state in front of the name: parties of two states may have one name.
        """
        name = name[4:] if name[:4].lower() == "the " else name
        known = words.groups("organisations")
        found = next((known[w] for w in reversed(name.lower().split()) if w in known), ("", ""))
        of_members = next((of for w in name.lower().split() if (of := words.pairs("members_of").get(w))), None)
        if of_members and found[1] in (("GOV",) if of_members == "COP" else ("NGO", "LAB", "IGO")):
            found = (found[0], of_members)
        place, institution = _of_a_town(name)
        sectors = sectors or (institution.sectors if institution else found[1:2] if found[1] else ())
        prefixed = f"{code.lower()}-{slug(name)}" if code else slug(name)
        figure = Figure(f"body:{prefixed}", name, "body", code or place, sectors)
        figure.heads, figure.broad = _heads((name,)), _broad(found[0] or kind_of(figure.sectors))
        figure.loose = loose and not figure.sectors
        return self._add(figure)

    def own_body(self, code: str, words_: str) -> Figure:
        """Return a body of a state that no table has, by the words behind the state's name."""
        kind, *sectors = words.groups("organisations")[words_.lower().split()[-1]]
        represented = f"state:{code}" if kind in ("ministry", "agency", "military") else None
        name = f"{adjective(code)} {words_.lower()}"
        figure = Figure(f"body:{code.lower()}-{slug(words_)}", name, "body", code, tuple(sectors), None, represented)
        figure.heads, figure.broad = _heads((words_,)), _broad(kind)
        return self._add(figure)

    def namesake(self, actor: str, code: str, words_: str) -> Figure:
        """Return a state's body that bears the name of another state's body in the table."""
        body = actors.bodies()[actor]
        represented = f"state:{code}" if body.on_behalf_of else None
        found = f"body:{code.lower()}-{actor.split('-', 1)[-1]}"
        figure = Figure(found, f"{adjective(code)} {words_}", "body", code, body.sectors, None, represented)
        figure.heads, figure.broad = _heads((words_,)), _broad(body.kind)
        return self._add(figure)

    def person(self, name: str, actor: str) -> Figure:
        """Return a person by full name and id."""
        return self._add(Figure(actor, name, "person"))

    def unnamed(self, words_: str, label: str, *, local: bool = True) -> Figure:
        """Return a person without a name.

        Args:
            words_: how the text calls the person.
            label: what goes into the id.
            local: whether the id holds for this report only; each call then makes a new person.
        """
        stem = f"person:{slug(label)}"
        if not local:
            return self._add(Figure(stem, words_, "person", unnamed=True))
        actor, count = f"{stem}@{self.local}", 1
        while actor in self.figures:
            count += 1
            actor = f"{stem}-{count}@{self.local}"
        return self._add(Figure(actor, words_, "person", unnamed=True))

    def group(self, words_: str, label: str) -> Figure:
        """Return a group of people or states."""
        return self._add(Figure(f"group:{slug(label)}", words_, "group", plural=True))

    def together(self, figures: Iterable[Figure]) -> Figure:
        """Return the group of several actors who are spoken of as one: "Chile and Bolivia"."""
        ordered = sorted({figure.id: figure for figure in figures}.values(), key=lambda figure: figure.name)
        name = " and ".join([", ".join(figure.name for figure in ordered[:-1]), ordered[-1].name])
        group = self.group(name, "-and-".join(slug(figure.name) for figure in ordered))
        first = {figure.sectors[:1] for figure in ordered}
        group.sectors = first.pop() if len(first) == 1 else ()
        return group

    def state_of(self, figure: Figure) -> str | None:
        """Return the code of the state that a figure is or speaks for in the end; None for whoever speaks for none."""
        last = self.chain(figure.id)[-1] if figure.id in self.figures else ""
        return last.removeprefix("state:") if last.startswith("state:") else None

    def chain(self, actor: str) -> list[str]:
        """Return the id and those that it speaks for, nearest first."""
        found: list[str] = []
        at: str | None = actor
        while at is not None and at not in found:
            found.append(at)
            at = self.get(at).on_behalf_of
        return found

    def resolution(self, answers: dict[tuple[int, int], Resolved]) -> Resolution:
        """Return the result: figures that were named, asked for or spoken for, in the order of their ids."""
        wanted = {answer.actor for answer in answers.values() if answer.actor}
        roots = wanted | {figure.id for figure in list(self.figures.values()) if figure.places and _is_named(figure)}
        ids = sorted({one for root in sorted(roots) for one in self.chain(root)})
        return Resolution({one: self._actor(self.get(one)) for one in ids}, dict(sorted(answers.items())))

    def _actor(self, figure: Figure) -> Actor:
        chain = self.chain(figure.id)
        return Actor(
            figure.id, figure.name, figure.kind, figure.country, figure.sectors, figure.role,
            chain[1] if len(chain) > 1 else None, tuple(sorted(figure.names - {figure.name})),
            tuple(Mention(self.report, place) for place in sorted(figure.places)),
        )  # fmt: skip


def _is_named(figure: Figure) -> bool:
    """Tell whether a figure is somebody in particular, not "officials" or "a diplomat"."""
    if figure.loose:
        return False
    if figure.kind == "group":
        return figure.id in actors.bodies()
    return figure.kind != "person" or ("@" not in figure.id and not figure.unnamed)


def adjective(code: str) -> str:
    """Return the adjective of a state, or its name where there is none; words that are no code come back unchanged."""
    state = actors.states().get(code)
    if state is None:
        return code
    return state.adjectives[0] if state.adjectives else state.name


def prefix(actor: str) -> str:
    """Return what stands for a state or body in the ids of its groups: ``us``, ``chn``, ``eu``."""
    code = actor.split(":", 1)[1]
    return PREFIXES.get(code, code.lower())


def _with_article(code: str) -> str:
    name = actors.states()[code].name
    return f"the {name}" if name.startswith(("United ", "Nether", "Philip")) or name.endswith("Republic") else name


def _of_a_town(name: str) -> tuple[str | None, actors.Institution | None]:
    """Return the state of the town and the institution that a name consists of: "Santa Marta Self Defense Forces"."""
    parts = name.split()
    for cut in range(1, len(parts)):
        place = actors.find_place(" ".join(parts[:cut]))
        institution = actors.institutions().get(" ".join(parts[cut:]).lower())
        if place and institution:
            return place, institution
    return None, None


def kind_of(sectors: tuple[str, ...]) -> str:
    """Return the kind of a body that no table has, by its first sector; "" where that does not tell."""
    return words.pairs("kinds_by_sector").get(sectors[0], "") if sectors else ""


def _heads(names: Iterable[str]) -> set[str]:
    """Return the nouns in a body's names that may stand for it later: "forces" also in the singular."""
    known = set(words.groups("hypernyms")) | {key for key in words.groups("organisations") if key != "union"}
    said = {word for name in names for word in name.lower().split()}
    return (said | {word.removesuffix("s") for word in said}) & known


def _broad(kind: str) -> frozenset[str]:
    """Return the nouns that may stand for any body of a kind."""
    return frozenset(noun for noun, kinds in words.groups("hypernyms").items() if kind in kinds and noun in BROAD)


# Nouns that may stand for any body of their kinds, whatever its name.
BROAD = frozenset(
    (
        "organisation",
        "organization",
        "agency",
        "body",
        "bloc",
        "group",
        "company",
        "firm",
        "movement",
        "outlet",
        "charity",
        "think-tank",
        "force",
    )
)
