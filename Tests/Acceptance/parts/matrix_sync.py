"""Reading a homeserver by /sync from a thread of its own, without a gap."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from typing import Any

from .matrix_api import AWAY, MatrixAPI, MatrixRefused, client_path

POLL_MILLISECONDS = 20_000
TIMELINE_EVENTS = 500
PAGE_EVENTS = 100
STOP_SECONDS = 0.2
"""A connection may have been opened just after it was to end."""
PAUSE_SECONDS = 0.2
"""Before it is tried again with a server that is away."""
FILTER = {
    "room": {"timeline": {"limit": TIMELINE_EVENTS}, "ephemeral": {"types": []}},
    "presence": {"types": []},
}
"""Without it Synapse gives ten events of a room, and leaves out the rest."""

Answer = dict[str, Any]


class SyncReader:
    """Hands over every answer; a limited timeline has been filled up from /messages by then."""

    def __init__(
        self, api: MatrixAPI, knows: Callable[[str, str], bool], take: Callable[[Answer], None]
    ) -> None:
        """`knows`: whether an event of a room has been handed over before."""
        self._api = api
        self._knows = knows
        self._take = take
        self._since: str | None = None
        self._ends = threading.Event()
        self._thread = threading.Thread(target=self._read, name="matrix-sync", daemon=True)

    def start(self) -> None:
        """Returns after the first answer."""
        self._step()
        self._thread.start()

    def stop(self) -> None:
        """Also in the midst of a long poll."""
        self._ends.set()
        while self._thread.is_alive():
            self._api.end()
            self._thread.join(STOP_SECONDS)
        self._api.close()

    def _read(self) -> None:
        while not self._ends.is_set():
            try:
                self._step()
            except (*AWAY, MatrixRefused, json.JSONDecodeError):
                self._ends.wait(PAUSE_SECONDS)

    def _step(self) -> None:
        query: dict[str, str | int] = {"filter": json.dumps(FILTER), "timeout": 0}
        if self._since is not None:
            query |= {"since": self._since, "timeout": POLL_MILLISECONDS}
        answer = self._api.call("GET", client_path("sync", **query))
        if self._since is not None:
            for room_id, room in answer.get("rooms", {}).get("join", {}).items():
                self._fill(room_id, room["timeline"])
        if not self._ends.is_set():
            self._take(answer)
            self._since = answer["next_batch"]

    def _fill(self, room_id: str, timeline: Answer) -> None:
        """Puts what was left out before what came, unless the room is new to us."""
        position = timeline.get("prev_batch")
        while timeline.get("limited") and position is not None:
            page = self._api.call(
                "GET",
                client_path(
                    "rooms", room_id, "messages", dir="b", limit=PAGE_EVENTS, **{"from": position}
                ),
            )
            missed = page["chunk"]
            fresh = [event for event in missed if not self._knows(room_id, event["event_id"])]
            timeline["events"][:0] = reversed(fresh)
            position = page.get("end") if missed and len(fresh) == len(missed) else None
