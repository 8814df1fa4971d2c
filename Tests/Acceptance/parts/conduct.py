"""How a customer system treats a reply that reaches it."""

from __future__ import annotations

from enum import Enum, auto


class Conduct(Enum):
    """What is done with one request for a reply."""

    ACCEPT = auto()
    """200 with a reference of its own."""
    FAIL = auto()
    """500; nothing is done."""
    POSTPONE = auto()
    """503 with `Retry-After`; nothing is done."""
    ACCEPT_LATE = auto()
    """The same, but not before `release`."""
    HANG = auto()
    """No answer until `release`; nothing is done."""
    LOSE_ANSWER = auto()
    """The reply is posted and the connection ends without an answer."""
    TAKE_AND_FAIL = auto()
    """The reply is posted and answered with 500."""
    REFUSE = auto()
    """422; nothing is done."""
    GONE = auto()
    """410; nothing is done, and nothing more is to be sent."""
