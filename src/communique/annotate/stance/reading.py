"""The state of the way from a term to the top of what is said about it, and what each class of word does to it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from communique.lexicons.codebook import Kind
from communique.records.evidence import Evidence

# How sure a stance is that rests on one kind of ground. Set by hand, in the order in which readers of the development
# sentences agreed with them: acts of liking and demands first, judging words in passing last.
ACT = 0.85
MUST = 0.8
JUDGED = 0.75
POLAR_TERM = 0.75
ASSERTED = 0.75
COMMITTED = 0.65
UNABLE = 0.6
ANNOUNCED = 0.6
DECLINED = 0.7
ACCUSED = 0.5
IN_PASSING = 0.5

# What makes a stance less sure, as factors.
HEDGED = 0.8
OTHERS_VIEW = 0.75
PROVISO = 0.75
AGAIN = 0.9

# Beginnings of words that keep a deed from being done, so that it need not have been.
PREVENTING = ("prevent", "avoid", "avert", "refrain", "abstain", "deter")


@dataclass
class Reading:
    """What is known on the way up from a term.

    Attributes:
        kind: what the proposition says of the thing.
        sign: +1 where what has been read so far favours the proposition, -1 where it goes against it.
        held: whether somebody takes a side; without it there is no stance.
        alleged: the term stands as what somebody says ("allegations of"), which is not yet a side.
        by_act: the side was taken by a word for what somebody does ("agree to"), not by a judging one.
        started: a word on the way does the thing or keeps it going.
        blocked: nothing can be said.
        orphan: a side that a noun names without its owner ("growing calls for"); a verb above may say whose it is.
        confidence: 0 to 1; product of the grounds.
        because: the reasons, readable, in the order of the way.
        holder: the words that name whose view or intention it is, where that is not the speaker.
        official: whether it is a stance only in the mouth of somebody who speaks for a state or a body.
    """

    kind: Kind
    sign: int
    held: bool = False
    alleged: bool = False
    by_act: bool = False
    started: bool = False
    blocked: bool = False
    orphan: bool = False
    confidence: float = 1.0
    because: list[str] = field(default_factory=list)
    holder: Evidence | None = None
    official: bool = False

    def hold(self, confidence: float, reason: str, flip: bool = False) -> None:
        """Take a side."""
        self.held = True
        self.confidence *= confidence
        self.because.append(reason)
        if flip:
            self.sign = -self.sign

    def flip(self, reason: str) -> None:
        """Turn the side."""
        self.sign = -self.sign
        self.because.append(reason)

    def block(self) -> None:
        """Say nothing."""
        self.blocked = True

    @property
    def claim(self) -> bool:
        """Whether the proposition states a fact."""
        return self.kind == "claim"

    def apply(self, kind: str, word: str) -> None:
        """Let a word of a class act on what has been read; an unknown class blocks."""
        table = _ORPHAN if self.orphan else _TABLES[self.kind]
        table.get(kind, _block)(self, word)


def _block(reading: Reading, _: str) -> None:
    reading.block()


def _pass(_: Reading, __: str) -> None:
    return


def _pro(reading: Reading, word: str) -> None:
    if not reading.held:
        reading.by_act = True
        reading.hold(ACT, f"“{word}” speaks for it")


def _con(reading: Reading, word: str) -> None:
    if not reading.held:
        reading.by_act = True
        reading.hold(ACT, f"“{word}” speaks against it", flip=True)


def _reject(reading: Reading, word: str) -> None:
    if reading.held and reading.by_act:  # "refused to condemn" says too little
        reading.block()
    elif reading.held:
        reading.flip(f"“{word}” turns it round")
    else:
        reading.by_act = True
        reading.hold(ACT, f"“{word}” speaks against it", flip=True)


def _only_held(reading: Reading, _: str) -> None:
    if not reading.held:
        reading.block()


def _flip_held(reading: Reading, word: str) -> None:
    if reading.held and not reading.by_act:  # who denies having agreed is not thereby against it
        reading.flip(f"“{word}” denies it")
    else:
        reading.block()


def _must(reading: Reading, word: str) -> None:
    if not reading.held:
        reading.hold(MUST, f"“{word}” demands it")


def _commit(reading: Reading, word: str) -> None:
    if not reading.held:
        reading.hold(COMMITTED, f"“{word}” promises it")


def _end(reading: Reading, word: str) -> None:
    reading.flip(f"“{word}” puts an end to it")


def _start(reading: Reading, _: str) -> None:
    reading.started = True


def _accuse(reading: Reading, word: str) -> None:
    if reading.started:  # to accuse somebody of using talks is not to be against talks
        reading.block()
    elif not reading.held:
        reading.hold(ACCUSED, f"“{word}” holds it against somebody", flip=True)


def _decline(reading: Reading, word: str) -> None:
    if reading.held:
        reading.block()
    else:
        reading.hold(DECLINED, f"“{word}” turns it down", flip=True)


def _assert_claim(reading: Reading, word: str) -> None:
    reading.alleged = False
    if not reading.held:
        reading.hold(ASSERTED, f"“{word}” asserts it")


def _allege(reading: Reading, _: str) -> None:
    reading.alleged, reading.held = True, False


def _pro_claim(reading: Reading, word: str) -> None:
    if reading.alleged:
        reading.alleged = False
        reading.hold(ASSERTED, f"“{word}” agrees with what is alleged")
    elif not reading.held:
        reading.block()


def _con_claim(reading: Reading, word: str) -> None:
    if reading.alleged:
        reading.alleged = False
        reading.hold(ACT, f"“{word}” turns down what is alleged", flip=True)
    elif not reading.held:
        reading.hold(ASSERTED, f"“{word}” takes it as a fact")


def _end_claim(reading: Reading, word: str) -> None:
    """To stop a deed grants that it was done; to prevent it does not."""
    if word.lower().startswith(PREVENTING) and not (reading.held or reading.alleged):
        reading.block()
    else:
        _con_claim(reading, word)


def _deny_claim(reading: Reading, word: str) -> None:
    reading.alleged = False
    if reading.held:
        reading.flip(f"“{word}” denies it")
    else:
        reading.hold(ACT, f"“{word}” denies it", flip=True)


def _only_alleged(reading: Reading, _: str) -> None:
    if not (reading.held or reading.alleged):
        reading.block()


def _own(reading: Reading, _: str) -> None:
    reading.orphan = False


def _disown(reading: Reading, word: str) -> None:
    reading.orphan = False
    reading.flip(f"“{word}” turns it down")


_Effect = Callable[[Reading, str], None]

_JUDGEMENT: Mapping[str, _Effect] = MappingProxyType(
    {
        "pro": _pro, "con": _con, "reject": _reject, "deny": _flip_held, "must": _must, "commit": _commit,
        "start": _start, "end": _end, "assert": _only_held, "allege": _pass, "check": _block, "think": _pass,
        "say": _pass, "voice": _only_held, "accuse": _accuse, "decline": _decline,
    }
)  # fmt: skip
_CLAIM: Mapping[str, _Effect] = MappingProxyType(
    {
        "pro": _pro_claim, "con": _con_claim, "reject": _deny_claim, "deny": _deny_claim, "must": _only_held,
        "commit": _only_held, "start": _only_alleged, "end": _end_claim, "assert": _assert_claim, "allege": _allege,
        "check": _block, "think": _only_alleged, "say": _only_alleged, "voice": _only_alleged,
        "accuse": _assert_claim, "decline": _block,
    }
)  # fmt: skip
_ORPHAN: Mapping[str, _Effect] = MappingProxyType(
    {
        "pro": _own, "voice": _own, "start": _own, "commit": _own, "say": _pass, "think": _pass, "con": _disown,
        "reject": _disown, "deny": _block, "decline": _disown,
    }
)  # fmt: skip
# Of a quality only words that judge the thing itself tell; calling for an election says nothing of how it was run.
_QUALITY: Mapping[str, _Effect] = MappingProxyType(
    {
        "reject": _flip_held, "deny": _flip_held, "say": _pass, "think": _pass, "assert": _pass, "allege": _pass,
        "pro": _only_held, "con": _only_held, "voice": _only_held, "start": _only_held, "commit": _block,
    }
)  # fmt: skip
_TABLES: Mapping[Kind, Mapping[str, _Effect]] = MappingProxyType(
    {"judgement": _JUDGEMENT, "claim": _CLAIM, "quality": _QUALITY}
)
