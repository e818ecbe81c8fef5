"""What keeps the desk going and in order: backups, terms, requests of persons, changed rules. For coordinators."""

from intake.desk.web.keeping.backup import backup
from intake.desk.web.keeping.requests import requests
from intake.desk.web.keeping.retention import retention
from intake.desk.web.keeping.rules import rules

__all__ = ["backup", "requests", "retention", "rules"]
