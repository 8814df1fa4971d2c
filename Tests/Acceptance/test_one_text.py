"""draft/multiline: what a client sends as one text is one text, however long."""

from __future__ import annotations

import wording
from desk import Draft
from parts.bot_config import CARE, DeskSettings
from parts.people import Person
from parts.scripted.terms import Terms
from scripted_desk import ScriptedDeskTestCase

LINES = (
    "Hi Mara, we are sorry about the third day without a line.",
    "",
    "An engineer comes at four; your number stays as it is.",
    "  - Dana, for the whole team",
)
SENTENCE = "We have found the fault and an engineer is on the way to you. "


class OneText(ScriptedDeskTestCase):
    settings = DeskSettings(reply_length_max=2000)

    @staticmethod
    def terms() -> Terms:
        return Terms.with_multiline()

    def setUp(self) -> None:
        super().setUp()
        self.dana.raw("CAP REQ :batch message-tags draft/multiline")
        self.number = self.claimed_case()

    def test_of_several_lines_becomes_one_draft(self) -> None:
        self.say_as_one(self.dana, [f"!r {self.number} {LINES[0]}", *LINES[1:]])
        self.assert_drafted("\n".join(LINES))

    def test_of_many_characters_becomes_one_draft(self) -> None:
        """A client cuts it where it likes and says that it belongs together."""
        whole = (SENTENCE * 25)[:1500].strip()
        said = f"!r {self.number} {whole}"
        pieces = [said[at : at + 350] for at in range(0, len(said), 350)]
        self.say_as_one(self.dana, pieces, is_concatenated=True)
        self.assert_drafted(whole)

    def test_only_its_first_line_is_a_command(self) -> None:
        other = self.ring()
        self.say_as_one(self.dana, ["just talking", f"!claim {other}", f"claim {other}"])
        self.fence(self.dana)
        self.assertIsNone(self.api.case(other)["holder"])

    def test_a_card_stays_in_one_piece(self) -> None:
        """The bot says what has several lines as one, to who can read it so."""
        number = self.ring()
        said = [line for line in self.server.bots.visits[-1].lines if line.command == "BATCH"]
        self.assertTrue(
            any(line.parameters[1:2] == ("draft/multiline",) for line in said),
            f"#{number} was not one text",
        )

    def say_as_one(self, person: Person, lines: list[str], is_concatenated: bool = False) -> None:
        person.transcript.add_said(CARE, " / ".join(lines))
        person.raw(f"BATCH +one draft/multiline {CARE}")
        for index, line in enumerate(lines):
            tags = "batch=one"
            if is_concatenated and index > 0:
                tags += ";draft/multiline-concat"
            person.raw(f"@{tags} PRIVMSG {CARE} :{line}")
        person.raw("BATCH -one")

    def assert_drafted(self, text: str) -> None:
        mark = self.dana.expect_answer(wording.drafted(self.number, 1))["mark"]
        self.await_card(Draft(self.number, mark), self.dana)
        (draft,) = self.api.case(self.number)["drafts"]
        self.assertEqual(draft["text"], text)
