"""A folder with a relay and a desk for measuring, and sealed envelopes to measure with. Gone afterwards."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from itertools import cycle, islice
from pathlib import Path

from intake.demo.ports import Ports, free_port
from intake.demo.samples import COUNT, sample_submissions
from intake.demo.scene import ORGANISATION, PLACE, Scene, make_scene
from intake.envelope.context import Context
from intake.envelope.encoding import base64url
from intake.envelope.link import new_token
from intake.envelope.sealing import seal
from intake.envelope.sheet import KeySheet, Purpose, read_sheet
from intake.questionnaire.loader import load
from intake.questionnaire.shipped import shipped_questionnaire


@contextmanager
def stage(now: datetime) -> Iterator[Scene]:
    """An empty scene in a temporary folder."""
    with tempfile.TemporaryDirectory(prefix="envelop-bench-") as folder:
        yield make_scene(Path(folder) / "scene", Ports(free_port()), now.date(), lambda scene: None)


def key_sheet(scene: Scene) -> KeySheet:
    """The sheet that the scene's envelopes are sealed with."""
    return read_sheet((scene.desk.data / "ring.json").read_bytes())


def sealed_envelopes(scene: Scene, count: int, now: datetime) -> Sequence[bytes]:
    """``count`` different envelopes around the sample people's answers."""
    sheet, today = key_sheet(scene), now.date()
    tokens = [new_token() for _ in range(COUNT)]
    questionnaire = load(shipped_questionnaire("ggd10"))
    people = list(sample_submissions(questionnaire, tokens, via=ORGANISATION, place=PLACE, today=today))
    desk, recovery = (sheet.recipient(purpose, today).public for purpose in (Purpose.DESK, Purpose.RECOVERY))
    context = Context(sheet.inbox, questionnaire.id, questionnaire.version)
    return [
        seal(
            replace(person, id=base64url(number.to_bytes(16))).to_json(), context=context, desk=desk, recovery=recovery
        )
        for number, person in enumerate(islice(cycle(people), count))
    ]
