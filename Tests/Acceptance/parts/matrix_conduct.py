"""What every event of the bot's must keep, whatever it says."""

from __future__ import annotations

from collections.abc import Iterable
from html.parser import HTMLParser
from typing import Any

from .matrix_actor import short_user
from .matrix_room_view import Event, relation_of

TAGS = frozenset(
    "del h1 h2 h3 h4 h5 h6 blockquote p a ul ol sup sub li b i u strong em s code hr br div table "
    "thead tbody tr th td caption pre span img details summary mx-reply font".split()
)
"""What clients show of HTML (client-server API, m.room.message)."""
FORMAT = "org.matrix.custom.html"
MSGTYPES = ("m.notice", "m.text")


def faults_of(events: Iterable[Event], bot: str) -> list[str]:
    """What is wrong with the bot's events; nothing, one hopes."""
    own = [event for event in events if short_user(event["sender"]) == bot]
    return [
        f"{event['event_id']}: {fault}"
        for event in own
        if event["type"] == "m.room.message" and event["content"]
        for fault in _faults(event)
    ]


def _faults(event: Event) -> list[str]:
    content = event["content"]
    found = _faults_of_content(content)
    if relation_of(event).get("rel_type") == "m.replace":
        new = content.get("m.new_content")
        if not isinstance(new, dict):
            return [*found, "an edit without m.new_content"]
        if not content.get("body", "").startswith("* "):
            found.append("an edit whose fallback has no asterisk")
        found += [f"m.new_content: {fault}" for fault in _faults_of_content(new)]
    return found


def _faults_of_content(content: dict[str, Any]) -> list[str]:
    found = []
    if content.get("msgtype") not in MSGTYPES:
        found.append(f"msgtype {content.get('msgtype')}")
    if not content.get("body"):
        found.append("no body")
    if not isinstance(content.get("m.mentions"), dict):
        found.append("no m.mentions")
    if ("formatted_body" in content) != (content.get("format") == FORMAT):
        found.append("format and formatted_body do not go together")
    reader = _TagReader()
    reader.feed(content.get("formatted_body", ""))
    return [*found, *(f"<{tag}> in HTML" for tag in sorted(reader.tags - TAGS))]


class _TagReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
