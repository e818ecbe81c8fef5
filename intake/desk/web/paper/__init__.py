"""Forms on paper, put in by the page: the same steps, readers and rules as `intake desk paper`."""

from intake.desk.web.paper.room import paper

__all__ = ["paper"]
