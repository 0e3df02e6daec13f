"""What forms of the page do: decisions, and questions that are kept."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from urllib.parse import parse_qs, quote

from communique.core.errors import UsageError
from communique.present.web import bulking
from communique.present.web.answering import frozen
from communique.present.web.asked import address, ours, to
from communique.query import identity, review
from communique.query.review import Row
from communique.store.database import Store

# More fields than any form of ours has.
MOST_FIELDS = 100

# What a question may be called.
LONGEST_NAME = 200


@dataclass(frozen=True)
class Form:
    """The fields of a form."""

    fields: Mapping[str, Sequence[str]]

    @classmethod
    def parse(cls, body: bytes) -> "Form":
        """Read a form as browsers send it.

        Raises:
            UsageError: it is none.
        """
        try:
            return cls(parse_qs(body.decode("utf-8"), keep_blank_values=True, max_num_fields=MOST_FIELDS))
        except ValueError as error:
            raise UsageError("This form cannot be read. Load the page again.") from error

    def text(self, name: str, default: str = "") -> str:
        """Return a field."""
        return self.fields.get(name, [default])[-1].strip()

    def needed(self, name: str) -> str:
        """Return a field.

        Raises:
            UsageError: it is empty.
        """
        found = self.text(name)
        if not found:
            raise UsageError(f"“{name}” is missing in this form. Fill it in, or load the page again.")
        return found

    def number(self, name: str) -> int | None:
        """Return a field that is a whole number; None where it is empty.

        Raises:
            UsageError: it is none.
        """
        found = self.text(name)
        if found and not (found.isascii() and found.isdigit() and len(found) < 10):
            raise UsageError(f"“{name}” is a whole number in this form. Load the page again.")
        return int(found) if found else None

    def back(self, default: str = "/") -> str:
        """Return the page to show afterwards: one of ours only."""
        found = self.text("back", default)
        return found if ours(found) else default


@dataclass(frozen=True)
class Done:
    """What was done.

    Attributes:
        back: address of the page to show.
        note: what to say there.
    """

    back: str
    note: str


Action = Callable[[Store, Form], Done]


def decide(store: Store, form: Form) -> Done:
    """Accept, reject or edit a row."""
    rows = [Row(form.needed("report"), form.needed("id"), form.text("issue") or None)]
    return Done(form.back(), _do(store, form, rows))


def bulk(store: Store, form: Form) -> Done:
    """Accept, reject or edit all statements that a search finds; the form says which were seen."""
    meant = bulking.meant(store, form.text("filter"))
    if form.needed("seen") != meant.seen:
        raise UsageError("The record has changed since the preview. Load it again before you decide.")
    return Done(form.back(), _do(store, form, meant.rows))


def _do(store: Store, form: Form, rows: Sequence[Row]) -> str:
    what = f"{len(rows)} rows" if len(rows) > 1 else "1 row"
    match form.needed("do"):
        case "accept":
            number = review.accept(store, rows)
            return f"Accepted {what} (decision {number})."
        case "reject":
            number = review.reject(store, rows)
            return f"Rejected {what} (decision {number})."
        case "edit":
            field = form.needed("field")
            number = review.edit(store, rows, field, _value(form, field), form.number("at"))
            return f"Changed “{field.replace('_', ' ')}” in {what} (decision {number})."
        case other:
            raise UsageError(f"“{other}” is nothing that can be done with a row.")


def _value(form: Form, field: str) -> str:
    """Return what is to be set; an issue comes with its stance."""
    return f"{form.needed('value')} {form.needed('stance')}" if field == "issue" else form.text("value")


def undo(store: Store, form: Form) -> Done:
    """Take back what was decided last."""
    return Done(form.back(), f"Undone: {_told(review.undo(store))}.")


def take_back(store: Store, form: Form) -> Done:
    """Take one decision back, whenever it was taken."""
    form.needed("number")
    number = form.number("number") or 0
    identity.undo(store, number)
    return Done(form.back(), f"Took decision {number} back.")


def redo(store: Store, form: Form) -> Done:
    """Take the last undo back."""
    return Done(form.back(), f"Redone: {_told(review.redo(store))}.")


def _told(decisions: Sequence[object]) -> str:
    return "1 decision" if len(decisions) == 1 else f"{len(decisions)} decisions"


def merge(store: Store, form: Form) -> Done:
    """Make two actors one."""
    one, other = identity.merge(store, form.needed("actor"), form.needed("into"))
    return Done(address(f"/actors/{quote(other.id, safe=':@')}", {}), f"{one.name} is {other.name} from now on.")


def split(store: Store, form: Form) -> Done:
    """Set an actor apart in one report."""
    one, becomes = identity.split(store, form.needed("actor"), (form.needed("report"),), form.text("name") or None)
    return Done(form.back(), f"In that report {one.name} is somebody else: {becomes}.")


def rename(store: Store, form: Form) -> Done:
    """Call an actor something else."""
    name = form.needed("name")
    review.rename(store, form.needed("actor"), name)
    return Done(form.back(), f"Called {name} from now on.")


def keep(store: Store, form: Form) -> Done:
    """Keep a question by name."""
    name, asked = " ".join(form.needed("name").split()), form.needed("address")
    if len(name) > LONGEST_NAME:
        raise UsageError(f"A name has up to {LONGEST_NAME} characters. Shorten it.")
    if not ours(asked):
        raise UsageError("Only addresses of this page can be kept.")
    store.keep_query(name, asked)
    return Done(form.back(), f"Kept as “{name}”.")


def forget(store: Store, form: Form) -> Done:
    """Forget a question."""
    name = form.needed("name")
    if name not in store.lists.queries():
        raise UsageError(f"No question is kept as “{name}”.")
    store.keep_query(name, None)
    return Done(form.back(), f"Forgot “{name}”.")


def freeze(store: Store, form: Form) -> Done:
    """Keep the answer that an address has now; the page of the kept answer is shown."""
    answer = frozen(store, form.needed("address"))
    store.freeze(answer)
    return Done(to("frozen", answer.id), f"Frozen with {len(answer.rows)} rows. The address of this page stays true.")


ACTIONS: Mapping[str, Action] = MappingProxyType(
    {
        "/do/decide": decide, "/do/bulk": bulk, "/do/undo": undo, "/do/redo": redo, "/do/merge": merge,
        "/do/split": split, "/do/rename": rename, "/do/keep": keep, "/do/forget": forget, "/do/freeze": freeze,
        "/do/take-back": take_back,
    }
)  # fmt: skip
