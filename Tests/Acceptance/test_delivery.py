"""The way out: whatever the receiver does, the customer gets the reply once, under one key."""

from __future__ import annotations

import wording
from desk import TEXT, DeskTestCase, Draft
from parts.bot_config import CARE, DeskSettings
from parts.conduct import Conduct

RETRY_SECONDS = 40.0


class TheReceiver(DeskTestCase):
    settings = DeskSettings(undo_window="200ms")

    def test_down_and_back(self) -> None:
        draft = self.drafted_case()
        self.receiver.down()
        self.approve(draft)
        self.await_draft_state(draft, "sending")
        self.receiver.up()
        self.assert_arrives_once(draft)

    def test_failing_twice(self) -> None:
        self.receiver.behave(Conduct.FAIL, Conduct.FAIL)
        draft = self.approved()
        self.assert_arrives_once(draft, attempts=3)

    def test_asking_to_wait(self) -> None:
        self.receiver.retry_after_seconds = 3
        self.receiver.behave(Conduct.POSTPONE)
        draft = self.approved()
        self.assert_arrives_once(draft, attempts=2)
        first, second = self.receiver.attempts(draft.case)
        self.assertGreaterEqual(second.at - first.at, 2.9)

    def test_posting_and_losing_the_answer(self) -> None:
        self.receiver.behave(Conduct.LOSE_ANSWER)
        draft = self.approved()
        self.assert_arrives_once(draft, attempts=2)

    def test_hanging_and_dying(self) -> None:
        self.receiver.behave(Conduct.HANG)
        draft = self.approved()
        self.receiver.await_attempts(1, draft.case)
        self.receiver.down()
        self.receiver.up()
        self.assert_arrives_once(draft, attempts=2)

    def test_gone_for_good(self) -> None:
        self.receiver.behave(otherwise=Conduct.GONE)
        draft = self.approved()
        self.dana.expect_answer(wording.failed(draft.case))
        self.await_draft_state(draft, "failed")
        self.assertEqual(len(self.receiver.attempts(draft.case)), 1)

    def test_nothing_more_goes_to_a_receiver_that_is_gone_before_a_restart(self) -> None:
        self.receiver.behave(Conduct.GONE)
        self.await_draft_state(self.approved(), "failed")
        second = self.drafted_case("Hi Mara, one more thing.")
        self.approve(second)
        self.await_draft_state(second, "failed")
        self.assert_nothing_posted(second.case)
        self.restart_daemon()
        self.approve(second)
        self.await_sent(second.case)

    def approved(self) -> Draft:
        draft = self.drafted_case()
        self.approve(draft)
        return draft

    def assert_arrives_once(self, draft: Draft, attempts: int | None = None) -> None:
        self.dana.expect(CARE, wording.sent(draft.case), within=RETRY_SECONDS)
        self.assertEqual(self.receiver.texts(), {TEXT: 1})
        tried = self.receiver.attempts(draft.case)
        self.assertEqual(len({request.webhook_id for request in tried}), 1)
        if attempts is not None:
            self.assertEqual(len(tried), attempts)


class PastTheDeadline(DeskTestCase):
    settings = DeskSettings(undo_window="200ms", reply_deadline="3s")

    def test_an_undeliverable_reply_comes_back_in_words(self) -> None:
        draft = self.drafted_case()
        self.receiver.down()
        self.approve(draft)
        self.dana.expect_answer(wording.failed(draft.case), within=RETRY_SECONDS)
        self.await_draft_state(draft, "failed")
        self.receiver.up()

    def test_with_an_unknown_outcome_a_human_settles(self) -> None:
        self.receiver.behave(otherwise=Conduct.LOSE_ANSWER)
        draft = self.drafted_case()
        self.approve(draft)
        self.dana.expect_answer(wording.unknown_outcome(draft.case), within=RETRY_SECONDS)
        self.await_draft_state(draft, "unknown")
        self.sam.say(CARE, f"!settle {draft.case} sent")
        self.await_draft_state(draft, "sent")
        self.assertEqual(self.receiver.texts(), {TEXT: 1})


class EventsOut(DeskTestCase):
    def test_every_event_is_relayed_once_and_in_order_over_an_outage(self) -> None:
        self.receiver.down()
        number = self.claimed_case()
        self.receiver.up()
        self.draft(self.dana, number)
        wanted = self.api.case_events(number)
        self.receiver.await_events(len(wanted), number, within=RETRY_SECONDS)
        relayed = self.receiver.events(case=number)
        self.assertEqual([e["seq"] for e in relayed], [e["seq"] for e in wanted])
