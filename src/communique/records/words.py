"""The closed lists of values that rows may have; one place, so that the record, the docs and the tests agree."""

from typing import Literal, get_args

Form = Literal["direct", "mixed", "indirect"]
Act = Literal[
    "say", "deny", "accuse", "condemn", "praise", "support", "oppose", "demand", "appeal", "propose", "promise",
    "threaten", "warn", "agree", "reject", "decline", "apologise", "ask", "predict", "believe", "plan",
]  # fmt: skip
Stance = Literal["support", "oppose", "mixed", "neutral"]
Status = Literal["asserted", "claimed", "denied", "future", "hypothetical", "demanded", "past"]
ActorKind = Literal["person", "body", "state", "group"]
DecisionKind = Literal["merge", "split", "rename", "accept", "reject", "edit", "undo"]
DecisionState = Literal["holds", "taken back", "orphan", "absent", "waiting"]
RowKind = Literal["statement", "coding", "event", "forecast"]
EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
    "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip

FORMS: tuple[str, ...] = get_args(Form)
ACTS: tuple[str, ...] = get_args(Act)
STANCES: tuple[str, ...] = get_args(Stance)
STATUSES: tuple[str, ...] = get_args(Status)
ACTOR_KINDS: tuple[str, ...] = get_args(ActorKind)
DECISION_KINDS: tuple[str, ...] = get_args(DecisionKind)
ROW_KINDS: tuple[str, ...] = get_args(RowKind)
EVENT_TYPES: tuple[str, ...] = get_args(EventType)
