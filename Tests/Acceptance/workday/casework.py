"""What an agent does with the cases they hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from . import crash_parts  # noqa: F401, isort: skip
from load.answers import Verb, Verdict

from . import posts
from .hours import Hours
from .voice import Voice

Case = Mapping[str, Any]

UNDO_LATE_SECONDS = 1.5
LONG_CHANCE = 0.08
SNOOZE_SECONDS = (3, 25)
OUTCOMES = ("solved", "engineer came", "")
"""What cases end with."""


class Casework:
    def __init__(self, voice: Voice, colleagues: Sequence[str], hours: Hours) -> None:
        self._voice = voice
        self._colleagues = [each for each in colleagues if each != voice.name]
        self._hours = hours

    def treat(self, case: Case, others: Sequence[Case]) -> None:
        """One that is owed a reply; `others` are, too."""
        voice, number, temper = self._voice, case["case"], self._voice.temper
        twin = next((each for each in others if each["customer"] == case["customer"]), None)
        if twin is not None and voice.happens(0.3):
            voice.say(Verb.MERGE, f"merge {number} into {twin['case']}", number)
        elif voice.happens(temper.tidies):
            self._tidy(number)
        elif voice.happens(temper.snoozes):
            seconds = voice.dice.randint(*SNOOZE_SECONDS)
            voice.say(Verb.SNOOZE, f"snooze {number} {seconds}s", number)
        elif voice.happens(temper.gives):
            self._give(number)
        elif any(posts.is_namesake(post["text"]) for post in case["mentions"][:1]):
            voice.say(Verb.NOISE, f"noise {number}", number)
        elif voice.happens(0.03):
            voice.say(Verb.RESOLVE, f"resolve {number} asked by phone", number)
        else:
            self._answer(number)

    def look_after(self, case: Case) -> None:
        """One that waits for somebody else."""
        voice, number, temper = self._voice, case["case"], self._voice.temper
        match case["phase"]:
            case "answered" if voice.happens(temper.resolves):
                self._resolve(number)
            case "drafted" if voice.happens(temper.doubts):
                self._doubt(number)
            case "approved" if voice.happens(temper.doubts):
                self._hours.rest(voice.dice.choice((0, 0, UNDO_LATE_SECONDS)))
                voice.say(Verb.UNDO, f"undo {number}", number)
            case "snoozed" if voice.happens(0.1):
                voice.say(Verb.REPLY, f"reply {number} {voice.text()}", number)
            case _ if voice.happens(temper.tidies):
                self._tidy(number)

    def _answer(self, number: int) -> None:
        voice = self._voice
        if voice.happens(voice.temper.cans):
            self._can(number)
        elif voice.happens(LONG_CHANCE):
            self._say_at_length(Verb.REPLY, "reply", number)
        elif voice.happens(0.06):
            voice.say(Verb.DM, f"dm {number} {voice.text()}", number)
        else:
            voice.say(Verb.REPLY, f"reply {number} {voice.text()}", number)

    def _can(self, number: int) -> None:
        voice = self._voice
        name = voice.dice.choice(("received", "outage"))
        value = f"{voice.name}-{voice.number()}"
        shown = voice.say(Verb.CANNED, f"canned {name} {number} {value}", number)
        if shown is not None and shown.verdict is Verdict.DONE:
            voice.say(Verb.DONE, f"done {number}", number)

    def _say_at_length(self, verb: Verb, word: str, number: int) -> None:
        """What is too long for one post, as its author is told."""
        voice, text = self._voice, self._voice.long_text()
        refused = voice.say(verb, f"{word} {number} {text}", number)
        if refused is not None and "makes a thread of" in refused.text:
            voice.say(Verb.SPLIT, f"split {number}", number)

    def _tidy(self, number: int) -> None:
        voice = self._voice
        match voice.dice.randrange(5):
            case 0:
                voice.say(Verb.TAG, f"tag {number} {voice.dice.choice(('outage', 'app'))}", number)
            case 1:
                voice.say(Verb.LINK, f"link {number} CRM-{voice.dice.randrange(9000)}", number)
            case 2:
                whom = voice.dice.choice(("@lee", "@sam", "+billing"))
                voice.say(Verb.ESCALATE, f"escalate {number} {whom} please look", number)
            case _:
                note = f"note {number} seen by {voice.name} ({voice.number()})"
                voice.say(Verb.NOTE, note, number)

    def _give(self, number: int) -> None:
        voice = self._voice
        colleague = voice.dice.choice(self._colleagues)
        match voice.dice.randrange(4):
            case 0:
                voice.say(Verb.RELEASE, f"release {number}", number)
            case 1 if voice.happens(0.3):
                voice.say(Verb.HANDOVER, f"handover @{colleague}", None)
            case _:
                voice.say(Verb.HANDOVER, f"handover @{colleague} {number}", number)

    def _resolve(self, number: int) -> None:
        voice = self._voice
        outcome = voice.dice.choice(OUTCOMES)
        answer = voice.say(Verb.RESOLVE, f"resolve {number} {outcome}", number)
        if answer is not None and voice.happens(0.08):
            voice.say(Verb.REOPEN, f"reopen {number}", number)

    def _doubt(self, number: int) -> None:
        voice = self._voice
        if voice.happens(0.25):
            voice.say(Verb.DROP, f"drop {number}", number)
        elif voice.happens(LONG_CHANCE):
            self._say_at_length(Verb.EDIT, "edit", number)
        else:
            voice.say(Verb.EDIT, f"edit {number} {voice.text()}", number)
