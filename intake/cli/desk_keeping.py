"""The commands of ``intake desk`` that keep it going, and that tell of it: backup, retention, figures, publishing."""

from __future__ import annotations

from intake.cli.desk_backup import backup, restore
from intake.cli.desk_figures import figures
from intake.cli.desk_publish import publish
from intake.cli.desk_request import request
from intake.cli.desk_rescore import rescore
from intake.cli.desk_retention import erased, retention
from intake.cli.desk_upgrade import upgrade

KEEPING = (backup, restore, upgrade, retention, erased, request, rescore, figures, publish)
