"""One agent at their client: looks at what they hold, does the next thing, thinks, goes on."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Sequence

from . import crash_parts  # noqa: F401, isort: skip
from load.answers import Verb
from load.crew import Member
from parts.desk_api import AWAY, DeskAPI
from parts.people import BOT
from parts.transcript import PRIVATE
from wording import MARK

from .casework import Casework
from .hours import Hours
from .slips import Slips
from .staff import Worker
from .voice import Voice

HANDS_FULL = 4
"""Cases somebody works on before they claim no more."""
LUNCH, LUNCH_SECONDS = 0.45, 80.0
AWAY_SECONDS = (3.0, 12.0)
RING = re.compile(r"#(\d+) P1 \w+ · (?!.*'s$)")
SHARED_RINGS = re.compile(r"(?:\S+ late: )?P1 #")
NAMED = re.compile(r"(?:P1|·) #(\d+) ")
OFFER = re.compile(r"#(\d+): \w+ offers it to (\w+)")
REWRITTEN = re.compile(rf"#(\d+) ({MARK})(?: \(\d+ of \d+\))? by (\w+) · ")


class Agent:
    """`run` is the day; everything that is drawn comes from dice of their own."""

    def __init__(
        self,
        worker: Worker,
        member: Member,
        colleagues: Sequence[str],
        api: DeskAPI,
        hours: Hours,
        seed: str,
    ) -> None:
        self._voice = Voice(worker, member, seed)
        self._casework = Casework(self._voice, colleagues, hours)
        self._slips = Slips(self._voice, api)
        self._temper = worker.temper
        self._member = member
        self._api = api
        self._hours = hours
        self._read = member.read()
        self._rings: deque[int] = deque(maxlen=3)
        self._offers: deque[int] = deque(maxlen=6)
        self._rewritten: deque[tuple[int, str]] = deque(maxlen=6)
        self._has_lunched = not worker.temper.lunches

    def run(self) -> None:
        while not self._hours.is_over:
            try:
                self._step()
            except AWAY:
                pass  # The desk is away for a moment.
            self._hours.rest(self._voice.dice.expovariate(1 / self._temper.think))

    def _step(self) -> None:
        happens = self._voice.happens
        self._listen()
        if happens(self._temper.wanders):
            self._lose_connection()
        elif not self._has_lunched and self._hours.part > LUNCH:
            self._have_lunch()
        elif happens(self._temper.errs):
            self._slips.make_one()
        elif self._rewritten and happens(0.6):
            case, mark = self._rewritten.popleft()
            self._voice.say(Verb.APPROVE, f"ok {mark}", case, mark)
        elif self._offers and happens(0.7):
            self._claim(self._offers.popleft())
        else:
            self._work()

    def _listen(self) -> None:
        """What rang, what was offered, and what somebody made of one's own words."""
        lines = self._member.lines(self._read)
        self._read += len(lines)
        for line in lines:
            if line.sender != BOT:
                continue
            if ring := RING.match(line.text):
                self._rings.append(int(ring[1]))
            elif SHARED_RINGS.match(line.text):
                self._rings.extend(int(number) for number in NAMED.findall(line.text))
            elif (offer := OFFER.match(line.text)) and offer[2] == self._member.name:
                self._offers.append(int(offer[1]))
            elif line.place == PRIVATE and (card := REWRITTEN.match(line.text)):
                self._rewritten.append((int(card[1]), card[2]))

    def _work(self) -> None:
        happens = self._voice.happens
        mine = self._api.cases(holder=self._member.name, limit=50)
        owed = [case for case in mine if case["phase"] == "claimed"]
        others = [case for case in mine if case["phase"] not in ("claimed", "resolved", "noise")]
        if len(owed) < HANDS_FULL and self._rings and happens(self._temper.races):
            self._claim(self._rings.pop())
        elif owed and happens(0.85):
            self._casework.treat(owed[-1], owed[:-1])
        elif others and happens(0.6):
            self._casework.look_after(self._voice.dice.choice(others))
        elif len(owed) < HANDS_FULL:
            self._claim(None)

    def _claim(self, case: int | None) -> None:
        self._voice.say(Verb.CLAIM, "claim next" if case is None else f"claim {case}", case)

    def _lose_connection(self) -> None:
        self._member.person.drop()
        self._hours.rest(self._voice.dice.uniform(*AWAY_SECONDS))
        self._member.person.connect()

    def _have_lunch(self) -> None:
        self._has_lunched = True
        self._voice.say(Verb.AWAY, f"away {int(LUNCH_SECONDS * 2)}s", None)
        self._hours.rest(min(LUNCH_SECONDS, self._hours.length * 10))
        self._voice.say(Verb.BACK, "back", None)
