"""The way in: each mention once, nothing half-accepted, by HTTP and from a file."""

from __future__ import annotations

import http.client
import json
import subprocess
import unittest
from pathlib import Path
from typing import Any

import wording
from desk import IS_LONG, SEED, DeskTestCase
from parts.bot_config import CARE, TOKEN
from parts.daemon import casebell
from parts.loopback import HOST
from parts.mentions import crowd, mention
from parts.process import temporary_directory

BAD_DATA = 65
UNAVAILABLE = 69
LINES = 11_712 if IS_LONG else 3_000


class Duplicates(DeskTestCase):
    def test_the_same_mention_twice(self) -> None:
        twice = mention()
        (first,), (second,) = self.api.post(twice), self.api.post(twice)
        self.assertEqual((first.is_duplicate, second.is_duplicate), (False, True))
        self.assertEqual(first.case, second.case)
        self.dana.expect(CARE, wording.rung(first.case))
        self.fence(self.dana)
        self.assertEqual(len(self.dana.seen(wording.rung(first.case), CARE)), 1)

    def test_twice_in_one_batch(self) -> None:
        one, other = mention("one"), mention("other")
        rows = self.api.post([one, other, one])
        self.assertEqual([row.id for row in rows], [one["id"], other["id"], one["id"]])
        self.assertEqual([row.is_duplicate for row in rows], [False, False, True])
        self.assertEqual(rows[0].case, rows[2].case)


class Problems(DeskTestCase):
    def test_bad_input_is_named_and_nothing_is_accepted(self) -> None:
        bad = [mention("good"), {"source": "crm", "id": "1", "text": "no author"}]
        self.assert_problem(self.post(json.dumps(bad)), 422, "/1/author")
        self.assertEqual(self.api.cases(), [])

    def test_each_kind_has_its_status(self) -> None:
        good = json.dumps(mention())
        self.assert_problem(self.post("{"), 400)
        self.assert_problem(self.post(good, token="wrong"), 401)
        self.assert_problem(self.post(good, type="text/plain"), 415)
        self.assert_problem(self.post(json.dumps(mention("x" * (1 << 20)))), 413)

    def post(
        self, body: str, token: str = TOKEN, type: str = "application/json"
    ) -> http.client.HTTPResponse:
        connection = http.client.HTTPConnection(HOST, self.daemon.config.http_port, timeout=10)
        self.addCleanup(connection.close)
        headers = {"Authorization": f"Bearer {token}", "Content-Type": type}
        connection.request("POST", "/v1/mentions", body, headers)
        return connection.getresponse()

    def assert_problem(
        self, answer: http.client.HTTPResponse, status: int, pointer: str | None = None
    ) -> None:
        self.assertEqual(answer.status, status)
        self.assertEqual(answer.getheader("Content-Type"), "application/problem+json")
        problem: dict[str, Any] = json.load(answer)
        self.assertEqual(problem["status"], status)
        self.assertTrue(problem["title"])
        if pointer is not None:
            pointers = [error["pointer"] for error in problem["errors"]]
            self.assertTrue(any(pointer in found for found in pointers), pointers)


class FromAFile(DeskTestCase):
    def test_thousands_of_lines_and_the_same_again(self) -> None:
        lines = crowd(LINES, SEED)
        file = self.daemon.config.directory.parent / "mentions.jsonl"
        file.write_text("".join(json.dumps(line) + "\n" for line in lines))
        self.ingest(file, duplicates=0)
        self.ingest(file, duplicates=LINES)
        opened = [event for event in self.api.events() if event["type"] == "case.opened"]
        self.assertEqual(len(opened), LINES)

    def ingest(self, file: Path, duplicates: int) -> None:
        done = self.casebell("ingest", str(file))
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        said = (done.stdout + done.stderr).replace(",", "")
        self.assertRegex(said, wording.ingested(duplicates))
        state = self.daemon.config.directory.parent / "state"
        self.assertTrue(done.stdout.endswith(f", by the daemon of {state}\n"), done.stdout)


class WithoutADaemon(unittest.TestCase):
    """`state` is relative to where the command is started, as in the examples."""

    def setUp(self) -> None:
        self.home = temporary_directory("intake")
        self.config = self.home / "bot-config"
        self.config.mkdir()
        (self.config / "casebell.yaml").write_text(
            "state: ./state\n"
            "networks: [{ name: office, irc: { server: '127.0.0.1:9', tls: false } }]\n"
        )
        self.file = self.home / "mentions.jsonl"
        self.file.write_text(json.dumps(mention()) + "\n")

    def ingest(
        self, *more: str, where: Path | None = None, redirection: str = ""
    ) -> subprocess.CompletedProcess[str]:
        arguments = ("ingest", str(self.file), *more, "--config", str(self.config))
        return casebell(*arguments, directory=where or self.home, redirection=redirection)

    def test_a_store_is_made_for_whoever_means_it_alone(self) -> None:
        store = self.home / "state" / "casebell.db"
        refused = self.ingest()
        self.assertEqual(refused.returncode, UNAVAILABLE, refused.stdout)
        self.assertIn(f"there is no store at {store}.", refused.stderr)
        self.assertFalse(store.parent.exists())
        made = self.ingest("--new")
        self.assertEqual(made.returncode, 0, made.stderr)
        self.assertEqual(made.stdout, f"1 taken, 0 duplicates, 0 bad lines, in {store}\n")
        again = self.ingest()
        self.assertEqual(again.returncode, 0, again.stderr)
        self.assertEqual(again.stdout, f"0 taken, 1 duplicates, 0 bad lines, in {store}\n")

    def test_from_another_directory_no_other_store_is_filled(self) -> None:
        self.assertEqual(self.ingest("--new").returncode, 0)
        elsewhere = temporary_directory("elsewhere")
        refused = self.ingest(where=elsewhere)
        self.assertEqual(refused.returncode, UNAVAILABLE, refused.stdout)
        self.assertIn(str(elsewhere / "state" / "casebell.db"), refused.stderr)
        self.assertEqual(list(elsewhere.iterdir()), [])

    def test_complaints_about_lines_that_nobody_gets(self) -> None:
        self.file.write_text("no JSON\n" + self.file.read_text())
        done = self.ingest("--new", redirection="2>/dev/full")
        self.assertEqual(done.returncode, BAD_DATA)
        self.assertRegex(done.stdout, r"^1 taken, 0 duplicates, 1 bad lines")
