"""The configuration of that desk: every duration is a sixtieth of a usual one.

Where the daemon asks for more than that, the shortest it takes stands: `away_grace` and `digest`
are a minute, an hour of this day. `fresh_command` is about the chat and stays as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from parts.bot_config import BotConfig, DeskSettings, Office
from parts.loopback import free_port

from .staff import AGENTS, APPROVALS, BILLING, CARE, FENCE, LOOKER, NEWCOMER, Worker

QUEUES = ("care", "billing", "press", "backup")
UNDO_SECONDS = 0.5
LENGTH_MAX = 140
"""Characters of one post: some answers are longer."""
ZONE = "Europe/London"
BILLING_TARGET, LATER_BILLING_TARGET = "{ p1: 20s, p2: 40s, p3: 90s }", "{ p1: 15s, p2: 50s }"
LIVELY = "{ burst: 60, every: 17ms }"
"""What the server bears of the bot: the cautious budget at sixty times the pace."""

DESK = f"""sigil: "!"
style: unicode
rooms:
  care: {{ network: office, room: "{CARE}", private: true }}
  billing: {{ network: office, room: "{BILLING}", private: true }}
  approvals: {{ network: office, room: "{APPROVALS}", private: true }}
queues:
  - {{ name: care, room: care, approvals: approvals, first_response: 30s,
      next_response: {{ p1: 15s, p2: 1m, p3: 8m }}, warn_before: 10s, digest: 1m,
      overflow: {{ to: backup, above: 25 }} }}
  - {{ name: billing, room: billing, approvals: approvals, skills: [billing], digest: 1m,
      first_response: {BILLING_TARGET} }}
  - {{ name: press, room: care, approvals: approvals, skills: [press], digest: 1m,
      first_response: 2m }}
  - {{ name: backup, room: billing, approvals: approvals, next_response: 30s, digest: 1m }}
priority:
  p1: 50
  p2: 20
  rules:
    - {{ when: {{ words: ["cancel*", "no internet"] }}, points: 30, because: churn or outage }}
    - {{ when: {{ vip: true }}, points: 30, because: VIP }}
    - {{ when: {{ followers_at_least: 10000 }}, points: 10, because: reach }}
    - {{ when: {{ sentiment: negative }}, points: 10, because: complains }}
    - {{ when: {{ unanswered_at_least: 3 }}, points: 20, because: writes again and again }}
    - {{ when: {{ waiting_at_least: 1m }}, points: 20, because: waits long }}
    - {{ when: {{ words: ["thank*"] }}, points: -30, because: thanks }}
routing:
  - {{ when: {{ words: [invoice, refund] }}, queue: billing }}
  - {{ when: {{ words: [newspaper] }}, queue: press }}
noise:
  - {{ when: {{ words: [rt] }}, tag: retweet }}
policy:
  approval: always
  blocked_words: [idiot]
  undo_window: {UNDO_SECONDS * 1000:g}ms
  reply_deadline: 15s
  fresh_command: 2m
  last_agent: true
  away_grace: 1m
  case_limit: 8
"""

CANNED = """default_language: en
canned:
  - name: received
    text: "Hi {name}, {agent} looks into it, your number is {?number}."
  - name: outage
    queues: [care, backup]
    text:
      en: "Hi {name}, a line near you is down until {?when}."
      de: "Hallo {name}, eine Leitung ist gestört bis {?when}."
"""


def write(directory: Path, office: Office, webhook_url: str) -> BotConfig:
    settings = DeskSettings(
        undo_window=f"{UNDO_SECONDS * 1000:g}ms",
        is_tls=True,
        flood=LIVELY,
        reply_length_max=LENGTH_MAX,
    )
    config = BotConfig.write(directory, free_port(), office, webhook_url, settings)
    config.replace("casebell.yaml", "log: { level: debug", "log: { level: info")
    (directory / "desk.yaml").write_text(DESK)
    (directory / "canned.yaml").write_text(CANNED)
    (directory / "people.yaml").write_text(_people(AGENTS))
    return config


def change(config: BotConfig) -> None:
    """What a desk changes at midday; SIGHUP takes it over."""
    (config.directory / "people.yaml").write_text(_people([*AGENTS, NEWCOMER]))
    config.replace("desk.yaml", BILLING_TARGET, LATER_BILLING_TARGET)
    config.replace("desk.yaml", "points: 10, because: reach", "points: 15, because: reach")


def _people(agents: Sequence[Worker]) -> str:
    rows = [_agent(each) for each in agents]
    rows += [
        _person("lee", "supervisor, admin"),
        _person("mia", "{ supervisor: [billing, backup] }"),
        _person("sam", "agent, supervisor"),
        _person(LOOKER, "supervisor"),
        _person(FENCE, "agent"),
    ]
    return "\n".join(["people:", *rows, ""])


def _agent(worker: Worker) -> str:
    extra = ""
    if worker.skills:
        extra += f", skills: [{', '.join(worker.skills)}]"
    if worker.languages:
        extra += f", languages: [{', '.join(worker.languages)}]"
    return _person(worker.name, "agent", extra)


def _person(name: str, roles: str, extra: str = "") -> str:
    return f"  - {{ name: {name}, roles: [{roles}], accounts: {{ office: {name} }}{extra} }}"


def staff_order() -> list[str]:
    """Everybody in the order of `people.yaml`, in which figures name them."""
    agents = [each.name for each in (*AGENTS, NEWCOMER)]
    return [*agents, "lee", "mia", "sam", LOOKER, FENCE]


def supervised(person: str) -> Sequence[str] | None:
    """The queues whose figures somebody sees; nothing: all."""
    return ("billing", "backup") if person == "mia" else None


def skilled(skill: str) -> list[str]:
    return [each.name for each in AGENTS if skill in each.skills]
