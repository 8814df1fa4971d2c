"""Who is obeyed: an authenticated account of somebody of the desk, and nobody else."""

from __future__ import annotations

import wording
from desk import DeskTestCase
from parts.bot_config import APPROVALS, CARE
from parts.people import Person
from parts.transcript import PRIVATE


class Strangers(DeskTestCase):
    def test_a_nick_without_an_account(self) -> None:
        number = self.ring()
        mallory = self.seat_stranger("mallory", CARE)
        self.assert_refused(mallory, number)
        mallory.tell("help")
        mallory.expect_answer(wording.help_text())

    def test_the_right_nick_without_the_account(self) -> None:
        number = self.ring()
        self.bo.drop()
        self.dana.await_gone(CARE, "bo")
        self.assert_refused(self.seat_stranger("bo", CARE), number)

    def test_an_account_that_is_nobody_of_the_desk(self) -> None:
        number = self.ring()
        zed = self.seat("zed", CARE)
        zed.say(CARE, f"!claim {number}")
        zed.expect_answer(".")
        self.assertIsNone(self.api.case(number)["holder"])

    def test_an_approval_by_a_stranger(self) -> None:
        draft = self.drafted_case()
        mallory = self.seat_stranger("mallory", APPROVALS)
        mallory.say(APPROVALS, f"!ok {draft.mark}")
        mallory.expect_answer(wording.unknown_person())
        self.assertEqual(self.api.case(draft.case)["phase"], "drafted")

    def assert_refused(self, person: Person, number: int) -> None:
        person.say(CARE, f"!claim {number}")
        person.expect_answer(wording.unknown_person())
        self.assertIsNone(self.api.case(number)["holder"])


class BorrowedNames(DeskTestCase):
    """Names are anybody's; what counts is the account at the moment of speaking."""

    def setUp(self) -> None:
        super().setUp()
        self.number = self.ring()

    def test_a_nick_that_changed_hands(self) -> None:
        mallory = self.seat_stranger("mallory", CARE)
        self.dana.rename("dana-away")
        mallory.rename("dana")
        mallory.say(CARE, f"!claim {self.number}")
        mallory.expect_answer(wording.unknown_person())
        self.assert_not_obeyed(mallory, self.number)
        self.dana.say(CARE, f"!claim {self.number}")
        self.dana.expect_answer(wording.claimed(self.number, "dana-away"))

    def test_a_nick_whose_owner_quit(self) -> None:
        self.bo.drop()
        self.dana.await_gone(CARE, "bo")
        mallory = self.seat_stranger("mallory", CARE)
        mallory.rename("bo")
        mallory.say(CARE, f"!claim {self.number}")
        mallory.expect_answer(wording.unknown_person())
        self.assert_not_obeyed(mallory, self.number)
        self.assert_obeyed(self.dana, self.number)

    def test_somebody_who_has_logged_out(self) -> None:
        self.bo.ask("NICKSERV LOGOUT", "901")
        self.bo.say(CARE, f"!claim {self.number}")
        self.bo.expect_answer(wording.unknown_person())
        self.assert_not_obeyed(self.bo, self.number)
        self.bo.ask("NICKSERV IDENTIFY bo bo-password", "900")
        self.assert_obeyed(self.bo, self.number)

    def test_words_passed_on_by_another_bot(self) -> None:
        for relay in (self.seat_stranger("relay", CARE), self.seat("zed", CARE)):
            for words in ("<dana> !claim {}", "[office] <dana> !claim {}", "dana: !claim {}"):
                relay.say(CARE, words.format(self.number))
            relay.say(CARE, f"casebell: <dana> claim {self.number}")
            self.assert_not_obeyed(relay, self.number)
        self.assert_obeyed(self.dana, self.number)

    def test_an_approval_passed_on_by_another_bot(self) -> None:
        draft = self.drafted_case()
        for relay in (self.seat_stranger("relay", APPROVALS), self.seat("zed", APPROVALS)):
            relay.say(APPROVALS, f"<sam> !ok {draft.mark}")
            relay.await_heard()
        self.fence(self.sam)
        self.assertEqual(self.api.case(draft.case)["phase"], "drafted")
        self.assert_nothing_posted(draft.case)
        self.approve(draft)

    def test_look_alikes(self) -> None:
        """As far as the server lets anybody be called so."""
        for nick in ("d4na", "dana_", "dana`", "Dana2", "d\u0430na", "\uff44ana", "d\u00e1na"):
            with self.subTest(nick):
                self.check_look_alike(nick)
        self.assert_obeyed(self.dana, self.number)

    def check_look_alike(self, nick: str) -> None:
        mallory = self.seat_stranger("mallory", CARE)
        answer = mallory.ask(f"NICK {nick}", "NICK", "432", "433")
        if answer.command == "NICK":
            mallory.nick = nick
            mallory.ask(f"NICKSERV REGISTER mallory-password {nick}@office.test", "900", "NOTICE")
            mallory.say(CARE, f"!claim {self.number}")
            mallory.expect_answer(".")
        self.assert_not_obeyed(mallory, self.number)
        mallory.drop()
        self.dana.await_gone(CARE, nick)


