"""Many mentions at once, and what a room hears of them and when."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import wording
from parts.desk_api import DeskAPI
from parts.matrix_actor import short_user
from parts.matrix_person import MatrixPerson
from parts.matrix_room_view import RoomView, relation_of
from parts.mentions import URGENT, crowd, mention
from parts.waiting import LOOK_EVERY_SECONDS

HANDS = 8
SHOWN = 90


@dataclass
class Burst:
    """When each urgent case was acknowledged, said and seen; by the wall clock."""

    accepted: dict[int, float] = field(default_factory=dict)
    urgent: set[int] = field(default_factory=set)
    said: dict[int, float] = field(default_factory=dict)
    """By the homeserver's time."""
    seen: dict[int, float] = field(default_factory=dict)
    began: float = 0.0
    seconds: float = 0.0
    """Until all was acknowledged."""

    @property
    def delays(self) -> dict[int, float]:
        """From the acknowledgement to when somebody could see it."""
        return {case: self.seen[case] - self.accepted[case] for case in sorted(self.seen)}


def mixed(count: int, urgent: int, seed: int) -> list[dict[str, Any]]:
    """So many mentions, the urgent ones at random places among them, each by another customer."""
    rest = crowd(count - urgent, seed)
    dice = random.Random(seed)
    for number in range(urgent):
        author = {"handle": f"@vip{number}@social.example", "followers": 48000, "vip": True}
        made = mention(URGENT, author=author)
        rest.insert(dice.randrange(len(rest) + 1), made)
    return rest


def loose(api: DeskAPI, mentions: Iterable[dict[str, Any]], eye: Callable[[], None]) -> Burst:
    """All of it, as fast as a customer's system can; `eye` looks meanwhile."""
    burst = Burst(began=time.time())

    def hand_in(made: dict[str, Any]) -> None:
        case = api.post(made)[0].case
        burst.accepted[case] = time.time()
        if made["text"] == URGENT:
            burst.urgent.add(case)

    with ThreadPoolExecutor(HANDS) as hands:
        works = [hands.submit(hand_in, made) for made in mentions]
        while not all(work.done() for work in works):
            eye()
            time.sleep(LOOK_EVERY_SECONDS)
        for work in works:
            work.result()
    burst.seconds = time.time() - burst.began
    return burst


class Eye:
    """Somebody who reads one room: which cases are named there, first when."""

    def __init__(self, person: MatrixPerson, room: str) -> None:
        self.named: dict[int, float] = {}
        self._person = person
        self._room = room
        self._read = 0

    def look(self) -> None:
        """To be called often."""
        lines = self._person.transcript.lines(self._read)
        self._read += len(lines)
        now = time.time()
        for line in lines:
            if line.sender == self._person.bot and line.place == self._room:
                for case in rung_in(line.text):
                    self.named.setdefault(case, now)

    def await_named(self, cases: set[int], within: float) -> bool:
        end = time.monotonic() + within
        while not cases <= self.named.keys():
            if time.monotonic() > end:
                return False
            self.look()
            time.sleep(LOOK_EVERY_SECONDS)
        return True

    def tell(self, burst: Burst) -> None:
        """Writes down when each urgent case was said and seen."""
        burst.seen = {case: at for case, at in self.named.items() if case in burst.urgent}
        for event in self._person.look(self._room, lambda view: list(view.events)):
            if short_user(event["sender"]) == self._person.bot:
                for case in rung_in(str(event["content"].get("body", ""))):
                    burst.said.setdefault(case, event["origin_server_ts"] / 1000)


def rung_in(text: str) -> list[int]:
    """The cases that a message rings for: one alone, or many that share lines."""
    if alone := re.match(r"#(\d+) P1 ", text):
        return [int(alone[1])]
    if re.match(r"(.* late: )?P1 #", text):
        return [int(number) for number in re.findall(r"#(\d+) @", text)]
    return []


def account(title: str, burst: Burst, person: MatrixPerson, room: str) -> str:
    """What was said when, for people to read."""
    lines = [
        f"{title}: {len(burst.accepted)} mentions, {len(burst.urgent)} of them P1, "
        f"in {burst.seconds:.1f} s"
    ]
    delays = sorted(burst.delays.values())
    if delays:
        lines.append(
            f"  P1 seen after {delays[0]:.2f} s at first, {delays[len(delays) // 2]:.2f} s in "
            f"the middle, {delays[-1]:.2f} s at last"
        )
    said = [burst.said[case] - burst.accepted[case] for case in burst.urgent & burst.said.keys()]
    if said:
        lines.append(f"  P1 said (server's time) after {max(said):.2f} s at last")
    lines += [f"  {at:7.2f} s {text}" for at, text in said_since(burst.began, person, room)]
    return "\n".join(lines)


def said_since(began: float, person: MatrixPerson, room: str) -> list[tuple[float, str]]:
    """Every event of the bot's in the room, with seconds since then by the server's time."""

    def look(view: RoomView) -> list[Mapping[str, Any]]:
        return [event for event in view.events if short_user(event["sender"]) == person.bot]

    found = []
    for event in person.look(room, look):
        at = event["origin_server_ts"] / 1000 - began
        if at >= 0:
            found.append((at, _shown(event)))
    return found


def _shown(event: Mapping[str, Any]) -> str:
    relation = relation_of(dict(event))
    if event["type"] == "m.reaction":
        return f"(sign {relation.get('key')})"
    body = str(event["content"].get("body", event["type"])).replace("\n", " / ")
    kind = "(edit) " if relation.get("rel_type") == "m.replace" else ""
    return f"{kind}{body[:SHOWN]}" + (f"… ({len(body)})" if len(body) > SHOWN else "")


def digested(person: MatrixPerson, room: str) -> int:
    """How many cases the digests of the room have told of."""
    found = person.seen(wording.digest(), room)
    matches = [re.search(wording.digest(), line.text, re.IGNORECASE) for line in found]
    return sum(int(match[1]) for match in matches if match is not None)
