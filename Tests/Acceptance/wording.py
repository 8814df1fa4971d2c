"""What a line must say, whatever its words: one pattern for each kind of line people rely on.

Patterns are searched for, without regard to case. `n` is a case's number.
"""

from __future__ import annotations

import re

MARK = r"[a-km-np-z2-9]{4}"
CLOCK = r"(?:\d{1,2} \w{3} )?\d\d:\d\d"
"""With its day where that is not today."""
BOTH_TIMES = rf"{CLOCK} \([^)]+\)"
"""Clock and distance, `10:58 (27m)`: scrollback makes the distance alone a lie."""

_AGAIN = re.compile(r"\(again\?\)")


def is_again(line: str) -> bool:
    """Whether a line says of itself that it may have been posted before."""
    return _AGAIN.search(line) is not None


# The case


def rung(n: int) -> str:
    """In lines of its own, or named among others."""
    return rf"#{n} P1 care\b|\bP1 (?:#.* · )?#{n} "


def own_card(n: int) -> str:
    """A card of its own, as it came."""
    return rf"#{n} P\d care\b"


def rung_in_full(n: int) -> str:
    return (
        rf"#{n} P1 care\b.*@mara@social\.example.*public.*VIP.*48k.*70 points"
        rf".*due {BOTH_TIMES}"
    )


def customer_wrote(n: int, words: str) -> str:
    return rf"#{n}\b.*{words}"


def claimed(n: int, by: str) -> str:
    return rf"{by}: #{n} is yours"


def claimed_alone(n: int) -> str:
    """In a direct message nobody is named."""
    return rf"#{n} is yours"


def claimed_any(by: str) -> str:
    return rf"{by}: #(\d+) is yours"


def held_by(n: int, loser: str, holder: str) -> str:
    return rf"{loser}: #{n} is {holder}'s since {BOTH_TIMES}"


def noted(n: int) -> str:
    return rf"#{n} noted"


def not_yours(n: int, holder: str) -> str:
    return rf"#{n} is {holder}'s"


def names(n: int) -> str:
    return rf"#{n}\b"


# The draft


def drafted(n: int, revision: int) -> str:
    return rf"#{n} draft {revision} (?P<mark>{MARK})\b"


def draft_card(n: int, mark: str, author: str) -> str:
    return rf"#{n} {mark} by {author}\b"


def card_shows(n: int, words: str) -> str:
    return rf"#{n} .*draft: .*{words}"


def attached(n: int, url: str, alt: str) -> str:
    return rf"#{n} .*attached: .*{re.escape(url)}.*{alt}"


def too_long(n: int, posts: int) -> str:
    return rf"#{n}: not taken, .*\bsplit {n} makes a thread of {posts} posts"


def no_address(n: int) -> str:
    return rf"#{n}\b.*no address"


def draft_waits(n: int, mark: str) -> str:
    return rf"#{n}\b.*\b{mark}\b.*wait"


def wrote_it_yourself(mark: str) -> str:
    return rf"you wrote {mark}\b.*else"


def supervisors_only() -> str:
    return r"supervisor"


def approved(n: int, mark: str, by: str) -> str:
    return rf"#{n} {mark} approved by {by}\b.*{CLOCK}:\d\d \([^)]+\)"


def not_surely_shown(mark: str) -> str:
    return rf"#\d+ {mark} may not have been shown whole in any room yet\."


def now_another(n: int, revision: int, mark: str) -> str:
    return rf"#{n} is now draft {revision} {mark}\b"


def outdated(mark: str) -> str:
    return rf"\b{mark}\b"


def on_hold(n: int, mark: str) -> str:
    return rf"#{n}\b(?=.*\b{mark}\b).*held"


def blocked(word: str) -> str:
    return rf"{word}.*blocked"


# The reply


def sent(n: int) -> str:
    return rf"#{n} sent to @mara@social\.example at {CLOCK}"


def sent_post(n: int, number: int, of: int) -> str:
    """One of a thread."""
    return rf"{sent(n)} \({number} of {of}\)"


def rest_card(n: int, number: int, of: int, author: str) -> str:
    """What is left of a thread that stopped."""
    return rf"#{n} (?P<mark>{MARK}) \({number} of {of}\) by {author}\b"


