"""The working day of the desk manual on Synapse: by commands, in the thread, by reactions."""

from __future__ import annotations

import wording
from desk import TEXT
from matrix_desk import APPROVE, CLAIM, ESCALATE, REJECT, MatrixDeskTestCase, ShownDraft
from parts.bot_config import APPROVALS, CARE, DeskSettings
from parts.mentions import URGENT, mention

OTHER_TEXT = "Hi Mara, an engineer comes at 5."


class ByCommandsInTheRoom(MatrixDeskTestCase):
    def test_the_transcript_of_the_manual(self) -> None:
        (accepted,) = self.api.post(mention(URGENT, conversation="c-77"))
        number = accepted.case
        rung = self.dana.expect(CARE, wording.rung_in_full(number))
        self.assertFalse(rung.message.is_notice, "what is urgent has to ring")
        self.assertEqual(rung.message.mentions, [])
        self.assertTrue(self.dana.seen("Third day without internet", CARE))

        self.dana.say(CARE, f"!c {number}")
        claimed = self.dana.expect_answer(wording.claimed(number, "dana"))
        self.assertTrue(claimed.message.is_notice)
        self.dana.expect_shown(rung.message, wording.card_held(number, "dana"))
        self.bo.say(CARE, f"!claim {number}")
        self.bo.expect_answer(wording.held_by(number, "bo", "dana"))

        self.dana.say(CARE, f"!r {number} {TEXT}")
        answer = self.dana.expect_answer(wording.drafted(number, 1))
        for part in ("PUBLIC", "@mara@social", f"{len(TEXT)}/500", "sam", "lee"):
            self.assertIn(part, answer.string)
        mark = answer["mark"]
        card = self.sam.expect(APPROVALS, wording.draft_card(number, mark, "dana"))
        for part in ("PUBLIC", "@mara@social.example", f"{len(TEXT)}/500", "VIP"):
            self.assertIn(part, card.string)
        self.assertTrue(self.sam.seen("Third day without internet", APPROVALS))
        self.assertTrue(self.sam.seen("an engineer comes at 4", APPROVALS))

        self.dana.say(CARE, f"!ok {mark}")
        self.dana.expect_answer(wording.wrote_it_yourself(mark))
        self.sam.say(APPROVALS, f"!ok {mark}")
        self.sam.expect(APPROVALS, wording.approved(number, mark, "sam"))
        self.assert_nothing_posted(number)
        self.receiver.await_posted(number)
        self.dana.expect(CARE, wording.first_response(number))
        self.dana.expect_shown(rung.message, wording.card_answered(number))
        event = self.await_event(number, "draft.approved")
        self.assertEqual((event["by"], event["via"]), ("sam", "matrix"))

    def test_everything_said_to_the_bot_alone(self) -> None:
        number = self.ring()
        self.dana.tell(f"claim {number}")
        self.dana.expect_answer(wording.claimed_alone(number))
        self.dana.tell(f"reply {number} {TEXT}")
        mark = self.dana.expect_answer(wording.drafted(number, 1))["mark"]
        self.sam.expect(APPROVALS, wording.draft_card(number, mark, "dana"))
        self.sam.tell(f"approve {mark.upper()}")
        self.sam.expect_answer(wording.approved(number, mark, "sam"))
        self.await_sent(number)

    def test_addressed_by_its_name_and_by_a_pill(self) -> None:
        number = self.ring()
        self.dana.say(CARE, f"casebell: claim {number}")
        self.dana.expect_answer(wording.claimed(number, "dana"))
        bot = self.matrix.synapse.user_id("casebell")
        pill = f'<a href="https://matrix.to/#/{bot}">casebell</a>: release {number}'
        self.dana.say(CARE, f"casebell: release {number}", html=pill, mentions=["casebell"])
        self.await_case(number, lambda case: case["holder"] is None, "free")


