"""The way in: each mention once, nothing half-accepted, by HTTP and from a file."""

from __future__ import annotations

import http.client
import json
from pathlib import Path
from typing import Any

import wording
from desk import IS_LONG, SEED, DeskTestCase
from parts.bot_config import CARE, TOKEN
from parts.loopback import HOST
from parts.mentions import crowd, mention

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
