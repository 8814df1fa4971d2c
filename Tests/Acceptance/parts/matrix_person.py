"""People at a Matrix client of their own: what they see there, and who they talk to alone.

They do what `parts/people.py` has people do on IRC, in the same words, so that a test can seat
either; and what only Matrix has (`matrix_speaker.py`, `matrix_rooms.py`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from .matrix_actor import full_alias, short_user
from .matrix_api import client_path
from .matrix_onlooker import MatrixOnlooker
from .matrix_room_view import Message, RoomView
from .matrix_rooms import RoomMaker
from .matrix_speaker import MatrixSpeaker
from .people import EXPECT_SECONDS, JOIN_SECONDS
from .transcript import Heard


@dataclass(frozen=True)
class Seen:
    """A message that was expected, and what the pattern found in it as it came."""

    match: re.Match[str]
    message: Message

    def __getitem__(self, group: str | int) -> str:
        return str(self.match[group])

    @property
    def string(self) -> str:
        return self.match.string

    @property
    def event_id(self) -> str:
        return self.message.event_id


class MatrixPerson(MatrixOnlooker, MatrixSpeaker, RoomMaker):
    """Somebody with an account of a homeserver, at their client from `connect` to `drop`."""

    def await_heard(self) -> None:
        """The server took what this person said before `say` returned."""

    def join(self, *rooms: str) -> None:
        """By alias or id; returns when they see themselves there."""
        for room in rooms:
            joined = self.call("POST", client_path("join", full_alias(room)), {})
            self.name_room(room, joined["room_id"])
            self.await_in_room(room, self.nick, JOIN_SECONDS)

    def tell(self, text: str, person: str | None = None) -> str:
        """One message to the bot, or to somebody else, alone."""
        return self.say(self.direct_room(person or self.bot), text)

    def direct_room(self, person: str) -> str:
        """The room with exactly one other, who is invited and waited for where it is new."""
        with self._looking:
            known = self._direct.get(person)
        if known is not None:
            return known
        room_id = self.make_room(invite=[person], preset="trusted_private_chat", is_direct=True)
        with self._looking:
            self._direct[person] = room_id
        self.await_in_room(room_id, person)
        return room_id

    # Expecting

    def expect(
        self,
        place: str,
        pattern: str,
        within: float = EXPECT_SECONDS,
        thread: str | None = None,
    ) -> Seen:
        """Takes the oldest unseen message of the bot's there; fails with the transcript.

        Messages count as they came, edits do not. In a room, what is said in its threads counts
        too; with `thread`, the event id of a root, nothing else does.
        """
        return self._expect(place, pattern, within, thread=thread)

    def expect_answer(self, pattern: str, within: float = EXPECT_SECONDS) -> Seen:
        """The same for what came after this person last did something, wherever it was said."""
        return self._expect(None, pattern, within, is_answer=True)

    def seen(self, pattern: str, place: str | None = None) -> list[Heard]:
        """Every message of the bot's so far that matches, expected or not."""
        return self.transcript.matching(self.bot, pattern, place)

    def expect_shown(
        self, message: Message, pattern: str, within: float = EXPECT_SECONDS
    ) -> re.Match[str]:
        """Until a message, with its latest edit, reads so."""
        wanted = re.compile(pattern, re.IGNORECASE)

        def look(view: RoomView) -> re.Match[str] | None:
            return wanted.search(view.messages[message.event_id].text)

        return self.await_view(
            message.room_id, look, f"/{pattern}/ in {message.event_id}", within
        )

    def expect_reaction(
        self,
        message: Message,
        key: str,
        by: str | None = None,
        within: float = EXPECT_SECONDS,
    ) -> str:
        """Until the bot, or somebody else, has reacted so; the reaction's event id."""
        wanted = by or self.bot

        def look(view: RoomView) -> str | None:
            people = view.messages[message.event_id].reactions.get(key, {})
            return {short_user(who): which for who, which in people.items()}.get(wanted)

        what = f"{wanted} to react to {message.event_id} with {key}"
        return self.await_view(message.room_id, look, what, within)

    def await_message(
        self, place: str, event_id: str, within: float = EXPECT_SECONDS
    ) -> Message:
        """Until somebody's message, of this id, has come to this person, too."""
        return self.await_view(
            place, lambda view: view.messages.get(event_id), f"{event_id} to come", within
        )

    def _expect(
        self,
        place: str | None,
        pattern: str,
        within: float,
        is_answer: bool = False,
        thread: str | None = None,
    ) -> Seen:
        def suits(line: Heard) -> bool:
            return thread is None or self._message(line.event_id).thread == thread

        line, match = self.transcript.take_line(
            place, self.bot, pattern, within, is_answer, suits
        )
        return Seen(match, self._message(line.event_id))
