"""A room of the scripted homeserver: what happened in it, at which positions of the stream."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Event = dict[str, Any]


@dataclass
class Room:
    room_id: str
    timeline: list[tuple[int, Event]] = field(default_factory=list)
    changes: dict[tuple[str, str], int] = field(default_factory=dict)
    """When each state was set last."""
    state: dict[tuple[str, str], Event] = field(default_factory=dict)

    def add(self, position: int, event: Event) -> None:
        self.timeline.append((position, event))
        if "state_key" in event:
            key = (event["type"], event["state_key"])
            self.state[key] = event
            self.changes[key] = position

    def membership(self, user_id: str) -> str:
        event = self.state.get(("m.room.member", user_id))
        return str(event["content"]["membership"]) if event else "leave"

    def membership_since(self, user_id: str) -> int:
        return self.changes.get(("m.room.member", user_id), 0)

    def after(self, position: int) -> list[tuple[int, Event]]:
        return [entry for entry in self.timeline if entry[0] > position]

    def up_to(self, position: int) -> list[tuple[int, Event]]:
        return [entry for entry in self.timeline if entry[0] <= position]

    def find(self, event_id: str) -> Event | None:
        return next((event for _, event in self.timeline if event["event_id"] == event_id), None)
