"""One case from the customer's post to the reply, with the link cut at one point of it."""

from __future__ import annotations

import json
import random
import threading
import time
from collections.abc import Callable
from typing import Any

import wording
from parts.bot_config import APPROVALS, CARE
from parts.mentions import mention
from parts.people import Person
from parts.relay import Manner, Trap
from parts.waiting import Overdue, wait_until

from .calamity import Calamity
from .moment import Moment, Step
from .storm_desk import StormDesk, find, say
from .tally import Round

ANSWER_SECONDS = 12.0
AFTERWARDS_SECONDS = 30.0
SPRING_SECONDS = 8.0
BURST = 8
TRIES = 3

Effect = Callable[[dict[str, Any]], bool]


class Conversation:
    """People do what people do: who gets no answer and learns that nobody listened says it again.

    Whoever was heard must be answered, so nothing is said again that has had its effect.
    """

    def __init__(
        self, desk: StormDesk, moment: Moment, calamity: Calamity, round: Round, seed: str
    ) -> None:
        self.text = f"Hi Mara, this is the answer of round {round.number}."
        self.note = f"noted in round {round.number}"
        self.cases: list[int] = []
        self._desk = desk
        self._moment = moment
        self._calamity = calamity
        self._round = round
        self._dice = random.Random(seed)
        self.seen_before = len(desk.dana.transcript.lines())
        """Lines of Dana's transcript that are older than this conversation."""

    @property
    def case(self) -> int:
        return self.cases[0]

    def hold(self) -> None:
        """Ends when the reply is out, the room knows and the world is whole."""
        self._begin(Step.COMING_IN)
        self._begin(Step.ARRIVE)
        self.cases.append(self._arrive())
        self._see(self._desk.dana, CARE, wording.rung(self.case))
        self._begin(Step.BURST)
        self._answer_the_customer()
        for case in self.cases[1:]:
            self._see(self._desk.dana, CARE, wording.rung(case))
        self._end()

    def _answer_the_customer(self) -> None:
        dana, sam, case = self._desk.dana, self._desk.sam, self.case
        self._begin(Step.CLAIM)
        claimed = wording.claimed(case, "dana")
        self._insist(dana, CARE, f"!claim {case}", claimed, lambda it: it["holder"] == "dana")
        self._begin(Step.NOTE)
        self._insist(dana, CARE, f"!note {case} {self.note}", wording.noted(case), self._is_noted)
        self._begin(Step.REPLY)
        drafted = wording.drafted(case, 1)
        reply = f"!reply {case} {self.text}"
        self._insist(dana, CARE, reply, drafted, lambda it: bool(it["drafts"]))
        mark = self._desk.api.case(case)["drafts"][0]["mark"]
        self._see(sam, APPROVALS, wording.draft_card(case, mark, "dana"))
        self._begin(Step.APPROVE)
        approved = wording.approved(case, mark, "sam")
        unsure = wording.not_surely_shown(mark)
        self._insist(sam, APPROVALS, f"!ok {mark}", f"{approved}|{unsure}", is_approved)
        if not find(sam, approved, APPROVALS) and find(sam, unsure):
            # A strike may have left it open whether the card is there.
            self._insist(sam, APPROVALS, f"!ok {mark}", approved, is_approved)
        self._begin(Step.UNDO)
        self._see(dana, CARE, wording.sent(case))

    def _arrive(self) -> int:
        (accepted,) = self._desk.api.post(mention())
        return accepted.case

    def _is_noted(self, _: dict[str, Any]) -> bool:
        return any(
            event["type"] == "case.noted" and self.note in json.dumps(event["data"])
            for event in self._desk.api.case_events(self.case)
        )

    # What people say and see

    def _insist(
        self, person: Person, place: str, line: str, answer: str, has_effect: Effect
    ) -> None:
        for _ in range(TRIES):
            say(person, place, line)
            if self._is_seen(person, None, answer, ANSWER_SECONDS):
                return
            assert self._calamity.needs_mending, f"{line!r} was not answered, for no reason"
            self._mend(person)
            if has_effect(self._desk.api.case(self.case)):
                assert self._is_seen(person, None, answer, AFTERWARDS_SECONDS, True), (
                    f"{line!r} had its effect and was never answered"
                )
                return
            self._round.said_again += 1
        raise Overdue(f"{line!r} was said {TRIES} times and not heard")

    def _see(self, person: Person, place: str, pattern: str) -> None:
        if self._is_seen(person, place, pattern, ANSWER_SECONDS):
            return
        assert self._calamity.needs_mending, f"/{pattern}/ did not come, for no reason"
        self._mend(person)
        came = self._is_seen(person, place, pattern, AFTERWARDS_SECONDS, True)
        assert came, f"/{pattern}/ never came"

    def _is_seen(
        self,
        person: Person,
        place: str | None,
        pattern: str,
        within: float,
        to_the_end: bool = False,
    ) -> bool:
        """False at once when a strike is the reason for waiting."""

        def look() -> str | None:
            if find(person, pattern, place):
                return "seen"
            stuck = self._calamity.needs_mending and not to_the_end
            return "stuck" if stuck else None

        try:
            return wait_until(look, within, pattern) == "seen"
        except Overdue:
            return False

    # What goes wrong

    def _begin(self, step: Step) -> None:
        """Lays the trap of this conversation where its moment comes."""
        moment = self._moment
        if step is not moment.step or self._calamity.struck_at is not None:
            return
        measure = moment.measure(self._dice)
        if moment.way is None:
            timer = threading.Timer(measure, self._calamity.strike)
            timer.daemon = True
            timer.start()
            return
        is_coming_in = step is Step.COMING_IN
        trap = Trap(moment.way, round(measure), self._calamity.strike, is_coming_in)
        self._desk.relay.lay(trap)
        if is_coming_in:
            self._lose_the_bot_first()
            self._await_strike()
        if step is Step.BURST:
            self.cases += [self._arrive() for _ in range(BURST)]

    def _lose_the_bot_first(self) -> None:
        """A mention comes in while the bot is away; the strike meets it on its way back."""
        relay, api = self._desk.relay, self._desk.api
        relay.close()
        relay.cut(Manner.RST)
        wait_until(lambda: not api.is_ready(), SPRING_SECONDS, "the bot to know that it is out")
        self.cases.append(self._arrive())
        relay.open()

    def _await_strike(self) -> None:
        try:
            wait_until(lambda: self._calamity.needs_mending, SPRING_SECONDS, "the trap")
        except Overdue:
            self._strike_late()

    def _strike_late(self) -> None:
        """Nothing passed there: it happens now, at a quiet time."""
        self._desk.relay.lay(None)
        if self._calamity.struck_at is None:
            self._round.has_sprung = False
            self._calamity.strike()

    def _mend(self, person: Person) -> None:
        """The day can go on."""
        if not self._calamity.can_wait:
            self._calamity.bring_server_back()
        self._desk.bring_people_back()
        self._desk.relay.open()
        self._desk.await_bot(person)
        self._calamity.needs_mending = False
        assert self._calamity.struck_at is not None
        self._round.gap_seconds = time.monotonic() - self._calamity.struck_at

    def _end(self) -> None:
        """The strike comes at last if it has not yet; then everything is mended."""
        if self._moment.way is None:
            wait_until(lambda: self._calamity.struck_at, SPRING_SECONDS, "the strike")
        self._strike_late()
        if self._calamity.needs_mending:
            self._mend(self._desk.dana)
        self._calamity.bring_server_back()


def is_approved(case: dict[str, Any]) -> bool:
    return case["drafts"][-1]["state"] in ("approved", "sending", "sent")
