"""Keeps everything of a failed cycle where it can be looked at afterwards."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from cycle import Cycle
from world.desk_world import DeskWorld


def keep(world: DeskWorld, cycle: Cycle) -> Path:
    """The store, the log, what people saw and said, and what the receiver got."""
    world.is_kept = True
    place = world.directory / f"cycle-{cycle.report.number}"
    place.mkdir()
    for part in world.disk.place.glob("casebell.db*"):
        shutil.copy(part, place)
    shutil.copy(world.daemon.process.log, place / "casebell.log")
    (place / "findings.txt").write_text("\n".join(cycle.chronicle.findings) + "\n")
    for person in world.people:
        lines = "\n".join(map(str, person.transcript.lines()))
        (place / f"{person.nick}.txt").write_text(lines + "\n")
    sayings = "\n".join(map(str, cycle.chronicle.sayings))
    troubles = "\n".join(map(str, cycle.chronicle.troubles))
    (place / "sayings.txt").write_text(f"{troubles}\n{sayings}\n")
    with (place / "receiver.jsonl").open("w") as file:
        for request in world.receiver.attempts():
            row = {"at": request.at, "key": request.webhook_id, "conduct": request.conduct.name}
            file.write(json.dumps(row | {"data": dict(request.data)}) + "\n")
    return place
