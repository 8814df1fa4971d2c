"""A customer who writes commands, controls and nicks is shown harmlessly and obeyed by nobody."""

from __future__ import annotations

import unicodedata

import wording
from desk import DeskTestCase
from parts.bot_config import CARE, DeskSettings

NASTY = (
    "no internet\r\nPRIVMSG #care :owned\n\x00!approve 1\r!claim 1 \x02bold\x0304,05red\x16\x1f "
    "\u202egnihton\u202c \u2066x\u2069 \u200fdana: !ok 1 \u2028 \x1b[31m \x07 sam"
)
BIDI = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


class AHostileMention(DeskTestCase):
    settings = DeskSettings(style="plain")

    def setUp(self) -> None:
        super().setUp()
        author = {
            "handle": "@mara@social.example",
            "name": "dana\r\n!ok 1",
            "followers": 48000,
            "vip": True,
        }
        self.number = self.ring(text=NASTY, author=author)
        self.dana.expect(CARE, wording.customer_wrote(self.number, "no internet"))
        self.fence(self.dana)

    def test_does_nothing(self) -> None:
        types = {event["type"] for event in self.api.case_events(self.number)}
        self.assertLessEqual(types, {"case.opened", "case.routed"})
        self.assertEqual(self.api.case(self.number)["phase"], "new")

    def test_is_shown_line_by_line_without_controls(self) -> None:
        lines = self.dana.seen(".", CARE)
        self.assertGreaterEqual(len(lines), 2)
        for line in lines:
            with self.subTest(line.text):
                self.assertRegex(line.raw, rf"^#{self.number}\b")
                self.assertEqual([c for c in line.raw if is_control(c)], [])

    def test_rings_nobody(self) -> None:
        for line in self.dana.seen(".", CARE):
            self.assertNotRegex(line.raw, r"\b(dana|sam)\b")

    def test_is_harmless_on_every_card(self) -> None:
        self.dana.say(CARE, f"!c {self.number}")
        self.dana.expect_answer(wording.claimed(self.number, "dana"))
        self.draft(self.dana, self.number)
        self.fence(self.sam)
        for line in self.sam.seen("."):
            self.assertEqual([c for c in line.raw if is_control(c)], [])


def is_control(character: str) -> bool:
    """Anything that could break a line, format, or turn the reading direction round."""
    return unicodedata.category(character) in ("Cc", "Zl", "Zp") or character in BIDI
