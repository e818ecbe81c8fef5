"""The page "Figures": tables that give nobody away, for the manager, municipalities and policy."""

from intake.desk.web.figures.room import figures

__all__ = ["figures"]
