"""The referral queue: who needs somebody first, page by page or as a whole; what was looked for; what is green."""

from intake.desk.queue.whole import Waiting, read_queue

__all__ = ["Waiting", "read_queue"]
