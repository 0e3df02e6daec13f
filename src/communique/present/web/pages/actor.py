"""An actor: who it is, for whom it speaks, where it stands, what it says, does and expects, and with whom it agrees."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from communique.lexicons import actors as tables
from communique.present.web import quoting
from communique.present.web.asked import Asked
from communique.present.web.base import NotThere, Page, Sheet, Shown
from communique.present.web.portrait import LEVEL_OF, PARTS, Part, Subject
from communique.query import naming
from communique.query.company import Company
from communique.records.listing import Choice, Hunt, Role
from communique.records.rows import Actor
from communique.store.database import Store

# Of each list, as many as leave the page readable; "All" leads to the rest.
SOME = 8

# Reports that the form for setting apart offers; others can be named.
OFFERED = 100


@dataclass(frozen=True)
class Post:
    """A role that reports give an actor; one of ``role`` and ``on_behalf_of`` may be None.

    Attributes:
        first, last: days on which the earliest and the latest of the reports were published.
        reports: how many they are.
        latest: id of the last one.
    """

    role: str | None
    on_behalf_of: str | None
    first: date | None
    last: date | None
    reports: int
    latest: str


class ActorPage(Page):
    """An actor of the record; ``show`` names one of its lists to be shown whole, a page at a time."""

    path = "/actors/{actor}"

    def show(self, store: Store, asked: Asked) -> Shown:
        """Return some of each list, or a page of one.

        Raises:
            NotThere: nobody has this id.
        """
        id, wanted = asked.parts["actor"], asked.choice("show", tuple(PARTS))
        limit, offset = asked.limits()
        roles = store.lists.roles(id)
        if not roles:
            return _moved(store, id)
        actor = naming.together(store, id, roles)
        subject = Subject(store, actor, roles, LEVEL_OF[actor.kind])
        alone = wanted or ("positions" if asked.whole else "")
        parts = {name: _part(name, subject, alone, limit, offset) for name in PARTS if alone in ("", name)}
        posts, latest = _posts(roles), () if alone else _latest(store, id)
        named = {id, *(post.on_behalf_of for post in posts), *(one for part in parts.values() for one in part.actors)}
        names = store.called(sorted(one for one in named if one))
        told = {
            "actor": actor,
            "country": _country(actor),
            "parts_of": parts,
            "alone": alone,
            "posts": posts,
            "latest": latest,
            "said": store.lists.count(_hunt(id)),
            "near": () if alone else _near(parts["agreement"].rows),
            "level": subject.level,
            "limit": limit,
            "offset": offset,
            "some": SOME,
            "reports": roles[::-1][:OFFERED],
            "names": names,
        }
        return Shown(actor.name, told, _sheet(parts[alone or "positions"], names))


def _part(name: str, subject: Subject, alone: str, limit: int, offset: int) -> Part:
    """Return a page of a list; some of it where all lists are shown, but all whom the actor agrees with or not."""
    if alone:
        return PARTS[name](subject, limit, offset)
    return PARTS[name](subject, -1 if name == "agreement" else SOME, 0)


def _sheet(part: Part, names: Mapping[str, str]) -> Sheet:
    return Sheet(part.columns, [part.cells(row, names) for row in part.rows])


def _moved(store: Store, id: str) -> Shown:
    """Return the page of an id that reports have, and the record calls somebody else.

    Raises:
        NotThere: nobody has it.
    """
    others = store.lists.named(id)
    if not others:
        raise NotThere("Nobody in the record has this id. The list of actors has those who are in it.")
    return Shown(id, {"actor": None, "others": store.called(others)})


def _country(actor: Actor) -> str | None:
    state = tables.states().get(actor.country or "")
    return state.name if state else actor.country


def _posts(roles: Sequence[Role]) -> list[Post]:
    """Return the roles that reports give, in the order in which they first do."""
    found: dict[tuple[str | None, str | None], list[Role]] = {}
    for one in roles:
        if one.actor.role or one.actor.on_behalf_of:
            found.setdefault((one.actor.role, one.actor.on_behalf_of), []).append(one)
    return [_post(*post, same) for post, same in found.items()]


def _post(role: str | None, on_behalf_of: str | None, same: Sequence[Role]) -> Post:
    days = [one.published for one in same if one.published]
    return Post(role, on_behalf_of, min(days, default=None), max(days, default=None), len(same), same[-1].report)


def _hunt(id: str) -> Hunt:
    return Hunt(actors=Choice((id,)))


def _latest(store: Store, id: str) -> list[quoting.Quotation]:
    places = store.lists.places(_hunt(id), SOME)
    found = quoting.quoted(store, places)
    return [found[place] for place in places]


def _near(found: Sequence[Company]) -> tuple[list[Company], list[Company]]:
    """Return with whom the actor agrees most, and with whom it disagrees most."""
    agreeing = [one for one in found if one.same > one.opposite]
    disagreeing = [one for one in found[::-1] if one.opposite > one.same]
    return agreeing[:SOME], disagreeing[:SOME]
