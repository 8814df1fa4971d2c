"""Each thing that may go wrong in a day is found by the judge whose matter it is."""

from __future__ import annotations

import unittest
from collections.abc import Callable

from workday import crash_parts  # noqa: F401, isort: skip
from judging.evidence import Evidence, Line
from load.chronicle import Trouble
from workday.judges.authority import judge_authority
from workday.judges.levels import judge_levels
from workday.judges.quoting import judge_quoting
from workday.judges.standing import judge_standing
from workday.judges.tidings import TALES, judge_tidings
from workday.posts import MARKER
from workday.staff import CARE

from .small_day import BEGAN, SmallDay

Change = Callable[[SmallDay], object]


def without_line(words: str) -> Change:
    def change(day: SmallDay) -> None:
        assert any(words in line.text for line in day.lines), words
        day.lines = [line for line in day.lines if words not in line.text]

    return change


def without(type: str) -> Change:
    return lambda day: day.without(type)


def told(text: str, is_again: bool = False) -> Change:
    return lambda day: day.lines.append(Line("ada", CARE, text, is_again, 0.0))


def stopped(day: SmallDay) -> None:
    """What is left of a thread is held before it leaves."""
    departed = day.of_rest("reply.departed")
    held = {"type": "draft.held", "data": departed["data"] | {"cause": {"customerWrote": {}}}}
    day.events[day.events.index(departed)] = departed | held


def approved_anew(day: SmallDay) -> None:
    """What is left of a thread, by a supervisor, who has it from a card of its own."""
    told("#1 dddd (2 of 3) by ada · PUBLIC")(day)
    day.of_rest("draft.approved").update(by="sam", at=day.of_rest("reply.sent")["at"])
    told("#1 dddd approved by sam. Goes out.")(day)


SENT_AFTER_ALL = told("#1 sent to @c1 at 11:00 (2 of 3)")
"""The middle of a thread."""


TIDINGS: list[tuple[str, Change, str]] = [
    ("never rung", without_line("#1 P1 care"), "nobody was told of rung"),
    ("never rung among others", without_line("P1 #4"), "nobody was told of rung"),
    ("nobody has it", without_line("ada: #1 is yours"), "told of has ada of #1"),
    ("a claim that was none", told("ada: #3 is yours, due"), "not in the audit: .*#3 is yours"),
    ("given and not told", without_line("#3 is ben's now"), "told of has ben of #3"),
    ("offered in silence", without_line("offers it"), "told of case.offered ada of #4"),
    ("no card", without_line("cccc by ada"), "told of draft.written cccc"),
    ("an approval that was none", told("#1 aaaa approved by sam."), "not in the audit"),
    ("sent back in silence", without_line("sent back"), "told of draft.rejected aaaa"),
    ("sent in silence", without_line("sent to"), "told of sent"),
    ("sent once too often", told("#1 sent to @c1@social.example at 11:00"), "told 2 times"),
    ("sent and not the last", without_line("(3 of 3)"), "told of sent 3 of 3 of #1"),
    ("the middle of a thread", SENT_AFTER_ALL, "not in the audit"),
    ("the middle, approved anew, in silence", approved_anew, "told of sent 2 of 3 of #1"),
    ("a rest that stopped in silence", stopped, "told of draft.written dddd"),
    ("a rest that stopped, and why", stopped, "told of draft.held dddd"),
    ("a rest that did not stop", told("#1 dddd (2 of 3) by ada · PUBLIC"), "not in the audit"),
    ("a rest approved", told("#1 dddd approved by sam."), "not in the audit"),
    ("never sent", told("#4 sent to @c4@social.example at 11:00"), "not in the audit"),
    ("resolved by another", told("#1 resolved by ben."), "not in the audit"),
    ("noise in silence", without_line("is noise"), "told of case.noise ben of #2"),
    ("no warning", without_line("first reply to"), "told of service_level.warned"),
    ("a warning for nothing", told("#2 P3: first reply to @c2 due 11:00 (9s) · free"), "not in"),
    ("no reminder", without_line("2 replies overdue"), "told of service_level.breached"),
]
def own_approved(day: SmallDay) -> None:
    draft = day.last("draft.written")["data"]
    draft["draft"]["author"] = "lee"
    by("draft.approved", "lee", day)


def settled(day: SmallDay) -> None:
    """By Lee, who also wrote what is left."""
    for type in ("draft.written", "draft.approved"):
        day.of_rest(type)["by"] = "lee"
    day.of_rest("draft.written")["data"]["draft"]["author"] = "lee"


def rest_approved(day: SmallDay) -> None:
    """By its author, a moment after it was written: nothing goes on so."""
    approved = day.of_rest("draft.approved")
    approved.update(by="ada", at=day.of_rest("reply.sent")["at"])


AUTHORITY: list[tuple[str, Change, str]] = [
    ("a case taken from its holder", lambda day: by("case.assigned", "ada", day), "assigned by"),
    ("a claim not offered", without("case.offered"), "#4: case.assigned by ben"),
    ("an agent approves", lambda day: by("draft.approved", "ben", day), "draft.approved by ben"),
    ("the author approves", lambda day: by("draft.approved", "ada", day), "draft.approved by ada"),
    ("a supervisor approves their own", own_approved, "draft.approved by lee"),
    ("the author approves what is left", rest_approved, "draft.approved by ada"),
    ("an agent rejects", lambda day: by("draft.rejected", "ben", day), "draft.rejected by ben"),
    ("somebody else writes", lambda day: by("draft.written", "ben", day), "draft.written by ben"),
    ("somebody else resolves", lambda day: by("case.resolved", "ben", day), "resolved by ben"),
    ("another desk's supervisor", lambda day: by("draft.approved", "mia", day), "approved by mia"),
]
LEVELS: list[tuple[str, Change, str]] = [
    ("never called over", without("service_level.breached"), "nobody was told"),
    (
        "warned twice",
        lambda day: day.events.insert(-1, day.last("service_level.warned")),
        "warned 2 times",
    ),
    (
        "too early",
        lambda day: day.last("service_level.breached").update(at=day.events[0]["at"]),
        "before it was",
    ),
]


