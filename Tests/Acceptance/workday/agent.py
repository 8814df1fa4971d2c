"""One agent at their client: looks at what they hold, does the next thing, thinks, goes on."""

from __future__ import annotations

import random
import re
from collections import deque
from collections.abc import Mapping, Sequence
from typing import Any

from . import crash_parts  # noqa: F401, isort: skip
from load.answers import Answer, Verb, Verdict
from load.crew import Member
from parts.desk_api import AWAY, DeskAPI, Refused
from parts.people import BOT
from parts.transcript import PRIVATE
from wording import MARK

from . import posts
from .hours import Hours
from .staff import BILLING, CARE, Worker

Case = Mapping[str, Any]

HANDS_FULL = 4
"""Cases somebody works on before they claim no more."""
LUNCH, LUNCH_SECONDS = 0.45, 80.0
AWAY_SECONDS = (3.0, 12.0)
UNDO_LATE_SECONDS = 1.5
SNOOZE_SECONDS = (3, 25)
RING = re.compile(r"#(\d+) P1 \w+ · (?!.*'s$)")
SHARED_RINGS = re.compile(r"(?:\S+ late: )?P1 #")
NAMED = re.compile(r"(?:P1|·) #(\d+) ")
OFFER = re.compile(r"#(\d+): \w+ offers it to (\w+)")
REWRITTEN = re.compile(rf"#(\d+) ({MARK}) by (\w+) · ")