class OtherWaysOfSpeaking(DeskTestCase):
    """What is not a plain message is no command, whoever sends it."""

    def test_a_notice_and_an_action(self) -> None:
        number = self.ring()
        self.dana.expect(CARE, wording.customer_wrote(number, "Third day without internet"))
        before = len(self.dana.seen("."))
        self.dana.raw(f"NOTICE {CARE} :!claim {number}")
        self.dana.raw(f"NOTICE casebell :claim {number}")
        self.dana.raw(f"PRIVMSG {CARE} :\x01ACTION !claim {number}\x01")
        self.dana.raw(f"PRIVMSG casebell :\x01claim {number}\x01")
        self.dana.await_heard()
        self.fence(self.bo)
        self.assertIsNone(self.api.case(number)["holder"])
        self.assertEqual(len(self.dana.seen(".")), before, "nothing of this is answered")
        self.assert_obeyed(self.dana, number)


class ToTheOperatorsOfARoom(DeskTestCase):
    def seat_everybody(self) -> None:
        self.zed = self.seat("zed", CARE)  # Who comes first is operator.
        super().seat_everybody()

    def test_it_is_said_in_that_room(self) -> None:
        """Who says it counts as ever."""
        number = self.ring()
        mallory = self.seat_stranger("mallory", CARE)
        for nick in ("casebell", "mallory", "dana"):
            self.zed.ask(f"MODE {CARE} +o {nick}", "MODE")
        mallory.raw(f"PRIVMSG @{CARE} :!claim {number}")
        mallory.expect(PRIVATE, wording.unknown_person())
        self.assert_not_obeyed(mallory, number)
        self.dana.say(f"@{CARE}", f"!claim {number}")
        self.dana.expect_answer(wording.claimed(number, "dana"))


class OrdinaryTalk(DeskTestCase):
    def test_reaches_nobody_and_changes_nothing(self) -> None:
        draft = self.drafted_case()
        before = len(self.api.case_events(draft.case))
        self.dana.say(CARE, f"reply {draft.case} We should just tell her it was our fault")
        self.dana.say(CARE, f"#{draft.case} looks bad, claim {draft.case} somebody")
        self.sam.say(APPROVALS, f"ok {draft.mark}")
        self.sam.say(APPROVALS, f"approve {draft.case}? I would say !ok {draft.mark}")
        self.sam.say(APPROVALS, "ok")
        self.lee.say(CARE, "casebell is a nice name")
        for person in (self.dana, self.sam, self.lee):
            self.fence(person)
        self.assertEqual(len(self.api.case_events(draft.case)), before)
        self.assert_nothing_posted(draft.case)