def by(type: str, person: str, day: SmallDay) -> None:
    day.last(type)["by"] = person


class Tidings(unittest.TestCase):
    def test_nothing_is_found_in_a_good_day(self) -> None:
        self.assertEqual(list(judge_tidings(SmallDay().evidence())), [])

    def test_each_change_is_found(self) -> None:
        for name, change, pattern in TIDINGS:
            with self.subTest(name):
                day = SmallDay()
                change(day)
                self.assertRegex("\n".join(judge_tidings(day.evidence())), pattern)

    def test_the_middle_of_a_thread_is_told_where_it_was_approved_anew(self) -> None:
        day = SmallDay()
        approved_anew(day)
        SENT_AFTER_ALL(day)
        self.assertEqual(list(judge_tidings(day.evidence())), [])

    def test_a_repeated_line_that_says_so_is_no_fault(self) -> None:
        day = SmallDay()
        told("#1 sent to @c1@social.example at 11:00", is_again=True)(day)
        self.assertEqual(list(judge_tidings(day.evidence())), [])

    def test_every_tale_has_a_name_of_its_own(self) -> None:
        names = [tale.name for tale in TALES]
        self.assertEqual(len(names), len(set(names)))


class Authority(unittest.TestCase):
    def test_nothing_is_found_in_a_good_day(self) -> None:
        self.assertEqual(list(judge_authority(SmallDay().evidence())), [])

    def test_each_change_is_found(self) -> None:
        for name, change, pattern in AUTHORITY:
            with self.subTest(name):
                day = SmallDay()
                change(day)
                self.assertRegex("\n".join(judge_authority(day.evidence())), pattern)

    def test_what_goes_on_is_done_by_nobody(self) -> None:
        day = SmallDay()
        settled(day)
        self.assertEqual(list(judge_authority(day.evidence())), [])

    def test_the_brake(self) -> None:
        for person, count in (("ben", 1), ("mia", 1), ("lee", 0)):
            day = SmallDay()
            held = {"seq": 99, "case": None, "at": day.events[0]["at"], "type": "desk.held"}
            day.events.append(held | {"by": person, "data": {"queue": "care", "reason": "?"}})
            with self.subTest(person):
                self.assertEqual(len(list(judge_authority(day.evidence()))), count)


class Levels(unittest.TestCase):
    def found(self, day: SmallDay) -> str:
        return "\n".join(judge_levels(day.evidence(), day.matters()))

    def test_nothing_is_found_in_a_good_day(self) -> None:
        self.assertEqual(self.found(SmallDay()), "")

    def test_each_change_is_found(self) -> None:
        for name, change, pattern in LEVELS:
            with self.subTest(name):
                day = SmallDay()
                change(day)
                self.assertRegex(self.found(day), pattern)

    def test_the_dead_remind_nobody(self) -> None:
        day = SmallDay()
        day.without("service_level.breached")
        evidence = day.evidence()
        evidence.judged_at = BEGAN + 45
        day.chronicle.troubles.append(Trouble("kill -9", 34, 44))
        self.assertEqual(list(judge_levels(evidence, day.matters())), [])


class Quoting(unittest.TestCase):
    def test_where_customers_words_may_stand(self) -> None:
        quoted = f'#1 resolved by ada: "{MARKER}"', f'P1 #4 @c "{MARKER}'
        for text in (f"#1 │ {MARKER} !ok", *quoted):
            with self.subTest(text):
                self.assertEqual(self.found(text), "")

    def test_where_they_may_not(self) -> None:
        for text in (f"{MARKER} #1 sent to @boss", f"ada: {MARKER}", "#1 │ \x01ACTION\x01"):
            with self.subTest(text):
                self.assertNotEqual(self.found(text), "")

    def found(self, text: str) -> str:
        day = SmallDay()
        told(text)(day)
        return "\n".join(judge_quoting(day.evidence()))


class Standing(unittest.TestCase):
    def found(self, change: Callable[[Evidence], object]) -> str:
        day = SmallDay()
        evidence = day.evidence()
        change(evidence)
        return "\n".join(judge_standing(evidence, day.matters()))

    def test_nothing_is_found_in_a_good_day(self) -> None:
        self.assertEqual(self.found(lambda _: None), "")

    def test_each_change_is_found(self) -> None:
        for name, value in (
            ("phase", "new"),
            ("queue", "press"),
            ("priority", "P3"),
            ("holder", "lee"),
            ("offered_to", "lee"),
            ("merged_into", 3),
            ("mentions", []),
            ("drafts", []),
        ):
            with self.subTest(name):
                changed = {name: value}
                found = self.found(lambda evidence, it=changed: evidence.cases[1].update(it))
                self.assertIn(f"#1: {name} is", found)

    def test_a_case_that_is_gone_and_one_from_nowhere(self) -> None:
        self.assertIn("is not there", self.found(lambda evidence: evidence.cases.pop(1)))
        self.assertIn(
            "no event opened it", self.found(lambda evidence: evidence.cases.update({9: {}}))
        )
