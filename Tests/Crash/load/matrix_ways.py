"""The ways in which people speak to the bot on Matrix, and what they speak under."""

from __future__ import annotations

from parts.bot_config import APPROVALS, CARE

from .answers import Verb
from .outcomes import PLACE

CLAIM, ESCALATE, APPROVE, REJECT = "👀", "⏫", "✅", "❌"
"""The signs, on cards and on drafts."""
IN_ROOM, IN_THREAD, BY_SIGN = "in the room", "in the thread", "by a sign"
SIGN_GONE = "taking a sign away"
SIGNS = {Verb.CLAIM: CLAIM, Verb.APPROVE: APPROVE, Verb.REJECT: REJECT}
UNSIGNS = {Verb.RELEASE: Verb.CLAIM, Verb.UNDO: Verb.APPROVE}
"""What taking a sign away does, and which."""
PLACES = {
    Verb.CLAIM: CARE,
    Verb.RELEASE: CARE,
    Verb.APPROVE: APPROVALS,
    Verb.REJECT: APPROVALS,
    Verb.UNDO: CARE,
}
"""Where it is done by a sign, or asked to be undone."""


def card_of(case: int) -> str:
    """How the message of a case begins; the news that its customer wrote again does likewise, and
    that somebody is called for it, or was in vain."""
    return rf"#{case} P\d (?!.*wrote again|escalated |\w+: nobody has acknowledged)"


def draft_of(case: int, mark: str) -> str:
    """How the message of a draft begins, also that of what is left of a thread."""
    return rf"#{case} {mark}{PLACE} by \w+ · "
