"""A homeserver of the tests' own, for what Synapse does not do on demand.

It behaves properly, as far as a bot can ask, until a test says otherwise: faults befall single
requests, syncs answer what the test has written, people of any server say anything. It remembers
everything that it was asked.
"""

from __future__ import annotations

import threading
import time
from collections import defaultdict, deque
from collections.abc import Callable
from typing import Any, TypeVar

from .homeserver.endpoints import NAMES
from .homeserver.faults import Fault, Hold
from .homeserver.front import Asked, Front
from .homeserver.room import Event
from .homeserver.state import HomeserverState, Terms
from .loopback import HOST, free_port
from .matrix_actor import SERVER_NAME
from .matrix_api import Account
from .waiting import wait_until

HEAR_SECONDS = 8.0
OWNER = f"@owner:{SERVER_NAME}"

Result = TypeVar("Result")


class ScriptedHomeserver:
    """Port and all that happened outlive `shut` and `open`."""

    def __init__(self, terms: Terms | None = None) -> None:
        self.terms = terms or Terms()
        self.state = HomeserverState(SERVER_NAME, self.terms)
        self.port = free_port()
        self.asked: list[Asked] = []
        """Every request, in order."""
        self.faults: list[str] = []
        """What went wrong in here."""
        self._befalling: dict[str, deque[Fault]] = defaultdict(deque)
        self._held: list[Hold] = []
        self._began = time.monotonic()
        self._front: Front | None = None

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self.port}"

    # Doors

    def open(self) -> None:
        self._front = Front(self.port, self)
        threading.Thread(
            target=self._front.serve_forever, args=(0.02,), name="homeserver", daemon=True
        ).start()

    def shut(self) -> None:
        """Nobody comes in any more, and who is in is cut off."""
        if self._front is not None:
            self._front.shutdown()
            self._front.server_close()
            self._front = None
        for held in self._held:
            held.release.set()

    # What befalls requests

    def befall(self, endpoint: str, *faults: Fault, times: int = 1) -> None:
        """The next requests to that endpoint, one fault each, in this order, so many times."""
        assert endpoint in NAMES, f"{endpoint} is none of {sorted(NAMES)}"
        with self.state.news:
            self._befalling[endpoint].extend([*faults] * times)

    def answer_sync(self, *answers: dict[str, Any]) -> None:
        """The next syncs, whatever is so; the one that waits is answered now.

        Without a `next_batch` of their own the stream goes on from where it is by then.
        """
        self.do(lambda state: state.syncs.extend(answers))

    def end_tokens(self, is_soft: bool) -> None:
        """Everybody is logged out: softly, where a refresh or another login is asked for."""

        def act(state: HomeserverState) -> None:
            if is_soft:
                state.softly_gone.update(state.devices)
            else:
                state.devices.clear()
            state.advance()

        self.do(act)

    # What happens in rooms

    def add_user(self, localpart: str, password: str) -> str:
        user_id = f"@{localpart}:{SERVER_NAME}"
        self.do(lambda state: state.passwords.update({user_id: password}))
        return user_id

    def account(self, localpart: str) -> Account:
        """A user who is logged in, for a `MatrixPerson` or for requests of the test's own."""
        user_id = self.add_user(localpart, f"{localpart}-password")
        made = self.do(lambda state: state.log_in(user_id, None, wants_refresh=False))
        return Account(user_id, made["access_token"], made["device_id"])

    def make_room(
        self, alias: str | None = None, *people: str, by: str = OWNER, server: str = SERVER_NAME
    ) -> str:
        """People of any server, by their whole ids, are in it; the bot is invited."""

        def act(state: HomeserverState) -> str:
            room_id = f"!room{state.number()}:{server}"
            state.open_room(room_id, by)
            if alias is not None:
                state.aliases[alias if ":" in alias else f"{alias}:{server}"] = room_id
            for person in people:
                state.add(room_id, person, "m.room.member", {"membership": "join"}, person)
            return room_id

        return self.do(act)

    def invite(self, room_id: str, user_id: str, by: str = OWNER, is_direct: bool = False) -> None:
        content: Event = {"membership": "invite"} | ({"is_direct": True} if is_direct else {})
        self.send(room_id, by, "m.room.member", content, user_id)

    def say(self, room_id: str, sender: str, text: str, **content: Any) -> str:
        """`content` is what else stands in it, such as `m.relates_to`; the event's id."""
        message = {"msgtype": "m.text", "body": text, **content}
        return str(self.send(room_id, sender, "m.room.message", message)["event_id"])

    def react(self, room_id: str, sender: str, target: str, key: str) -> str:
        relation = {"rel_type": "m.annotation", "event_id": target, "key": key}
        event = self.send(room_id, sender, "m.reaction", {"m.relates_to": relation})
        return str(event["event_id"])

    def redact(self, room_id: str, sender: str, target: str) -> str:
        content = {"redacts": target}
        event = self.send(room_id, sender, "m.room.redaction", content, redacts=target)
        return str(event["event_id"])

    def send(
        self,
        room_id: str,
        sender: str,
        type: str,
        content: Event,
        state_key: str | None = None,
        **fields: Any,
    ) -> Event:
        """Anything by anybody, whether they are in the room or not."""
        return self.do(
            lambda state: state.add(room_id, sender, type, content, state_key, **fields)
        )

    def repeat(self, room_id: str, event_id: str) -> None:
        """The same event comes once more."""

        def act(state: HomeserverState) -> None:
            room = state.room(room_id)
            event = room.find(event_id)
            assert event is not None, f"there is no {event_id}"
            room.add(state.advance(), event)

        self.do(act)

    def do(self, act: Callable[[HomeserverState], Result]) -> Result:
        """Where the state may be touched; who waits in a long poll looks again."""
        with self.state.news:
            result = act(self.state)
            self.state.news.notify_all()
            return result

    # What a test sees

    def requests(self, endpoint: str) -> list[Asked]:
        with self.state.news:
            return [asked for asked in self.asked if asked.endpoint == endpoint]

    def await_request(
        self, endpoint: str, after: int = 0, within: float = HEAR_SECONDS
    ) -> Asked:
        """The first request to that endpoint but for so many."""
        found = wait_until(
            lambda: self.requests(endpoint)[after:], within, f"a request to {endpoint}"
        )
        return found[0]

    def events(self, room_id: str, sender: str, type: str = "m.room.message") -> list[Event]:
        """What somebody has sent there, each event once."""

        def look(state: HomeserverState) -> list[Event]:
            events = {event["event_id"]: event for _, event in state.room(room_id).timeline}
            wanted = (sender, type)
            return [one for one in events.values() if (one["sender"], one["type"]) == wanted]

        return self.do(look)

    def is_joined(self, room_id: str, user_id: str) -> bool:
        return self.do(lambda state: state.room(room_id).membership(user_id)) == "join"

    # For `Front`

    def take(self, asked: Asked) -> Fault | None:
        with self.state.news:
            self.asked.append(asked)
            waiting = self._befalling[asked.endpoint]
            fault = waiting.popleft() if waiting else None
            if isinstance(fault, Hold):
                self._held.append(fault)
            return fault

    def now(self) -> float:
        """Seconds since it was made."""
        return time.monotonic() - self._began

    def note_fault(self, fault: str) -> None:
        self.faults.append(fault)
