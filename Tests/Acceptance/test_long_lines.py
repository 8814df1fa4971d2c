"""A client cuts a long line in two: half an answer must not reach anybody."""

from __future__ import annotations

import wording
from desk import DeskTestCase, Draft
from parts.bot_config import CARE

SENTENCE = "Hi Mara, we are sorry about the third day without a line and have found the fault. "


class ALineCutInTwo(DeskTestCase):
    def setUp(self) -> None:
        super().setUp()
        self.number = self.claimed_case()
        command = f"!r {self.number} "
        room = self.dana.bytes_for_text(CARE) - len(command)
        whole = (SENTENCE * 10)[: room + 12] + "at four."
        self.first, self.rest = whole[:room], whole[room:]
        self.assertLessEqual(len(whole), 500)
        self.dana.say(CARE, command + self.first)
        self.dana.say(CARE, self.rest)
        # It may stand before the second line.
        self.dana.expect(CARE, wording.open_ended(self.number))

    def test_is_not_submitted_until_done(self) -> None:
        self.fence(self.dana)
        self.assertEqual(self.api.case(self.number)["drafts"], [])
        self.dana.say(CARE, f"!more {self.number}")
        self.dana.say(CARE, f"!done {self.number}")
        self.assert_drafted_whole()

    def test_the_rest_can_be_typed_again(self) -> None:
        self.dana.say(CARE, f"!more {self.number} {self.rest}")
        self.dana.say(CARE, f"!done {self.number}")
        self.assert_drafted_whole()

    def assert_drafted_whole(self) -> None:
        """Blanks at the cut are the client's business."""
        mark = self.dana.expect_answer(wording.drafted(self.number, 1))["mark"]
        self.await_card(Draft(self.number, mark), self.dana)
        (draft,) = self.api.case(self.number)["drafts"]
        self.assertEqual(without_blanks(draft["text"]), without_blanks(self.first + self.rest))


def without_blanks(text: str) -> str:
    return "".join(text.split())
