"""The page "Network": who can help, as the coordinator's book has it, and bringing a newer one in."""

from intake.desk.web.network.room import network

__all__ = ["network"]
