"""Made-up customers and what they write."""

from __future__ import annotations

import itertools
import random
from datetime import UTC, datetime
from typing import Any

SOURCE = "crm"
URGENT = (
    "Third day without internet and your phone line hangs up on me. "
    "Cancelling today if nobody answers."
)
MARA = {"handle": "@mara@social.example", "name": "Mara", "followers": 48000, "vip": True}

_OPENINGS = ("Hello", "Hi there", "Dear team", "Hey", "Excuse me", "So", "Well", "Good morning")
_MATTERS = (
    "the gate at platform 4 is closed",
    "my invoice from March looks odd",
    "is the shop open on Sunday",
    "the app asks for my address twice",
    "the seat I booked is taken",
    "where do I change my number",
    "your form does not load",
    "which bus goes to the harbour",
)
_CLOSINGS = ("?", ", please have a look.", ", can somebody tell me?", " 🙂", ", as always.", "…")
_ids = itertools.count(1000)


def mention(text: str = URGENT, **fields: Any) -> dict[str, Any]:
    """A mention by Mara, of now, with an id of its own unless one is given."""
    made = {
        "source": SOURCE,
        "id": str(next(_ids)),
        "text": text,
        "posted_at": now(),
        "author": MARA,
        "visibility": "public",
    }
    return made | fields


def crowd(count: int, seed: int) -> list[dict[str, Any]]:
    """So many mentions by strangers in which nothing is urgent; the same for the same seed."""
    dice = random.Random(seed)
    posted_at = now()
    return [
        {
            "source": SOURCE,
            "id": f"crowd-{seed}-{number}",
            "text": " ".join((dice.choice(_OPENINGS), dice.choice(_MATTERS)))
            + dice.choice(_CLOSINGS),
            "posted_at": posted_at,
            "author": {"handle": f"@stranger{dice.randrange(10 * count)}@social.example"},
        }
        for number in range(count)
    ]


def now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