class InTheThread(MatrixDeskTestCase):
    """Below the case's card its number is left out."""

    def test_the_whole_day(self) -> None:
        card = self.card()
        self.dana.say(CARE, "!c", thread=card.thread)
        self.dana.expect_answer(wording.claimed(card.case, "dana"))
        self.bo.say(CARE, "!claim", thread=card.thread)
        self.bo.expect_answer(wording.held_by(card.case, "bo", "dana"))
        draft = self.shown_draft(card)
        self.sam.say(APPROVALS, f"!ok {draft.mark}")
        self.sam.expect(APPROVALS, wording.approved(card.case, draft.mark, "sam"))
        self.await_sent(card.case)
        self.assertEqual(self.receiver.texts(), {TEXT: 1})

    def test_the_answer_stands_there_too(self) -> None:
        card = self.claimed_card()
        self.dana.say(CARE, "!n line fault known", thread=card.thread)
        self.dana.expect(CARE, "noted", thread=card.thread)

    def test_a_number_with_its_sign_names_another_case(self) -> None:
        other, card = self.card(), self.card()
        self.dana.say(CARE, f"!note #{other.case} elsewhere", thread=card.thread)
        self.dana.expect_answer(wording.noted(other.case))
        self.assertEqual(self.count(card.case, "case.noted"), 0)

    def test_a_text_may_begin_with_a_number(self) -> None:
        card = self.claimed_card()
        self.dana.say(CARE, "!reply 24 hours at most", thread=card.thread)
        self.dana.expect_answer(wording.drafted(card.case, 1))
        (draft,) = self.api.case(card.case)["drafts"]
        self.assertEqual(draft["text"], "24 hours at most")

    def test_talk_in_it_is_not_acted_on(self) -> None:
        card = self.card()
        self.dana.say(CARE, "claim", thread=card.thread)
        self.dana.say(CARE, "I could claim it, could I not?", thread=card.thread)
        self.fence(self.dana)
        self.assertIsNone(self.api.case(card.case)["holder"])

    def test_a_reply_to_the_card_needs_none_either(self) -> None:
        card = self.card()
        self.dana.say(CARE, "!c", reply_to=card.message.event_id)
        self.dana.expect_answer(wording.claimed(card.case, "dana"))

    def test_elsewhere_a_number_is_needed(self) -> None:
        card = self.card()
        beside = self.dana.say(CARE, "what do we do about this one?")
        self.dana.say(CARE, "!claim", thread=beside)
        self.fence(self.dana)
        self.assertIsNone(self.api.case(card.case)["holder"])


class ByReactionsOnTheCard(MatrixDeskTestCase):
    def test_claiming_and_releasing(self) -> None:
        card = self.card()
        reaction = self.dana.react(card.message, CLAIM)
        self.dana.expect_shown(card.message, wording.card_held(card.case, "dana"))
        event = self.await_event(card.case, "case.claimed")
        self.assertEqual((event["by"], event["via"]), ("dana", "matrix"))
        self.dana.redact(CARE, reaction)
        self.await_event(card.case, "case.released")
        self.assertIsNone(self.api.case(card.case)["holder"])
        self.dana.expect_shown(card.message, wording.card_free(card.case))

    def test_as_clients_write_it(self) -> None:
        """Some add a variation selector."""
        card = self.card()
        self.dana.react(card.message, f"{CLAIM}\ufe0f")
        self.await_case(card.case, lambda case: case["holder"] == "dana", "dana's")

    def test_a_second_claim_is_refused_with_a_word(self) -> None:
        card = self.claimed_card()
        reaction = self.bo.react(card.message, CLAIM)
        self.bo.expect_answer(wording.held_by(card.case, "bo", "dana"))
        self.bo.redact(CARE, reaction)
        self.fence(self.bo)
        self.assertEqual(self.api.case(card.case)["holder"], "dana")
        self.assertEqual(self.count(card.case, "case.released"), 0)

    def test_escalating(self) -> None:
        card = self.claimed_card()
        self.dana.react(card.message, ESCALATE)
        self.assertEqual(self.await_event(card.case, "case.escalated")["by"], "dana")

    def test_what_means_nothing_does_nothing(self) -> None:
        card = self.card()
        before = self.event_types(card.case)
        for key in ("👍", "✅", "❌", "👀👀", "claim"):
            self.dana.react(card.message, key)
        self.fence(self.dana)
        self.assertEqual(self.event_types(card.case), before)

    def test_on_other_messages_it_means_nothing(self) -> None:
        card = self.card()
        self.dana.react((CARE, self.bo.say(CARE, f"#{card.case} looks bad")), CLAIM)
        self.fence(self.dana)
        self.assertIsNone(self.api.case(card.case)["holder"])


class ByReactionsOnTheDraft(MatrixDeskTestCase):
    settings = DeskSettings(undo_window="8s")

    def setUp(self) -> None:
        super().setUp()
        self.held = self.claimed_card()

    def test_approving(self) -> None:
        draft = self.shown_draft(self.held)
        self.sam.react(draft.message, APPROVE)
        self.sam.expect(APPROVALS, wording.approved(draft.case, draft.mark, "sam"))
        self.await_sent(draft.case)
        event = self.await_event(draft.case, "draft.approved")
        self.assertEqual((event["by"], event["via"]), ("sam", "matrix"))
        self.assertEqual(self.receiver.texts(), {TEXT: 1})

    def test_rejecting(self) -> None:
        draft = self.shown_draft(self.held)
        self.sam.react(draft.message, REJECT)
        self.await_draft_state(draft, "rejected")
        self.dana.expect(CARE, wording.rejected(draft.case, draft.mark, "sam"))
        self.assert_nothing_posted(draft.case)

    def test_taken_back_inside_the_undo_window(self) -> None:
        draft = self.shown_draft(self.held)
        reaction = self.sam.react(draft.message, APPROVE)
        self.sam.expect(APPROVALS, wording.approved(draft.case, draft.mark, "sam"))
        self.sam.redact(APPROVALS, reaction)
        self.sam.expect_answer(wording.called_back(draft.case))
        self.await_draft_state(draft, "waiting")
        self.relay_another()
        self.assert_nothing_posted(draft.case)
        self.sam.react(draft.message, APPROVE)
        self.await_sent(draft.case)
        self.assertEqual(self.receiver.texts()[TEXT], 1)

    def test_taken_back_too_late(self) -> None:
        draft = self.shown_draft(self.held)
        reaction = self.sam.react(draft.message, APPROVE)
        self.await_sent(draft.case)
        self.sam.redact(APPROVALS, reaction)
        self.sam.expect_answer(wording.too_late())
        self.await_draft_state(draft, "sent")

    def test_on_an_outdated_draft_it_is_refused_with_a_word(self) -> None:
        old = self.shown_draft(self.held)
        new = self.edit_draft(old)
        self.assertNotEqual(new.message.event_id, old.message.event_id)
        self.sam.react(old.message, APPROVE)
        self.sam.expect_answer(wording.now_another(old.case, 2, new.mark))
        self.assertEqual(self.api.case(old.case)["phase"], "drafted")
        self.sam.react(new.message, APPROVE)
        self.assertEqual(self.receiver.await_posted(old.case).data["text"], OTHER_TEXT)

    def edit_draft(self, old: ShownDraft) -> ShownDraft:
        self.dana.say(CARE, f"!edit {OTHER_TEXT}", thread=self.held.thread)
        mark = self.dana.expect_answer(wording.drafted(old.case, 2))["mark"]
        return self.await_shown(self.held, mark, self.dana)


