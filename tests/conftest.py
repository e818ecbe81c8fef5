"""For all tests: how long an example takes is never what fails it; that differs from machine to machine."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
