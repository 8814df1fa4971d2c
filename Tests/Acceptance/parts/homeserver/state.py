"""What the scripted homeserver knows: users, tokens, rooms, and where its stream has got to."""

from __future__ import annotations

import itertools
import threading
import time
from dataclasses import dataclass, field
from typing import Any

from .room import Event, Room

TIMELINE_LIMIT = 10


class Refusal(Exception):
    """An error as the specification has them."""

    def __init__(self, status: int, errcode: str, **fields: Any) -> None:
        super().__init__(errcode)
        self.status = status
        self.body = {"errcode": errcode, "error": errcode, **fields}


@dataclass
class Terms:
    """How the server behaves without being told more."""

    timeline_limit_max: int = 1_000
    """Events of a room in one sync, whatever the filter asks for."""
    page_max: int = 1_000
    """Events in one answer of /messages."""
    lifetime_ms: int | None = None
    """Of an access token, told to whoever asks for a refresh token."""
    well_known: dict[str, Any] | None = None
    versions: tuple[str, ...] = ("v1.1", "v1.11")


@dataclass
class Device:
    user_id: str
    device_id: str
    refresh_token: str | None = None


@dataclass
class HomeserverState:
    """Touched under `news` alone, which wakes whoever waits in a long poll."""

    name: str
    terms: Terms
    news: threading.Condition = field(default_factory=threading.Condition)
    passwords: dict[str, str] = field(default_factory=dict)
    devices: dict[str, Device] = field(default_factory=dict)
    """By access token."""
    softly_gone: set[str] = field(default_factory=set)
    """Access tokens that a refresh or another login replaces."""
    rooms: dict[str, Room] = field(default_factory=dict)
    aliases: dict[str, str] = field(default_factory=dict)
    sent: dict[tuple[str, str, str], str] = field(default_factory=dict)
    """Under device, path and transaction id the event that it was."""
    filters: dict[str, Any] = field(default_factory=dict)
    account_data: dict[tuple[str, str], tuple[int, Any]] = field(default_factory=dict)
    syncs: list[dict[str, Any]] = field(default_factory=list)
    """Answers that the next syncs get, whatever is so."""
    position: int = 1
    _numbers: itertools.count[int] = field(default_factory=lambda: itertools.count(1))

    def number(self) -> int:
        return next(self._numbers)

    def advance(self) -> int:
        self.position += 1
        self.news.notify_all()
        return self.position

    def room(self, room_id: str) -> Room:
        if room_id not in self.rooms:
            raise Refusal(404, "M_NOT_FOUND")
        return self.rooms[room_id]

    def open_room(self, room_id: str, creator: str) -> Room:
        self.rooms[room_id] = Room(room_id)
        self.add(room_id, creator, "m.room.create", {"room_version": "11"}, "")
        self.add(room_id, creator, "m.room.member", {"membership": "join"}, creator)
        self.add(room_id, creator, "m.room.power_levels", {"users": {creator: 100}}, "")
        self.add(room_id, creator, "m.room.join_rules", {"join_rule": "invite"}, "")
        shared = {"history_visibility": "shared"}
        self.add(room_id, creator, "m.room.history_visibility", shared, "")
        return self.rooms[room_id]

    def add(
        self,
        room_id: str,
        sender: str,
        type: str,
        content: Event,
        state_key: str | None = None,
        **fields: Any,
    ) -> Event:
        """Something happens."""
        event: Event = {
            "event_id": f"$event{self.number()}",
            "room_id": room_id,
            "sender": sender,
            "type": type,
            "content": content,
            "origin_server_ts": time.time_ns() // 1_000_000,
            **fields,
        }
        if state_key is not None:
            event["state_key"] = state_key
        room = self.room(room_id)
        room.add(self.advance(), event)
        redacted = room.find(str(fields.get("redacts")))
        if type == "m.room.redaction" and redacted is not None:
            redacted["content"] = {}
            redacted["unsigned"] = {"redacted_because": event}
        return event

    def log_in(self, user_id: str, device_id: str | None, wants_refresh: bool) -> dict[str, Any]:
        """Another login of a device ends its former token."""
        device = Device(user_id, device_id or f"DEVICE{self.number()}")
        for token, other in list(self.devices.items()):
            if (other.user_id, other.device_id) == (user_id, device.device_id):
                del self.devices[token]
        return {"user_id": user_id, "device_id": device.device_id} | self.grant(
            device, wants_refresh
        )

    def grant(self, device: Device, wants_refresh: bool) -> dict[str, Any]:
        token = f"token{self.number()}"
        self.devices[token] = device
        granted: dict[str, Any] = {"access_token": token}
        if wants_refresh and self.terms.lifetime_ms is not None:
            device.refresh_token = f"refresh{self.number()}"
            granted["refresh_token"] = device.refresh_token
            granted["expires_in_ms"] = self.terms.lifetime_ms
        return granted

    def device(self, token: str | None) -> Device:
        if token is None:
            raise Refusal(401, "M_MISSING_TOKEN")
        if token in self.softly_gone:
            raise Refusal(401, "M_UNKNOWN_TOKEN", soft_logout=True)
        if token not in self.devices:
            raise Refusal(401, "M_UNKNOWN_TOKEN", soft_logout=False)
        return self.devices[token]
