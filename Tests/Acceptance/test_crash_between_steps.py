"""kill -9 between any two steps of the day: after the restart it goes on where it was."""

from __future__ import annotations

import re

import wording
from desk import TEXT, DeskTestCase, Draft
from parts.bot_config import APPROVALS, CARE
from parts.conduct import Conduct

BACK_SECONDS = 20.0


class KilledAfterAStepIsSeen(DeskTestCase):
    """What people saw happened; nothing is said to them a second time."""

    def test_rung(self) -> None:
        number = self.ring()
        self.restart_daemon()
        self.dana.say(CARE, f"!claim {number}")
        self.dana.expect_answer(wording.claimed(number, "dana"))
        self.finish(self.draft(self.dana, number))

    def test_claimed(self) -> None:
        number = self.claimed_case()
        self.restart_daemon()
        self.bo.say(CARE, f"!claim {number}")
        self.bo.expect_answer(wording.held_by(number, "bo", "dana"))
        self.finish(self.draft(self.dana, number))

    def test_drafted(self) -> None:
        draft = self.drafted_case()
        self.restart_daemon()
        approve_after_kill(self, draft)
        self.check_sent_once(draft.case)

    def test_approved(self) -> None:
        draft = self.drafted_case()
        self.approve(draft)
        self.restart_daemon()
        self.check_sent_once(draft.case)

    def test_undone(self) -> None:
        draft = self.drafted_case()
        self.approve(draft)
        self.dana.say(CARE, f"!undo {draft.case}")
        self.await_draft_state(draft, "waiting")
        self.restart_daemon()
        self.relay_another()
        self.assert_nothing_posted(draft.case)

    def test_sent(self) -> None:
        draft = self.drafted_case()
        self.approve(draft)
        self.await_sent(draft.case)
        self.restart_daemon()
        self.relay_another()
        self.check_sent_once(draft.case)

    def test_braked(self) -> None:
        draft = self.drafted_case()
        self.approve(draft)
        self.sam.say(APPROVALS, "!hold care wrong statement")
        self.await_draft_state(draft, "held")
        self.restart_daemon()
        self.sam.say(APPROVALS, "!unhold care")
        self.sam.expect_answer(wording.names(draft.case), within=BACK_SECONDS)
        self.finish(draft)

    def finish(self, draft: Draft) -> None:
        self.approve(draft)
        self.check_sent_once(draft.case)

    def check_sent_once(self, number: int) -> None:
        check_sent_once(self, number)


class KilledBeforeAStepIsSeen(DeskTestCase):
    """It is on disk and perhaps nobody was told: they are told, and a doubtful line says so."""

    def test_acknowledged(self) -> None:
        number = self.arrive()
        self.restart_daemon()
        self.check_told(CARE, wording.rung(number))

    def test_claimed(self) -> None:
        number = self.ring()
        self.dana.say(CARE, f"!claim {number}")
        self.await_case(number, lambda case: case["holder"] == "dana", "dana's")
        self.restart_daemon()
        self.check_told(CARE, wording.claimed(number, "dana"))

    def test_drafted(self) -> None:
        number = self.claimed_case()
        self.dana.say(CARE, f"!reply {number} {TEXT}")
        case = self.await_case(number, lambda case: case["drafts"], "drafted")
        draft = Draft(number, case["drafts"][0]["mark"])
        self.restart_daemon()
        self.check_told(APPROVALS, wording.draft_card(number, draft.mark, "dana"))
        approve_after_kill(self, draft)
        check_sent_once(self, number)

    def test_approved(self) -> None:
        draft = self.drafted_case()
        self.sam.say(APPROVALS, f"!ok {draft.mark}")
        self.await_draft_state(draft, "approved")
        self.restart_daemon()
        check_sent_once(self, draft.case)

    def test_leaving(self) -> None:
        """Killed while the receiver has the request and has not answered."""
        for conduct in (Conduct.HANG, Conduct.LOSE_ANSWER):
            with self.subTest(conduct):
                self.receiver.behave(conduct)
                draft = self.drafted_case()
                self.approve(draft)
                self.receiver.await_attempts(1, draft.case)
                self.restart_daemon()
                self.receiver.release()
                check_sent_once(self, draft.case)

    def check_told(self, place: str, pattern: str) -> None:
        self.sam.expect(place, pattern, within=BACK_SECONDS)
        self.fence(self.sam)
        lines = self.sam.seen(pattern, place)
        surely = [line for line in lines if not wording.is_again(line.text)]
        self.assertLessEqual(len(surely), 1, "posted twice as if it were new")
        self.assertLessEqual(len(lines), 2)


def approve_after_kill(test: DeskTestCase, draft: Draft) -> None:
    """Nobody may know whether all of the card was there before the kill: then it is shown anew."""
    approved = wording.approved(draft.case, draft.mark, "sam")
    test.sam.say(APPROVALS, f"!ok {draft.mark}")
    told = test.sam.expect(APPROVALS, f"{approved}|{wording.not_surely_shown(draft.mark)}")
    if not re.search(approved, told.string):
        test.approve(draft)


def check_sent_once(test: DeskTestCase, number: int) -> None:
    """The customer has it once, under one key; the room knows."""
    test.receiver.await_posted(number, within=BACK_SECONDS)
    test.await_case(number, lambda case: case["phase"] == "answered", "answered")
    posted = test.receiver.posted(number)
    test.assertEqual([request.data["text"] for request in posted], [TEXT])
    keys = {request.webhook_id for request in test.receiver.attempts(number)}
    test.assertEqual(len(keys), 1)
    if not test.dana.seen(wording.sent(number), CARE):
        test.dana.expect(CARE, wording.sent(number), within=BACK_SECONDS)
