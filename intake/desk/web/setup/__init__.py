"""The first ceremony, in pages: from an empty folder to a desk. Once there is one, none of these pages answers."""

from intake.desk.web.setup.room import setup

__all__ = ["setup"]
