"""The server refuses some of the bot's lines: what was to be said is said later."""

from __future__ import annotations

from collections.abc import Callable

import wording
from parts.bot_config import CARE
from parts.people import BOT
from parts.scripted.tagged_line import TaggedLine
from parts.scripted.visitor import SERVER, Visitor
from scripted_desk import ScriptedDeskTestCase

REFUSALS = 2
LATER_SECONDS = 20.0


class Refusals(ScriptedDeskTestCase):
    def test_rate_limited(self) -> None:
        self.check_said_later("FAIL", "PRIVMSG", "RATE_LIMITED", CARE, "Slow down")

    def test_try_again(self) -> None:
        self.check_said_later("263", BOT, "PRIVMSG", "Please wait a while and try again.")

    def test_a_line_that_is_too_long_for_the_server_stops_nothing(self) -> None:
        number = self.ring()
        with self.server.interjecting(self.refusal("417", BOT, "Input line was too long")):
            self.dana.say(CARE, f"!claim {number}")
            self.await_case(number, lambda case: case["holder"] == "dana", "dana's")
        self.fence(self.dana)
        self.claimed_case(self.bo)

    def check_said_later(self, command: str, *parameters: str) -> None:
        number = self.ring()
        with self.server.interjecting(self.refusal(command, *parameters)):
            self.dana.say(CARE, f"!claim {number}")
            self.dana.expect_answer(wording.claimed(number, "dana"), within=LATER_SECONDS)

    def refusal(self, command: str, *parameters: str) -> Callable[[Visitor, TaggedLine], bool]:
        """The next lines to the room are refused, under their label."""
        refused: list[TaggedLine] = []

        def refuse(visitor: Visitor, line: TaggedLine) -> bool:
            is_meant = visitor.nick == BOT and line.command == "PRIVMSG"
            if not is_meant or len(refused) >= REFUSALS:
                return False
            refused.append(line)
            label = {"label": line.tags["label"]} if "label" in line.tags else {}
            visitor.send(TaggedLine(command, parameters, SERVER, label))
            return True

        return refuse
