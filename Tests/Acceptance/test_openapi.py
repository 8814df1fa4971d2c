"""The OpenAPI document is true: whatever Schemathesis makes of it, the daemon keeps it."""

from __future__ import annotations

import http.client

import wording
from desk import IS_LONG, SEED, DeskTestCase
from parts.bot_config import CARE, TOKEN, DeskSettings
from parts.loopback import HOST
from parts.process import temporary_directory
from parts.schemathesis import Examination, Verdict
from parts.signed_post import SIGNED_SOURCE

EXAMPLES = 400 if IS_LONG else 24
SECONDS = 3600.0 if IS_LONG else 400.0
FIXED_SEED = 4
CASES_LEAST = 500
"""Fewer requests than that, and it has not looked."""


class TheDescription(DeskTestCase):
    """A desk with a day behind it: cases of several phases, drafts, a reply that was sent."""

    settings = DeskSettings(sources=[SIGNED_SOURCE])

    def setUp(self) -> None:
        super().setUp()
        self.ring()
        self.claimed_case()
        self.drafted_case()
        sent = self.drafted_case()
        self.approve(sent)
        self.await_sent(sent.case)

    def test_is_kept_for_whoever_has_a_token(self) -> None:
        self.assert_kept(self.examine(EXAMPLES, f"Authorization: Bearer {TOKEN}"))
        self.assertGreater(len(self.api.cases()), 10, "it did not get anything accepted")
        self.assert_works()

    def test_is_kept_for_strangers(self) -> None:
        before = len(self.api.events())
        for headers in ([], ["Authorization: Bearer wrong"]):
            with self.subTest(headers):
                self.assert_kept(self.examine(EXAMPLES // 8, *headers))
        self.assertEqual(len(self.api.events()), before, "a stranger has changed something")
        self.assert_works()

    def examine(self, examples: int, *headers: str) -> Verdict:
        document = temporary_directory("openapi") / "openapi.yaml"
        document.write_bytes(self.document())
        seed = SEED if IS_LONG else FIXED_SEED
        port = self.daemon.config.http_port
        verdict = Examination(document, port, seed, examples, SECONDS).run(headers)
        print(f"schemathesis: {verdict.cases} requests, --seed {seed}")
        return verdict

    def document(self) -> bytes:
        connection = http.client.HTTPConnection(HOST, self.daemon.config.http_port, timeout=10)
        self.addCleanup(connection.close)
        connection.request("GET", "/openapi.yaml", headers={"Authorization": f"Bearer {TOKEN}"})
        answer = connection.getresponse()
        self.assertEqual(answer.getheader("Content-Type"), "application/yaml")
        return answer.read()

    def assert_kept(self, verdict: Verdict) -> None:
        """Nothing was found, and a good deal was tried."""
        self.assertTrue(verdict.is_clean, verdict.report)
        self.assertGreater(verdict.cases, CASES_LEAST, verdict.report)

    def assert_works(self) -> None:
        """The desk is as before."""
        self.daemon.process.assert_running()
        number = self.ring()
        self.bo.say(CARE, f"!claim {number}")
        self.bo.expect_answer(wording.claimed(number, "bo"))
