"""Who is who, kept: what has to be looked at to tell, and what is written anew where somebody becomes somebody else."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence, Set

from communique.store import searching, standing
from communique.store.standing import Run

# Report and actor there.
Place = tuple[str, str]
# Actor in the record; what to call it, None for the name that reports give it.
Identified = tuple[str, str | None]

# People who hold an office of one state: spellings of one name are told apart by it.
_COLLEAGUES = """
SELECT DISTINCT other.id FROM (
    SELECT DISTINCT country, on_behalf_of FROM main.actors
    WHERE kind = 'person' AND country IS NOT NULL AND on_behalf_of IS NOT NULL
        AND id IN (SELECT value FROM json_each(?))
) AS office
JOIN main.actors AS other ON other.on_behalf_of = office.on_behalf_of AND other.country = office.country
    AND other.kind = 'person'
"""

_BODIES = "SELECT DISTINCT name FROM main.actors WHERE kind = 'body' AND id IN (SELECT value FROM json_each(?))"

# Bodies that a report gives another name.
_EXPLAINED = "SELECT DISTINCT id FROM main.actors WHERE id >= 'body:' AND id < 'body;' AND instr(aliases, ?)"

_OWN = "SELECT actor FROM main.identities WHERE becomes IN (SELECT value FROM json_each(?))"

# The ids by which a report has an actor of the record.
_HERE = """
SELECT actor FROM main.identities WHERE report = :report AND becomes = :actor
UNION ALL
SELECT id FROM main.actors WHERE report = :report AND id = :actor
    AND NOT EXISTS (SELECT 1 FROM main.identities WHERE report = :report AND actor = :actor)
"""


def own(run: Run, actors: Collection[str]) -> frozenset[str]:
    """Return the ids by which reports may have actors of the record."""
    return frozenset(actors) | {row[0] for row in run(_OWN, (_listed(actors),))}


def beside(run: Run, actors: Collection[str]) -> frozenset[str]:
    """Return the ids of actors and of those that must be known to tell who they are; see ``resolve/across.py``."""
    found = frozenset(actors) | {row[0] for row in run(_COLLEAGUES, (_listed(actors),))}
    for (name,) in run(_BODIES, (_listed(actors),)).fetchall():
        if name.isupper() and " " not in name:
            found |= {row[0] for row in run(_EXPLAINED, (json.dumps(name, ensure_ascii=False),))}
    return found


def kept(run: Run, actors: Set[str] | None) -> dict[Place, Identified]:
    """Return who is who: the actor in the record and its name or None, by report and actor there.

    Args:
        run: runs a command.
        actors: only of these ids, as reports have them; None for all.
    """
    where, values = ("1", ()) if actors is None else ("actor IN (SELECT value FROM json_each(?))", (_listed(actors),))
    found = run(f"SELECT * FROM main.identities WHERE {where}", values)
    return {(row["report"], row["actor"]): (row["becomes"], row["name"]) for row in found}


def keep(run: Run, wanted: Mapping[Place, Identified], actors: Set[str] | None) -> None:
    """Keep who is who in place of what ``kept`` returns; statements are counted for whom they count for now."""
    before = kept(run, actors)
    changed = [place for place in sorted(wanted.keys() | before.keys()) if wanted.get(place) != before.get(place)]
    sides = {place: tuple(side.get(place, (place[1],))[0] for side in (before, wanted)) for place in changed}
    whole, parts = _moves(run, {place: (old, new) for place, (old, new) in sides.items() if old != new})
    for place in changed:
        run("DELETE FROM main.identities WHERE report = ? AND actor = ?", place)
        if place in wanted:
            run("INSERT INTO main.identities VALUES (?, ?, ?, ?)", (*place, *wanted[place]))
    for module in (standing, searching):
        module.renew(run, sorted(whole))
        module.move(run, parts)


def _moves(run: Run, moved: Mapping[Place, tuple[str, str]]) -> tuple[set[str], dict[tuple[str, str], list[str]]]:
    """Return the reports to be written anew, and for all others the actors to be put in place of which.

    What a report says of an actor goes to another one as a whole, unless only some of the ids that stand for it do.
    """
    reports: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for (report, actor), (before, after) in moved.items():
        reports[report].append((actor, before, after))
    whole, parts = set[str](), defaultdict[tuple[str, str], list[str]](list)
    for report, rows in reports.items():
        pairs = {(before, after) for _, before, after in rows}
        if _at_once(run, report, rows, pairs):
            for pair in sorted(pairs):
                parts[pair].append(report)
        else:
            whole.add(report)
    return whole, parts


def _at_once(run: Run, report: str, rows: Sequence[tuple[str, str, str]], pairs: Set[tuple[str, str]]) -> bool:
    """Tell whether each actor goes to one other with all its ids, and none to one that goes itself."""
    olds, news = {before for before, _ in pairs}, {after for _, after in pairs}
    if len(olds) < len(pairs) or olds & news:
        return False
    here = {row[0] for actor in olds for row in run(_HERE, {"report": report, "actor": actor})}
    return here == {actor for actor, _, _ in rows}


def _listed(values: Iterable[str]) -> str:
    return json.dumps(sorted(values))
