"""Writes a `bot-config/` directory for one test desk."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from .loopback import HOST
from .network import OfficeNetwork
from .people import BOT
from .receiver import SECRET

CARE = "#care"
APPROVALS = "#approvals"
TOKEN = "token-for-one-run"
DESK_NAME = "care.example.org"
REPLY_LENGTH_MAX = 500


@dataclass(frozen=True)
class DeskSettings:
    """What a test may want otherwise; durations are written as in the files."""

    undo_window: str = "2s"
    reply_deadline: str = "2m"
    approval: str = "always"
    style: str = "unicode"
    is_tls: bool = False


@dataclass(frozen=True)
class BotConfig:
    """A directory for `--config` with the secrets it names."""

    directory: Path
    http_port: int

    @property
    def environment(self) -> dict[str, str]:
        return {
            "CASEBELL_IRC_PASSWORD": f"{BOT}-password",
            "CASEBELL_TOKEN": TOKEN,
            "CRM_SECRET": SECRET,
        }

    @classmethod
    def write(
        cls,
        directory: Path,
        http_port: int,
        office: OfficeNetwork,
        webhook_url: str,
        settings: DeskSettings,
    ) -> BotConfig:
        directory.mkdir(parents=True)
        files = {
            "casebell.yaml": _casebell(directory, http_port, office, webhook_url, settings),
            "people.yaml": _PEOPLE,
            "desk.yaml": _desk(settings),
        }
        for name, text in files.items():
            (directory / name).write_text(text)
        return cls(directory, http_port)


def _casebell(
    directory: Path,
    http_port: int,
    office: OfficeNetwork,
    webhook_url: str,
    settings: DeskSettings,
) -> str:
    if settings.is_tls:
        server = f"localhost:{office.inspircd.tls_port}"
        tls = f"{{ ca: {office.inspircd.authority.certificate} }}"
    else:
        server, tls = f"{HOST}:{office.inspircd.port}", "false"
    return f"""name: {DESK_NAME}
timezone: Europe/London
mode: live
state: {directory.parent / "state"}
store: sqlite:casebell.db
log: {{ level: debug, format: text }}
networks:
  - name: office
    irc:
      server: {server}
      tls: {tls}
      nick: {BOT}
      sasl: {{ mechanism: plain, account: {BOT}, password: {{ env: CASEBELL_IRC_PASSWORD }} }}
      flood: {{ unlimited: true }}
      reconnect: {{ first: 200ms, longest: 2s }}
http:
  listen: {HOST}:{http_port}
  tokens:
    - {{ name: crm, secret: {{ env: CASEBELL_TOKEN }}, may: [intake, read] }}
relays:
  - name: crm
    webhook: {{ url: "{webhook_url}", secret: {{ env: CRM_SECRET }} }}
    events: all
    replies: [crm]
    max_length: {REPLY_LENGTH_MAX}
"""


_PEOPLE = """people:
  - { name: dana, roles: [agent], accounts: { office: dana } }
  - { name: bo, roles: [agent], accounts: { office: bo } }
  - { name: sam, roles: [agent, supervisor], accounts: { office: sam } }
  - { name: lee, roles: [supervisor], accounts: { office: lee } }
"""


def _desk(settings: DeskSettings) -> str:
    return f"""sigil: "!"
style: {settings.style}
rooms:
  care: {{ network: office, room: "{CARE}", private: true }}
  approvals: {{ network: office, room: "{APPROVALS}", private: true }}
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
policy:
  approval: {settings.approval}
  blocked_words: [idiot, idiots]
  undo_window: {settings.undo_window}
  reply_deadline: {settings.reply_deadline}
  fresh_command: 2m
  backlog: 2h
"""
