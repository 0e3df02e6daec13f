"""The documents say what the code does."""

from pathlib import Path

import pytest

from communique.core import registry
from communique.present.cli import commands

ROOT = Path(__file__).parents[2]


def test_architecture_shows_the_contracts_as_they_are():
    """ARCHITECTURE.md holds .importlinter word for word."""
    assert (ROOT / ".importlinter").read_text() in (ROOT / "ARCHITECTURE.md").read_text()


@pytest.mark.parametrize("command", registry.names(commands))
def test_every_command_is_documented(command):
    """The command reference has each command."""
    assert f"communique {command}" in (ROOT / "docs" / "reference" / "cli.md").read_text()
