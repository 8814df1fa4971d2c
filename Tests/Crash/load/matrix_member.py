"""People of the desk at a Matrix client: they speak in the room, in threads, or by signs.

What the homeserver has taken is never said again: it has to be answered. What may or may not have
reached it is said again under the same transaction id.
"""

from __future__ import annotations

import contextlib
import json
import random
import re
import time
from collections.abc import Callable
from dataclasses import dataclass

from kills.deed import insist
from parts.bot_config import APPROVALS, CARE
from parts.matrix_actor import short_user
from parts.matrix_api import AWAY, MatrixRefused
from parts.matrix_person import MatrixPerson
from parts.matrix_room_view import Message, RoomView
from parts.people import BOT
from parts.transcript import Heard
from parts.waiting import Overdue

from .answers import Answer, Question, Verb, Verdict
from .chronicle import Chronicle, Saying
from .crew import (
    LOOK_EVERY_SECONDS,
    RECORDED_AGAIN_SECONDS,
    TRIES,
    TROUBLE_SECONDS_MAX,
    Member,
)
from .matrix_ways import (
    BY_SIGN,
    IN_ROOM,
    IN_THREAD,
    PLACES,
    SIGN_GONE,
    SIGNS,
    UNSIGNS,
    card_of,
    draft_of,
)

THREAD_CHANCE, SIGN_CHANCE, WAIT_CHANCE = 0.7, 0.5, 0.8
CARD_SECONDS = 1.5
"""How long they look for the card of what has just come in."""

_Key = tuple[Verb, int | None, str | None]
"""What a sign asks for, of which case, of which draft."""


@dataclass
class _Sign:
    place: str
    event: str
    has_done: bool = False
    """What it asks for was done by it, and by nothing before."""


@dataclass(frozen=True)
class _Act:
    """One request, the same however often it is made."""

    way: str
    send: Callable[[], str]
    may_be_silent: bool = False


