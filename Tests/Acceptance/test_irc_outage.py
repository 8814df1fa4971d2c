"""The IRC server dies and comes back: nothing is lost meanwhile, nothing is posted twice."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import wording
from desk import TEXT, DeskTestCase
from parts.bot_config import APPROVALS, CARE
from parts.network import OfficeNetwork

BACK_SECONDS = 20.0


class TheServerDies(DeskTestCase):
    office: OfficeNetwork

    def open_office(self) -> OfficeNetwork:
        return self.open_own_office()

    def test_cards_rung_meanwhile_are_posted_once(self) -> None:
        self.lose_the_server()
        numbers = [self.arrive() for _ in range(3)]
        self.bring_it_back()
        for number in numbers:
            self.dana.expect(CARE, wording.rung(number), within=BACK_SECONDS)
        self.fence(self.dana)
        for number in numbers:
            self.assertEqual(len(self.dana.seen(wording.rung(number), CARE)), 1)

    def test_a_committed_command_is_answered_afterwards(self) -> None:
        number = self.ring()
        self.dana.say(CARE, f"!claim {number}")
        self.await_case(number, lambda case: case["holder"] == "dana", "dana's")
        self.lose_the_server()
        self.bring_it_back()
        self.dana.expect_answer(wording.claimed(number, "dana"), within=BACK_SECONDS)
        self.fence(self.dana)
        answers = self.dana.seen(wording.claimed(number, "dana"))
        surely = [line for line in answers if not wording.is_again(line.text)]
        self.assertLessEqual(len(surely), 1)
        self.assertLessEqual(len(answers), 2)

    def test_a_reply_goes_out_while_the_chat_is_away(self) -> None:
        draft = self.drafted_case()
        self.approve(draft)
        # The bot knows by now that the notice is there.
        self.fence(self.sam)
        self.lose_the_server()
        self.receiver.await_posted(draft.case)
        self.bring_it_back()
        self.dana.expect(CARE, wording.sent(draft.case), within=BACK_SECONDS)
        self.assertEqual(self.receiver.texts(), {TEXT: 1})

    def test_the_day_goes_on_after_it(self) -> None:
        draft = self.drafted_case()
        self.lose_the_server()
        self.bring_it_back()
        self.approve(draft)
        self.await_sent(draft.case)

    def lose_the_server(self) -> None:
        self.office.kill()
        for person in (self.dana, self.bo, self.sam, self.lee):
            person.await_disconnected()

    def bring_it_back(self) -> None:
        """People are back before the bot, which stands still meanwhile: they see all it says."""
        self.daemon.process.freeze()
        self.office.restart()
        with ThreadPoolExecutor() as together:
            list(together.map(lambda p: p.reconnect(), (self.dana, self.bo, self.sam, self.lee)))
        self.daemon.process.thaw()
        self.dana.await_in_room(CARE)
        self.sam.await_in_room(APPROVALS)