class FourEyesAndReactions(MatrixDeskTestCase):
    def test_the_author_cannot_approve_with_one(self) -> None:
        draft = self.shown_draft(self.claimed_card(self.sam), self.sam)
        self.sam.react(draft.message, APPROVE)
        self.sam.expect_answer(wording.wrote_it_yourself(draft.mark))
        self.assertEqual(self.api.case(draft.case)["phase"], "drafted")
        message = self.lee.await_message(APPROVALS, draft.message.event_id)
        self.lee.react(message, APPROVE)
        self.await_sent(draft.case)
        self.assertEqual(self.await_event(draft.case, "draft.approved")["by"], "lee")

    def test_another_agent_cannot(self) -> None:
        draft = self.shown_draft(self.claimed_card())
        self.sam.invite(APPROVALS, "bo")
        self.bo.join(APPROVALS)
        self.bo.react((APPROVALS, draft.message.event_id), APPROVE)
        self.bo.expect_answer(wording.supervisors_only())
        self.assertEqual(self.api.case(draft.case)["phase"], "drafted")


class CommandsThatChangeAfterwards(MatrixDeskTestCase):
    """What was said was said: an edit or a redaction runs nothing again and undoes nothing."""

    def test_an_edit_is_answered(self) -> None:
        card = self.claimed_card()
        said = self.dana.say(CARE, f"!note {card.case} one")
        self.dana.expect_answer(wording.noted(card.case))
        self.dana.edit((CARE, said), f"!note {card.case} two")
        self.dana.expect_answer(wording.edited_command())
        self.assertEqual(self.count(card.case, "case.noted"), 1)

    def test_talk_that_is_edited_into_a_command_is_none(self) -> None:
        card = self.card()
        said = self.dana.say(CARE, "claim, anybody?")
        self.dana.edit((CARE, said), f"!claim {card.case}")
        self.dana.expect_answer(wording.edited_command())
        self.assertIsNone(self.api.case(card.case)["holder"])

    def test_a_redaction_is_answered(self) -> None:
        card = self.card()
        said = self.dana.say(CARE, f"!claim {card.case}")
        self.dana.expect_answer(wording.claimed(card.case, "dana"))
        self.dana.redact(CARE, said)
        self.dana.expect_answer(wording.redacted_command())
        self.assertEqual(self.api.case(card.case)["holder"], "dana")

    def test_a_notice_is_no_command(self) -> None:
        card = self.card()
        self.dana.say(CARE, f"!claim {card.case}", msgtype="m.notice")
        self.dana.say(CARE, f"!claim {card.case}", msgtype="m.emote")
        self.fence(self.bo)
        self.assertIsNone(self.api.case(card.case)["holder"])


class AfterAKill(MatrixDeskTestCase):
    def test_nothing_twice_and_nothing_missed(self) -> None:
        card = self.claimed_card()
        self.daemon.kill()
        self.dana.say(CARE, "!n while it was away", thread=card.thread)
        self.daemon.start()
        self.dana.expect_answer(wording.noted(card.case), within=20)
        self.fence(self.dana)
        self.assertEqual(self.count(card.case, "case.noted"), 1)
        self.assertEqual(self.count(card.case, "case.claimed"), 1)

    def test_the_homeserver_dies_and_comes_back(self) -> None:
        card = self.claimed_card()
        self.matrix.kill()
        late = self.arrive()
        self.matrix.restart()
        self.dana.expect(CARE, wording.rung(late), within=60)
        draft = self.shown_draft(card)
        self.sam.react(draft.message, APPROVE)
        self.await_sent(card.case)
