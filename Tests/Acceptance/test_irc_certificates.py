"""Whom the bot trusts: an authority it is told of, pinned certificates, and nobody else."""

from __future__ import annotations

import contextlib

from lone_bot_case import LoneBotCase
from parts.certificates import Certificate
from parts.lone_bot import sasl
from parts.scripted.door import Door
from parts.scripted.terms import Terms
from parts.scripted_ircd import ScriptedIRCd
from parts.wallet import wallet

BOT = "casebell"


class Certificates(LoneBotCase):
    def greets(self, certificate: Certificate, tls: str, host: str = "127.0.0.1") -> bool:
        """Whether the bot speaks to a server with this certificate."""
        server = self.counterpart()
        self.bot(f"{host}:{server.port}", f"tls: {tls}")
        caller = server.accept()
        try:
            caller.secure(certificate)
        except OSError:
            return False
        line = caller.line()
        self.assertIn(line, ("", "CAP LS 302"))
        return line != ""

    def test_signed_by_the_authority_it_is_told_of(self) -> None:
        ca = f"{{ ca: {wallet()['authority'].certificate} }}"
        for host in ("127.0.0.1", "localhost"):
            with self.subTest(host):
                self.assertTrue(self.greets(wallet()["good"], ca, host))
        for kind in ("expired", "for another name", "self-signed"):
            with self.subTest(kind):
                self.assertFalse(self.greets(wallet()[kind], ca))

    def test_signed_by_an_authority_of_which_nobody_told_it(self) -> None:
        self.assertFalse(self.greets(wallet()["good"], "true"))

    def test_pinned_whatever_else_is_wrong_with_it(self) -> None:
        for kind in ("good", "expired", "for another name", "self-signed"):
            with self.subTest(kind):
                pinned = wallet()[kind]
                self.assertTrue(self.greets(pinned, f"{{ fingerprints: [{pinned.fingerprint}] }}"))

    def test_pins_are_all_that_counts(self) -> None:
        """Another certificate is refused, be it signed by a known authority."""
        authority, pin = wallet()["authority"].certificate, wallet()["expired"].fingerprint
        tls = f"{{ ca: {authority}, fingerprints: [{pin}] }}"
        for kind in ("good", "self-signed"):
            with self.subTest(kind):
                self.assertFalse(self.greets(wallet()[kind], tls))

    def test_a_refused_certificate_is_told_with_its_fingerprint(self) -> None:
        server = self.counterpart()
        bot = self.bot(server.address, f"tls: {{ fingerprints: [{'0' * 64}] }}")
        with contextlib.suppress(OSError):
            server.accept().secure(wallet()["good"])
        bot.process.await_end()
        self.assertIn(wallet()["good"].fingerprint, bot.log())


class TheBotsOwnCertificate(LoneBotCase):
    def test_logs_it_in(self) -> None:
        authority, client = wallet()["authority"].certificate, wallet()["client"]
        server = ScriptedIRCd(Terms(mechanisms=("EXTERNAL",)))
        self.addCleanup(server.stop)
        server.state.certificates[client.fingerprint] = BOT
        door = server.add_door(Door(wallet()["good"], clients=authority))
        server.start()
        files = f"ca: {authority}, certificate: {client.certificate}, key: {client.key}"
        self.bot(f"localhost:{door.port}", f"tls: {{ {files} }}", "sasl: { mechanism: external }")
        server.await_line(door, "^CAP END$")
        account = server.do(lambda state: state.visitors[BOT].account)
        self.assertEqual(account, BOT)

    def test_goes_before_the_password_where_it_is_preferred(self) -> None:
        authority, client = wallet()["authority"].certificate, wallet()["client"]
        server = self.counterpart()
        files = f"ca: {authority}, certificate: {client.certificate}, key: {client.key}"
        self.bot(server.address, f"tls: {{ {files} }}", sasl("[external, plain]"))
        caller = server.accept()
        caller.secure(wallet()["good"])
        self.assertEqual(caller.offer("sasl=PLAIN,EXTERNAL"), "AUTHENTICATE EXTERNAL")
        caller.send("905 casebell :no such certificate", "904 casebell :SASL failed")
        self.assertEqual(caller.line(), "AUTHENTICATE PLAIN")
