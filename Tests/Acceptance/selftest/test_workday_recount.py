"""The recount of a day's figures agrees with one made by hand, and nothing else passes for it."""

from __future__ import annotations

import re
import unittest

from parts.people import BOT
from parts.transcript import PRIVATE, Heard
from workday.judges.figures import judge_board, judge_figures
from workday.looking import is_of_an_answer
from workday.posts import says_thanks
from workday.recount import board, told
from workday.recount.ledger import Subject
from workday.recount.story import Story

from .small_day import BEGAN, BOARD, BY_THEMSELVES, STAFF, STATS, SmallDay

NUMBER = re.compile(r"\d+")
WITHOUT = (
    "case.claimed",
    "case.assigned",
    "case.noise",
    "case.resolved",
    "case.reopened",
    "draft.rejected",
    "draft.approved",
    "reply.sent",
)
"""Events that no figure can do without."""
HERE = STAFF


class Recounting(unittest.TestCase):
    def test_what_was_counted_by_hand(self) -> None:
        day = SmallDay()
        self.assertEqual(list(judge_figures(day.recount(), day.seen())), [])

    def test_any_other_number(self) -> None:
        ledger = SmallDay().recount()
        changes = 0
        for place, line in enumerate(STATS[1:], 1):
            for found in NUMBER.finditer(line):
                other = f"{line[: found.start()]}{int(found[0]) + 1}{line[found.end() :]}"
                lines = (*STATS[:place], other, *STATS[place + 1 :])
                with self.subTest(other):
                    self.assertTrue(list(judge_figures(ledger, SmallDay().seen(lines))))
                changes += 1
        self.assertGreater(changes, 30)

    def test_a_line_less_and_a_line_more(self) -> None:
        ledger = SmallDay().recount()
        for place in range(1, len(STATS)):
            with self.subTest(STATS[place]):
                less = (*STATS[:place], *STATS[place + 1 :])
                self.assertTrue(list(judge_figures(ledger, SmallDay().seen(less))))
        more = (*STATS, "sam · assigned 0 · answered 0")
        self.assertTrue(list(judge_figures(ledger, SmallDay().seen(more))))

    def test_an_event_less(self) -> None:
        for type in WITHOUT:
            with self.subTest(type):
                day = SmallDay()
                day.without(type)
                self.assertTrue(list(judge_figures(day.recount(), day.seen())))

    def test_a_post_that_goes_on_is_no_reply_of_its_own_nor_its_approval_one(self) -> None:
        """Without its place in the thread, it would be both."""
        day = SmallDay()
        for mark in BY_THEMSELVES:
            del day.of_rest("draft.written", mark)["data"]["draft"]["thread"]["after"]
        found = "\n".join(judge_figures(day.recount(), day.seen()))
        for figure in ("replies sent", "approval"):
            with self.subTest(figure):
                self.assertRegex(found, figure)

    def test_a_rest_that_somebody_approved_is_an_approval(self) -> None:
        day = SmallDay()
        for mark in BY_THEMSELVES:
            sent = day.of_rest("reply.sent", mark)["at"]
            day.of_rest("draft.approved", mark)["at"] = sent
        found = "\n".join(judge_figures(day.recount(), day.seen()))
        self.assertRegex(found, "approval")
        self.assertNotRegex(found, "replies sent")

    def test_what_was_so_at_one_moment_of_the_wait_is_right(self) -> None:
        """Between the question and the answer a first reply fell due, with no event to say so."""
        day = SmallDay()
        day.without("service_level.breached")
        ledger = day.recount()
        told_then = {
            ledger.report(Subject("the desk"), "today", count, now).figures.get("not due yet", "0")
            for count, now in ledger.cuts(BEGAN + 34.5, BEGAN + 36)
        }
        for still in (1, 0):
            with self.subTest(still):
                self.assertIn(str(still), told_then)

    def test_what_ended_late_is_late_also_where_it_was_taken_up_again(self) -> None:
        for ended, in_time in ((8.0, True), (12.0, False)):
            with self.subTest(ended):
                story = Story(round(BEGAN * 1000), round((BEGAN + 60) * 1000))
                measures = story.tell_all(SmallDay().taken_up_again(ended), says_thanks)
                kept = {each.kind: each.in_time for each in measures}
                self.assertEqual((kept["offered"], kept["first response"]), (in_time, in_time))

    def test_midnight_and_the_week(self) -> None:
        day = SmallDay()
        other = (STATS[0].replace("00:00", "01:00"), *STATS[1:])
        found = list(judge_figures(day.recount(), day.seen(other)))
        self.assertRegex("".join(found), "since is '00:00', told '01:00'")

    def test_a_figure_that_nobody_counts_is_a_loud_failure(self) -> None:
        for line in ("goal 80%", "mood: good", "first response: p99 3s", "sam · angry 3"):
            with self.subTest(line), self.assertRaises(told.UnknownLine):
                told.read((*STATS, line))
        for line in ("a queue · 3 bored", "care · 2 open · 1 on fire"):
            with self.subTest(line), self.assertRaises(told.UnknownLine):
                board.read((BOARD[0], line, BOARD[-1]))

    def test_a_word_about_a_customer_who_waits_is_no_figure(self) -> None:
        def heard(text: str) -> Heard:
            return Heard(at=0, place=PRIVATE, sender=BOT, text=text, raw=text)

        for word in (
            "#114 P2: first reply to @c5@social.example due 16:05 (10s) · kit's · !show 114",
            "12 replies overdue: #3 @c3 · #4 @c4 and 10 more",
        ):
            with self.subTest(word):
                self.assertFalse(is_of_an_answer(heard(word)))
        for line in (*STATS, *BOARD, "goal 80%"):
            with self.subTest(line):
                self.assertTrue(is_of_an_answer(heard(line)))

    def test_nothing_happened(self) -> None:
        report = told.read(("kit, today since 00:00 (11h ago): nothing happened, held now 0.",))
        self.assertEqual((report.whose, report.open, report.figures), ("kit", "held now 0", {}))


class TheBoard(unittest.TestCase):
    def test_what_was_counted_by_hand(self) -> None:
        day = SmallDay()
        self.assertEqual(list(judge_board(day.recount(), day.board(), HERE)), [])

    def test_anything_else(self) -> None:
        ledger = SmallDay().recount()
        for old, new in (
            ("2 open", "3 open"),
            ("0 free", "1 free"),
            ("1 P1", "2 P1"),
            ("since 11:00", "since 10:59"),
            (" · 2 overdue", ""),
            ("nothing open", "1 open · 1 free"),
            ("ben 2", "ben 1"),
            (", sam 0", ""),
        ):
            with self.subTest(new):
                lines = tuple(line.replace(old, new) for line in BOARD)
                self.assertTrue(list(judge_board(ledger, SmallDay().board(lines), HERE)))
