"""What the bot answers to each command: which of its lines is the answer, and what it means.

When words change, this file follows, as `wording.py` does for the acceptance suite.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto

from wording import MARK

AGAIN = "(again?) "


class Verb(Enum):
    """The commands that crash runs and whole days use."""

    CLAIM = "claim"
    RELEASE = "release"
    HANDOVER = "handover"
    ASSIGN = "assign"
    TAKE = "take"
    AWAY = "away"
    BACK = "back"
    REPLY = "reply"
    DM = "dm"
    CANNED = "canned"
    DONE = "done"
    SPLIT = "split"
    EDIT = "edit"
    DROP = "drop"
    APPROVE = "ok"
    REJECT = "no"
    REWRITE = "rewrite"
    UNDO = "undo"
    SETTLE = "settle"
    NOTE = "note"
    TAG = "tag"
    LINK = "link"
    NOISE = "noise"
    MERGE = "merge"
    ESCALATE = "escalate"
    ACK = "ack"
    SNOOZE = "snooze"
    RESOLVE = "resolve"
    REOPEN = "reopen"
    HOLD = "hold"
    UNHOLD = "unhold"


class Verdict(Enum):
    """What an answer means to whoever gets it."""

    DONE = auto()
    ALREADY = auto()
    """It has been so before, by the same person."""
    REFUSED = auto()
    NOT_RECORDED = auto()


@dataclass(frozen=True)
class Answer:
    """A line that answers a command; `found` has what its words name."""

    verdict: Verdict
    text: str
    found: dict[str, str]

    @property
    def mark(self) -> str:
        return self.found["mark"]


@dataclass(frozen=True)
class _Form:
    verdict: Verdict
    pattern: str
    names_asker: bool
    """Begins with the asker's name in a room; otherwise the words say who did it."""


_PLACE = r"(?: \(\d+ of \d+\))?"
"""Of a post whose thread was begun before."""
_NEWS = (
    r"P\d\b|│|sent to "
    rf"|{MARK}{_PLACE} "
    r"(of|by|sent back|approved by|called back|withdrawn|has not got)\b"
    r"|is \w+'s now|is back from|is P\d now|open again"
    r"|(is \w+'s|acknowledged by \w+), .* after the first page"
)
"""What is told to people without their having asked."""
_MORE_NEWS = re.compile(
    r"\d+ repl(y|ies) |#\d+: \w+ offers it|\w+ has been gone for |PAGE (#\d+|\d+ cases)"
)
"""The same, of several cases or in other words."""


def _done(pattern: str, names_asker: bool = False) -> _Form:
    return _Form(Verdict.DONE, pattern, names_asker)


def _already(pattern: str) -> _Form:
    return _Form(Verdict.ALREADY, pattern, True)


def _past(pattern: str) -> _Form:
    """Done, to something else than what was meant."""
    return _Form(Verdict.ALREADY, pattern, False)


_DRAFTED = _done(rf"#{{n}} draft \d+ (?P<mark>{MARK}), ", names_asker=True)

