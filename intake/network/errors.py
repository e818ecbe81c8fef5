"""What the network book refuses. Messages name fields, files and fixed reasons; never a person or what was typed."""

from __future__ import annotations

from collections.abc import Mapping

from intake.errors import IntakeError
from intake.marking import N_, filled


class NetworkError(IntakeError):
    """The network book cannot do this now; the hint says what to do first."""


class ChangedMeanwhileError(NetworkError):
    """Somebody else changed it since it was shown; nothing was written."""

    def __init__(self) -> None:
        super().__init__(N_("somebody else changed this meanwhile"), N_("Look at what changed, then do it again."))


class UnfitError(NetworkError):
    """Some fields do not fit. ``faults`` says what is wrong with each, by its name (``languages.2.tag``)."""

    def __init__(self, faults: Mapping[str, str]) -> None:
        said = ", ".join(f"{name} {fault}" for name, fault in faults.items())
        message = filled(N_("this does not fit: %(fields)s"), fields=said)
        super().__init__(message, N_("Nothing was written. Put it right, and try again."))
        self.faults = dict(faults)
