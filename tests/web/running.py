"""The page's server as users start it, for tests."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# A server that has not stopped by then hangs.
PATIENCE = 20


@contextmanager
def running(record: Path) -> Iterator[str]:
    """Run ``communique serve`` on a free port until the block ends; give its address without the last slash.

    The server must stop cleanly on Ctrl-C, and say nothing but its address.
    """
    command = [sys.executable, "-m", "communique", "serve", record.name, "--no-browser", "--port", "0"]
    alone = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, cwd=record.parent, env=alone) as program:
        assert program.stderr is not None
        try:
            told = program.stderr.readline()
            address = told.split()[0].rstrip("/") if told.startswith("http://") else ""
            assert address, told + program.stderr.read()
            yield address
            program.send_signal(signal.SIGINT)
            _, complaints = program.communicate(timeout=PATIENCE)
            assert (complaints, program.returncode) == ("", 0)
        finally:
            program.kill()
