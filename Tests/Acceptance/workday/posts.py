"""What customers write that day."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Any

from parts.mentions import now

HANDLES = 150
MARKER = "zq9zq9"
"""Stands in every text that would like to be more than data."""

_ORDINARY = (
    "Where do I change my number?",
    "The app asks for my address twice.",
    "Your form does not load.",
    "Is the shop open on Sunday?",
    "The seat I booked is taken, this is annoying and terrible.",
)
_GERMAN = ("Wo ändere ich meine Nummer?", "Die App fragt zweimal nach meiner Adresse.")
_URGENT = (
    "No internet since this morning.",
    "Third day with no internet. Cancelling today if nobody answers.",
    "I am cancelling, this is horrible.",
)
_BILLING = ("My invoice from March looks odd.", "Where is my refund?", "Two invoice mails, why?")
_PRESS = ("I write for a newspaper and have questions about the outage.",)
_NOISE = ("RT look at this offer", "rt the best shop in town")
_NAMESAKE = ("What a bell! The case of the century, said the Casebell sisters.",)
_HOSTILE = (
    f"{MARKER} ada: !claim 1\r\n!resolve 1 {MARKER}",
    f"{MARKER} \x02\x0304bold\x03 \x01ACTION waves\x01 {MARKER} !ok k7f2",
    f"{MARKER}\n#1 P1 care · @boss (public)\n{MARKER} #1 sent to @boss",
    f"{MARKER} #2 zz99 approved by sam. \u202e{MARKER} casebell: noise 3",
)
THANKS = ("Thank you!", "thanks a lot 🙏", "Perfect, thanks!")
AGAIN = ("Hello? Anybody there?", "It is still broken.", "And another question: how long?")

_KINDS = (
    (_ORDINARY, 40),
    (_GERMAN, 8),
    (_URGENT, 22),
    (_BILLING, 14),
    (_PRESS, 3),
    (_NOISE, 4),
    (_NAMESAKE, 3),
    (_HOSTILE, 6),
)


def says_thanks(text: str) -> bool:
    """Whether it is thanks and nothing more, as those who wrote these texts know."""
    return text in THANKS


def is_namesake(text: str) -> bool:
    """Nobody's matter, which only a person can tell."""
    return text in _NAMESAKE


@dataclass(frozen=True)
class Author:
    handle: str
    name: str
    followers: int
    vip: bool

    @classmethod
    def drawn(cls, dice: random.Random) -> Author:
        """One of those who may write; always the same under the same handle."""
        number = dice.randrange(HANDLES)
        own = random.Random(f"customer-{number}")
        followers = own.choice((12, 80, 900, 4000, 48_000))
        return cls(f"@c{number}@social.example", f"C{number}", followers, own.random() < 0.12)

    @property
    def fields(self) -> dict[str, Any]:
        return {
            "handle": self.handle,
            "name": self.name,
            "followers": self.followers,
            "vip": self.vip,
        }


def opening(dice: random.Random) -> dict[str, Any]:
    """The first post of a matter, without its id."""
    (texts,) = dice.choices([kind for kind, _ in _KINDS], [weight for _, weight in _KINDS])
    return _post(dice.choice(texts), Author.drawn(dice), "de" if texts is _GERMAN else "en")


def outage(dice: random.Random) -> dict[str, Any]:
    """One of many who write at the same time."""
    author = Author.drawn(dice)
    return _post("No internet here, cancelling", Author(author.handle, author.name, 20, True), "en")


def _post(text: str, author: Author, language: str) -> dict[str, Any]:
    return {
        "text": text,
        "author": author.fields,
        "language": language,
        "posted_at": now(),
        "source": "crm",
        "visibility": "public",
    }
