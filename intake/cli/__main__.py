"""``python -m intake.cli`` is ``intake``."""

from intake.cli.main import main

main()
