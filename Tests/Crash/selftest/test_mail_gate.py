"""The gate before the mail server does to mails what it says it does."""

from __future__ import annotations

import contextlib
import random
import smtplib
import threading
import unittest
from socketserver import StreamRequestHandler, ThreadingTCPServer
from unittest import mock

import acceptance  # noqa: F401, isort: skip
from parts.loopback import HOST
from world.mail_gate import UNFAIR, MailGate, Manner

WITHIN_SECONDS = 5.0
SOON_SECONDS = 0.3
TIMES = 100
SENDER, RECIPIENT = "bell@example.test", "sam+1@example.test"
MAIL = "Message-ID: <page-1@example.test>\r\nSubject: PAGE #7\r\n\r\nOne.\r\n..\r\nTwo.\r\n"


class _PostOffice(ThreadingTCPServer):
    """Keeps what it has taken."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self) -> None:
        self.taken: list[bytes] = []
        super().__init__((HOST, 0), _Clerk)


class _Clerk(StreamRequestHandler):
    server: _PostOffice

    def handle(self) -> None:
        self.say("220 mail.test")
        while line := self.rfile.readline():
            match line[:4].upper():
                case b"EHLO":
                    self.say("250-mail.test\r\n250 8BITMIME")
                case b"DATA":
                    self.say("354 go on")
                    if not self.take():
                        return
                case b"QUIT":
                    self.say("221 bye")
                    return
                case _:
                    self.say("250 ok")

    def take(self) -> bool:
        mail = b""
        while line := self.rfile.readline():
            if line == b".\r\n":
                self.server.taken.append(mail)
                self.say("250 ok, queued")
                return True
            mail += line
        return False

    def say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


class MailGateDoes(unittest.TestCase):
    def setUp(self) -> None:
        self.office = _PostOffice()
        threading.Thread(target=self.office.serve_forever, args=(0.02,), daemon=True).start()
        self.addCleanup(self.office.server_close)
        self.addCleanup(self.office.shutdown)
        self.gate = MailGate(self.office.server_address[1])
        self.gate.up()
        self.addCleanup(self.gate.down)

    def send(self, within: float = WITHIN_SECONDS) -> int | None:
        """The answer's code; nothing where there was none."""
        try:
            with smtplib.SMTP(HOST, self.gate.port, timeout=within) as client:
                client.sendmail(SENDER, [RECIPIENT], MAIL)
                return 250
        except (smtplib.SMTPSenderRefused, smtplib.SMTPDataError) as refused:
            return None if refused.smtp_code < 0 else refused.smtp_code
        except (OSError, smtplib.SMTPException):
            return None

    def test_a_mail_passes_as_it_is(self) -> None:
        self.assertEqual(self.send(), 250)
        (mail,) = self.office.taken
        self.assertEqual(mail, MAIL.replace("\r\n..", "\r\n...").encode())
        (taking,) = self.gate.taken()
        self.assertEqual(taking.message_id, "<page-1@example.test>")
        self.assertEqual(taking.recipient, RECIPIENT)
        self.assertTrue(taking.is_told)

    def test_each_manner(self) -> None:
        for manner, wanted, taken in (
            (Manner.LOSE, None, 1),
            (Manner.HOLD, None, 1),
            (Manner.REFUSE, 451, 0),
            (Manner.REFUSE_LATE, 451, 0),
            (Manner.LEAVE, 421, 0),
            (Manner.CUT, None, 0),
            (Manner.HANG, None, 0),
        ):
            with self.subTest(manner.name):
                self.office.taken.clear()
                before = len(self.gate.taken())
                waits = manner in (Manner.HOLD, Manner.HANG)
                with mock.patch.object(self.gate, "manner", return_value=manner):
                    answer = self.send(SOON_SECONDS if waits else WITHIN_SECONDS)
                self.assertEqual(answer, wanted)
                self.assertEqual(len(self.office.taken), taken)
                takings = self.gate.taken()[before:]
                self.assertEqual([taking.is_told for taking in takings], [False] * taken)
                self.gate.behave()

    def test_misbehaving_and_behaving_again(self) -> None:
        self.gate.misbehave(1.0, random.Random(1))
        manners = {self.gate.manner() for _ in range(TIMES)}
        self.assertEqual(manners, set(UNFAIR))
        self.gate.behave()
        self.assertEqual(self.send(), 250)

    def test_who_hangs_is_let_go_without_an_answer(self) -> None:
        self.gate.hang()
        threading.Timer(SOON_SECONDS, self.gate.behave).start()
        self.assertIsNone(self.send())
        self.assertEqual(self.office.taken, [])
        self.assertEqual(self.send(), 250)

    def test_a_mail_is_caught_and_nothing_passes_after_it(self) -> None:
        caught = self.gate.catch()
        self.assertFalse(caught.is_set())
        self.assertIsNone(self.send(SOON_SECONDS))
        self.assertTrue(caught.is_set())
        self.assertIsNone(self.send(SOON_SECONDS))
        self.assertEqual(len(self.office.taken), 1)
        self.gate.behave()

    def test_while_it_is_down_connections_are_refused(self) -> None:
        self.gate.down()
        with self.assertRaises(ConnectionRefusedError), contextlib.closing(
            smtplib.SMTP(HOST, self.gate.port, timeout=WITHIN_SECONDS)
        ):
            pass
        self.gate.up()
        self.assertEqual(self.send(), 250)
