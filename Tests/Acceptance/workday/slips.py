"""What an agent says that will be refused: somebody else's case, a word that is not taken, one's
own draft; and talk that a careless bot might take for orders."""

from __future__ import annotations

from . import crash_parts  # noqa: F401, isort: skip
from load.answers import Verb
from parts.desk_api import DeskAPI

from .casework import Case
from .voice import Voice


class Slips:
    def __init__(self, voice: Voice, api: DeskAPI) -> None:
        self._voice = voice
        self._api = api

    def make_one(self) -> None:
        voice = self._voice
        page = self._api.cases(limit=20)
        theirs = [case for case in page if case["holder"] not in (None, voice.name)]
        if not theirs:
            return
        case = voice.dice.choice(theirs)
        number = case["case"]
        match voice.dice.randrange(5):
            case 0:
                voice.say(Verb.REPLY, f"reply {number} {voice.text()}", number)
            case 1:
                voice.say(Verb.RESOLVE, f"resolve {number} done", number)
            case 2:
                voice.say(Verb.REPLY, f"reply {number} you idiot {voice.text()}", number)
            case 3:
                self._approve_anyway(case)
            case _:
                talk = f"reply {number}? I'd say talk {voice.name} {voice.number()} of nothing"
                voice.member.talk(voice.room(), talk)

    def _approve_anyway(self, case: Case) -> None:
        """Agents approve nothing but what a supervisor rewrote of theirs."""
        waiting = [row["mark"] for row in case["drafts"] if row["state"] in ("waiting", "held")]
        if waiting:
            self._voice.say(Verb.APPROVE, f"ok {waiting[0]}", case["case"], waiting[0])
