"""Encrypted rooms are not read: the log says so, the check, and the room itself, once."""

from __future__ import annotations

import json

import wording
from matrix_desk import MatrixDeskTestCase
from parts.bot_config import CARE, DeskSettings
from parts.daemon import casebell
from parts.matrix_office import OWNER, MatrixOffice
from parts.matrix_person import MatrixPerson
from parts.matrix_rooms import ENCRYPTION
from parts.people import BOT
from parts.waiting import wait_until

ANNEX = "#annex"
SEALED = {
    "algorithm": ENCRYPTION,
    "ciphertext": "AwgAEnACgAkLmt6qF84IK++J7UDH2Za1YVchHyprqTqsg",
    "device_id": "ADEVICE",
    "sender_key": "IlRMeOPX2e0MurIyfWEucYBRVOEEUMrOHqn/8mLqMjA",
    "session_id": "X3lUlvLELLYxeTx4yOVu6UDpasGEVO0Jbu+QFnm0cKQ",
}
"""What a client sends there, whatever somebody types; as in the specification's example."""
TOLD_SECONDS = 20.0


class EncryptedRoomTestCase(MatrixDeskTestCase):
    """The annex is a second work room of the queue's."""

    settings = DeskSettings(
        rooms=[f'annex: {{ network: matrix, room: "{ANNEX}:test" }}'], care=("care", "annex")
    )
    is_encrypted = False

    def open_office(self) -> MatrixOffice:
        office = super().open_office()
        owner = MatrixPerson(office.synapse.port, office.accounts[OWNER])
        self.addCleanup(owner.close)
        owner.make_room(ANNEX, invite=["dana", "bo", BOT], is_encrypted=self.is_encrypted)
        return office

    def setUp(self) -> None:
        super().setUp()
        for person in (self.dana, self.bo, self.sam):
            person.join(ANNEX)
        self.dana.await_in_room(ANNEX)

    def await_log(self) -> None:
        def look() -> bool:
            return wording.room_is_encrypted(ANNEX) in self.daemon.process.log.read_text()

        wait_until(look, TOLD_SECONDS, "the log to name the room")

    def await_in_annex(self, pattern: str, what: str) -> None:
        wait_until(lambda: self.dana.seen(pattern, ANNEX), TOLD_SECONDS, what)

    def assert_told_once(self) -> None:
        pattern = wording.this_room_is_encrypted()
        self.await_in_annex(pattern, "the room to be told")
        self.fence(self.dana)
        self.assertEqual(len(self.dana.seen(pattern)), 1, self.dana.transcript.text())

    def assert_not_read(self, number: int) -> None:
        """Nobody knows what it was, and nobody guesses."""
        self.await_in_annex(wording.room_is_not_closed(), "the room to be called open")
        # The annex may get its card after the other room.
        other_than_card = rf"^(?!.*(?:{wording.rung(number)}))"
        self.fence(self.dana)
        before = len(self.dana.seen(other_than_card, ANNEX))
        self.dana.send(ANNEX, "m.room.encrypted", SEALED)
        self.fence(self.dana)
        self.assertIsNone(self.api.case(number)["holder"])
        said = self.dana.seen(other_than_card, ANNEX)
        self.assertEqual(len(said), before, self.dana.transcript.text())

    def assert_others_go_on(self) -> int:
        """A case in the other room, and its number."""
        card = self.card()
        self.bo.say(CARE, "!c", thread=card.thread)
        self.bo.expect_answer(wording.claimed(card.case, "bo"))
        return card.case


class FromTheStart(EncryptedRoomTestCase):
    is_encrypted = True

    def test_the_log_and_the_room_say_so_once(self) -> None:
        self.await_log()
        self.assert_told_once()
        self.restart_daemon()
        self.assert_others_go_on()
        self.assert_told_once()

    def test_nothing_is_acted_on_and_other_rooms_go_on(self) -> None:
        self.assert_told_once()
        self.assert_not_read(self.ring())
        self.assert_others_go_on()

    def test_the_check_names_it(self) -> None:
        checked = casebell("check", "--live", "--json", config=self.daemon.config)
        found = json.loads(checked.stdout)["findings"]
        told = [row for row in found if wording.room_is_encrypted(ANNEX) in row["message"]]
        self.assertEqual([row["key"] for row in told], ["rooms.annex"], found)
        self.assertEqual(told[0]["severity"], "error")
        self.assertNotEqual(checked.returncode, 0)


class WhileTheDeskWorks(EncryptedRoomTestCase):
    def test_it_says_so_once_and_other_rooms_go_on(self) -> None:
        number = self.ring()
        self.dana.say(ANNEX, f"!claim {number}")
        self.dana.expect_answer(wording.claimed(number, "dana"))
        self.assertEqual(self.dana.seen(wording.this_room_is_encrypted()), [])
        self.sam.encrypt(ANNEX)
        self.await_log()
        self.assert_told_once()
        self.assert_not_read(self.ring())
        self.assert_others_go_on()
        self.restart_daemon()
        self.assert_others_go_on()
        self.assert_told_once()
