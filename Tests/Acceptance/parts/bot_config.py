"""Writes a `bot-config/` directory for one test desk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from .bot_door import BotDoor
from .loopback import HOST
from .matrix_actor import full_alias, full_user
from .matrix_office import MatrixOffice
from .network import OfficeNetwork
from .old_network import OldNetwork
from .people import BOT
from .receiver import SECRET
from .scripted_matrix_office import ScriptedMatrixOffice
from .scripted_office import ScriptedOffice

CARE = "#care"
APPROVALS = "#approvals"
TOKEN = "token-for-one-run"
DESK_NAME = "care.example.org"
REPLY_LENGTH_MAX = 500
MATRIX_PASSWORD = "password: { env: CASEBELL_MATRIX_PASSWORD }"

Office = OfficeNetwork | OldNetwork | ScriptedOffice
MatrixHome = MatrixOffice | ScriptedMatrixOffice


@dataclass(frozen=True)
class DeskSettings:
    """What a test may want otherwise; durations are written as in the files."""

    undo_window: str = "2s"
    reply_deadline: str = "2m"
    approval: str = "always"
    style: str = "unicode"
    is_tls: bool = False
    tls: str | None = None
    """Otherwise than by `is_tls`; the port is then that of the plain door."""
    mechanism: str = "plain"
    relay_port: int | None = None
    """Where the bot connects instead of the server's own port."""
    flood: str | None = "{ unlimited: true }"
    """Nothing: as the daemon does by itself."""
    reconnect: str | None = "{ first: 200ms, longest: 2s }"
    """Nothing: as the daemon does by itself."""
    private: bool = True
    """Whether the desk says of the rooms that they are private, whatever their modes."""
    irc: Sequence[str] = ()
    """Further lines under `irc`."""
    matrix: Sequence[str] = ()
    """Further keys under `matrix`, each as it stands in the file."""
    networks: Sequence[str] = ()
    """Further networks, each as its entry stands in the file, in one line."""
    rooms: Sequence[str] = ()
    """Further rooms, written likewise."""
    care: Sequence[str] = ("care",)
    """The rooms of the queue, by their names in the file."""
    approvals: Sequence[str] = ("approvals",)
    """Where its drafts are shown."""
    accounts: Mapping[str, str] = field(default_factory=dict)
    """Who has which accounts beside the one in the office, written likewise."""
    sources: Sequence[str] = ()
    """Who may post signed, each as its entry stands in the file."""
    fresh_command: str = "2m"
    last_agent: bool = False
    """Whether a customer goes back to whoever spoke with them last."""
    reply_length_max: int = REPLY_LENGTH_MAX


@dataclass(frozen=True)
class BotConfig:
    """A directory for `--config` with the secrets it names."""

    directory: Path
    http_port: int

    def replace(self, name: str, old: str, new: str) -> None:
        """Edits one of the files as somebody does who runs a desk."""
        path = self.directory / name
        text = path.read_text()
        assert old in text, f"{old} is not in {name}"
        path.write_text(text.replace(old, new))

    @property
    def environment(self) -> dict[str, str]:
        return {
            "CASEBELL_IRC_PASSWORD": f"{BOT}-password",
            "CASEBELL_MATRIX_PASSWORD": f"{BOT}-password",
            "CASEBELL_TOKEN": TOKEN,
            "CRM_SECRET": SECRET,
        }

    @classmethod
    def write(
        cls,
        directory: Path,
        http_port: int,
        office: Office | MatrixHome,
        webhook_url: str,
        settings: DeskSettings,
    ) -> BotConfig:
        directory.mkdir(parents=True)
        files = {
            "casebell.yaml": _casebell(directory, http_port, office, webhook_url, settings),
            "people.yaml": _people(office, settings),
            "desk.yaml": _desk(office, settings),
        }
        for name, text in files.items():
            (directory / name).write_text(text)
        return cls(directory, http_port)


