"""The daemon on a configuration of the bench's own, beginning with a given store or none."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from parts.bot_config import BotConfig
from parts.daemon import Daemon
from parts.loopback import HOST, free_port
from parts.matrix_actor import full_alias, full_user
from parts.people import BOT
from workshop.places import work_directory

from .hall import PEOPLE, Hall
from .matrix_hall import MatrixHall

DATABASE = "casebell.db"

Venue = Hall | MatrixHall


@dataclass(frozen=True)
class DeskTerms:
    """What a section may want otherwise."""

    nick: str = BOT
    room: str = "#care"
    approvals: str = "#approvals"
    webhook_url: str | None = None
    undo_window: str = "2s"
    rules: int = 0
    """Further rules with a word or a phrase each, none of which anybody writes."""
    plans: str | None = None
    """What plans.yaml says."""
    store: Path | None = None
    """A database to begin with; it is copied, or moved."""
    is_moved: bool = False


class BenchDesk:
    """One daemon, its directory and its store."""

    def __init__(self, hall: Venue, terms: DeskTerms = DeskTerms()) -> None:
        self.terms = terms
        directory = work_directory("desk")
        self.state = directory / "state"
        self.database = self.state / DATABASE
        if terms.store is not None:
            self.state.mkdir(mode=0o700)
            if terms.is_moved:
                terms.store.rename(self.database)
                self.database.chmod(0o600)
            else:
                _copy(terms.store, self.database)
        config = directory / "bot-config"
        config.mkdir()
        self.http_port = free_port()
        (config / "casebell.yaml").write_text(_casebell(hall, terms, self.state, self.http_port))
        (config / "people.yaml").write_text(_people(hall))
        (config / "desk.yaml").write_text(_desk(hall, terms))
        if terms.plans is not None:
            (config / "plans.yaml").write_text(terms.plans)
        self.daemon = Daemon(BotConfig(config, self.http_port))

    @property
    def nick(self) -> str:
        return self.terms.nick

    @property
    def room(self) -> str:
        return self.terms.room

    @property
    def pid(self) -> int:
        return self.daemon.process.pid

    def start(self) -> None:
        """Returns when store and links are up."""
        self.daemon.start()

    def stop(self) -> None:
        self.daemon.process.stop()


def _copy(store: Path, database: Path) -> None:
    """On disk when it returns, or the first syncs that are measured would pay for it."""
    shutil.copyfile(store, database)
    database.chmod(0o600)
    with database.open("rb") as copied:
        os.fsync(copied.fileno())


def _casebell(hall: Venue, terms: DeskTerms, state: Path, http_port: int) -> str:
    relays = ""
    if terms.webhook_url is not None:
        relays = (
            "relays:\n  - name: crm\n"
            f'    webhook: {{ url: "{terms.webhook_url}", secret: {{ env: CRM_SECRET }} }}\n'
            "    replies: [crm]\n    max_length: 500\n"
        )
    network = _matrix(hall) if isinstance(hall, MatrixHall) else _irc(hall, terms)
    return f"""name: care.example.org
timezone: Europe/London
mode: live
state: {state}
store: sqlite:{DATABASE}
log: {{ level: info, format: text }}
networks:
  - name: office
{network}      flood: {{ unlimited: true }}
http:
  listen: {HOST}:{http_port}
  tokens:
    - {{ name: crm, secret: {{ env: CASEBELL_TOKEN }}, may: [intake, read] }}
{relays}"""


def _irc(hall: Hall, terms: DeskTerms) -> str:
    sasl = ""
    if hall.door.has_accounts:
        password = "{ env: CASEBELL_IRC_PASSWORD }"
        sasl = f"      sasl: {{ mechanism: plain, account: {BOT}, password: {password} }}\n"
    return f"""    irc:
      server: {HOST}:{hall.door.port}
      tls: false
      nick: {terms.nick}
{sasl}"""


def _matrix(hall: MatrixHall) -> str:
    return f"""    matrix:
      homeserver: {hall.synapse.url}
      user: "{full_user(BOT)}"
      password: {{ env: CASEBELL_MATRIX_PASSWORD }}
"""


def _people(hall: Venue) -> str:
    rows = ["people:"]
    for name in PEOPLE:
        account, identity = name, ""
        if isinstance(hall, MatrixHall):
            account = f'"{full_user(name)}"'
        elif not hall.door.has_accounts:
            account, identity = f'"{hall.door.mask(name)}"', "identity: hostmask, "
        rows.append(
            f"  - {{ name: {name}, roles: [agent, supervisor], {identity}"
            f"accounts: {{ office: {account} }} }}"
        )
    return "\n".join([*rows, ""])


def _desk(hall: Venue, terms: DeskTerms) -> str:
    care, approvals = terms.room, terms.approvals
    if isinstance(hall, MatrixHall):
        care, approvals = full_alias(care), full_alias(approvals)
    return f"""sigil: "!"
rooms:
  care: {{ network: office, room: "{care}", private: true }}
  approvals: {{ network: office, room: "{approvals}", private: true }}
queues:
  - {{ name: care, room: care, approvals: approvals, oncall: care, first_response: 30m }}
priority:
  p1: 50
  p2: 20
  rules:
    - {{ when: {{ words: ["cancel*", "no internet", "without internet"] }}, points: 30,
        because: churn or outage }}
    - {{ when: {{ vip: true }}, points: 30, because: VIP }}
    - {{ when: {{ followers_at_least: 10000 }}, points: 10, because: reach }}
    - {{ when: {{ words: ["thank*"] }}, points: -30, because: thanks }}
{_rules(terms.rules)}policy:
  approval: always
  blocked_words: [idiot, idiots]
  undo_window: {terms.undo_window}
  reply_deadline: 15m
  fresh_command: 2m
  backlog: 2h
"""


def _rules(count: int) -> str:
    """Words that begin as those do which people write, so that none is ruled out at once."""
    beginnings = ("internet", "no signal", "since", "the bill", "waiting", "my phone", "box", "an")
    rows = []
    for number in range(count):
        word = f"{beginnings[number % len(beginnings)]} q{number}"
        if number % 3 == 0:
            word = f"{beginnings[number % len(beginnings)].split()[0]}{number}*"
        when = f'{{ words: ["{word}"] }}'
        rows.append(f"    - {{ when: {when}, points: 1, because: rule {number} }}\n")
    return "".join(rows)
