"""A supervisor: reads the cards, approves, sends back, rewrites, calls back, settles; and, now and
then, gives and takes cases."""

from __future__ import annotations

import random
import re
import time
from dataclasses import dataclass

from . import crash_parts  # noqa: F401, isort: skip
from load.answers import Answer, Verb, Verdict
from load.crew import Member
from parts.desk_api import AWAY, DeskAPI
from parts.people import BOT
from parts.receiver import Receiver
from parts.transcript import PRIVATE
from wording import MARK

from . import desk_files
from .hours import Hours
from .staff import APPROVALS, CARE

REASONS = ("say it kindly", "name the time", "too long", "not our tariff", "no jokes")
PLACE = r"(?: \(\d+ of \d+\))?"
"""Behind the mark of what is left of a thread."""
HEAD = re.compile(rf"#(?P<n>\d+) (?P<mark>{MARK}){PLACE} by (?P<author>\w+) · ")
AGAIN = re.compile(
    rf"#(?P<n>\d+) (?P<mark>{MARK}){PLACE} "
    r"(?:of (?P<author>\w+) (?:is held|was not delivered)|called back)"
)
DONE = re.compile(rf"#\d+ (?P<mark>{MARK}) (?:approved by|withdrawn by|sent back)")
UNKNOWN = re.compile(rf"#(?P<n>\d+) (?P<mark>{MARK}){PLACE} of \w+ may or may not")
THINK_SECONDS = 0.3
TRUST = 5
"""Times that somebody comes back to one draft."""


@dataclass
class Card:
    case: int
    mark: str
    author: str
    tries: int = 0


class Supervisor:
    """`run` is the day."""

    def __init__(
        self, member: Member, agents: list[str], receiver: Receiver, api: DeskAPI, hours: Hours,
        seed: str,
    ) -> None:
        self._member = member
        self._agents = agents
        self._receiver = receiver
        self._api = api
        self._hours = hours
        self._dice = random.Random(f"{seed}-{member.name}")
        self._read = member.read()
        self._cards: dict[str, Card] = {}
        self._unknown: list[tuple[int, str]] = []
        self._texts = 0

    def run(self) -> None:
        while not self._hours.is_over:
            self._listen()
            try:
                self._step()
            except AWAY:
                pass
            self._hours.rest(self._dice.expovariate(1 / THINK_SECONDS))

    def _listen(self) -> None:
        lines = self._member.lines(self._read)
        self._read += len(lines)
        for line in lines:
            if line.sender != BOT or line.place != APPROVALS:
                continue
            if found := HEAD.match(line.text):
                self._cards[found["mark"]] = Card(int(found["n"]), found["mark"], found["author"])
            elif found := AGAIN.match(line.text):
                card = Card(int(found["n"]), found["mark"], found["author"] or "")
                self._cards.setdefault(found["mark"], card)
            elif found := DONE.match(line.text):
                self._cards.pop(found["mark"], None)
            elif found := UNKNOWN.match(line.text):
                self._unknown.append((int(found["n"]), found["mark"]))

    def _step(self) -> None:
        if self._unknown:
            self._settle(*self._unknown.pop(0))
        elif self._cards:
            self._review(self._cards[self._dice.choice(list(self._cards))])
        elif self._happens(0.1):
            self._manage()

    def _review(self, card: Card) -> None:
        card.tries += 1
        if not self._is_theirs(card):
            self._cards.pop(card.mark, None)
        elif card.tries > TRUST or card.author == self._member.name:
            # Their own is for others, and what does not go is for others, too.
            if card.author == self._member.name and self._happens(0.1):
                self._say(Verb.APPROVE, f"ok {card.mark}", card.case, card.mark)
            self._cards.pop(card.mark, None)
        else:
            self._decide(card)

    def _is_theirs(self, card: Card) -> bool:
        """Where they may not approve they hardly ever try."""
        queues = desk_files.supervised(self._member.name)
        if queues is None or self._happens(0.05):
            return True
        return self._api.case(card.case)["queue"] in queues

    def _decide(self, card: Card) -> None:
        match self._dice.randrange(20):
            case 0 | 1 | 2:
                self._reject(card)
            case 3:
                self._rewrite(card)
            case _:
                self._approve(card)

    def _approve(self, card: Card) -> None:
        words = f"ok {card.mark}" if self._happens(0.8) else f"ok {card.case} {card.mark}"
        answer = self._say(Verb.APPROVE, words, card.case, card.mark)
        if answer is None or not self._may_still_go(answer):
            self._cards.pop(card.mark, None)
        if answer is None or answer.verdict is not Verdict.DONE:
            return
        if self._happens(0.12):
            time.sleep(self._dice.choice((0.0, 0.0, 0.1, 0.2, 1.0)))
            self._say(Verb.UNDO, f"undo {card.case}", card.case)

    def _may_still_go(self, answer: Answer) -> bool:
        is_refused = answer.verdict is Verdict.REFUSED
        may_go = r"is held|brake|called back after|not have been shown"
        return is_refused and re.search(may_go, answer.text) is not None

    def _reject(self, card: Card) -> None:
        reason = self._dice.choice(REASONS)
        self._say(Verb.REJECT, f"no {card.mark} {reason}", card.case, card.mark)
        self._cards.pop(card.mark, None)

    def _rewrite(self, card: Card) -> None:
        self._texts += 1
        text = f"Hello, this is word {self._texts} of {self._member.name}."
        self._say(Verb.REWRITE, f"rewrite {card.case} {text}", card.case)
        self._cards.pop(card.mark, None)

    def _settle(self, case: int, mark: str) -> None:
        """Looks where the reply should be, and says what is so."""
        posted = self._receiver.posted(case)
        is_there = any(request.data["draft"]["mark"] == mark for request in posted)
        way = "sent" if is_there else "again"
        self._say(Verb.SETTLE, f"settle {case} {way}", case, mark)

    def _manage(self) -> None:
        """Gives somebody a case that is free, or takes one over."""
        page = [case for case in self._api.cases(limit=30) if case["phase"] in ("new", "claimed")]
        if not page:
            return
        number = self._dice.choice(page)["case"]
        if self._happens(0.8):
            who = self._dice.choice(self._agents)
            self._say(Verb.ASSIGN, f"assign {number} @{who}", number)
        elif self._happens(0.5):
            self._say(Verb.TAKE, f"take {number}", number)
            self._say(Verb.RELEASE, f"release {number}", number)

    def _say(self, verb: Verb, words: str, case: int, mark: str | None = None) -> Answer | None:
        if verb in (Verb.ASSIGN, Verb.TAKE, Verb.RELEASE):
            return self._member.command(CARE, f"!{words}", verb, case, mark)
        if self._happens(0.1):
            return self._member.command(PRIVATE, words, verb, case, mark)
        return self._member.command(APPROVALS, f"!{words}", verb, case, mark)

    def _happens(self, chance: float) -> bool:
        return self._dice.random() < chance
