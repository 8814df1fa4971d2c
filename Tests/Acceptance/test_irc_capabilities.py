"""Capabilities and SASL as a client has to speak them, against a server played by hand.

Of the mechanisms that networks offer, ECDSA-NIST256P-CHALLENGE is not among ours.
"""

from __future__ import annotations

import base64

from lone_bot_case import LoneBotCase
from parts.counterpart import Caller
from parts.lone_bot import sasl
from parts.scripted.scram import Honesty, ScramRefusal, ScramServer

PIECE = 400
SUCCESS = ("900 * * jilles :You are now logged in", "903 * :SASL authentication successful")


def payload(caller: Caller) -> tuple[bytes, list[int]]:
    """One message of any number of AUTHENTICATE lines, and how long each was."""
    text, lengths = "", []
    while True:
        command, _, piece = caller.line().partition(" ")
        assert command == "AUTHENTICATE", command
        text += "" if piece == "+" else piece
        lengths.append(0 if piece == "+" else len(piece))
        if lengths[-1] < PIECE:
            return base64.b64decode(text, validate=True), lengths


def challenge(caller: Caller, message: bytes) -> None:
    caller.send(f"AUTHENTICATE {base64.b64encode(message).decode() or '+'}")


class Opening(LoneBotCase):
    def test_an_empty_list_ends_the_negotiation(self) -> None:
        self.assertEqual(self.call().offer(""), "CAP END")

    def test_a_server_that_refuses_every_request(self) -> None:
        caller = self.call()
        self.assertEqual(caller.line(), "CAP LS 302")
        caller.send("CAP * LS :account-tag server-time echo-message batch")
        self.assertEqual(caller.negotiate(""), "CAP END")

    def test_a_list_of_several_lines_is_waited_for(self) -> None:
        caller = self.call(sasl("plain"))
        self.assertEqual(caller.line(), "CAP LS 302")
        caller.send("CAP * LS * :server-time account-tag", "CAP * LS :sasl=PLAIN batch")
        offered = "server-time account-tag sasl batch"
        self.assertEqual(caller.negotiate(offered), "AUTHENTICATE PLAIN")

    def test_without_an_account_no_sasl_is_asked_for(self) -> None:
        caller = self.call()
        self.assertEqual(caller.line(), "CAP LS 302")
        caller.send("CAP * LS :sasl=PLAIN,EXTERNAL")
        self.assertEqual(caller.negotiate(""), "CAP END")


