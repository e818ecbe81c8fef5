"""A preview in lines and for other programs, as commands print it."""

from __future__ import annotations

from collections.abc import Iterator

from intake.network.destinations.sheet.preview import Line, Preview, State


def preview_lines(found: Preview, *, done: bool) -> Iterator[str]:
    """Row by row, then how many of each, then what to do next."""
    for line in found.lines:
        if line.state is not State.SAME:
            yield from _lines(line)
    yield ", ".join(f"{found.count(state)} {state.value}" for state in State)
    if done:
        yield "brought in"
    elif found.count(State.REFUSED):
        yield "Nothing was written. Put the refused rows right in the sheet."
    elif found.writable:
        yield f"Nothing was written yet. Bring it in with --confirm {found.code}"
    else:
        yield "There is nothing to bring in."


def preview_members(found: Preview) -> dict[str, object]:
    """For other programs."""
    lines = [
        {
            "row": line.number,
            "state": line.state.value,
            "id": line.id,
            "changes": [{"field": each.field, "before": each.before, "after": each.after} for each in line.changes],
            "faults": dict(line.faults),
        }
        for line in found.lines
    ]
    return {"code": found.code, "writable": found.writable, "rows": lines}


def _lines(line: Line) -> Iterator[str]:
    yield f"row {line.number}  {line.state.value}  {line.id or ''}  {line.name}".rstrip()
    yield from (f"    {field} {fault}" for field, fault in line.faults.items())
    for each in line.changes:
        yield (
            f"    {each.field}: {each.before or '-'} -> {each.after or '-'}"
            if line.before
            else f"    {each.field}: {each.after}"
        )
