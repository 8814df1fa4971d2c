"""Pages that leave the chat: a real mail server, and a receiver of signed webhooks.

`check --live` pages for practice, by the same parts that the daemon does.
"""

from __future__ import annotations

import json
import re
import time
import urllib.error
import urllib.request
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from typing import Any

from desk import STATE_SECONDS, DeskTestCase
from parts.bot_config import BotConfig, DeskSettings
from parts.daemon import casebell
from parts.loopback import HOST, free_port
from parts.mentions import MARA, URGENT
from parts.postfix import DOMAIN, PASSWORD, USER, Postfix
from parts.process import temporary_directory
from parts.waiting import wait_until

UNAVAILABLE = 69
PAGED = "casebell.oncall.paged"
LATENCY_SECONDS = 2.0
ROTA = """
rotations:
  - name: care
    layers:
      - { name: first, people: [sam], from: 2026-01-05 }
chains:
  - name: watch
    during: always
    steps:
      - { page: oncall first, wait: 5m }
"""


class PagingDesk(DeskTestCase):
    """A desk with a mail server beside it."""

    postfix: Postfix

    @classmethod
    def setUpClass(cls) -> None:
        super().setUpClass()
        cls.postfix = Postfix()
        cls.postfix.start()

    @classmethod
    def tearDownClass(cls) -> None:
        cls.postfix.stop()
        super().tearDownClass()

    def pages(self) -> list[dict[str, Any]]:
        """What the webhook for pages got; events of the same type are no pages."""
        return [
            dict(request.event)
            for request in self.receiver.requests(0)
            if request.event["type"] == PAGED and "person" in request.event["data"]
        ]


class Paged(PagingDesk):
    """Sam is on call around the clock, and paged by mail and by webhook for every P1."""

    def write_config(self, settings: DeskSettings) -> BotConfig:
        config = super().write_config(settings)
        with (config.directory / "casebell.yaml").open("a") as file:
            file.write(f"""paging:
  smtp:
    server: localhost:{self.postfix.plain_port}
    tls: {{ ca: {self.postfix.ca}, starttls: true }}
    from: bell@{DOMAIN}
  webhook: {{ url: "{self.receiver.url}", secret: {{ env: CRM_SECRET }} }}
  link: http://{HOST}:{config.http_port}
  heartbeat: {{ url: "http://{HOST}:{config.http_port}/healthz", every: 5s }}
""")
        config.replace(
            "people.yaml",
            "name: sam,",
            f"name: sam, page: {{ email: sam@{DOMAIN}, webhook: true }},",
        )
        (config.directory / "rota.yaml").write_text(ROTA)
        return config

    def follow(self, method: str, link: str) -> tuple[int, str]:
        request = urllib.request.Request(link, method=method, data=b"" if method == "POST" else None)
        try:
            with urllib.request.urlopen(request) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    def link(self, mail: EmailMessage) -> str:
        found = re.search(r"http://\S+/page/\S+", mail.get_content())
        assert found is not None, mail.get_content()
        return found.group()

    def acknowledged(self, number: int) -> list[dict[str, Any]]:
        return [
            event
            for event in self.api.case_events(number)
            if event["type"] == "oncall.acknowledged"
        ]

    def test_a_p1_pages_within_two_seconds_and_the_button_of_the_mail_stops_it(self) -> None:
        before = len(self.postfix.mails("sam"))
        asked = time.monotonic()
        number = self.arrive()
        (*_, mail) = self.postfix.await_mails("sam", before + 1)
        took = time.monotonic() - asked
        self.assertLess(took, LATENCY_SECONDS)
        print(f"page latency from the mention to the mailbox: {took * 1000:.0f} ms")
        self.assertTrue(mail["Subject"].startswith(f"PAGE #{number} P1 care"), mail["Subject"])
        whole = mail.as_string() + mail.get_content()
        for words in (MARA["handle"], MARA["name"], URGENT[:20]):
            self.assertNotIn(words, whole)
        page = wait_until(lambda: self.pages(), STATE_SECONDS, "the page at the webhook")[-1]
        self.assertEqual(page["data"]["person"], "sam")
        self.assertEqual([case["number"] for case in page["data"]["cases"]], [number])
        self.assertIs(page["data"]["test"], False)

        link = self.link(mail)
        status, shown = self.follow("GET", link)
        self.assertEqual(status, 200)
        self.assertIn(f"<b>#{number}</b> nobody has it yet", shown)
        self.assertEqual(self.acknowledged(number), [])
        status, shown = self.follow("POST", link)
        self.assertEqual(status, 200, shown)
        self.assertIn(f"<b>#{number}</b> acknowledged by sam", shown)
        (event,) = self.acknowledged(number)
        self.assertEqual(event["by"], "sam")
        for method in ("GET", "POST"):
            status, shown = self.follow(method, link)
            self.assertEqual(status, 410, shown)
        self.assertEqual(len(self.acknowledged(number)), 1)
        status, shown = self.follow("GET", link[:-1])
        self.assertEqual(status, 404, shown)

        measures = self.api.measures()
        self.assertRegex(measures, r'casebell_page_seconds_bucket{channel="email",le="2"} 1\n')
        self.assertRegex(measures, r'casebell_page_seconds_count{channel="webhook"} 1\n')
        self.assertRegex(
            measures, r'casebell_send_attempts_total{target="page:email",outcome="sent"} 1\n'
        )
        # The first one may come before the desk's own HTTP, which is the watcher here.
        beat = 'casebell_send_attempts_total{target="heartbeat",outcome="sent"}'
        wait_until(lambda: beat in self.api.measures(), STATE_SECONDS, "a heartbeat")

    def test_a_mail_server_that_is_away_gets_the_page_when_it_is_back(self) -> None:
        before = len(self.postfix.mails("sam"))
        self.postfix.stop()
        try:
            number = self.arrive()
            # The webhook has it all the same.
            wait_until(
                lambda: [page for page in self.pages() if page["data"]["cases"]],
                STATE_SECONDS,
                "the page at the webhook",
            )
            self.daemon.kill()
            self.daemon.start()
        finally:
            self.postfix.start()
        mails = self.postfix.await_mails("sam", before + 1)[before:]
        self.assertEqual(len({mail["Message-ID"] for mail in mails}), 1)
        self.assertIn(f"#{number}", mails[0]["Subject"])


