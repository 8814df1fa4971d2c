"""A reply too long for one post: its posts leave one after the other, and the rest can stop."""

from __future__ import annotations

from collections.abc import Sequence

import wording
from desk import DeskTestCase, Draft
from parts.bot_config import APPROVALS, CARE, DeskSettings
from parts.conduct import Conduct
from parts.receiver import Request
from parts.receiver_http import reference_of
from parts.waiting import wait_until

SENTENCES = (
    "An engineer is on the way to the exchange.",
    "She has the spare part that was missing.",
    "We write again at six, or as soon as it works.",
)
"""Each fits into a post with its number, no two do."""
COUNT = len(SENTENCES)
POSTS = [f"{text} ({number}/{COUNT})" for number, text in enumerate(SENTENCES, 1)]
ANSWERED = "post-of-mara"
CONVERSATION = "talk-of-mara"
AGAIN = "Wait, it works again!"
OUT_SECONDS = 25.0


class ThreadDesk(DeskTestCase):
    settings = DeskSettings(undo_window="200ms", reply_length_max=60)

    def split(self) -> Draft:
        """A thread by Dana, its card in the approvals room."""
        number = self.ring(id=ANSWERED, conversation=CONVERSATION)
        self.dana.say(CARE, f"!claim {number}")
        self.dana.expect_answer(wording.claimed(number, "dana"))
        self.dana.say(CARE, f"!reply {number} {' '.join(SENTENCES)}")
        self.dana.expect_answer(wording.too_long(number, COUNT))
        self.dana.say(CARE, f"!split {number}")
        mark = self.dana.expect_answer(wording.drafted(number, 1))["mark"]
        draft = self.await_card(Draft(number, mark), self.dana)
        self.expect_texts(number, SENTENCES)
        return draft

    def approved(self) -> Draft:
        draft = self.split()
        self.approve(draft)
        return draft

    def expect_texts(self, number: int, sentences: Sequence[str]) -> None:
        """A card shows every post that would leave."""
        for text in sentences:
            self.sam.expect(APPROVALS, wording.card_shows(number, text))

    def await_attempts(self, count: int, number: int) -> list[Request]:
        self.receiver.await_attempts(count, number, within=OUT_SECONDS)
        return self.receiver.attempts(number)

    def await_rest_held(self, number: int) -> Draft:
        """What is left has a card of its own, and whoever reads it knows that it is held."""
        rest = self.await_rest_card(number)
        self.sam.expect(APPROVALS, wording.rest_held(number, rest.mark, 2, COUNT))
        self.await_draft_state(rest, "held")
        return rest

    def await_rest_card(self, number: int) -> Draft:
        card = wording.rest_card(number, 2, COUNT, "dana")
        mark = self.sam.expect(APPROVALS, card, within=OUT_SECONDS)["mark"]
        self.expect_texts(number, SENTENCES[1:])
        return Draft(number, mark)

    def await_whole(self, number: int) -> list[Request]:
        """Every post is with the customer once, in order, each under the one before it."""
        wait_until(
            lambda: len(self.receiver.posted(number)) >= COUNT,
            OUT_SECONDS,
            f"the whole thread of #{number} to be out",
        )
        self.await_case(number, lambda case: case["phase"] == "answered", "answered")
        posted = self.receiver.posted(number)
        self.assertEqual([request.data["text"] for request in posted], POSTS)
        self.assertEqual(len({request.webhook_id for request in posted}), COUNT)
        under = [ANSWERED, *(reference_of(request.webhook_id) for request in posted[:-1])]
        self.assertEqual([request.data["in_reply_to"] for request in posted], under)
        places = [{"number": place, "of": COUNT} for place in range(1, COUNT + 1)]
        self.assertEqual([request.data["thread"] for request in posted], places)
        self.assertEqual({request.data["author"] for request in posted}, {"dana"})
        return posted

    def assert_rest_left_nothing(self, number: int) -> None:
        """Another reply went the whole way meanwhile, and of this one the first post alone."""
        other = self.drafted_case("Hi Mara, one more thing.")
        self.approve(other)
        self.await_sent(other.case)
        self.assertEqual([r.data["text"] for r in self.receiver.posted(number)], POSTS[:1])


