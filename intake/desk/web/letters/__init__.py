"""Letters about a case: filled in, looked at, printed. Nothing is sent, and no letter is kept."""

from intake.desk.web.letters.room import letters

__all__ = ["letters"]
