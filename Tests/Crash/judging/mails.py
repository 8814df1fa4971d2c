"""Pages by mail: every one that the store decided is in its mailbox, as one mail, to whom the chain
named, and says nothing of the customer; none leaves twice without a reason that SMTP leaves us."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from itertools import pairwise

from parts.mentions import MARA
from world.mail_gate import Taking
from world.mail_side import Mail, Page, key_of

from .evidence import Evidence, MailSeen
from .pages import judge_calls, judge_calls_told, judge_steps, judge_unattended

NAMED = re.compile(r"#(\d+)\b")
PERHAPS_TAKEN = "perhaps taken"
"""How a page ends whose answers were lost too often: the product's own rule."""
CLOCK_SECONDS = 1.0
"""The times of the gate and of whoever kills may lie apart so far, and more."""
RECORD_SECONDS = 3.0
"""In which an answer that came is written down at the latest, and needs no second mail."""
WORDS = 3
"""So many of a customer's words in a row are theirs."""


def judge_arrivals(evidence: Evidence) -> Iterator[str]:
    """Each page is over, and in the mailbox if it counts as sent, or as perhaps taken: the mail
    server is well again before anybody has tried often enough."""
    if (mail := evidence.mail) is None:
        return
    copies = Counter(each.key for each in mail.mails)
    for page in mail.by_mail():
        match page.state:
            case "sent" if not copies[page.key]:
                yield f"{page} counts as sent, and is in no mailbox"
            case "waiting":
                yield f"{page} still waits to leave after {page.attempts} attempts"
            case "failed" if not str(page.outcome).startswith(PERHAPS_TAKEN):
                yield f"{page} was given up: {page.outcome}"
            case "failed" if not copies[page.key]:
                yield f"{page} was given up after {page.attempts} attempts, and is in no mailbox"


def judge_copies(evidence: Evidence) -> Iterator[str]:
    """A mailbox has what the mail server took; a mail is taken again only where its answer may
    have been lost."""
    if (mail := evidence.mail) is None:
        return
    takings = _takings(mail)
    copies = Counter(each.key for each in mail.mails)
    ids: dict[str, set[str]] = defaultdict(set)
    for each in mail.mails:
        ids[each.key].add(each.message_id)
    for page in mail.by_mail():
        taken = takings[page.key]
        if len(ids[page.key]) > 1:
            yield f"{page} is known by several names: {sorted(ids[page.key])}"
        if copies[page.key] != len(taken):
            yield f"{page} was taken {len(taken)} times and is there {copies[page.key]} times"
        for before, after in pairwise(taken):
            if not _may_be_lost(evidence, mail, before, after):
                yield f"{page} was mailed again, although the daemon knew that it was taken"


def judge_strays(evidence: Evidence) -> Iterator[str]:
    """Nothing is mailed that no page explains, and nobody gets another's."""
    if (mail := evidence.mail) is None:
        return
    pages = {page.key: page for page in mail.pages if page.is_mail}
    fresh = {page.key for page in mail.by_mail()}
    for each in mail.mails:
        page = pages.get(each.key)
        if page is None:
            yield f"no page explains {each.message_id} to {each.box}: {each.subject!r}"
        elif page.key in fresh:
            yield from _judge_address(mail, page, each)


def _judge_address(mail: MailSeen, page: Page, each: Mail) -> Iterator[str]:
    if each.box != page.person or each.recipient != mail.addresses.get(page.person):
        yield f"{page} went to {each.recipient}, in the mailbox of {each.box}"


def judge_words(evidence: Evidence) -> Iterator[str]:
    """A mail names the cases of its page, and has no word or name of a customer's."""
    if (mail := evidence.mail) is None:
        return
    pages = {page.key: page for page in mail.by_mail()}
    customers = _customers_words(evidence)
    for each in mail.mails:
        page = pages.get(each.key)
        if page is None:
            continue
        named = {int(number) for number in NAMED.findall(each.text)}
        if named != page.cases:
            yield f"{page} names {sorted(named)} in its mail"
        if not {int(number) for number in NAMED.findall(each.subject)} <= page.cases:
            yield f"{page} has another case in its subject: {each.subject!r}"
        told = _plain(each.whole)
        for words in customers:
            if words in told:
                yield f"{page}: the mail says {words!r}, which is the customer's"


def _customers_words(evidence: Evidence) -> set[str]:
    found = {_plain(str(MARA["handle"]))}
    for entry in evidence.chronicle.handed.values():
        for version in entry.versions:
            if "author" in version:
                found.add(_plain(version["author"]["handle"]))
            words = _plain(version["text"]).split()
            found |= {
                " ".join(words[at : at + WORDS]) for at in range(0, len(words) - WORDS + 1, WORDS)
            }
    return found


def _plain(text: str) -> str:
    return " ".join(text.lower().split())


def _takings(mail: MailSeen) -> dict[str, list[Taking]]:
    takings: dict[str, list[Taking]] = defaultdict(list)
    for taking in mail.taken:
        takings[key_of(taking.message_id)].append(taking)
    return takings


def _may_be_lost(evidence: Evidence, mail: MailSeen, before: Taking, after: Taking) -> bool:
    """The answer did not get through, or what it said could not be written down."""
    if not before.is_told:
        return True
    since, until = before.at - CLOCK_SECONDS, min(before.at + RECORD_SECONDS, after.at)
    if any(since <= end <= until for end in mail.ends):
        return True
    since -= evidence.wall_offset
    until -= evidence.wall_offset
    return any(
        trouble.forgets and trouble.overlaps(since, until)
        for trouble in evidence.chronicle.troubles
    )


def count_pages(evidence: Evidence) -> Counter[str]:
    """What became of them in this cycle."""
    counted: Counter[str] = Counter()
    if (mail := evidence.mail) is None:
        return counted
    copies = Counter(each.key for each in mail.mails)
    takings = _takings(mail)
    for page in mail.by_mail():
        counted["decided"] += 1
        counted["of several cases"] += len(page.cases) > 1
        counted["mails"] += copies[page.key]
        counted["mailed again"] += max(copies[page.key] - 1, 0)
        counted["answers lost"] += sum(not taking.is_told for taking in takings[page.key])
        counted["tried again"] += page.attempts > 1
        counted["given up, perhaps taken"] += page.state == "failed"
    return counted


ON_MAIL: tuple[Callable[[Evidence], Iterator[str]], ...] = (
    judge_arrivals,
    judge_copies,
    judge_strays,
    judge_words,
    judge_calls,
    judge_calls_told,
    judge_steps,
    judge_unattended,
)
"""Nothing to find where no page leaves by mail."""