class ThreadsOut(ThreadDesk):
    def test_every_post_in_order_under_the_one_before(self) -> None:
        draft = self.approved()
        posted = self.await_whole(draft.case)
        self.assertEqual({request.data["approver"] for request in posted}, {"sam"})
        self.assertEqual(len(self.receiver.attempts(draft.case)), COUNT)
        for number in (1, COUNT):
            self.dana.expect(CARE, wording.sent_post(draft.case, number, COUNT))
        self.fence(self.dana)
        self.assertEqual(len(self.dana.seen(wording.sent(draft.case), CARE)), 2)
        self.fence(self.sam)
        self.assertEqual(len(self.sam.seen(rf"#{draft.case} .* approved by", APPROVALS)), 1)

    def test_settled_by_hand_what_is_left_waits_and_stands_under_the_customers_post(self) -> None:
        """The receiver took the first post and broke down: nobody knows what it calls it."""
        self.receiver.behave(Conduct.LOSE_ANSWER, otherwise=Conduct.REFUSE)
        draft = self.approved()
        self.sam.expect(APPROVALS, wording.unknown_outcome(draft.case), within=OUT_SECONDS)
        self.await_draft_state(draft, "unknown")
        self.receiver.behave()
        self.sam.say(APPROVALS, f"!settle {draft.case} sent")
        rest = self.await_rest_card(draft.case)
        self.await_draft_state(rest, "waiting")
        self.approve(rest)
        wait_until(
            lambda: len(self.receiver.posted(draft.case)) == COUNT, OUT_SECONDS, "the rest"
        )
        posted = self.receiver.posted(draft.case)
        self.assertEqual([request.data["text"] for request in posted], POSTS)
        under = [ANSWERED, ANSWERED, reference_of(posted[1].webhook_id)]
        self.assertEqual([request.data["in_reply_to"] for request in posted], under)


