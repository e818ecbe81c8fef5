"""Destinations by the names that staff call them, in the reader's language."""

from __future__ import annotations

from flask import Flask, g

from intake.desk.casework.destinations import known


def destination_name(code: str) -> str:
    """Where somebody is referred to."""
    return known(code).name(g.language)


def show_names(app: Flask) -> None:
    """Let templates of ``app`` write ``{{ referral.destination | destination }}``."""
    app.jinja_env.filters.update(destination=destination_name)
