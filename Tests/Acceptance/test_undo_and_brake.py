"""Calling a reply back before it leaves: one person's undo, and the brake of the whole desk."""

from __future__ import annotations

import wording
from desk import TEXT, DeskTestCase
from parts.bot_config import APPROVALS, CARE, DeskSettings


class Undo(DeskTestCase):
    settings = DeskSettings(undo_window="3s")

    def test_inside_the_window(self) -> None:
        draft = self.drafted_case()
        self.approve(draft)
        self.dana.say(CARE, f"!undo {draft.case}")
        self.dana.expect_answer(wording.names(draft.case))
        self.await_draft_state(draft, "waiting")
        self.relay_another()
        self.assert_nothing_posted(draft.case)
        self.approve(draft)
        self.await_sent(draft.case)
        self.assertEqual(self.receiver.texts()[TEXT], 1)

    def test_too_late(self) -> None:
        draft = self.drafted_case()
        self.approve(draft)
        self.await_sent(draft.case)
        self.sam.say(APPROVALS, f"!u {draft.case}")
        self.sam.expect_answer(wording.too_late())
        self.await_draft_state(draft, "sent")


class TheBrake(DeskTestCase):
    settings = DeskSettings(undo_window="4s")

    def test_pulled_with_a_reply_under_way(self) -> None:
        draft = self.drafted_case()
        self.approve(draft)
        self.sam.say(APPROVALS, "!hold care wrong statement")
        self.sam.expect_answer(wording.names(draft.case))
        self.await_draft_state(draft, "held")

        self.sam.say(APPROVALS, "!unhold care")
        self.sam.expect_answer(wording.names(draft.case))
        self.relay_another()
        self.assert_nothing_posted(draft.case)

        self.approve(draft)
        self.await_sent(draft.case)

    def test_an_agent_cannot_pull_it(self) -> None:
        self.dana.say(CARE, "!hold care no reason")
        self.dana.expect_answer(wording.supervisors_only())
        draft = self.drafted_case()
        self.approve(draft)
        self.await_sent(draft.case)
