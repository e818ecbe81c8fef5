"""What ambassadors are asked: the file that goes to the network book, and what came back."""

from intake.desk.web.slips.room import slips

__all__ = ["slips"]
