"""Which attributions become statements, and which statement speaks for those that do not."""

from collections.abc import Mapping, Sequence

from communique.records.layers import Attribution
from communique.records.resolution import Resolution
from communique.records.rows import Speaker


def holders(
    attributions: Sequence[Attribution], speakers: Sequence[Speaker | None], resolution: Resolution
) -> Mapping[int, int]:
    """Return for each attribution the one whose statement holds its words.

    An attribution is its own holder, except where speakers report themselves or those they speak for ("he said he
    believed …", a spokesman's "China opposes …"): there the outer one is, since it is the same voice.
    """
    found: dict[int, int] = {}
    for i in range(len(attributions)):
        at = i
        while (outer := attributions[at].reported_by) is not None and _same_voice(
            speakers[at], speakers[outer], resolution
        ):
            at = outer
        found[i] = at
    return found


def _same_voice(inner: Speaker | None, outer: Speaker | None, resolution: Resolution) -> bool:
    if inner is None or inner.actor is None or outer is None:
        return False
    return inner.actor in resolution.chain(outer.actor)
