"""What somebody sees in a Matrix client: every room they are in, as it changes."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable
from typing import TypeVar

from .matrix_actor import MatrixActor, short_user
from .matrix_api import Account, MatrixAPI, MatrixRefused, client_path
from .matrix_room_view import Event, Message, RoomView
from .matrix_sync import Answer, SyncReader
from .people import BOT, CONNECT_SECONDS, EXPECT_SECONDS
from .transcript import PRIVATE, Transcript
from .waiting import Overdue, wait_until

Found = TypeVar("Found")


class MatrixOnlooker(MatrixActor):
    """People of the own server are called by their localpart, all others by their whole id; what
    is said in a direct room stands in the transcript under `PRIVATE`."""

    def __init__(self, port: int, account: Account, bot: str = BOT) -> None:
        super().__init__(port, account)
        self.bot = bot
        self.transcript = Transcript(self.nick)
        self.welcomes = {bot}
        """Whose invitations they accept at once."""
        self._looking = threading.RLock()
        self._views: dict[str, RoomView] = {}
        self._direct: dict[str, str] = {}
        self._reader: SyncReader | None = None

    @property
    def is_connected(self) -> bool:
        return self._reader is not None

    def connect(self) -> None:
        """Opens the client. Their memberships are there already."""
        assert self._reader is None, f"{self.nick} is connected already"
        reader = SyncReader(MatrixAPI(self.port, self.account.token), self._knows, self._take)
        reader.start()
        self._reader = reader

    def drop(self) -> None:
        """Closes the client; others see them in their rooms all the same."""
        if self._reader is not None:
            self._reader.stop()
            self._reader = None
        self.close()

    def reconnect(self) -> None:
        self.drop()
        self.connect()

    def room_name(self, room_id: str) -> str:
        with self._looking:
            is_direct = room_id in self._direct.values()
        return PRIVATE if is_direct else super().room_name(room_id)

    # Looking

    def await_view(
        self,
        place: str,
        look: Callable[[RoomView], Found | None],
        what: str,
        within: float = EXPECT_SECONDS,
    ) -> Found:
        """Until a room looks so to this person; fails with the room as they see it."""
        room_id = self.room_id(place)
        try:
            found = wait_until(lambda: self.look(room_id, look), within, what)
        except Overdue as overdue:
            raise Overdue(f"{self.nick}: {overdue}\n{self.shown_text(room_id)}") from None
        assert found is not None
        return found

    def look(self, place: str, look: Callable[[RoomView], Found]) -> Found:
        """At a room, which does not change meanwhile."""
        room_id = self.room_id(place)
        with self._looking:
            return look(self._view(room_id))

    def shown(self, place: str) -> list[Message]:
        return self.look(place, RoomView.shown)

    def shown_text(self, place: str) -> str:
        return "\n".join(map(str, self.shown(place))) or "(nothing at all)"

    def occupants(self, room: str) -> set[str]:
        return {short_user(user_id) for user_id in self.look(room, RoomView.members)}

    def await_in_room(
        self, room: str, nick: str | None = None, within: float = CONNECT_SECONDS
    ) -> None:
        who = nick or self.bot
        self.await_view(room, lambda _: who in self.occupants(room), f"{who} to be there", within)

    def await_gone(
        self, room: str, nick: str | None = None, within: float = CONNECT_SECONDS
    ) -> None:
        """Out of the room: whoever is merely offline is still in it."""
        who = nick or self.bot
        self.await_view(room, lambda _: who not in self.occupants(room), f"{who} to go", within)

    # Hearing, in the reader's thread

    def _take(self, answer: Answer) -> None:
        rooms = answer.get("rooms", {})
        for room_id, invitation in rooms.get("invite", {}).items():
            self._consider(room_id, invitation["invite_state"]["events"])
        for room_id, room in {**rooms.get("leave", {}), **rooms.get("join", {})}.items():
            with self._looking:
                said = self._take_room(room_id, room)
            # With the view as it is by now, and without its lock: who expects has it in reverse.
            for message in said:
                speaker, text = short_user(message.sender), str(message.original["body"])
                place = self.room_name(room_id)
                self.transcript.add_heard(place, speaker, text, text, message.event_id)

    def _take_room(self, room_id: str, room: Answer) -> list[Message]:
        """What others have said in it, without edits."""
        view = self._view(room_id)
        for event in room.get("state", {}).get("events", []):
            view.take_state(event)
        taken = [view.take(event) for event in room.get("timeline", {}).get("events", [])]
        ourselves = self.account.user_id
        return [message for message in taken if message and message.sender != ourselves]

    def _consider(self, room_id: str, events: list[Event]) -> None:
        for event in events:
            is_ours = event.get("state_key") == self.account.user_id
            inviter = short_user(event["sender"])
            if event["type"] == "m.room.member" and is_ours and inviter in self.welcomes:
                if event["content"].get("is_direct"):
                    with self._looking:
                        self._direct[inviter] = room_id
                with contextlib.suppress(MatrixRefused):  # It may have been withdrawn.
                    self.call("POST", client_path("rooms", room_id, "join"), {})

    def _knows(self, room_id: str, event_id: str) -> bool:
        with self._looking:
            return self._view(room_id).knows(event_id)

    def _view(self, room_id: str) -> RoomView:
        return self._views.setdefault(room_id, RoomView(room_id))

    def _message(self, event_id: str) -> Message:
        with self._looking:
            found = (view.messages.get(event_id) for view in self._views.values())
            return next(message for message in found if message is not None)
