"""``python -m communique``: the same as ``communique``."""

from communique.present.cli.main import main

main()
