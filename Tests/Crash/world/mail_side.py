"""The mailboxes of one world, and the pages that its store knows of."""

from __future__ import annotations

import json
import re
import secrets
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from parts.bot_config import BotConfig
from parts.postfix import DOMAIN, Postfix, read_mail

from .mail_gate import Taking
from .mail_server import PAGED, MailServer

CHAIN = "watch"
STEP_SECONDS = 10
"""The least that a step may wait."""
GATHERING_SECONDS = 30
"""What begins to wait within that time after a page is paged for together, at its end."""
ROTA = f"""rotations:
  - name: care
    queues: [care]
    layers: [{{ name: first, people: [{PAGED[0]}], turn: weekly, from: 2026-01-05 }}]
chains:
  - name: {CHAIN}
    queues: [care]
    during: always
    steps:
      - {{ page: oncall first, wait: {STEP_SECONDS}s }}
      - {{ page: "@{PAGED[1]}", wait: {STEP_SECONDS}s }}
"""
SETTLED_SECONDS = 1.5
"""So long after a step of a chain all of it has been told and mailed, when all is quiet."""
KEY = re.compile(r"<page-(?P<key>[^@>]*)@")
IN_HEX = re.compile("=([0-9A-F]{2})")


@dataclass(frozen=True)
class Page:
    """As the store has it; times are Unix time."""

    key: str
    person: str
    channel: str
    cases: frozenset[int]
    chain: str
    step: int
    created_at: float
    state: str
    attempts: int
    ended_at: float | None
    outcome: str | None

    @property
    def is_mail(self) -> bool:
        return self.channel == "email"

    @property
    def last_at(self) -> float:
        """When it was over, or else decided."""
        return self.ended_at or self.created_at

    def __str__(self) -> str:
        cases = " ".join(f"#{case}" for case in sorted(self.cases))
        return f"page {self.key} to {self.person} of {cases}"


@dataclass(frozen=True)
class Mail:
    """One in a mailbox."""

    box: str
    recipient: str
    message_id: str
    subject: str
    text: str
    whole: str

    @property
    def key(self) -> str:
        return key_of(self.message_id)


def key_of(message_id: str) -> str:
    """The key of the page that a mail is of; empty if it is of none."""
    found = KEY.match(message_id)
    return IN_HEX.sub(lambda hex: chr(int(hex[1], 16)), found["key"]) if found else ""


class MailSide:
    """Made before the daemon's configuration; its addresses are no other world's."""

    def __init__(self, server: MailServer) -> None:
        self.server = server
        self.settled_seconds = SETTLED_SECONDS
        self.desk = secrets.token_hex(4)
        self._read: dict[Path, Mail] = {}

    @property
    def addresses(self) -> dict[str, str]:
        return {person: Postfix.address(person, self.desk) for person in PAGED}

    def settle(self, config: BotConfig) -> None:
        """A chain that is always on, and who gets its pages by mail."""
        with (config.directory / "casebell.yaml").open("a") as file:
            file.write(f"""paging:
  smtp:
    server: localhost:{self.server.gate.port}
    tls: false
    from: bell@{DOMAIN}
""")
        for person, address in self.addresses.items():
            config.replace(
                "people.yaml",
                f"name: {person},",
                f"name: {person}, page: {{ email: {address} }},",
            )
        (config.directory / "rota.yaml").write_text(ROTA)

    def mails(self) -> list[Mail]:
        """Of this world, box by box, the oldest first."""
        return [
            mail
            for person in PAGED
            for file in self.server.postfix.files(person)
            if self.desk in (mail := self._mail(person, file)).recipient
        ]

    def taken(self) -> list[Taking]:
        """What Postfix took of this world's mails."""
        return [one for one in self.server.gate.taken() if self.desk in one.recipient]

    def _mail(self, person: str, file: Path) -> Mail:
        """A file does not change once it is there."""
        if file not in self._read:
            mail = read_mail(file)
            text = mail.get_content()
            self._read[file] = Mail(
                box=person,
                recipient=str(mail["To"]),
                message_id=str(mail["Message-ID"]).strip(),
                subject=str(mail["Subject"]),
                text=text,
                whole=f"{mail.as_string()}\n{mail['Subject']}\n{text}",
            )
        return self._read[file]


def read_pages(store: Path) -> list[Page]:
    """All that the store has, the oldest first."""
    with closing(sqlite3.connect(f"file:{store}?mode=ro", uri=True, timeout=5)) as database:
        database.row_factory = sqlite3.Row
        rows = database.execute("SELECT * FROM pages ORDER BY created_at, key").fetchall()
    return [_page(row) for row in rows]


def _page(row: sqlite3.Row) -> Page:
    ended_at = row["ended_at"]
    return Page(
        key=row["key"],
        person=row["person"],
        channel=row["channel"],
        cases=frozenset(int(case["id"]) for case in json.loads(row["cases"])),
        chain=row["chain"],
        step=row["step"],
        created_at=row["created_at"] / 1000,
        state=row["state"],
        attempts=row["attempts"],
        ended_at=None if ended_at is None else ended_at / 1000,
        outcome=row["outcome"],
    )