class Plain(LoneBotCase):
    def test_account_password_and_then_the_end_of_negotiation(self) -> None:
        caller = self.call(sasl("plain"))
        self.assertEqual(caller.offer("sasl"), "AUTHENTICATE PLAIN")
        caller.send("AUTHENTICATE +")
        self.assertEqual(payload(caller)[0], b"jilles\0jilles\0sesame")
        caller.send(*SUCCESS)
        self.assertEqual(caller.line(), "CAP END")

    def test_payloads_around_the_length_of_a_piece(self) -> None:
        """n bytes of base64 in pieces of 400, and a `+` after a last one that is full."""
        rows = {
            396: [396],
            400: [400, 0],
            404: [400, 4],
            800: [400, 400, 0],
            804: [400, 400, 4],
        }
        for length, pieces in rows.items():
            with self.subTest(length):
                # 16 bytes go to the account, twice, and the zeros.
                password = "é" + "p" * (length // 4 * 3 - 2 - len("jilles\0jilles\0"))
                caller = self.call(sasl("plain"), password=password)
                self.assertEqual(caller.offer("sasl"), "AUTHENTICATE PLAIN")
                caller.send("AUTHENTICATE +")
                message, lengths = payload(caller)
                self.assertEqual(message, f"jilles\0jilles\0{password}".encode())
                self.assertEqual(lengths, pieces)
                caller.send(*SUCCESS)
                self.assertEqual(caller.line(), "CAP END")

    def test_a_mechanism_that_is_not_offered(self) -> None:
        """The password leaves in no other way, also not to a server without SASL."""
        for offered in ("sasl=EXTERNAL", "sasl=SCRAM-SHA-256,ECDSA-NIST256P-CHALLENGE", ""):
            with self.subTest(offered):
                caller = self.call(sasl("plain"))
                last = caller.offer(offered)
                self.assertIn(last.partition(" ")[0], ("CAP", "QUIT"))
                if last.startswith("CAP"):
                    self.assertEqual(last, "CAP END")

    def test_sasl_is_requested_wherever_it_is_offered(self) -> None:
        caller = self.call(sasl("plain"))
        self.assertEqual(caller.line(), "CAP LS 302")
        caller.send("CAP * LS :sasl=EXTERNAL")
        lines = [caller.line() for _ in range(3)]
        self.assertIn("CAP REQ sasl", [line.replace(":", "") for line in lines])

    def test_a_wrong_password_is_not_tried_again(self) -> None:
        server = self.counterpart()
        bot = self.bot(server.address, sasl("plain"))
        caller = server.accept()
        self.assertEqual(caller.offer("sasl=PLAIN"), "AUTHENTICATE PLAIN")
        caller.send("AUTHENTICATE +")
        payload(caller)
        caller.send("904 casebell :SASL authentication failed")
        self.assertEqual([line.partition(" ")[0] for line in caller.rest()], ["QUIT"])
        self.assertFalse(server.is_called(within=1), "it tries again and locks the account")
        self.assertRegex(bot.log(), "refuses the login.*SASL authentication failed")


class Scram(LoneBotCase):
    def test_a_server_that_proves_it_knows_the_password(self) -> None:
        caller, server = self.begin(ScramServer("sesame"))
        challenge(caller, server.answer(payload(caller)[0]))
        self.assertEqual(payload(caller)[0], b"")
        self.assertEqual(server.account, "jilles")
        caller.send(*SUCCESS)
        self.assertEqual(caller.line(), "CAP END")

    def test_a_wrong_password(self) -> None:
        caller, server = self.begin(ScramServer("another"))
        with self.assertRaises(ScramRefusal):
            server.answer(payload(caller)[0])
        caller.send("904 casebell :SASL authentication failed")
        self.assertEqual([line.partition(" ")[0] for line in caller.rest()], ["QUIT"])

    def test_a_server_that_only_says_so(self) -> None:
        for honesty in (Honesty.WRONG_SIGNATURE, Honesty.NO_SIGNATURE):
            with self.subTest(honesty):
                caller, server = self.begin(ScramServer("another", honesty))
                challenge(caller, server.answer(payload(caller)[0]))
                self.assertEqual(caller.line(), "AUTHENTICATE *")

    def test_a_server_with_a_nonce_of_its_own(self) -> None:
        server = ScramServer("sesame", Honesty.FOREIGN_NONCE)
        caller = self.call(sasl("scram-sha-256"))
        self.assertEqual(caller.offer("sasl=SCRAM-SHA-256"), "AUTHENTICATE SCRAM-SHA-256")
        caller.send("AUTHENTICATE +")
        challenge(caller, server.answer(payload(caller)[0]))
        self.assertEqual(caller.line(), "AUTHENTICATE *")

    def begin(self, server: ScramServer) -> tuple[Caller, ScramServer]:
        """As far as the client's proof, which is the next message."""
        caller = self.call(sasl("scram-sha-256"))
        self.assertEqual(caller.offer("sasl=SCRAM-SHA-256"), "AUTHENTICATE SCRAM-SHA-256")
        caller.send("AUTHENTICATE +")
        challenge(caller, server.answer(payload(caller)[0]))
        return caller, server


class InOrderOfPreference(LoneBotCase):
    def test_the_first_that_is_offered(self) -> None:
        caller = self.call(sasl("[scram-sha-256, plain]"))
        self.assertEqual(caller.offer("sasl=PLAIN"), "AUTHENTICATE PLAIN")

    def test_the_next_after_one_that_the_server_does_not_have_after_all(self) -> None:
        caller = self.call(sasl("[scram-sha-256, plain]"))
        self.assertEqual(caller.offer("sasl"), "AUTHENTICATE SCRAM-SHA-256")
        caller.send("908 casebell PLAIN :are available", "904 casebell :SASL failed")
        self.assertEqual(caller.line(), "AUTHENTICATE PLAIN")
