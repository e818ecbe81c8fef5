"""One case: how to reach the person safely, why they are in the queue, what they said, what was done."""

from intake.desk.web.case.room import case

__all__ = ["case"]
