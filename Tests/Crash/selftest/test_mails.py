"""Each thing that may go wrong with pages by mail is found by the check whose matter it is."""

from __future__ import annotations

import unittest
from collections.abc import Callable, Iterator

import acceptance  # noqa: F401, isort: skip
from judging.evidence import Evidence
from judging.judge import CHECKS
from judging.mails import (
    ON_MAIL,
    count_pages,
    judge_arrivals,
    judge_copies,
    judge_strays,
    judge_words,
)
from judging.pages import judge_calls, judge_calls_told, judge_steps, judge_unattended
from load.chronicle import Trouble
from world.mail_side import key_of

from .mail_story import ADDRESSES, LEFT, MailStory
from .story import CASE

Change = Callable[[MailStory], object]
Check = Callable[[Evidence], Iterator[str]]


def page_is(key: str, **fields: object) -> Change:
    return lambda story: story.change_page(key, **fields)


def mail_is(**fields: object) -> Change:
    return lambda story: story.change_mail(0, **fields)


def mail_says(words: str) -> Change:
    return lambda story: story.change_mail(0, whole=f"{story.mails[0].whole}\n{words}")


def without_page(key: str) -> Change:
    return lambda story: story.pages.remove(story.by_mail(key))


def without_event(type: str, case: int) -> Change:
    def change(story: MailStory) -> None:
        story.events = [
            event for event in story.events if (event["type"], event["case"]) != (type, case)
        ]

    return change


def without_line(words: str) -> Change:
    def change(story: MailStory) -> None:
        story.lines = [line for line in story.lines if words not in line.text]

    return change


def given_up(story: MailStory) -> None:
    """After answers that got lost, as it seemed."""
    story.change_page("first", state="failed", outcome="perhaps taken: cut off in the middle")
    del story.mails[0]


def paged_late(story: MailStory) -> None:
    """After half a minute and half a minute more."""
    without_event("oncall.paged", LEFT)(story)
    story.step(65, "sam", LEFT)
    story.judged_after = 70


def paged_never(story: MailStory) -> None:
    without_event("oncall.paged", LEFT)(story)
    story.judged_after = 70


