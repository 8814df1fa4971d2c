"""A server that offers its history and then does not give it: the desk goes on all the same."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import wording
from parts.bot_config import CARE, DeskSettings
from parts.people import BOT
from parts.scripted.network_state import now
from parts.scripted.tagged_line import TaggedLine
from parts.scripted.terms import Terms
from parts.scripted.visitor import SERVER, Visitor
from parts.scripted_ircd import Interjection
from scripted_desk import ScriptedDeskTestCase

BACK_SECONDS = 25.0
PAGE = 50

_ids = itertools.count(1)


def refuses(visitor: Visitor, line: TaggedLine) -> None:
    context = ("CHATHISTORY", "MESSAGE_ERROR", *line.parameters[:2], "Not now")
    visitor.send(TaggedLine("FAIL", context, SERVER, _label(line)))


def says_nothing(visitor: Visitor, line: TaggedLine) -> None:
    """As if the question had never been asked."""


def never_ends(visitor: Visitor, line: TaggedLine) -> None:
    opening = ("+endless", "chathistory", line.parameter(1))
    visitor.send(TaggedLine("BATCH", opening, SERVER, _label(line)))
    _send_page(visitor, line.parameter(1), "endless")


def always_has_more(visitor: Visitor, line: TaggedLine) -> None:
    """Whatever was asked for, here is a full page of what nobody has seen before."""
    batch = f"page{next(_ids)}"
    opening = (f"+{batch}", "chathistory", line.parameter(1))
    visitor.send(TaggedLine("BATCH", opening, SERVER, _label(line)))
    _send_page(visitor, line.parameter(1), batch)
    visitor.send(TaggedLine("BATCH", (f"-{batch}",), SERVER))


def _send_page(visitor: Visitor, target: str, batch: str) -> None:
    for _ in range(PAGE):
        tags = {"batch": batch, "time": now(), "msgid": f"made-up-{next(_ids)}", "account": "bo"}
        visitor.send(TaggedLine("PRIVMSG", (target, "talk"), "bo!bo@host.test", tags))


def _label(line: TaggedLine) -> dict[str, str]:
    return {"label": line.tags["label"]} if "label" in line.tags else {}


class AnUnwillingHistory(ScriptedDeskTestCase):
    settings = DeskSettings(reconnect="{ first: 50ms, longest: 200ms }")

    @staticmethod
    def terms() -> Terms:
        return Terms.with_history()

    def test_the_desk_goes_on(self) -> None:
        for conduct in (refuses, says_nothing, never_ends, always_has_more):
            with self.subTest(conduct.__name__):
                number = self.ring()
                with self.server.interjecting(in_place_of_history(conduct)):
                    self.lose_bot()
                    self.let_bot_in()
                    self.dana.say(CARE, f"!claim {number}")
                    self.dana.expect_answer(wording.claimed(number, "dana"), within=BACK_SECONDS)
                self.daemon.process.assert_running()


def in_place_of_history(conduct: Callable[[Visitor, TaggedLine], None]) -> Interjection:
    def interject(visitor: Visitor, line: TaggedLine) -> bool:
        is_asked = visitor.nick == BOT and line.command == "CHATHISTORY"
        if is_asked:
            conduct(visitor, line)
        return is_asked

    return interject