class ThreadsThatStop(ThreadDesk):
    def test_the_customer_writes_while_the_first_post_leaves(self) -> None:
        self.receiver.behave(Conduct.ACCEPT_LATE)
        draft = self.approved()
        self.await_attempts(1, draft.case)
        self.assertEqual(self.arrive(text=AGAIN, conversation=CONVERSATION), draft.case)
        self.dana.expect(CARE, wording.customer_wrote(draft.case, AGAIN))
        self.receiver.release()
        self.dana.expect(CARE, wording.sent_post(draft.case, 1, COUNT))
        rest = self.await_rest_held(draft.case)
        self.assert_rest_left_nothing(draft.case)
        self.approve(rest)
        self.dana.expect(CARE, wording.sent_post(draft.case, COUNT, COUNT), within=OUT_SECONDS)
        posted = self.receiver.posted(draft.case)
        self.assertEqual([request.data["text"] for request in posted], POSTS)
        self.assertEqual(posted[1].data["in_reply_to"], reference_of(posted[0].webhook_id))

    def test_an_ok_that_was_said_of_the_whole_is_none_of_the_rest(self) -> None:
        self.receiver.behave(Conduct.ACCEPT_LATE)
        draft = self.approved()
        self.await_attempts(1, draft.case)
        self.arrive(text=AGAIN, conversation=CONVERSATION)
        self.receiver.release()
        rest = self.await_rest_held(draft.case)
        self.sam.say(APPROVALS, f"!ok {draft.mark}")
        self.sam.expect_answer(wording.outdated(rest.mark))
        self.assert_rest_left_nothing(draft.case)
        self.await_draft_state(rest, "held")

    def test_the_receiver_refuses_the_second_post(self) -> None:
        self.receiver.behave(Conduct.ACCEPT, Conduct.REFUSE)
        draft = self.approved()
        mark = self.sam.expect(
            APPROVALS, wording.rest_card(draft.case, 2, COUNT, "dana"), within=OUT_SECONDS
        )["mark"]
        self.sam.expect(APPROVALS, wording.rest_failed(draft.case, 2, COUNT))
        self.dana.expect(CARE, wording.rest_failed(draft.case, 2, COUNT))
        rest = Draft(draft.case, mark)
        self.await_draft_state(rest, "failed")
        self.assert_rest_left_nothing(draft.case)
        self.approve(rest)
        self.await_whole(draft.case)
        tried = self.receiver.attempts(draft.case)
        self.assertEqual([r.data["text"] for r in tried], [POSTS[0], POSTS[1], *POSTS[1:]])
        self.assertEqual(tried[1].webhook_id, tried[2].webhook_id)

    def test_what_follows_is_called_back_while_the_first_post_leaves(self) -> None:
        self.receiver.behave(Conduct.ACCEPT_LATE)
        draft = self.approved()
        self.await_attempts(1, draft.case)
        self.dana.say(CARE, f"!undo {draft.case}")
        self.sam.expect(APPROVALS, wording.rest_recalled(draft.case, draft.mark, "dana"))
        self.receiver.release()
        rest = self.await_rest_held(draft.case)
        self.dana.say(CARE, f"!drop {draft.case}")
        self.await_draft_state(rest, "voided")
        self.assert_rest_left_nothing(draft.case)

    def test_thanks_while_the_first_post_leaves(self) -> None:
        self.receiver.behave(Conduct.ACCEPT_LATE)
        draft = self.approved()
        self.await_attempts(1, draft.case)
        self.arrive(text="Thank you!", conversation=CONVERSATION)
        self.receiver.release()
        self.await_rest_held(draft.case)
        self.assert_rest_left_nothing(draft.case)

    def test_the_brake_while_the_first_post_leaves(self) -> None:
        self.receiver.behave(Conduct.ACCEPT_LATE)
        draft = self.approved()
        self.await_attempts(1, draft.case)
        self.sam.say(APPROVALS, "!hold care wrong statement")
        self.sam.expect(APPROVALS, wording.was_leaving(draft.case, draft.mark))
        self.receiver.release()
        rest = self.await_rest_held(draft.case)
        self.sam.say(APPROVALS, "!unhold care")
        self.sam.expect_answer(wording.names(draft.case))
        self.assert_rest_left_nothing(draft.case)
        self.approve(rest)
        self.await_whole(draft.case)


class ThreadsOfTheDead(ThreadDesk):
    """kill -9 between two posts: whatever the receiver had by then, it gets the rest once."""

    def test_as_the_first_post_is_out(self) -> None:
        draft = self.approved()
        self.await_attempts(1, draft.case)
        self.check_goes_on(draft)

    def test_before_it_was_heard_that_the_first_post_is_out(self) -> None:
        self.receiver.behave(Conduct.LOSE_ANSWER)
        draft = self.approved()
        self.await_attempts(1, draft.case)
        self.check_goes_on(draft)

    def test_with_the_second_post_on_its_way(self) -> None:
        self.check_second_post(Conduct.HANG)

    def test_before_it_was_heard_that_the_second_post_is_out(self) -> None:
        self.check_second_post(Conduct.LOSE_ANSWER)

    def check_second_post(self, conduct: Conduct) -> None:
        self.receiver.behave(Conduct.ACCEPT, conduct)
        draft = self.approved()
        self.await_attempts(2, draft.case)
        self.check_goes_on(draft)

    def check_goes_on(self, draft: Draft) -> None:
        self.restart_daemon()
        self.receiver.release()
        self.await_whole(draft.case)
        for request in self.receiver.attempts(draft.case):
            self.assertEqual(request.data["approver"], "sam")
        self.dana.expect(CARE, wording.sent_post(draft.case, COUNT, COUNT), within=OUT_SECONDS)