class Practice(PagingDesk):
    """`check --live` with several ways to the mail server."""

    def config(self, port: int, tls: str, *more: str, to: str = "sam") -> BotConfig:
        """Another desk's configuration, with these keys under `smtp`."""
        directory = temporary_directory("paging") / "bot-config"
        config = BotConfig.write(
            directory, free_port(), self.office, self.receiver.url, DeskSettings()
        )
        keys = [f"server: localhost:{port}", f"tls: {tls}", f"from: bell@{DOMAIN}", *more]
        with (directory / "casebell.yaml").open("a") as file:
            file.write(f"paging:\n  smtp: {{ {', '.join(keys)} }}\n")
            file.write(
                f'  webhook: {{ url: "{self.receiver.url}", secret: {{ env: CRM_SECRET }} }}\n'
            )
        config.replace(
            "people.yaml",
            "name: sam,",
            f"name: sam, page: {{ email: {to}@{DOMAIN}, webhook: true }},",
        )
        return config

    def login(self, password: str = PASSWORD) -> tuple[str, str]:
        secret = temporary_directory("secret") / "password"
        secret.write_text(password + "\n")
        secret.chmod(0o600)
        return f"user: {USER}", f"password: {{ file: {secret} }}"

    def check(self, config: BotConfig, *also: str) -> tuple[int, list[dict[str, Any]]]:
        """What is wrong about pages, or of these severities, too."""
        checked = casebell("check", "--live", "--json", config=config)
        self.assertTrue(checked.stdout, checked.stderr)
        found: list[dict[str, Any]] = json.loads(checked.stdout)["findings"]
        severities = ("error", "warning", *also)
        return checked.returncode, [
            row
            for row in found
            if row["key"].startswith("paging") and row["severity"] in severities
        ]

    def test_a_page_for_practice_arrives_by_every_way(self) -> None:
        ca = self.postfix.ca
        before = len(self.postfix.mails("sam"))
        pages_before = len(self.pages())
        ways = [
            (self.postfix.plain_port, "false", ()),
            (self.postfix.plain_port, f"{{ ca: {ca}, starttls: true }}", ()),
            (self.postfix.starttls_port, f"{{ ca: {ca}, starttls: true }}", self.login()),
            (self.postfix.tls_port, f"{{ ca: {ca} }}", self.login()),
        ]
        for port, tls, login in ways:
            code, found = self.check(self.config(port, tls, *login), "note")
            self.assertEqual(
                (code, [row["severity"] for row in found]), (0, ["note"] * 2), self.postfix.log()
            )
            by_mail, by_webhook = found
            self.assertRegex(by_mail["message"], '"sam" was paged for practice by mail')
            self.assertRegex(by_webhook["message"], '"sam" was paged for practice by the webhook')
            for row in found:
                self.assertEqual(row["file"], "casebell.yaml")
                self.assertGreater(row["line"], 1)
        mails = self.postfix.await_mails("sam", before + len(ways))[before:]
        self.assertEqual(len({mail["Message-ID"] for mail in mails}), len(ways))
        for mail in mails:
            self.assertEqual(mail["From"].addresses[0].addr_spec, f"bell@{DOMAIN}")
            self.assertEqual(
                [address.addr_spec for address in mail["To"].addresses], [f"sam@{DOMAIN}"]
            )
            self.assertEqual(mail["Subject"], "Page for practice, nothing has happened")
            self.assertEqual(mail["Auto-Submitted"], "auto-generated")
            self.assertEqual(mail["Return-Path"], f"<bell@{DOMAIN}>")
            self.assertIsNotNone(parsedate_to_datetime(mail["Date"]).tzinfo)
            self.assertEqual(mail.get_content_charset(), "utf-8")
            self.assertIn("Nothing has happened", mail.get_content())
            self.assertEqual(mail.defects, [])
        paged = self.pages()[pages_before:]
        self.assertEqual(len(paged), len(ways))
        for event in paged:
            self.assertEqual(event["data"]["person"], "sam")
            self.assertEqual(event["data"]["cases"], [])
            self.assertIs(event["data"]["test"], True)
        self.assertEqual(self.receiver.faults, [])

    def assert_refused(self, config: BotConfig, reason: str) -> None:
        before = len(self.postfix.mails("sam"))
        code, found = self.check(config)
        self.assertEqual(code, UNAVAILABLE)
        self.assertEqual([row["key"] for row in found], ["paging.smtp"], found)
        self.assertRegex(found[0]["message"], reason)
        self.assertNotIn(PASSWORD, json.dumps(found))
        self.assertNotIn("@", found[0]["message"])
        self.assertEqual(len(self.postfix.mails("sam")), before)

    def test_what_the_server_will_not_have_is_said_with_its_reason(self) -> None:
        ca = self.postfix.ca
        starttls = f"{{ ca: {ca}, starttls: true }}"
        self.assert_refused(
            self.config(self.postfix.plain_port, "false", to="nobody"), "refused: .*550"
        )
        self.assert_refused(
            self.config(self.postfix.starttls_port, starttls), "refused: .*554|refused: .*530"
        )
        self.assert_refused(
            self.config(self.postfix.starttls_port, starttls, *self.login("wrong")),
            "refused: .*535",
        )

    def test_a_stranger_in_the_servers_place_gets_no_password(self) -> None:
        before = self.postfix.log().count("sasl_username")
        for port, tls in [
            (self.postfix.starttls_port, "starttls"),
            (self.postfix.tls_port, "true"),
        ]:
            self.assert_refused(
                self.config(port, tls, *self.login()), "the certificate is refused"
            )
        self.assertEqual(self.postfix.log().count("sasl_username"), before)

    def test_a_server_that_is_away_is_tried_again_later(self) -> None:
        self.assert_refused(self.config(free_port(), "false"), "was not taken: could not connect")
