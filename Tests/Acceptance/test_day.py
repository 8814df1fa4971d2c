"""The working day of the desk manual, line by line, over verified TLS."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import wording
from desk import TEXT, DeskTestCase
from parts.bot_config import APPROVALS, CARE, DESK_NAME, DeskSettings
from parts.mentions import MARA, URGENT, mention


class TheMainDay(DeskTestCase):
    settings = DeskSettings(is_tls=True)

    def test_rung_claimed_drafted_approved_and_relayed(self) -> None:
        picture = {
            "type": "image",
            "url": "https://social.example/router.jpg",
            "alt": "router with a red light",
        }
        mara = mention(URGENT, conversation="c-77", attachments=[picture])
        (accepted,) = self.api.post(mara)
        number = accepted.case
        self.assertFalse(accepted.is_duplicate)
        self.dana.expect(CARE, wording.rung_in_full(number))
        self.dana.expect(CARE, wording.customer_wrote(number, "Third day without internet"))
        self.assertTrue(self.dana.seen("router with a red light", CARE))

        self.dana.say(CARE, f"!c {number}")
        self.dana.expect(CARE, wording.claimed(number, "dana"))
        self.bo.say(CARE, f"!claim {number}")
        self.bo.expect_answer(wording.held_by(number, "bo", "dana"))

        self.dana.say(CARE, f"!r {number} {TEXT}")
        answer = self.dana.expect_answer(wording.drafted(number, 1))
        mark = answer["mark"]
        for part in ("PUBLIC", "@mara@social", f"{len(TEXT)}/500", "sam", "lee"):
            self.assertIn(part, answer.string)
        self.assertRegex(mark, "[a-z]", "a mark has at least one letter")
        card = self.sam.expect(APPROVALS, wording.draft_card(number, mark, "dana"))
        for part in ("PUBLIC", "@mara@social.example", f"{len(TEXT)}/500", "VIP"):
            self.assertIn(part, card.string)
        self.sam.expect(APPROVALS, wording.customer_wrote(number, "Third day without internet"))
        self.sam.expect(APPROVALS, wording.card_shows(number, "an engineer comes at 4"))

        self.sam.say(APPROVALS, f"!ok {mark}")
        self.sam.expect(APPROVALS, wording.approved(number, mark, "sam"))
        self.assert_nothing_posted(number)
        reply = self.receiver.await_posted(number)
        self.dana.expect(CARE, wording.first_response(number))
        self.check_reply(reply.event, mara, number)
        self.check_record(number, mark)

    def check_reply(self, event: Mapping[str, Any], asked: Mapping[str, Any], number: int) -> None:
        self.assertEqual(event["source"], DESK_NAME)
        self.assertEqual(event["subject"], f"case/{number}")
        wanted = {
            "case": number,
            "source": asked["source"],
            "in_reply_to": asked["id"],
            "conversation": "c-77",
            "visibility": "public",
            "text": TEXT,
            "attachments": [],
            "author": "dana",
            "approver": "sam",
        }
        self.assertEqual({key: event["data"].get(key) for key in wanted}, wanted)

    def check_record(self, number: int, mark: str) -> None:
        """What others can read afterwards."""
        case = self.await_case(number, lambda case: case["phase"] == "answered", "answered")
        self.assertEqual(case["customer"]["handle"], MARA["handle"])
        self.assertEqual((case["priority"], case["points"], case["holder"]), ("P1", 70, "dana"))
        self.assertIsNotNone(case["first_response_at"])
        (draft,) = case["drafts"]
        self.assertEqual((draft["mark"], draft["text"], draft["state"]), (mark, TEXT, "sent"))
        self.assertEqual((draft["author"], draft["approver"]), ("dana", "sam"))

        events = self.api.case_events(number)
        types = [event["type"] for event in events]
        steps = [
            "case.opened",
            "case.routed",
            "case.claimed",
            "draft.written",
            "draft.approved",
            "reply.sent",
        ]
        self.assertEqual([step for step in types if step in steps], steps)
        by = {event["type"]: (event["by"], event["via"]) for event in events}
        self.assertEqual(by["case.claimed"], ("dana", "office"))
        self.assertEqual(by["draft.approved"], ("sam", "office"))
        self.receiver.await_events(len(events), number)
        relayed = [event["type"] for event in self.receiver.events(case=number)]
        self.assertEqual([step for step in relayed if step in steps], steps)


class TheSameInADirectMessage(DeskTestCase):
    def test_every_step_said_to_the_bot_alone(self) -> None:
        number = self.ring()
        self.dana.tell(f"claim {number}")
        self.dana.expect_answer(rf"#{number} is yours")
        self.dana.say(CARE, f"casebell: reply {number} {TEXT}")
        mark = self.dana.expect_answer(wording.drafted(number, 1))["mark"]
        self.sam.expect(APPROVALS, wording.draft_card(number, mark, "dana"))
        self.sam.tell(f"approve {mark.upper()}")
        self.sam.expect_answer(wording.approved(number, mark, "sam"))
        self.await_sent(number)
