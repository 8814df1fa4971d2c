"""A room of the homeserver's as whoever comes in later reads it: by /messages."""

from __future__ import annotations

from parts.matrix_actor import MatrixActor
from parts.matrix_api import client_path
from parts.matrix_room_view import Event, RoomView

PAGE_EVENTS = 250
PAGES_MAX = 400


class RoomRecord:
    """All of it from its beginning; `read` adds what has come since."""

    def __init__(self, name: str, room_id: str, reader: MatrixActor) -> None:
        self.name = name
        self.room_id = room_id
        self.view = RoomView(room_id)
        self._reader = reader

    @property
    def events(self) -> list[Event]:
        return self.view.events

    def read(self) -> int:
        """How many events are new."""
        fresh = self._fresh()
        for event in fresh:
            self.view.take(event)
        return len(fresh)

    def _fresh(self) -> list[Event]:
        """What nobody has read yet, oldest first."""
        found: list[Event] = []
        position: str | None = None
        for _ in range(PAGES_MAX):
            query = {"from": position} if position else {}
            path = client_path(
                "rooms", self.room_id, "messages", dir="b", limit=PAGE_EVENTS, **query
            )
            page = self._reader.call("GET", path)
            fresh = [one for one in page["chunk"] if not self.view.knows(one["event_id"])]
            found += fresh
            position = page.get("end")
            if len(fresh) < len(page["chunk"]) or not position:
                break
        found.reverse()
        return found
