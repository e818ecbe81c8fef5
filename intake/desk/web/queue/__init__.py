"""The queue, page by page; green cases confirmed together; cases looked for."""

from intake.desk.web.queue.room import queue

__all__ = ["queue"]
