"""What keeps other sites and hosts away from the page.

A page on the loopback address can be asked by any site that the browser shows: by a name that is made to point to this
machine (DNS rebinding), or by a form or a script that posts here. So the Host header must be one of ours, a POST must
come from a page of ours, and answers allow no script, style or frame but our own.
"""

from collections.abc import Collection, Iterable

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

METHODS = "GET, HEAD, POST"

# More than any form of ours has.
LARGEST_BODY = 1_000_000

POLICY = "; ".join(
    [
        "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self'", "connect-src 'self'",
        "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'",
    ]
)  # fmt: skip

HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    # A browser that sends no referrer at all would also hide the origin of our own forms.
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}


class Guard:
    """Wraps the page.

    Args:
        app: what is wrapped.
        hosts: what may stand in the Host header, with the port.
    """

    def __init__(self, app: ASGIApp, hosts: Iterable[str]) -> None:
        self.app = app
        self.hosts = frozenset(host.lower() for host in hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        problem = self._problem(scope["method"], Headers(scope=scope))
        allowed = {"allow": METHODS} if problem and problem[0] == 405 else None
        answer = PlainTextResponse(problem[1], problem[0], allowed) if problem else self.app

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                headers.setdefault("cache-control", "no-store")
            await send(message)

        await answer(scope, receive, sent)

    def _problem(self, method: str, headers: Headers) -> tuple[int, str] | None:
        """Return the status and the words of a refusal; None for a request that may pass."""
        host = headers.get("host", "").lower()
        if host not in self.hosts:
            return 421, "This page answers only under the address that the program printed at its start.\n"
        if method in ("GET", "HEAD"):
            return None
        if method != "POST":
            return 405, f"This page knows only {METHODS}.\n"
        if not _is_own(headers.get("origin"), {f"http://{name}" for name in self.hosts}, host):
            return 403, "Changes are taken only from this page itself. Open it and try again.\n"
        length = headers.get("content-length", "")
        if not (length.isascii() and length.isdigit()) or len(length) > 9 or int(length) > LARGEST_BODY:
            return 413, "That is more than a form of this page sends.\n"
        return None


def _is_own(origin: str | None, known: Collection[str], host: str) -> bool:
    return origin is not None and origin.lower() in known and origin.lower() == f"http://{host}"
