"""A day on a server of another time: no accounts, no tags, no echo, nicks of nine characters."""

from __future__ import annotations

import wording
from desk import TEXT
from old_desk import OldDeskTestCase
from parts.bot_config import CARE, DeskSettings
from parts.people import LINE_BYTES

LONG = "Every day since Monday the line has been dead from nine to five, and nobody calls. " * 6


class ADayOnNgIRCd(OldDeskTestCase):
    settings = DeskSettings(is_tls=True, undo_window="4s")

    def test_claimed_drafted_called_back_approved_and_sent(self) -> None:
        draft = self.drafted_case()
        self.approve(draft)
        self.dana.say(CARE, f"!undo {draft.case}")
        self.dana.expect_answer(wording.names(draft.case))
        self.await_draft_state(draft, "waiting")
        self.approve(draft)
        self.await_sent(draft.case)
        self.assertEqual(self.receiver.texts(), {TEXT: 1})

    def test_a_long_post_reaches_everybody_whole(self) -> None:
        number = self.arrive(text=LONG + "no internet")
        self.dana.expect(CARE, wording.rung(number))
        self.fence(self.dana)
        lines = self.dana.seen(wording.names(number), CARE)
        self.assertGreater(len(lines), 2, "longer than one line can be")
        prefix = len(f":{self.bot_prefix()} PRIVMSG {CARE} :".encode())
        for line in lines:
            self.assertLessEqual(prefix + len(line.raw.encode()), LINE_BYTES)
        words = " ".join(line.text.partition("│ ")[2] for line in lines)
        self.assertIn(" ".join(LONG.split()), " ".join(words.split()))

    def bot_prefix(self) -> str:
        answer = self.dana.ask("WHO casebell", "352").parameters
        return f"{answer[5]}!{answer[2]}@{answer[3]}"


class RoomsOfTheirOwn(OldDeskTestCase):
    """Nobody says of the rooms that they are private: their modes have to."""

    settings = DeskSettings(private=False)

    def seat_everybody(self) -> None:
        self.zed = self.seat("zed", CARE)  # Who comes first is operator.
        super().seat_everybody()

    def test_customers_words_are_shown_once_a_room_is_closed(self) -> None:
        self.assert_kept_back()
        self.zed.ask(f"MODE {CARE} +i", "MODE")
        self.assert_kept_back()  # Zed is nobody of the desk.
        self.zed.drop()
        self.dana.await_gone(CARE, "zed")
        self.fence(self.dana)  # Behind what the bot reads of his leaving.
        number = self.ring()
        self.dana.expect(CARE, wording.customer_wrote(number, "Third day without internet"))

    def assert_kept_back(self) -> None:
        number = self.ring()
        self.fence(self.dana)
        words = wording.customer_wrote(number, "Third day without internet")
        self.assertEqual(self.dana.seen(words, CARE), [])
