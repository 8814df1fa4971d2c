"""The schemas for editors and `casebell check` agree: on the examples, and on mistakes in them."""

from __future__ import annotations

import shutil
import unittest
from dataclasses import dataclass
from pathlib import Path

from parts.daemon import REPOSITORY, casebell
from parts.process import temporary_directory
from parts.schemas import FILES, complaints

CONFIGURATION_ERROR = 78


@dataclass(frozen=True)
class Edit:
    """One change to an example, and the key that is wrong then."""

    file: str
    old: str
    new: str


MISTAKES = [
    Edit("casebell", "timezone:", "timezoen:"),
    Edit("casebell", "mode: live", "mode: lve"),
    Edit("casebell", "store: sqlite:casebell.db", "store: mysql:casebell.db"),
    Edit("casebell", "level: info", "level: loud"),
    Edit("casebell", "- name: office", "- name: the office"),
    Edit("casebell", "server: irc.example.org:6697", "sever: irc.example.org:6697"),
    Edit("casebell", "tls: true", "tls: maybe"),
    Edit("casebell", "nick: casebell", "nick: case bell"),
    Edit("casebell", "{ mechanism: plain", "{ mechanism: plane"),
    Edit("casebell", "{ env: CASEBELL_IRC_PASSWORD }", "hunter2"),
    Edit("casebell", "{ env: CASEBELL_TOKEN }", "{ env: A, file: b }"),
    Edit("casebell", "{ env: CASEBELL_TOKEN }", '{ env: "A B" }'),
    Edit("casebell", "burst: 4", "burst: 0"),
    Edit("casebell", "every: 2s", "every: 2"),
    Edit("casebell", "answers: notice", "answers: noise"),
    Edit("casebell", "topic: false", "topic: on the hour"),
    Edit("casebell", "may: [intake, read]", "may: [intake, write]"),
    Edit("casebell", "url: https://crm", "url: ftp://crm"),
    Edit("casebell", "events: all", "events: [case.opend]"),
    Edit("casebell", "max_length: 500", "max_length: 0"),
    Edit("people", "roles: [agent], skills", "roles: [agnt], skills"),
    Edit("people", "{ supervisor: [care] }", "{ supervisr: [care] }"),
    Edit("people", "languages: [en]", "languages: [english]"),
    Edit("people", "page: { email: sam@example.org }", "page: { email: sam }"),
    Edit("people", "- { name: dana, roles", "- { nmae: dana, roles"),
    Edit("people", "accounts: { office: lee }", "account: { office: lee }"),
    Edit("desk", 'sigil: "!"', 'sigil: "#"'),
    Edit("desk", "style: unicode", "style: ascii"),
    Edit("desk", 'care: { network: office, room: "#care" }', "care: { network: office }"),
    Edit("desk", "first_response: 30m", "first_response: half an hour"),
    Edit("desk", "service_level: 80%", "service_level: 80"),
    Edit("desk", "- { name: care, room: care,", "- { name: due, room: care,"),
    Edit("desk", "p1: 50", "p1: urgent"),
    Edit("desk", '["cancel*"', '["can*el"'),
    Edit("desk", "points: 30, because: VIP", "points: 3000, because: VIP"),
    Edit("desk", ", because: reach", ""),
    Edit("desk", "sentiment: negative", "sentiment: negativ"),
    Edit("desk", "followers_at_least: 10000", "follower_at_least: 10000"),
    Edit("desk", "unanswered_at_least: 3", "unanswered_at_least: 1"),
    Edit("desk", "{ words: [invoice, refund] }", "{}"),
    Edit("desk", "approval: always", "approval: sometimes"),
    Edit("desk", "undo_window: 30s", "undo_window: 30"),
    Edit("desk", "blocked_words:", "blocked_wrods:"),
    Edit("desk", "alone: never", "alone: sometimes"),
    Edit("desk", "[example.org]", '["https://example.org"]'),
    Edit("people", "trainee: true }", "trainee: perhaps }"),
    Edit("canned", '"Hi {name}, thank', '"Hi {nmae}, thank'),
    Edit("canned", "again at {?when}", "again at {?}"),
    Edit("canned", "default_language: en", "default_language: english"),
    Edit("canned", "- name: received", "- name: 42"),
    Edit("canned", "queues: [care]", "queue: [care]"),
    Edit("canned", "      de: ", "      german: "),
    Edit("rota", "date: 12-25", "date: Christmas"),
    Edit("rota", "hours: \"10:00-16:00\"", "hours: ten to four"),
    Edit("rota", "turn: weekly", "turn: fortnightly"),
    Edit("rota", "handover: \"09:00\"", "handover: nine"),
    Edit("rota", "from: 2026-01-05", "from: Monday"),
    Edit("rota", "people: [lee, sam]", "people: []"),
    Edit("rota", "rotations:", "rotatoins:"),
]
"""Mistakes that a file shows by itself; what takes several files or a reckoning is for `check`."""

ELSEWHERE = [
    Edit("desk", "room: care, approvals", "room: crae, approvals"),
    Edit("people", "accounts: { office: lee }", "accounts: { ofice: lee }"),
    Edit("people", "accounts: { office: lee }", "accounts: { office: sam }"),
    Edit("desk", "p2: 20 ", "p2: 60 "),
    Edit("desk", "undo_window: 30s", "undo_window: 2d"),
]
"""Mistakes that only `check` can find."""


class Schemas(unittest.TestCase):
    def setUp(self) -> None:
        self.directory = temporary_directory("schemas") / "bot-config"
        self.directory.mkdir()
        self.restore()

    def restore(self) -> None:
        for file in (REPOSITORY / "bot-config").glob("*.yaml"):
            shutil.copy(file, self.directory)

    def make(self, edit: Edit) -> None:
        path = Path(self.directory / f"{edit.file}.yaml")
        text = path.read_text()
        self.assertIn(edit.old, text, "the examples have changed: mend this edit")
        path.write_text(text.replace(edit.old, edit.new, 1))

    def assert_check_refuses(self) -> None:
        checked = casebell("check", "--config", str(self.directory))
        self.assertEqual(checked.returncode, CONFIGURATION_ERROR, checked.stdout)

    def test_the_examples_are_valid(self) -> None:
        self.assertEqual(complaints(self.directory), {name: [] for name in FILES})

    def test_a_mistake_is_seen_by_both(self) -> None:
        for edit in MISTAKES:
            with self.subTest(edit=edit):
                self.restore()
                self.make(edit)
                found = complaints(self.directory)
                self.assertEqual([name for name, errors in found.items() if errors], [edit.file])
                self.assert_check_refuses()

    def test_what_takes_more_than_one_file_is_left_to_check(self) -> None:
        for edit in ELSEWHERE:
            with self.subTest(edit=edit):
                self.restore()
                self.make(edit)
                self.assertFalse(any(complaints(self.directory).values()))
                self.assert_check_refuses()
