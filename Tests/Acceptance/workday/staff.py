"""Who works that day, and how each of them does it."""

from __future__ import annotations

from dataclasses import dataclass, field

CARE, BILLING, APPROVALS = "#care", "#billing", "#approvals"


@dataclass(frozen=True)
class Temper:
    """How an agent works: chances are of each occasion, times are seconds."""

    think: float = 1.2
    races: float = 0.5
    """Claims what rings, whoever else does."""
    whispers: float = 0.1
    """Says it to the bot alone."""
    tidies: float = 0.1
    """Notes, tags, links."""
    cans: float = 0.1
    snoozes: float = 0.06
    gives: float = 0.05
    """Offers cases to a colleague, or gives them back."""
    doubts: float = 0.1
    """Edits, drops and calls back."""
    errs: float = 0.04
    """Says what will be refused."""
    resolves: float = 0.5
    wanders: float = 0.0
    """Loses the connection, now and then."""
    lunches: bool = False


@dataclass(frozen=True)
class Worker:
    name: str
    temper: Temper = field(default_factory=Temper)
    skills: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()


AGENTS = (
    Worker("ada", Temper(think=0.8, races=0.9, tidies=0.05)),
    Worker("ben", Temper(think=1.6, races=0.2, tidies=0.4), skills=("billing",)),
    Worker("cleo", Temper(whispers=0.9), skills=("billing",), languages=("en",)),
    Worker("dev", Temper(cans=0.5, lunches=True)),
    Worker("eli", Temper(snoozes=0.3, resolves=0.3), skills=("billing",)),
    Worker("fay", Temper(doubts=0.4)),
    Worker("gus", Temper(gives=0.3)),
    Worker("hana", Temper(wanders=0.03), languages=("de", "en")),
    Worker("ivan", Temper(errs=0.25, races=0.8)),
    Worker("jo", Temper(think=2.5, resolves=0.8), skills=("billing",)),
)
NEWCOMER = Worker("kit", Temper(think=1.0, races=0.7))
"""Begins at midday, when the configuration is taken over anew."""

SUPERVISORS = ("lee", "mia", "sam")
"""Mia supervises billing and its backup alone, Sam works cases as well."""
LOOKER = "nora"
"""A supervisor who only looks at figures."""
FENCE = "oz"
"""Somebody who is asked whether the bot answers again."""
EVERYBODY = (*(each.name for each in AGENTS), NEWCOMER.name, *SUPERVISORS, LOOKER, FENCE)
