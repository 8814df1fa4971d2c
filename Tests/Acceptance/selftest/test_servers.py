"""The IRC servers and the people on them."""

from __future__ import annotations

import unittest

from parts.inspircd import KILLING
from parts.irc_connection import IRCConnection, Login
from parts.network import OfficeNetwork, shared_office
from parts.ngircd import NgIRCd
from parts.people import Person
from parts.process import temporary_directory
from parts.transcript import PRIVATE
from parts.waiting import Overdue, wait_until


def hear(listener: Person, place: str, speaker: str, pattern: str) -> None:
    listener.transcript.take(place, speaker, pattern, 5)


class TheOffice(unittest.TestCase):
    def setUp(self) -> None:
        self.office = shared_office()

    def sit(self, name: str, *rooms: str) -> Person:
        person = self.office.person(name, *rooms)
        self.addCleanup(person.drop)
        return person

    def test_two_people_talk(self) -> None:
        dana, bo = self.sit("dana", "#talk"), self.sit("bo", "#talk")
        dana.say("#talk", "hello \x02bo\x0f")
        hear(bo, "#talk", "dana", r"^hello bo$")
        bo.say("dana", "psst")
        hear(dana, PRIVATE, "bo", r"^psst$")

    def test_a_missed_line_fails_with_the_transcript(self) -> None:
        dana, bo = self.sit("dana", "#missed"), self.sit("bo", "#missed")
        bo.say("#missed", "something else")
        hear(dana, "#missed", "bo", "something")
        with self.assertRaisesRegex(Overdue, r"(?s)did not see /never/.*<bo> something else"):
            dana.transcript.take(None, "bo", "never", 0.1)

    def test_a_line_is_taken_once(self) -> None:
        dana, bo = self.sit("dana", "#once"), self.sit("bo", "#once")
        bo.say("#once", "one")
        hear(dana, "#once", "bo", "one")
        with self.assertRaises(Overdue):
            dana.transcript.take(None, "bo", "one", 0.1)

    def test_an_answer_comes_after_the_question(self) -> None:
        dana, bo = self.sit("dana", "#order"), self.sit("bo", "#order")
        bo.say("#order", "before")
        wait_until(lambda: dana.transcript.matching("bo", "before"), 5, "dana to hear bo")
        dana.say("#order", "well?")
        with self.assertRaises(Overdue):
            dana.transcript.take(None, "bo", "before", 0.1, is_answer=True)
        hear(dana, "#order", "bo", "before")

    def test_who_is_in_the_room_is_known(self) -> None:
        dana = self.sit("dana", "#seats")
        bo = self.sit("bo", "#seats")
        dana.await_in_room("#seats", "bo")
        bo.drop()
        dana.await_gone("#seats", "bo")

    def test_a_wrong_password_is_refused(self) -> None:
        visitor = IRCConnection(self.office.address, "dana", heard=lambda _: None)
        self.addCleanup(visitor.close)
        with self.assertRaisesRegex(AssertionError, "dana cannot log in"):
            visitor.register(Login("dana", "wrong"))

    def test_tls_is_verified_against_our_authority(self) -> None:
        person = Person("dana", self.office.tls_address, self.office.login("dana"))
        self.addCleanup(person.drop)
        person.connect()
        self.assertTrue(person.is_connected)


class AnOfficeOfItsOwn(unittest.TestCase):
    def test_the_server_is_killed_and_comes_back_with_its_accounts(self) -> None:
        office = OfficeNetwork()
        self.addCleanup(office.stop)
        office.start(["dana"])
        dana = office.person("dana", "#back")
        self.addCleanup(dana.drop)
        office.kill()
        dana.await_disconnected()
        office.restart()
        dana.reconnect()
        self.assertIn("dana", dana.occupants("#back"))

    def test_a_frozen_server_keeps_its_connections(self) -> None:
        office = OfficeNetwork()
        self.addCleanup(office.stop)
        office.start(["dana"])
        dana = office.person("dana", "#ice")
        self.addCleanup(dana.drop)
        office.inspircd.process.freeze()
        dana.say("dana", "still here")
        with self.assertRaises(Overdue):
            hear_oneself(dana, 0.3)
        office.inspircd.process.thaw()
        hear_oneself(dana, 5)

    def test_a_server_that_kills_the_hasty(self) -> None:
        office = OfficeNetwork(KILLING)
        self.addCleanup(office.stop)
        office.start([])
        hasty = office.stranger("hasty", "#flood")
        self.addCleanup(hasty.drop)
        hasty.raw("\r\n".join(f"PRIVMSG #flood :{number}" for number in range(60)))
        hasty.await_disconnected(5)


def hear_oneself(person: Person, seconds: float) -> None:
    person.transcript.take(PRIVATE, person.nick, "still here", seconds)


class AnOldServer(unittest.TestCase):
    def test_two_people_talk_on_ngircd(self) -> None:
        server = NgIRCd(temporary_directory("ngircd"))
        self.addCleanup(server.process.stop)
        server.start()
        dana, bo = Person("dana", server.address), Person("bo", server.address)
        for person in (dana, bo):
            self.addCleanup(person.drop)
            person.connect()
            person.join("#talk")
        dana.say("#talk", "hello")
        hear(bo, "#talk", "dana", "hello")
