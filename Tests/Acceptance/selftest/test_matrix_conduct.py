"""Whoever judges the bot's events sees what is wrong with them."""

from __future__ import annotations

import unittest
from typing import Any

from parts.matrix_conduct import faults_of

GOOD: dict[str, Any] = {
    "msgtype": "m.notice",
    "body": "hello",
    "m.mentions": {},
    "format": "org.matrix.custom.html",
    "formatted_body": "<b>hello</b>",
}


def event(content: dict[str, Any], sender: str = "@casebell:test") -> dict[str, Any]:
    return {"type": "m.room.message", "event_id": "$1", "sender": sender, "content": content}


def edit(**content: Any) -> dict[str, Any]:
    relation = {"rel_type": "m.replace", "event_id": "$0"}
    return event(GOOD | {"m.relates_to": relation} | content)


class Faults(unittest.TestCase):
    def test_what_is_well_formed(self) -> None:
        events = [event(GOOD), edit(body="* hello", **{"m.new_content": GOOD}), event({})]
        self.assertEqual(faults_of(events, "casebell"), [])

    def test_what_is_not(self) -> None:
        cases = {
            "no m.mentions": event(GOOD | {"m.mentions": None}),
            "no body": event(GOOD | {"body": ""}),
            "msgtype m.emote": event(GOOD | {"msgtype": "m.emote"}),
            "do not go together": event(GOOD | {"format": "text/html"}),
            "<script> in HTML": event(GOOD | {"formatted_body": "<script>"}),
            "an edit without m.new_content": edit(body="* hello"),
            "no asterisk": edit(**{"m.new_content": GOOD}),
            "m.new_content: no m.mentions": edit(
                body="* x", **{"m.new_content": GOOD | {"m.mentions": None}}
            ),
        }
        for fault, broken in cases.items():
            with self.subTest(fault):
                (found,) = faults_of([broken], "casebell")
                self.assertIn(fault, found)

    def test_of_others_nothing_is_asked(self) -> None:
        self.assertEqual(faults_of([event({"body": "x"}, "@dana:test")], "casebell"), [])