def _casebell(
    directory: Path,
    http_port: int,
    office: Office | MatrixHome,
    webhook_url: str,
    settings: DeskSettings,
) -> str:
    networks = "\n".join([_network(office, settings), *(f"  - {one}" for one in settings.networks)])
    sources = "".join(f"\n  - {entry}" for entry in settings.sources)
    return f"""name: {DESK_NAME}
timezone: Europe/London
mode: live
state: {directory.parent / "state"}
store: sqlite:casebell.db
log: {{ level: debug, format: text }}
networks:
{networks}
http:
  listen: {HOST}:{http_port}
  tokens:
    - {{ name: crm, secret: {{ env: CASEBELL_TOKEN }}, may: [intake, read] }}{sources and f"{chr(10)}sources:{sources}"}
relays:
  - name: crm
    webhook: {{ url: "{webhook_url}", secret: {{ env: CRM_SECRET }} }}
    events: all
    replies: [crm]
    max_length: {settings.reply_length_max}
"""


def _network(office: Office | MatrixHome, settings: DeskSettings) -> str:
    if isinstance(office, MatrixHome):
        return f"  - {matrix_network(office, settings.matrix)}"
    lines = "\n".join(f"      {line}" for line in _irc(office.bot_door, settings))
    return f"  - name: office\n    irc:\n{lines}"


SPARED = "flood: { unlimited: true }"
"""A key under `matrix`: whoever lifts the limits for the bot says so."""


def matrix_network(office: MatrixHome, keys: Sequence[str] = ()) -> str:
    """The entry of a homeserver; without `token` among the keys the bot has a password."""
    login = [] if any(key.startswith("token:") for key in keys) else [MATRIX_PASSWORD]
    user = f'user: "{full_user(BOT)}"'
    inside = ", ".join([f'homeserver: "{office.url}"', user, *login, *keys])
    return f"{{ name: matrix, matrix: {{ {inside} }} }}"


def _irc(door: BotDoor, settings: DeskSettings) -> list[str]:
    if settings.is_tls:
        server = f"localhost:{settings.relay_port or door.tls_port}"
        tls = f"{{ ca: {door.authority} }}"
    else:
        server, tls = f"{HOST}:{settings.relay_port or door.port}", settings.tls or "false"
    lines = [f"server: {server}", f"tls: {tls}", f"nick: {BOT}"]
    if door.has_accounts:
        password = "{ env: CASEBELL_IRC_PASSWORD }"
        mechanism = settings.mechanism
        lines.append(f"sasl: {{ mechanism: {mechanism}, account: {BOT}, password: {password} }}")
    if settings.flood is not None:
        lines.append(f"flood: {settings.flood}")
    if settings.reconnect is not None:
        lines.append(f"reconnect: {settings.reconnect}")
    return [*lines, *settings.irc]


_PEOPLE = {
    "dana": "agent",
    "bo": "agent",
    "sam": "agent, supervisor",
    "lee": "supervisor",
}


def _people(office: Office | MatrixHome, settings: DeskSettings) -> str:
    rows = ["people:"]
    for name, roles in _PEOPLE.items():
        account, identity = _account(office, name)
        accounts = ", ".join([account, *_listed(settings.accounts.get(name))])
        rows.append(
            f"  - {{ name: {name}, roles: [{roles}], {identity}accounts: {{ {accounts} }} }}"
        )
    return "\n".join([*rows, ""])


def _account(office: Office | MatrixHome, name: str) -> tuple[str, str]:
    """With what else has to be said of how they are known."""
    if isinstance(office, MatrixHome):
        return f'matrix: "{full_user(name)}"', ""
    if office.bot_door.has_accounts:
        return f"office: {name}", ""
    return f'office: "{office.bot_door.mask(name)}"', "identity: hostmask, "


def _listed(entry: str | None) -> list[str]:
    return [] if entry is None else [entry]


def _one_or_list(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"[{', '.join(names)}]"


def _room(office: Office | MatrixHome, room: str) -> str:
    if isinstance(office, MatrixHome):
        return f'network: matrix, room: "{full_alias(room)}"'
    return f'network: office, room: "{room}"'


def _desk(office: Office | MatrixHome, settings: DeskSettings) -> str:
    private = ", private: true" if settings.private else ""
    queue = f"room: {_one_or_list(settings.care)}, approvals: {_one_or_list(settings.approvals)}"
    others = "".join(f"\n  {room}" for room in settings.rooms)
    return f"""sigil: "!"
style: {settings.style}
rooms:
  care: {{ {_room(office, CARE)}{private} }}
  approvals: {{ {_room(office, APPROVALS)}{private} }}{others}
queues:
  - {{ name: care, {queue}, oncall: care, first_response: 30m }}
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
  fresh_command: {settings.fresh_command}
  last_agent: {str(settings.last_agent).lower()}
  backlog: 2h
"""
