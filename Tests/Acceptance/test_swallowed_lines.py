"""The server keeps lines of the bot's back: nobody approves what nobody was shown."""

from __future__ import annotations

import time
from collections.abc import Callable

import wording
from parts.bot_config import APPROVALS, CARE
from parts.people import BOT
from parts.scripted.tagged_line import TaggedLine
from parts.scripted.visitor import SERVER, Visitor
from scripted_desk import ScriptedDeskTestCase

TEXT = "Hi Mara, I'm so sorry. An engineer comes at 4."
RECEIPT_SECONDS = 1.0

Answer = Callable[[str], TaggedLine]
"""To a line with that label."""


class Swallowed(ScriptedDeskTestCase):
    """The line with the draft's text does not reach the approvals room; its head does."""

    def test_told_by_a_number_that_few_servers_have(self) -> None:
        words = "Your message contained a censored word (engineer) and was blocked"
        self.check_waits_on(
            lambda label: TaggedLine(
                "936", (BOT, APPROVALS, "engineer", words), SERVER, {"label": label}
            )
        )

    def test_told_by_nothing_but_that_it_does_not_come_back(self) -> None:
        self.check_waits_on(lambda label: TaggedLine("ACK", (), SERVER, {"label": label}))

    def check_waits_on(self, answer: Answer) -> None:
        """A bare ok approves nothing."""

        def keep_back(visitor: Visitor, line: TaggedLine) -> bool:
            is_meant = line.command == "PRIVMSG" and line.parameter(0) == APPROVALS
            if visitor.nick != BOT or not is_meant or "engineer" not in line.last:
                return False
            visitor.send(answer(line.tags["label"]))
            return True

        number = self.claimed_case()
        with self.server.interjecting(keep_back):
            self.dana.say(CARE, f"!reply {number} {TEXT}")
            mark = self.dana.expect_answer(wording.drafted(number, 1))["mark"]
            self.sam.expect(APPROVALS, wording.draft_card(number, mark, "dana"))
            time.sleep(RECEIPT_SECONDS)  # Nothing shows when a receipt is written down.
            self.sam.say(APPROVALS, f"!ok {number}")
            self.fence(self.sam)
            self.assertEqual(self.sam.seen(wording.card_shows(number, "engineer")), [])
        (draft,) = self.api.case(number)["drafts"]
        self.assertEqual((draft["mark"], draft["state"]), (mark, "waiting"))
        self.assert_nothing_posted(number)
