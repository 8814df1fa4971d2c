"""The right account on the wrong network is somebody else; two accounts of one are one person."""

from __future__ import annotations

from dataclasses import replace

import wording
from desk import TEXT, DeskTestCase
from parts.bot_config import CARE, BotConfig, DeskSettings
from parts.loopback import HOST
from parts.network import OfficeNetwork
from parts.people import BOT, Person

ELSEWHERE = ("dana", "sammy", BOT)


class TwoNetworks(DeskTestCase):
    """On the other network `dana` is a stranger's account, and Sam is called Sammy."""

    def setUp(self) -> None:
        self.elsewhere = OfficeNetwork()
        self.addCleanup(self.elsewhere.stop)
        self.elsewhere.start(ELSEWHERE)
        super().setUp()
        self.number = self.ring()

    def write_config(self, settings: DeskSettings) -> BotConfig:
        password = "{ env: CASEBELL_IRC_PASSWORD }"
        network = (
            f"{{ name: elsewhere, irc: {{ server: '{HOST}:{self.elsewhere.bot_door.port}', "
            f"tls: false, nick: {BOT}, flood: {{ unlimited: true }}, "
            f"sasl: {{ mechanism: plain, account: {BOT}, password: {password} }} }} }}"
        )
        room = f'annex: {{ network: elsewhere, room: "{CARE}", private: true }}'
        accounts = {"sam": "elsewhere: sammy"}
        return super().write_config(
            replace(settings, networks=[network], rooms=[room], accounts=accounts)
        )

    def test_the_right_account_on_the_wrong_network(self) -> None:
        other = self.seat_elsewhere("dana")
        other.say(CARE, f"!claim {self.number}")
        other.expect_answer(wording.no_place_here())
        other.tell(f"claim {self.number}")
        self.assert_not_obeyed(other, self.number)
        self.assert_obeyed(self.dana, self.number)

    def test_two_accounts_are_one_person(self) -> None:
        sammy = self.seat_elsewhere("sammy")
        draft = self.draft(self.sam, self.claimed_case(self.sam), TEXT)
        sammy.tell(f"ok {draft.mark}")
        sammy.expect_answer(wording.wrote_it_yourself(draft.mark))
        self.assertEqual(self.api.case(draft.case)["phase"], "drafted")
        self.approve(draft, by=self.lee)

    def seat_elsewhere(self, name: str) -> Person:
        person = self.elsewhere.person(name, CARE)
        self.addCleanup(person.drop)
        person.await_in_room(CARE)
        return person
