"""Who is obeyed on Matrix: the sender of an event, if they are of the desk, in its rooms alone.

Everybody else changes nothing, and is told so once.
"""

from __future__ import annotations

import wording
from desk import DeskTestCase
from matrix_desk import APPROVE, CLAIM, MatrixDeskTestCase
from parts.bot_config import APPROVALS, CARE
from parts.matrix_actor import full_user
from parts.matrix_person import MatrixPerson
from parts.people import BOT
from parts.scripted_matrix_office import ScriptedMatrixOffice
from parts.transcript import Heard
from parts.waiting import wait_until

ELSEWHERE = "@dana:elsewhere.example"
TOLD_SECONDS = 10.0


class NobodyOfTheDesk(MatrixDeskTestCase):
    def setUp(self) -> None:
        super().setUp()
        for room in (CARE, APPROVALS):
            self.sam.invite(room, "zed")
        self.zed = self.seat("zed", CARE, APPROVALS)

    def test_a_command(self) -> None:
        card = self.card()
        for _ in range(3):
            self.zed.say(CARE, f"!claim {card.case}")
        self.assert_told_once()
        self.assert_untouched(card.case)

    def test_a_command_in_the_thread(self) -> None:
        card = self.card()
        self.zed.say(CARE, "!claim", thread=card.thread)
        self.assert_told_once()
        self.assert_untouched(card.case)

    def test_a_reaction(self) -> None:
        card = self.card()
        for key in (CLAIM, "⏫"):
            self.zed.react((CARE, card.message.event_id), key)
        self.assert_told_once()
        self.assert_untouched(card.case)

    def test_an_approval(self) -> None:
        draft = self.shown_draft(self.claimed_card())
        self.zed.react((APPROVALS, draft.message.event_id), APPROVE)
        self.zed.say(APPROVALS, f"!ok {draft.mark}")
        self.assert_told_once()
        self.assertEqual(self.api.case(draft.case)["phase"], "drafted")
        self.assert_nothing_posted(draft.case)

    def test_a_display_name_is_nobodys(self) -> None:
        card = self.card()
        member = {"membership": "join", "displayname": "dana"}
        self.zed.set_state(CARE, "m.room.member", member, full_user("zed"))
        self.zed.say(CARE, f"!claim {card.case}")
        self.assert_told_once()
        self.assert_untouched(card.case)

    def test_words_that_name_another_sender(self) -> None:
        card = self.card()
        content = {"msgtype": "m.text", "body": f"!claim {card.case}", "sender": "@dana:test"}
        self.zed.send(CARE, "m.room.message", content)
        self.assert_told_once()
        self.assert_untouched(card.case)

    def assert_told_once(self) -> None:
        pattern = wording.no_place_here()
        wait_until(lambda: self.zed.seen(pattern), TOLD_SECONDS, "zed to be told")
        self.fence(self.bo)
        self.assertEqual(len(self.zed.seen(pattern)), 1, self.zed.transcript.text())

    def assert_untouched(self, number: int) -> None:
        self.assertIsNone(self.api.case(number)["holder"])
        self.assertNotIn("case.escalated", self.event_types(number))


class RoomsThatAreNotConfigured(MatrixDeskTestCase):
    def start_daemon(self) -> None:
        """The bot's account has been in another room before."""
        self.sam_elsewhere = self.seat("sam")
        self.sam_elsewhere.make_room("#lounge", invite=["dana", BOT])
        bot = MatrixPerson(self.matrix.synapse.port, self.matrix.accounts[BOT])
        self.addCleanup(bot.drop)
        bot.connect()
        bot.join("#lounge")
        bot.drop()
        super().start_daemon()

    def test_a_command_there(self) -> None:
        number = self.ring()
        self.dana.join("#lounge")
        for _ in range(3):
            self.dana.say("#lounge", f"!claim {number}")
        pattern = wording.not_a_room_of_the_desk()
        wait_until(lambda: self.dana.seen(pattern), TOLD_SECONDS, "dana to be told")
        self.fence(self.dana)
        self.assertEqual(len(self.dana.seen(pattern)), 1)
        self.assertIsNone(self.api.case(number)["holder"])
        self.assert_obeyed(self.bo, number)

    def test_nothing_of_a_case_is_ever_said_there(self) -> None:
        self.dana.join("#lounge")
        self.ring()
        self.fence(self.dana)
        self.assertEqual(self.dana.seen("#1|Third day", "#lounge"), [])

    def test_an_invitation_to_one_is_not_accepted(self) -> None:
        self.dana.make_room("#den", invite=[BOT])
        self.assert_obeyed(self.dana, self.ring())
        self.assertEqual(self.dana.occupants("#den"), {"dana"})


class FromElsewhere(DeskTestCase):
    """On a homeserver of the tests' own, which has people of others in its rooms."""

    def open_office(self) -> ScriptedMatrixOffice:
        self.matrix = ScriptedMatrixOffice()
        self.addCleanup(self.matrix.stop)
        self.matrix.start()
        return self.matrix

    def tearDown(self) -> None:
        super().tearDown()
        self.assertEqual(self.matrix.server.faults, [])

    def setUp(self) -> None:
        super().setUp()
        self.care = self.matrix.rooms[CARE]
        self.matrix.server.send(
            self.care, ELSEWHERE, "m.room.member", {"membership": "join"}, ELSEWHERE
        )

    def test_a_command_by_the_same_localpart(self) -> None:
        number = self.ring()
        for _ in range(3):
            self.matrix.server.say(self.care, ELSEWHERE, f"!claim {number}")
        self.assert_told_once()
        self.assertIsNone(self.api.case(number)["holder"])
        self.assert_obeyed(self.dana, number)

    def test_a_reaction_by_the_same_localpart(self) -> None:
        number = self.arrive()
        card = self.dana.expect(CARE, wording.rung(number)).message
        self.matrix.server.react(self.care, ELSEWHERE, card.event_id, CLAIM)
        self.assert_told_once()
        self.assertIsNone(self.api.case(number)["holder"])

    def test_a_redaction_of_somebody_elses_reaction(self) -> None:
        """Where a moderator takes the reaction away, its sender has let go of nothing."""
        number = self.arrive()
        card = self.dana.expect(CARE, wording.rung(number)).message
        reaction = self.dana.react(card, CLAIM)
        self.await_case(number, lambda case: case["holder"] == "dana", "dana's")
        self.matrix.server.redact(self.care, ELSEWHERE, reaction)
        self.fence(self.bo)
        self.assertEqual(self.api.case(number)["holder"], "dana")

    def test_an_event_that_comes_twice_counts_once(self) -> None:
        number = self.ring()
        said = self.dana.say(CARE, f"!note {number} once")
        self.dana.expect_answer(wording.noted(number))
        self.matrix.server.repeat(self.care, said)
        self.fence(self.dana)
        notes = [one for one in self.api.case_events(number) if one["type"] == "case.noted"]
        self.assertEqual(len(notes), 1)

    def assert_told_once(self) -> None:
        wait_until(self.told, TOLD_SECONDS, f"{ELSEWHERE} to be told")
        self.fence(self.bo)
        self.assertEqual(len(self.told()), 1)

    def told(self) -> list[Heard]:
        """In the room, where they are; to them alone it would take a room of their own."""
        return self.dana.seen(wording.no_place_here())