TABLE: list[tuple[str, Check, Change, str]] = [
    ("never arrived", judge_arrivals, lambda it: it.mails.pop(0), "sent, and is in no mailbox"),
    ("never left", judge_arrivals, page_is("first", state="waiting"), "still waits to leave"),
    (
        "given up",
        judge_arrivals,
        page_is("first", state="failed", outcome="the mail server answered 451"),
        "was given up: the mail server",
    ),
    (
        "given up, and not there",
        judge_arrivals,
        given_up,
        "given up after 1 attempts, and is in no mailbox",
    ),
    ("twice for no reason", judge_copies, lambda it: it.take("first", 3.0), "was mailed again"),
    ("nobody died", judge_copies, lambda it: it.ends.clear(), "page second .*was mailed again"),
    (
        "a death that came too late to excuse it",
        judge_copies,
        lambda it: it.take("first", 5.5),
        "page first .*was mailed again",
    ),
    ("a copy too few", judge_copies, lambda it: it.mails.pop(0), "taken 1 times and is there 0"),
    ("a copy too many", judge_copies, lambda it: it.taken.pop(0), "taken 0 times and is there 1"),
    (
        "another name for the same",
        judge_copies,
        lambda it: it.change_mail(1, message_id="<page-second@mail.test>"),
        "is known by several names",
    ),
    ("no page", judge_strays, without_page("first"), "no page explains <page-first@"),
    (
        "no page's name",
        judge_strays,
        mail_is(message_id="<1138@example.test>"),
        "no page explains <1138@",
    ),
    ("another mailbox", judge_strays, mail_is(box="lee"), "in the mailbox of lee"),
    (
        "another address",
        judge_strays,
        mail_is(recipient=ADDRESSES["lee"]),
        "went to lee.* in the mailbox of sam",
    ),
    ("another case", judge_words, mail_is(text=f"#{LEFT} P1 care"), rf"names \[{LEFT}\]"),
    ("a case more", judge_words, mail_is(text=f"#{CASE} P1, #9 P1"), rf"names \[{CASE}, 9\]"),
    ("another subject", judge_words, mail_is(subject="PAGE #9"), "another case in its subject"),
    ("a customer's words", judge_words, mail_says("Third day without\ninternet"), "customer's"),
    ("a customer's handle", judge_words, mail_says("@Mara@social.example"), "customer's"),
    ("no page by mail", judge_calls, without_page("first"), "has 0 pages by email"),
    (
        "a page twice",
        judge_calls,
        lambda it: it.pages.append(it.by_mail("first")),
        "has 2 pages by email",
    ),
    (
        "a page of no step",
        judge_calls,
        without_event("oncall.paged", CASE),
        f"made by no step of a chain of #{CASE}",
    ),
    (
        "a page to somebody else",
        judge_calls,
        page_is("first", person="lee"),
        "page first to lee of .*was made by no step",
    ),
    ("never told in chat", judge_calls_told, without_line(f"PAGE #{CASE}"), "was never told"),
    (
        "told without a reason",
        judge_calls_told,
        without_event("oncall.paged", CASE),
        "sam was paged .*as no chain wants",
    ),
    (
        "a step after a claim",
        judge_steps,
        lambda it: it.page("more", 2.5, "lee", CASE, step=2),
        "by step 2, although that was over",
    ),
    (
        "a run for what is somebody's",
        judge_steps,
        lambda it: it.page("more", 2.5, "sam", CASE),
        f"#{CASE} pages .*and is dana's",
    ),
    (
        "a run after the end",
        judge_steps,
        lambda it: it.page("more", 26.0, "sam", LEFT),
        "pages anew",
    ),
    (
        "acknowledged out of nothing",
        judge_steps,
        without_event("oncall.paged", CASE),
        "paged nobody",
    ),
    (
        "an end of nothing",
        judge_steps,
        lambda it: it.insert(2.0, "oncall.ended", None, CASE, {"chain": "watch"}),
        "did not run",
    ),
    ("paged never", judge_unattended, paged_never, f"#{LEFT} pages nobody"),
    ("paged late", judge_unattended, paged_late, f"#{LEFT} paged nobody, or late"),
]


class Mails(unittest.TestCase):
    def test_nothing_is_found_in_a_good_story(self) -> None:
        for check in CHECKS:
            with self.subTest(check.__name__):
                self.assertEqual(list(check(MailStory().evidence())), [])

    def test_every_check_stands_in_the_table(self) -> None:
        self.assertEqual({check for _, check, _, _ in TABLE}, set(ON_MAIL))

    def test_each_change_is_found(self) -> None:
        for name, check, change, pattern in TABLE:
            with self.subTest(name):
                story = MailStory()
                change(story)
                self.assertRegex("\n".join(check(story.evidence())), pattern)

    def test_an_answer_that_was_lost_excuses_a_second_mail(self) -> None:
        story = MailStory()
        story.take("third", 14.55, is_told=False)
        self.assertEqual(list(judge_copies(story.evidence())), [])
        counted = count_pages(story.evidence())
        self.assertEqual((counted["mailed again"], counted["answers lost"]), (2, 1))

    def test_what_could_not_be_written_down_is_mailed_again(self) -> None:
        story = MailStory()
        story.take("third", 18)
        self.assertNotEqual(list(judge_copies(story.evidence())), [])
        story.chronicle.troubles.append(Trouble("disk full", 14, 16, forgets=True))
        self.assertEqual(list(judge_copies(story.evidence())), [])

    def test_whoever_asks_for_it_calls_anybody_at_any_time(self) -> None:
        story = MailStory()
        story.step(2.5, "sam", CASE, isEscalation=True)
        self.assertEqual(list(judge_steps(story.evidence())), [])

    def test_trouble_puts_off_the_time_of_a_chain(self) -> None:
        story = MailStory()
        paged_late(story)
        story.chronicle.troubles.append(Trouble("kill -9", 20, 40))
        self.assertEqual(list(judge_unattended(story.evidence())), [])

    def test_a_key_is_read_as_it_was_spelt(self) -> None:
        self.assertEqual(key_of("<page-a=2Fb-c=40@example.test>"), "a/b-c@")
        self.assertEqual(key_of("<page@example.test>"), "")