_FORMS: dict[Verb, list[_Form]] = {
    Verb.CLAIM: [
        _already(r"#{n} is yours already"),
        _done(r"#(?P<case>{n}) is yours", names_asker=True),
    ],
    Verb.RELEASE: [_done(r"#{n} is free again, {p} let go")],
    Verb.HANDOVER: [_done(r"#{n}: {p} offers it to ")],
    Verb.ASSIGN: [_done(r"#{n} is \w+'s now, given by {p}\b")],
    Verb.TAKE: [
        _already(r"#{n} is yours already"),
        _done(r"#{n} is yours", names_asker=True),
        _done(r"#{n} is {p}'s now, taken over"),
    ],
    Verb.AWAY: [_done(r"away until ", names_asker=True)],
    Verb.BACK: [_done(r"welcome back\b", names_asker=True)],
    Verb.REPLY: [_DRAFTED, _already(rf"#{{n}} has draft (?P<mark>{MARK}) ")],
    Verb.DM: [_DRAFTED, _already(rf"#{{n}} has draft (?P<mark>{MARK}) ")],
    Verb.CANNED: [_done(r"#{n} canned ", names_asker=True)],
    Verb.DONE: [_DRAFTED],
    Verb.SPLIT: [
        _DRAFTED,
        _already(rf"#{{n}} has draft (?P<mark>{MARK}) "),
        _already(rf"#{{n}}: that is what draft \d+ (?P<mark>{MARK}) says"),
    ],
    Verb.EDIT: [_DRAFTED, _already(rf"#{{n}}: that is what draft \d+ (?P<mark>{MARK}) says")],
    Verb.REWRITE: [_DRAFTED, _already(rf"#{{n}}: that is what draft \d+ (?P<mark>{MARK}) says")],
    Verb.DROP: [_done(r"#{n} {mark} withdrawn by {p}\b")],
    Verb.APPROVE: [
        _done(r"#{n} {mark} approved by {p}\b"),
        _already(r"#{n} {mark} is approved already by {p}\b"),
    ],
    Verb.REJECT: [_done(r"#{n} {mark} sent back to \w+ by {p}\b")],
    Verb.UNDO: [
        _done(rf"#{{n}} {{mark}}{_PLACE} called back by {{p}}\b"),
        # The post that was approved is out, and another has its turn, or it is on its way.
        _past(rf"#{{n}} {MARK}{_PLACE} called back by {{p}}\b"),
        _past(rf"#{{n}} {MARK}{_PLACE} is leaving already\. .*called back by {{p}}\b"),
    ],
    Verb.SETTLE: [_done(r"#{n} {mark} (counts as sent|goes out again).*, says {p}\b")],
    Verb.NOTE: [_done(r"#{n} noted", names_asker=True)],
    Verb.TAG: [_done(r"#{n} tagged .* by {p}\b")],
    Verb.LINK: [_done(r"#{n} goes on at .*, says {p}\b")],
    Verb.NOISE: [_done(r"#{n} is noise, says {p}\b")],
    Verb.MERGE: [_done(r"#{n} is part of #\d+ now, merged by {p}\b")],
    Verb.ESCALATE: [_done(r"#{n} P\d escalated .*by {p}\b")],
    Verb.ACK: [
        _already(r"#{n} is looked after by {p} since"),
        _done(r"#{n} acknowledged by {p}, "),
    ],
    Verb.SNOOZE: [_done(r"#{n} put away by {p}\b")],
    Verb.RESOLVE: [_done(r"#{n} resolved by {p}\b")],
    Verb.REOPEN: [_done(r"#{n} open again by {p}\b")],
    Verb.HOLD: [
        _already(r"the brake is on for care already"),
        _done(r"The brake is on for care since .* by {p}: "),
    ],
    Verb.UNHOLD: [_done(r"The brake is off for care, by {p}\b")],
}


_OF_NO_CASE = (
    r"you said \"|not taken: |I know nobody called |no text of yours |there is no (?!case #)"
)
"""Refusals that name no case. Of a case that is not there, the number says whose answer it is."""
_OF_THE_DESK = r"\bbrake\b|nothing is free that|you work on \d+ case|you hold no case|not away\b"
"""Refusals of what was said of no case."""


@dataclass(frozen=True)
class Question:
    """What was asked by whom, as far as its answers depend on it."""

    verb: Verb
    person: str
    case: int | None = None
    mark: str | None = None
    into: int | None = None
    """The other case that was named: what is refused because of it names that one alone."""

    def read(self, text: str, is_private: bool) -> Answer | None:
        """The answer that this line of the bot is, if it is one."""
        is_again = text.startswith(AGAIN)
        said = text.removeprefix(AGAIN)
        is_addressed = is_private or said.startswith(f"{self.person}: ")
        said = said.removeprefix(f"{self.person}: ")
        for form in _FORMS[self.verb]:
            if form.names_asker and not is_addressed:
                continue
            if found := re.match(self._fill(form.pattern), said):
                return Answer(form.verdict, text, found.groupdict())
        if not is_addressed or is_again:
            # What is refused again was asked before.
            return None
        if said.startswith("not recorded:"):
            return Answer(Verdict.NOT_RECORDED, text, {})
        return Answer(Verdict.REFUSED, text, {}) if self._is_refused(said) else None

    def _fill(self, pattern: str) -> str:
        number = r"\d+" if self.case is None else str(self.case)
        filled = pattern.replace("{n}", number).replace("{p}", self.person)
        return filled.replace("{mark}", self.mark or MARK)

    def _is_refused(self, said: str) -> bool:
        """Any other word to the asker about this case, this draft or the brake."""
        if re.match(_OF_NO_CASE, said):
            return True
        if self.case is None:
            return re.search(_OF_THE_DESK, said) is not None
        if _MORE_NEWS.match(said):
            return False
        is_news = re.match(rf"#{self.case} (draft \d|noted|is yours|{_NEWS})", said)
        names = rf"#{self.case}\b" + (rf"|\b{self.mark}\b" if self.mark else "")
        if self.into is not None:
            names += rf"|^#{self.into} (\w+ (is going out|may have arrived)|is \w+\.|is filed)"
            names += rf"|^#{self.into} is part of #\d+ now\. Say|^there is no case #{self.into}\b"
        return is_news is None and re.search(names, said) is not None


def is_answer_lost(text: str) -> bool:
    """The room is told that an answer may not have reached it."""
    return "may not have reached this room" in text