def rest_recalled(number: int, mark: str, who: str) -> str:
    return rf"#{number} {mark} is leaving already\. What follows it was called back by {who}"


def rest_held(n: int, mark: str, number: int, of: int) -> str:
    return rf"#{n} {mark} \({number} of {of}\) of \w+ is held,"


def rest_failed(n: int, number: int, of: int) -> str:
    return rf"#{n} {MARK} \({number} of {of}\) of \w+ was not delivered"


def was_leaving(n: int, mark: str) -> str:
    return rf"#{n} {mark} .*was already leaving when the brake came"


def first_response(n: int) -> str:
    return rf"{sent(n)}.*first response \S+.* of 30m"


def failed(n: int) -> str:
    return rf"#{n}\b.*(fail|could not|cannot|not (be )?delivered|gone|410)"


def unknown_outcome(n: int) -> str:
    return rf"#{n}\b.*(unknown|settle)"


def too_late() -> str:
    return r"too late"


# The desk


def unknown_person() -> str:
    return r"can't tell who you are"


def no_such_case(n: int) -> str:
    return rf"there is no case #{n}\b"


def no_such_case_any() -> str:
    return r"there is no case #(\d+)"


def no_place_here() -> str:
    return r"your account is not in people\.yaml"


def open_ended(n: int) -> str:
    return rf"#{n} ends at"


def help_text() -> str:
    return r"help|!claim|!queue"


def missed_time() -> str:
    """Nobody listened, from when to when."""
    return rf"(away|listen).*(?P<start>{CLOCK}(:\d\d)?)\D+(?P<end>{CLOCK}(:\d\d)?)"


def digest() -> str:
    """What came in without ringing, in how long a time."""
    return r"(\d+) new in \w+ in the last \d+"


def late_by() -> str:
    """Rings that waited say how long."""
    return r"^.*\d\w+ late: P1 #"


def asked_about(command: str) -> str:
    """An old command is not carried out."""
    return rf"{command}.*nothing was done.*again"


# On Matrix


def card_held(n: int, holder: str) -> str:
    """The case's message as it stands once somebody holds it."""
    return rf"#{n} P1 care\b.*\b{holder}'s\b"


def card_free(n: int) -> str:
    return rf"#{n} P1 care\b.*\bfree\b"


def card_answered(n: int) -> str:
    return rf"#{n} P1 care\b.*'s, answered"


def called_back(n: int) -> str:
    return rf"#{n}\b.*back"


def rejected(n: int, mark: str, by: str) -> str:
    return rf"#{n}\b(?=.*\b{mark}\b).*\b{by}\b"


def edited_command() -> str:
    return r"changed is not read again"


def redacted_command() -> str:
    return r"takes nothing back"


def not_a_room_of_the_desk() -> str:
    return r"not (a room of|one of) the desk|not in desk\.yaml"


def this_room_is_encrypted() -> str:
    """Where nothing can be read; with where commands are read."""
    return r"^This room is encrypted: I cannot read what is written here\. .*without encryption"


def room_is_not_closed() -> str:
    """Where outsiders may read along, and customers' words are kept back."""
    return r"^customers' words are kept back here: this room is not closed to outsiders\."


def room_is_encrypted(room: str) -> str:
    """For whoever could mend it, in the log and the check."""
    return rf"{room}:test is encrypted, and what is said there is not read"


# The command line


def ingested(duplicates: int) -> str:
    """In output from which thousands separators have been taken out."""
    return rf"\b{duplicates} (were )?(already known|duplicates?)"


def wrong_key(key: str, nearest: str) -> str:
    return rf"casebell\.yaml:\d+:\d+.*{key}[\s\S]*{nearest}"


def paged(n: int) -> str:
    return rf"PAGE #{n} "


def acknowledged(n: int, name: str) -> str:
    return rf"#{n} acknowledged by {name}"


def pages_exhausted(n: int) -> str:
    return rf"#{n} .*nobody has acknowledged"


# Out of hours


def told_when(n: int) -> str:
    """The customer has been told when people answer."""
    return rf"#{n}\b.*told when people answer.*{BOTH_TIMES}"


def not_told(n: int) -> str:
    return rf"#{n}\b.*(not told|not have been told)"


def crisis(n: int) -> str:
    return rf"#{n}\b.*words of crisis"
