"""A file held by one process at a time: the lock goes with the file's closing, also when the process is killed.

Windows locks bytes, and keeps others from reading them: one that no file here is long enough to have.
"""

from __future__ import annotations

import os
import sys
from typing import IO

if sys.platform == "win32":
    import msvcrt

    _BEYOND = 0x7FFF_FFF0

    def hold(file: IO[bytes]) -> None:
        """Hold ``file`` until it is closed; raises BlockingIOError where another process holds it."""
        descriptor = file.fileno()
        here = os.lseek(descriptor, 0, os.SEEK_CUR)
        os.lseek(descriptor, _BEYOND, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            raise BlockingIOError from None
        finally:
            os.lseek(descriptor, here, os.SEEK_SET)

else:
    import fcntl

    def hold(file: IO[bytes]) -> None:
        """Hold ``file`` until it is closed; raises BlockingIOError where another process holds it."""
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
