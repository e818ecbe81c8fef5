"""What follows the first call, on the page of a case: each form is one deed."""

from __future__ import annotations

from flask import Blueprint

from intake.desk.web.case.assigning import assigning
from intake.desk.web.case.facts import facts
from intake.desk.web.case.helping import helping
from intake.desk.web.case.meeting import meeting
from intake.desk.web.case.meldcode import meldcode
from intake.desk.web.case.merging import merging
from intake.desk.web.case.noting import noting
from intake.desk.web.case.referring import referring
from intake.desk.web.service import Service


def casework(service: Service) -> Blueprint:
    """The forms of case work, and the page of the reporting code."""
    room = Blueprint("casework", __name__)
    for add in (assigning, facts, meeting, noting, helping, referring, merging, meldcode):
        add(room)
    return room
