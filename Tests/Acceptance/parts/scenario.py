"""The desk scenarios that every chat plays (`Tests/DeskScenarios`), read from their documents."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

DOCUMENTS = Path(__file__).parents[2] / "DeskScenarios"
ALONE = "alone"
CUSTOMER = "crm"

_KINDS = {
    "time": r"(?:\d{1,2} [A-Z][a-z]{2} )?\d\d:\d\d(?::\d\d)?",
    "lapse": r"[^()·]+?",
    "…": r".*?",
    "mark": r"[a-km-np-z2-9]{4}",
    "person": r"[a-z]+",
    "number": r"\d+",
}
_BRACES = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True)
class Step:
    """One line of a scenario: who says or writes something, or what a place shows."""

    position: str
    written: str
    place: str
    """A room, a person or `crm`; for what is said to the bot alone, `alone`."""
    text: str
    speakers: tuple[str, ...] = ()
    """Nobody: the line is shown. A customer has an @ before the name."""
    lines_max: int | None = None
    """From here on the place shows so many lines at most, and in them the words of the text."""


@dataclass
class Scenario:
    name: str
    wishes: dict[str, str] = field(default_factory=dict)
    steps: list[Step] = field(default_factory=list)


def scenarios() -> list[Scenario]:
    """Of all documents, in their order."""
    return [
        scenario
        for document in sorted(DOCUMENTS.glob("*.txt"))
        for scenario in _read(document)
    ]


def match(pattern: str, line: str, known: Mapping[str, str]) -> dict[str, str] | None:
    """What the line gives names to; nothing if it reads otherwise."""
    names: list[str] = []
    wanted = ""
    end = 0
    for braces in _BRACES.finditer(pattern):
        wanted += re.escape(pattern[end : braces.start()])
        end = braces.end()
        kind, _, name = braces[1].partition(":")
        if name:
            names.append(name)
            wanted += f"({_KINDS[kind]})"
        else:
            wanted += _KINDS.get(kind) or re.escape(known.get(kind, braces[0]))
    found = re.fullmatch(wanted + re.escape(pattern[end:]), line)
    return None if found is None else dict(zip(names, found.groups(), strict=True))


def filled(text: str, known: Mapping[str, str]) -> str:
    """What is said, with the names filled in."""
    return _BRACES.sub(lambda braces: known.get(braces[1], braces[0]), text)


def _read(document: Path) -> Iterator[Scenario]:
    scenario: Scenario | None = None
    for number, row in enumerate(document.read_text().splitlines(), 1):
        text = row.strip()
        if not text or text.startswith("//"):
            continue
        position = f"{document.name}:{number}"
        if text.startswith("== "):
            if scenario is not None:
                yield scenario
            scenario = Scenario(text.removeprefix("== "))
            continue
        assert scenario is not None, f"{position}: no scenario yet"
        if text.startswith("with "):
            for wish in text.split()[1:]:
                key, _, value = wish.partition("=")
                scenario.wishes[key] = value
        else:
            scenario.steps.append(_step(position, text))
    if scenario is not None:
        yield scenario


def _step(position: str, text: str) -> Step:
    if not text.startswith("▸ "):
        place, _, words = text.partition(" ")
        place, _, limit = place.partition("≤")
        return Step(position, text, place, words.strip(), lines_max=int(limit) if limit else None)
    speaker, _, rest = text.removeprefix("▸ ").partition(" ")
    if speaker.startswith("@"):
        return Step(position, text, CUSTOMER, rest.strip(), (speaker,))
    place, _, words = rest.partition(" ")
    return Step(position, text, place, words.strip(), tuple(speaker.split(",")))
