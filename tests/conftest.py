"""What all tests share: each process that runs them keeps to one core."""

import os

import pytest


def pytest_configure(config: pytest.Config) -> None:
    """Give each of several test processes a core: models that take all cores each would wait for one another."""
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    if worker and hasattr(os, "sched_setaffinity"):
        cores = sorted(os.sched_getaffinity(0))
        os.sched_setaffinity(0, {cores[int(worker.removeprefix("gw")) % len(cores)]})
