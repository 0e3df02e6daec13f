"""Serving the page until Ctrl-C."""

import socket
import webbrowser
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Timer

import uvicorn

from communique.core.errors import UsageError
from communique.present.web.app import build

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")

# They mean every address of the machine; the page answers only under names that it knows.
EVERY = ("", "0", "0.0.0.0", "::")


def serve(record: Path, host: str, port: int, *, browser: bool, tell: Callable[[str], None]) -> None:
    """Serve the page of a record until the user stops it.

    Args:
        record: the file; it must be there.
        host: address to listen on; the loopback address keeps others out.
        port: 0 for any that is free.
        browser: whether to open one.
        tell: is told the address.

    Raises:
        UsageError: the address cannot be listened on, or is none that browsers can ask for.
    """
    if host in EVERY:
        way_out = "Name the one address of this machine under which others shall open the page"
        raise UsageError(f"--host “{host}” means every address, and none by which a browser could ask. {way_out}.")
    listening = _listen(host, port)
    own = listening.getsockname()[1]
    shown = f"[{host}]" if ":" in host else host
    address = f"http://{shown}:{own}/"
    names = {shown, *(LOOPBACK if host in ("127.0.0.1", "::1", "localhost") else ())}
    app = build(record, [f"{name}:{own}" for name in names])
    config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False, date_header=False)
    tell(address)
    if browser:
        opening = Timer(0.5, webbrowser.open, [address])
        opening.daemon = True
        opening.start()
    with suppress(KeyboardInterrupt):  # the way to stop it
        uvicorn.Server(config).run(sockets=[listening])


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM)
    # A stopped server's port can be used again at once; on Windows this would let others share it.
    if hasattr(socket, "SO_REUSEPORT"):
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((host, port))
        made.listen(64)
    except OSError as error:
        made.close()
        way_out = "Choose another with --port; --port 0 takes one that is free"
        raise UsageError(f"{host}:{port} cannot be listened on ({error.strerror}). {way_out}.") from error
    return made
