"""Keeps everything of a failed cycle where it can be looked at afterwards."""

from __future__ import annotations

import contextlib
import json
import shutil
from pathlib import Path

from cycle import Cycle
from parts.matrix_api import AWAY
from world.desk_world import DeskWorld
from world.mail_side import MailSide
from world.matrix_side import MatrixSide


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
    if world.side is not None:
        _keep_matrix(world.side, place)
    if world.mail is not None:
        _keep_mail(world.mail, place)
    sayings = "\n".join(map(str, cycle.chronicle.sayings))
    troubles = "\n".join(map(str, cycle.chronicle.troubles))
    (place / "sayings.txt").write_text(f"{troubles}\n{sayings}\n")
    with (place / "receiver.jsonl").open("w") as file:
        for request in world.receiver.attempts():
            row = {"at": request.at, "key": request.webhook_id, "conduct": request.conduct.name}
            file.write(json.dumps(row | {"data": dict(request.data)}) + "\n")
    return place


def _keep_matrix(side: MatrixSide, place: Path) -> None:
    """Its rooms, as they read and event by event, and what people saw come in."""
    for name, record in side.records.items():
        with contextlib.suppress(AssertionError, *AWAY):
            record.read()
        room = place / f"matrix-{name.removeprefix('#')}"
        room.with_suffix(".txt").write_text("\n".join(map(str, record.view.shown())) + "\n")
        events = "\n".join(json.dumps(event, ensure_ascii=False) for event in record.events)
        room.with_suffix(".jsonl").write_text(events + "\n")
    for person in side.people.values():
        lines = "\n".join(map(str, person.transcript.lines()))
        (place / f"{person.nick}-there.txt").write_text(lines + "\n")
    shutil.copy(side.homeserver.office.synapse.process.log, place / "synapse.log")


def _keep_mail(mail: MailSide, place: Path) -> None:
    """The mailboxes, and what the mail server took; what pages say of it is in the store."""
    mails = "\n\n".join(f"in the mailbox of {each.box}\n{each.whole}" for each in mail.mails())
    (place / "mails.txt").write_text(mails + "\n")
    (place / "mails-taken.txt").write_text("\n".join(map(str, mail.taken())) + "\n")
    shutil.copy(mail.server.postfix.directory / "mail.log", place / "postfix.log")
