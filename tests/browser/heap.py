"""Every string the page's script can still reach."""

from __future__ import annotations

import json

from playwright.sync_api import Page


def strings_in_memory(page: Page) -> set[str]:
    """From a heap snapshot, after the garbage was collected."""
    parts: list[str] = []
    session = page.context.new_cdp_session(page)
    session.on("HeapProfiler.addHeapSnapshotChunk", lambda event: parts.append(event["chunk"]))
    session.send("HeapProfiler.enable")
    session.send("HeapProfiler.collectGarbage")
    session.send("HeapProfiler.takeHeapSnapshot", {"reportProgress": False})
    session.detach()
    return set(json.loads("".join(parts))["strings"])
