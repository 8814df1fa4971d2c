"""A year of rotations, minute by minute against `zoneinfo`.

The daemon has the time zone database of its Swift, this test that of the system: where a failure
begins at a change of clocks, compare their releases (`head -1 /usr/share/zoneinfo/tzdata.zi`).
"""

from __future__ import annotations

import bisect
import json
import unittest
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from parts.daemon import casebell
from parts.process import temporary_directory

ZONES = ("Europe/London", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca")
PEOPLE = ("ada", "bo", "cy", "dee")
BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
END = datetime(2027, 1, 1, tzinfo=UTC)
MINUTES = int((END - BEGIN).total_seconds()) // 60


@dataclass(frozen=True)
class Turns:
    """People who take turns, and how the file says it."""

    name: str
    people: tuple[str, ...]
    turn: str
    length: timedelta
    start: datetime
    """By the zone's clocks."""

    def written(self, zone: str) -> str:
        people = ", ".join(self.people)
        return (
            f"  - {{ name: {self.named(zone)}, timezone: {zone}, layers: [{{ name: first, "
            f"people: [{people}], turn: {self.turn}, handover: '{self.start:%H:%M}', "
            f"from: {self.start:%Y-%m-%d} }}] }}\n"
        )

    def named(self, zone: str) -> str:
        return f"{self.name}.{zone.split('/')[1]}"

    def minutes(self, zone: str) -> list[str]:
        """Whose turn each minute of the year is, as `zoneinfo` has it."""
        starts: list[datetime] = []
        turn = 0
        while not starts or starts[-1] < END:
            # Without a fold it is the first of two times, and the offset before a gap.
            local = (self.start + turn * self.length).replace(tzinfo=ZoneInfo(zone))
            starts.append(local.astimezone(UTC))
            turn += 1
        found = []
        for minute in range(MINUTES):
            place = bisect.bisect_right(starts, BEGIN + timedelta(minutes=minute)) - 1
            found.append(self.people[place % len(self.people)])
        return found


ROTATIONS = (
    # Between one and three in the night clocks change, in London, New York and Casablanca on a
    # Sunday, as on Lord Howe, by half an hour.
    Turns("daily", ("ada", "bo", "cy"), "daily", timedelta(days=1), datetime(2025, 12, 30, 2, 15)),
    Turns("weekly", ("ada", "bo"), "weekly", timedelta(weeks=1), datetime(2025, 12, 28, 1, 30)),
    Turns("halves", PEOPLE, "12h", timedelta(hours=12), datetime(2025, 12, 31, 2, 0)),
)


def write(directory: Path, rota: str) -> Path:
    """A configuration with these people and this rota."""
    config = directory / "bot-config"
    config.mkdir()
    people = "".join(
        f"  - {{ name: {name}, roles: [agent, oncall], accounts: {{ office: {name} }} }}\n"
        for name in PEOPLE
    )
    (config / "people.yaml").write_text(f"people:\n{people}")
    (config / "rota.yaml").write_text(rota)
    (config / "casebell.yaml").write_text(
        f"state: {directory}/state\n"
        "networks: [{ name: office, irc: { server: '127.0.0.1:9', tls: false } }]\n"
    )
    return config


def shifts(config: Path, begin: datetime = BEGIN, end: datetime = END) -> list[dict[str, str]]:
    shown = casebell(
        "rota", "--from", stamp(begin), "--to", stamp(end), "--json", "--config", str(config)
    )
    assert shown.returncode == 0, shown.stderr
    assert not shown.stderr, shown.stderr
    found: list[dict[str, str]] = json.loads(shown.stdout)
    return found


def stamp(instant: datetime) -> str:
    return instant.strftime("%Y-%m-%dT%H:%M:%SZ")


class Year(unittest.TestCase):
    def test_every_minute_is_one_persons_and_the_right_ones(self) -> None:
        rota = "".join(turns.written(zone) for turns in ROTATIONS for zone in ZONES)
        told = shifts(write(temporary_directory("rota"), f"rotations:\n{rota}"))
        for turns in ROTATIONS:
            for zone in ZONES:
                with self.subTest(rotation=turns.name, zone=zone):
                    name = turns.named(zone)
                    self.compare([one for one in told if one["rotation"] == name], turns, zone)

    def compare(self, told: list[dict[str, str]], turns: Turns, zone: str) -> None:
        minutes: list[list[str]] = [[] for _ in range(MINUTES)]
        for shift in told:
            begin = datetime.fromisoformat(shift["from"])
            end = datetime.fromisoformat(shift["to"])
            self.assertEqual((begin.second, end.second), (0, 0))
            first = int((begin - BEGIN).total_seconds()) // 60
            for minute in range(first, int((end - BEGIN).total_seconds()) // 60):
                minutes[minute].append(shift["person"])
        wrong = [
            f"{stamp(BEGIN + timedelta(minutes=minute))} {people} instead of {expected}"
            for minute, (people, expected) in enumerate(
                zip(minutes, turns.minutes(zone), strict=True)
            )
            if people != [expected]
        ]
        self.assertEqual(wrong[:5], [], f"{len(wrong)} minutes")

    def test_parts_that_follow_the_sun_share_the_year(self) -> None:
        parts = "".join(
            f"{{ people: [{person}], from: 2025-12-01, hours: '{hours}' }}, "
            for person, hours in (("ada", "02:15-14:00"), ("bo", "14:00-02:15"))
        )
        for zone in ZONES:
            config = write(
                temporary_directory("sun"),
                f"rotations: [{{ name: sun, timezone: {zone}, "
                f"layers: [{{ name: first, parts: [{parts}] }}] }}]\n",
            )
            told = shifts(config)
            self.assertEqual(told[0]["from"][:19], "2026-01-01T00:00:00")
            for one, other in zip(told, told[1:], strict=False):
                self.assertEqual(one["to"], other["from"])
            self.assertEqual(told[-1]["to"][:19], "2027-01-01T00:00:00")