class MatrixMember(Member):
    """`person` sits at Matrix; the same human may have a client on IRC as well."""

    def __init__(
        self, person: MatrixPerson, chronicle: Chronicle, dice: random.Random
    ) -> None:
        super().__init__(person, chronicle)
        self._there = person
        self._dice = dice
        self._signs: dict[_Key, _Sign] = {}
        """Those that stand."""

    def talk(self, place: str, text: str) -> None:
        self._chronicle.talk.add(text)
        with contextlib.suppress(*AWAY, MatrixRefused, json.JSONDecodeError):
            self._there.say(place, text)

    def command(
        self, place: str, text: str, verb: Verb, case: int | None = None, mark: str | None = None
    ) -> Answer | None:
        """Says it once, and again only if it was not recorded."""
        question = Question(verb, self.name, case, mark)
        with self._turn:
            for _ in range(TRIES):
                answer = self._command(question, place, text)
                if answer is None or answer.verdict is not Verdict.NOT_RECORDED:
                    return answer
                time.sleep(RECORDED_AGAIN_SECONDS)
        return None

    def _command(self, question: Question, place: str, text: str) -> Answer | None:
        act = self._act(question, place, text)
        saying = Saying(
            self.name, place, text, question.verb, question.case, time.monotonic(),
            way=act.way, may_be_silent=act.may_be_silent,
        )
        if question.mark and question.mark not in text:
            saying.text = f"{text} {question.mark}"
        after = self.read()
        self._chronicle.say(saying)
        try:
            event, _ = insist(act.send)
        except (Overdue, MatrixRefused) as reason:
            self._chronicle.find(f"{self.name} could not say {text!r} {act.way}: {reason}")
            return None
        self._chronicle.take(saying, event)
        saying.answer = self._await_answer(question, after, saying)
        if saying.answer is not None and act.way == BY_SIGN:
            sign = self._signs[_key(question.verb, question)]
            sign.has_done = saying.answer.verdict is Verdict.DONE
        return saying.answer

    # How it is said

    def _act(self, question: Question, place: str, text: str) -> _Act:
        target = self._target(question, place)
        if target is None and question.verb is Verb.CLAIM and self._dice.random() < WAIT_CHANCE:
            target = self._await_target(question, place)
        if target is None or self._dice.random() > THREAD_CHANCE:
            txn = self._there.new_txn_id()
            return _Act(IN_ROOM, lambda: self._there.say(place, text, txn_id=txn))
        if self._dice.random() < SIGN_CHANCE and (act := self._sign(question, target, place)):
            return act
        return self._in_thread(question, target, place, text)

    def _in_thread(self, question: Question, target: Message, place: str, text: str) -> _Act:
        """The case's number is left out."""
        words = re.sub(rf"^(!\w+) {question.case}\b", r"\1", text)
        txn, root = self._there.new_txn_id(), target.event_id
        return _Act(
            IN_THREAD, lambda: self._there.say(place, words, thread=root, txn_id=txn)
        )

    def _sign(self, question: Question, target: Message, place: str) -> _Act | None:
        if place != PLACES.get(question.verb):
            return None
        if question.verb in UNSIGNS:
            return self._unsign(question)
        verb, key, txn = question.verb, _key(question.verb, question), self._there.new_txn_id()
        if key in self._signs:
            return None

        def put() -> str:
            event = self._there.react(target, SIGNS[verb], txn)
            self._signs[key] = _Sign(place, event)
            return event

        return _Act(BY_SIGN, put)

    def _unsign(self, question: Question) -> _Act | None:
        sign = self._signs.pop(_key(UNSIGNS[question.verb], question), None)
        if sign is None:
            return None
        txn = self._there.new_txn_id()
        return _Act(
            SIGN_GONE,
            lambda: self._there.redact(sign.place, sign.event, txn_id=txn),
            may_be_silent=question.verb is Verb.UNDO or not sign.has_done,
        )

    def _await_target(self, question: Question, place: str) -> Message | None:
        """Most take what they see, the moment that they see it."""
        end = time.monotonic() + CARD_SECONDS
        while (target := self._target(question, place)) is None and time.monotonic() < end:
            time.sleep(LOOK_EVERY_SECONDS)
        return target

    def _target(self, question: Question, place: str) -> Message | None:
        """The card of the case there, or the draft's message."""
        if question.case is None or place not in (CARE, APPROVALS):
            return None
        if place == CARE:
            begins = re.compile(card_of(question.case))
        elif question.mark is not None:
            begins = re.compile(draft_of(question.case, question.mark))
        else:
            return None

        def look(view: RoomView) -> Message | None:
            for message in reversed(view.messages.values()):
                is_root = message.thread is None and short_user(message.sender) == BOT
                if is_root and begins.match(str(message.original.get("body", ""))):
                    return message
            return None

        return self._there.look(place, look)

    def _is_private(self, line: Heard) -> bool:
        """In any room but the desk's: the bot finds the one of an earlier world again."""
        return not line.place.startswith("#")

    # How long they wait

    def _judge_silence(self, saying: Saying, heard: list[Heard]) -> None:
        del heard  # What is redacted or edited later is not in it.
        if saying.may_be_silent:
            return
        troubles = self._chronicle.troubles_in(saying.at - 0.5, time.monotonic())
        names = ", ".join(trouble.name for trouble in troubles) or "no trouble"
        self._chronicle.find(
            f"{saying.person} was not answered on Matrix: {saying.text!r} {saying.way}"
            f" in {saying.place}, {saying.event} ({names})"
        )

    def _is_patient(self, since: float, within: float) -> bool:
        """Whatever happens, what was taken is heard in the end."""
        now = time.monotonic()
        if now > since + within + TROUBLE_SECONDS_MAX:
            return False
        ends = [since + within]
        for trouble in self._chronicle.troubles_in(since - 0.5, now):
            if trouble.ended is None:
                return True
            ends.append(trouble.ended + within)
        return now < max(ends)


def _key(verb: Verb, question: Question) -> _Key:
    return verb, question.case, None if verb is Verb.CLAIM else question.mark
