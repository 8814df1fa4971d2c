"""The people of the desk, who say one thing at a time and say it again when nobody answers."""

from __future__ import annotations

import contextlib
import re
import threading
import time

from parts.matrix_person import MatrixPerson
from parts.people import BOT, Person
from parts.transcript import PRIVATE, Heard

from .answers import Answer, Question, Verb, Verdict
from .chronicle import Chronicle, Saying

ANSWER_SECONDS = 10.0
"""Trouble prolongs it."""
AFTER_TROUBLE_SECONDS = 2.0
"""How long somebody waits for an answer once the bot is back, before they say it again."""
TROUBLE_SECONDS_MAX = 60.0
TRIES = 8
LOOK_EVERY_SECONDS = 0.01
RECORDED_AGAIN_SECONDS = 0.4
TOLD_LINES = 8
TOLD_CHARACTERS = 160
"""What is told of what the bot said instead of an answer."""


class Member:
    """One of the desk at their client."""

    def __init__(self, person: Person | MatrixPerson, chronicle: Chronicle) -> None:
        self.person = person
        self.name = person.nick
        self._chronicle = chronicle
        self._turn = threading.Lock()

    def lines(self, after: int = 0) -> list[Heard]:
        """What they have seen, from that line on."""
        return self.person.transcript.lines(after)

    def read(self) -> int:
        """How far their transcript goes."""
        return len(self.lines())

    def sees(self, pattern: str, place: str | None = None, after: int = 0) -> Heard | None:
        """The first line of the bot that matches."""
        wanted = re.compile(pattern)
        for line in self.lines(after):
            if line.sender == BOT and place in (None, line.place) and wanted.search(line.text):
                return line
        return None

    def await_line(
        self, pattern: str, place: str | None, after: int, within: float
    ) -> Heard | None:
        """The same, waited for; trouble prolongs the patience."""
        since = time.monotonic()
        while True:
            if found := self.sees(pattern, place, after):
                return found
            if not self._is_patient(since, within):
                return None
            time.sleep(LOOK_EVERY_SECONDS)

    def talk(self, place: str, text: str) -> None:
        """To the others, not to the bot."""
        self._chronicle.talk.add(text)
        with contextlib.suppress(OSError, AssertionError):  # The connection may be gone.
            self.person.say(place, text)

    def command(
        self, place: str, text: str, verb: Verb, case: int | None = None, mark: str | None = None
    ) -> Answer | None:
        """Says it until it is answered, as people do; nothing if it never was."""
        into = re.search(r" into (\d+)$", text) if verb is Verb.MERGE else None
        question = Question(verb, self.name, case, mark, int(into[1]) if into else None)
        with self._turn:
            for _ in range(TRIES):
                self._await_bot(place)
                saying = Saying(self.name, place, text, verb, case, time.monotonic())
                after = self.read()
                self._chronicle.say(saying)
                with contextlib.suppress(OSError, AssertionError):
                    self.person.say(place if place != PRIVATE else BOT, text)
                saying.answer = self._await_answer(question, after, saying)
                if saying.answer is None:
                    continue
                if "case" in saying.answer.found:
                    # Of `claim next` only the answer knows.
                    saying.case = int(saying.answer.found["case"])
                if saying.answer.verdict is not Verdict.NOT_RECORDED:
                    return saying.answer
                time.sleep(RECORDED_AGAIN_SECONDS)
        return None

    def _await_answer(self, question: Question, after: int, saying: Saying) -> Answer | None:
        read = after
        while True:
            lines = self.lines(read)
            read += len(lines)
            for line in lines:
                if line.sender != BOT:
                    continue
                if answer := question.read(line.text, self._is_private(line)):
                    return answer
            if not self._is_patient(saying.at, ANSWER_SECONDS):
                self._judge_silence(saying, self.lines(after))
                return None
            time.sleep(LOOK_EVERY_SECONDS)

    def _is_private(self, line: Heard) -> bool:
        """Said to them alone."""
        return line.place == PRIVATE

    def _judge_silence(self, saying: Saying, heard: list[Heard]) -> None:
        """Whoever was heard must be answered."""
        troubles = self._chronicle.troubles_in(saying.at - 0.5, time.monotonic())
        if not any(trouble.is_deaf for trouble in troubles):
            names = ", ".join(trouble.name for trouble in troubles) or "no trouble"
            told = [line.text[:TOLD_CHARACTERS] for line in heard if line.sender == BOT]
            self._chronicle.find(
                f"{self.name} was not answered: {saying.text!r} in {saying.place} ({names}); "
                f"meanwhile the bot said {told[-TOLD_LINES:]}"
            )

    def _is_patient(self, since: float, within: float) -> bool:
        now = time.monotonic()
        if now > since + within + TROUBLE_SECONDS_MAX:
            return False
        ends = [since + within]
        for trouble in self._chronicle.troubles_in(since - 0.5, now):
            if trouble.ended is None:
                return True
            if trouble.is_deaf:
                # The room has seen the bot come back: nobody waits long for what it never heard.
                ends = [max(since, trouble.ended) + AFTER_TROUBLE_SECONDS]
            else:
                ends.append(trouble.ended + within)
        return now < max(ends)

    def _await_bot(self, place: str) -> None:
        """Nobody speaks to a bot that is not there."""
        end = time.monotonic() + TROUBLE_SECONDS_MAX
        room = place if place.startswith("#") else None
        while time.monotonic() < end:
            is_there = room is None or BOT in self.person.occupants(room)
            if self.person.is_connected and is_there:
                return
            time.sleep(LOOK_EVERY_SECONDS)
