"""One queue with a room on IRC and one on Matrix: one case, one holder, one pair of eyes each."""

from __future__ import annotations

from dataclasses import replace

import wording
from desk import TEXT, DeskTestCase
from matrix_desk import APPROVE, CLAIM
from parts.bot_config import (
    APPROVALS,
    CARE,
    SPARED,
    BotConfig,
    DeskSettings,
    matrix_network,
)
from parts.matrix_actor import full_alias, full_user
from parts.matrix_office import MatrixOffice
from parts.matrix_person import MatrixPerson

SOON_SECONDS = 3.0


class OnBothAtOnce(DeskTestCase):
    def write_config(self, settings: DeskSettings) -> BotConfig:
        self.matrix = MatrixOffice()
        self.addCleanup(self.matrix.stop)
        self.matrix.start()
        rooms = {"care-there": CARE, "approvals-there": APPROVALS}
        wanted = replace(
            settings,
            networks=[matrix_network(self.matrix, [SPARED])],
            rooms=[
                f'{name}: {{ network: matrix, room: "{full_alias(room)}", private: true }}'
                for name, room in rooms.items()
            ],
            care=("care", "care-there"),
            approvals=("approvals", "approvals-there"),
            accounts={
                name: f'matrix: "{full_user(name)}"' for name in ("dana", "bo", "sam", "lee")
            },
        )
        return super().write_config(wanted)

    def await_bot(self) -> None:
        super().await_bot()
        self.there = self.sit("dana", CARE)
        self.there.await_in_room(CARE)
        self.sam_there = self.sit("sam", CARE, APPROVALS)
        self.sam_there.await_in_room(APPROVALS)

    def sit(self, name: str, *rooms: str) -> MatrixPerson:
        person = self.matrix.person(name, *rooms)
        self.addCleanup(person.drop)
        return person

    def test_claimed_in_one_the_other_shows_it(self) -> None:
        number = self.ring()
        card = self.there.expect(CARE, wording.rung(number)).message
        self.dana.say(CARE, f"!c {number}")
        self.dana.expect_answer(wording.claimed(number, "dana"))
        self.there.expect_shown(card, wording.card_held(number, "dana"), within=SOON_SECONDS)
        self.dana.say(CARE, f"!release {number}")
        self.there.expect_shown(card, wording.card_free(number), within=SOON_SECONDS)
        self.there.react(card, CLAIM)
        self.bo.expect(CARE, rf"#{number} is dana's", within=SOON_SECONDS)

    def test_one_person_with_two_accounts_is_one_pair_of_eyes(self) -> None:
        number = self.ring()
        self.sam.say(CARE, f"!c {number}")
        self.sam.expect_answer(wording.claimed(number, "sam"))
        self.sam.say(CARE, f"!r {number} {TEXT}")
        mark = self.sam.expect_answer(wording.drafted(number, 1))["mark"]
        pattern = wording.draft_card(number, mark, "sam")
        draft = self.sam_there.expect(APPROVALS, pattern).message
        self.sam_there.react(draft, APPROVE)
        self.sam_there.expect_answer(wording.wrote_it_yourself(mark))
        self.assertEqual(self.api.case(number)["phase"], "drafted")
        self.lee.say(APPROVALS, f"!ok {mark}")
        self.lee.expect(APPROVALS, wording.approved(number, mark, "lee"))
        self.sam_there.expect(APPROVALS, wording.approved(number, mark, "lee"))
        self.receiver.await_posted(number)

    def test_drafted_here_and_approved_there(self) -> None:
        draft = self.drafted_case()
        pattern = wording.draft_card(draft.case, draft.mark, "dana")
        message = self.sam_there.expect(APPROVALS, pattern).message
        self.sam_there.react(message, APPROVE)
        self.sam.expect(APPROVALS, wording.approved(draft.case, draft.mark, "sam"))
        self.await_sent(draft.case)
        events = self.api.case_events(draft.case)
        (approved,) = [event for event in events if event["type"] == "draft.approved"]
        self.assertEqual((approved["by"], approved["via"]), ("sam", "matrix"))