class Agent:
    """`run` is the day; everything that is drawn comes from dice of their own."""

    def __init__(
        self, worker: Worker, member: Member, colleagues: Sequence[str], api: DeskAPI,
        hours: Hours, seed: str,
    ) -> None:
        self.worker = worker
        self._temper = worker.temper
        self._member = member
        self._colleagues = [each for each in colleagues if each != worker.name]
        self._api = api
        self._hours = hours
        self._dice = random.Random(f"{seed}-{worker.name}")
        self._read = member.read()
        self._rings: deque[int] = deque(maxlen=3)
        self._offers: deque[int] = deque(maxlen=6)
        self._rewritten: deque[tuple[int, str]] = deque(maxlen=6)
        self._has_lunched = not worker.temper.lunches
        self._texts = 0

    def run(self) -> None:
        while not self._hours.is_over:
            try:
                self._step()
            except AWAY:
                pass  # The desk is away for a moment.
            self._hours.rest(self._dice.expovariate(1 / self._temper.think))

    def _step(self) -> None:
        self._listen()
        if self._happens(self._temper.wanders):
            self._lose_connection()
        elif not self._has_lunched and self._hours.part > LUNCH:
            self._have_lunch()
        elif self._happens(self._temper.errs):
            self._err()
        elif self._rewritten and self._happens(0.6):
            case, mark = self._rewritten.popleft()
            self._say(Verb.APPROVE, f"ok {mark}", case, mark)
        elif self._offers and self._happens(0.7):
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
        mine = self._api.cases(holder=self._member.name, limit=50)
        owed = [case for case in mine if case["phase"] == "claimed"]
        others = [case for case in mine if case["phase"] not in ("claimed", "resolved", "noise")]
        if len(owed) < HANDS_FULL and self._rings and self._happens(self._temper.races):
            self._claim(self._rings.pop())
        elif owed and self._happens(0.85):
            self._treat(owed[-1], owed[:-1])
        elif others and self._happens(0.6):
            self._look_after(self._dice.choice(others))
        elif len(owed) < HANDS_FULL:
            self._claim(None)

    def _claim(self, case: int | None) -> None:
        self._say(Verb.CLAIM, "claim next" if case is None else f"claim {case}", case)

    # What is done with a case that is owed a reply

    def _treat(self, case: Case, others: Sequence[Case]) -> None:
        number, temper = case["case"], self._temper
        twin = next((each for each in others if each["customer"] == case["customer"]), None)
        if twin is not None and self._happens(0.3):
            self._say(Verb.MERGE, f"merge {number} into {twin['case']}", number)
        elif self._happens(temper.tidies):
            self._tidy(number)
        elif self._happens(temper.snoozes):
            seconds = self._dice.randint(*SNOOZE_SECONDS)
            self._say(Verb.SNOOZE, f"snooze {number} {seconds}s", number)
        elif self._happens(temper.gives):
            self._give(number)
        elif any(posts.is_namesake(post["text"]) for post in case["mentions"][:1]):
            self._say(Verb.NOISE, f"noise {number}", number)
        elif self._happens(0.03):
            self._say(Verb.RESOLVE, f"resolve {number} asked by phone", number)
        elif self._happens(temper.cans):
            self._can(number)
        elif self._happens(0.06):
            self._say(Verb.DM, f"dm {number} {self._text()}", number)
        else:
            self._say(Verb.REPLY, f"reply {number} {self._text()}", number)

    def _tidy(self, number: int) -> None:
        match self._dice.randrange(5):
            case 0:
                self._say(Verb.TAG, f"tag {number} {self._dice.choice(('outage', 'app'))}", number)
            case 1:
                self._say(Verb.LINK, f"link {number} CRM-{self._dice.randrange(9000)}", number)
            case 2:
                whom = self._dice.choice(("@lee", "@sam", "+billing"))
                self._say(Verb.ESCALATE, f"escalate {number} {whom} please look", number)
            case _:
                self._texts += 1
                note = f"note {number} seen by {self.worker.name} ({self._texts})"
                self._say(Verb.NOTE, note, number)

    def _give(self, number: int) -> None:
        match self._dice.randrange(4):
            case 0:
                self._say(Verb.RELEASE, f"release {number}", number)
            case 1 if self._happens(0.3):
                self._say(Verb.HANDOVER, f"handover @{self._colleague()}", None)
            case _:
                self._say(Verb.HANDOVER, f"handover @{self._colleague()} {number}", number)

    def _can(self, number: int) -> None:
        self._texts += 1
        name = self._dice.choice(("received", "outage"))
        value = f"{self.worker.name}-{self._texts}"
        shown = self._say(Verb.CANNED, f"canned {name} {number} {value}", number)
        if shown is not None and shown.verdict is Verdict.DONE:
            self._say(Verb.DONE, f"done {number}", number)

    # What is done with the others

    def _look_after(self, case: Case) -> None:
        number = case["case"]
        match case["phase"]:
            case "answered" if self._happens(self._temper.resolves):
                self._resolve(number)
            case "drafted" if self._happens(self._temper.doubts):
                self._doubt(number)
            case "approved" if self._happens(self._temper.doubts):
                self._hours.rest(self._dice.choice((0, 0, UNDO_LATE_SECONDS)))
                self._say(Verb.UNDO, f"undo {number}", number)
            case "snoozed" if self._happens(0.1):
                self._say(Verb.REPLY, f"reply {number} {self._text()}", number)
            case _ if self._happens(self._temper.tidies):
                self._tidy(number)

    def _resolve(self, number: int) -> None:
        answer = self._say(Verb.RESOLVE, f"resolve {number} {self._dice.choice(OUTCOMES)}", number)
        if answer is not None and self._happens(0.08):
            self._say(Verb.REOPEN, f"reopen {number}", number)

    def _doubt(self, number: int) -> None:
        if self._happens(0.25):
            self._say(Verb.DROP, f"drop {number}", number)
        else:
            self._say(Verb.EDIT, f"edit {number} {self._text()}", number)

    # What is not as it should be

    def _err(self) -> None:
        """Somebody else's case, a word that is not taken, one's own draft, mere talk."""
        page = self._api.cases(limit=20)
        theirs = [case for case in page if case["holder"] not in (None, self._member.name)]
        if not theirs:
            return
        case = self._dice.choice(theirs)
        number = case["case"]
        match self._dice.randrange(5):
            case 0:
                self._say(Verb.REPLY, f"reply {number} {self._text()}", number)
            case 1:
                self._say(Verb.RESOLVE, f"resolve {number} done", number)
            case 2:
                self._say(Verb.REPLY, f"reply {number} you idiot {self._text()}", number)
            case 3:
                self._approve_anyway(case)
            case _:
                self._texts += 1
                talk = f"reply {number}? I'd say talk {self.worker.name} {self._texts} of nothing"
                self._member.talk(self._room(), talk)

    def _approve_anyway(self, case: Case) -> None:
        """Agents approve nothing but what a supervisor rewrote of theirs."""
        waiting = [row["mark"] for row in case["drafts"] if row["state"] in ("waiting", "held")]
        if waiting:
            self._say(Verb.APPROVE, f"ok {waiting[0]}", case["case"], waiting[0])

    def _lose_connection(self) -> None:
        self._member.person.drop()
        self._hours.rest(self._dice.uniform(*AWAY_SECONDS))
        self._member.person.connect()

    def _have_lunch(self) -> None:
        self._has_lunched = True
        self._say(Verb.AWAY, f"away {int(LUNCH_SECONDS * 2)}s", None)
        self._hours.rest(min(LUNCH_SECONDS, self._hours.length * 10))
        self._say(Verb.BACK, "back", None)

    # How they speak

    def _say(
        self, verb: Verb, words: str, case: int | None, mark: str | None = None
    ) -> Answer | None:
        if self._happens(self._temper.whispers):
            return self._member.command(PRIVATE, words, verb, case, mark)
        return self._member.command(self._room(), f"!{words}", verb, case, mark)

    def _room(self) -> str:
        return BILLING if self.worker.skills and self._happens(0.5) else CARE

    def _colleague(self) -> str:
        return self._dice.choice(self._colleagues)

    def _text(self) -> str:
        self._texts += 1
        return f"Hello, this is answer {self._texts} of {self.worker.name}, we look into it."

    def _happens(self, chance: float) -> bool:
        return self._dice.random() < chance


OUTCOMES = ("solved", "engineer came", "")
"""What cases end with."""

