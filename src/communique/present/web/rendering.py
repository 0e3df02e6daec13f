"""Templates: what they are given, and how values are shown."""

import json
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import PurePath

import jinja2
from markupsafe import Markup

from communique.present.export import direction
from communique.present.export.wording import Wording, day, days, wording
from communique.present.web.asked import to


@cache
def environment() -> jinja2.Environment:
    """Return the templates; all that is filled in is escaped."""
    loader = jinja2.PackageLoader("communique.present.web")
    made = jinja2.Environment(
        loader=loader, autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True,
        finalize=closed,
    )  # fmt: skip
    made.globals |= {"to": to, "wording": _wording, "days": days}
    made.filters |= {"day": day, "iso": _iso, "number": _number, "file": _file, "percent": _percent, "asjson": _json}
    return made


def render(template: str, told: Mapping[str, object]) -> str:
    """Return a page."""
    return environment().get_template(template).render(told)


def closed(value: object) -> object:
    """Return what is filled in; marks of direction in it are closed, so that they turn nothing around that follows."""
    return direction.closed(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _wording(kind: str, word: str) -> Wording:
    return wording(kind, word)


def _iso(value: date | None) -> str:
    return value.isoformat() if value else ""


def _number(value: int) -> str:
    """Return a number with thin spaces between thousands: ``12 345``."""
    return f"{value:,}".replace(",", "\u202f")


def _file(source: str) -> str:
    """Return the name of a report's file: where it lies on this machine is nobody's business."""
    return PurePath(source.replace("\\", "/")).name or source


def _percent(value: float) -> str:
    return f"{round(100 * value)}\u202f%"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
