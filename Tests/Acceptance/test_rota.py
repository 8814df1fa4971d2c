"""A year of rotations, minute by minute against `zoneinfo`, and a calendar that is fetched.

The daemon has the time zone database of its Swift, this test that of the system: where a failure
begins at a change of clocks, compare their releases (`head -1 /usr/share/zoneinfo/tzdata.zi`).
"""

from __future__ import annotations

import bisect
import json
import os
import threading
import time
import unittest
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from zoneinfo import ZoneInfo

from parts.daemon import binary, casebell
from parts.process import ServerProcess, temporary_directory
from parts.waiting import wait_until

ZONES = ("Europe/London", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca")
PEOPLE = ("ada", "bo", "cy", "dee")
BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
END = datetime(2027, 1, 1, tzinfo=UTC)
MINUTES = int((END - BEGIN).total_seconds()) // 60
FETCH_SECONDS = 20.0
STALE = 78 * 3600
USAGE = 64
UNAVAILABLE = 69


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
    store = config.parent / "state" / "casebell.db"
    missing = f"what was said in chat is not in this: there is no store at {store}\n"
    assert shown.stderr == ("" if store.exists() else missing), shown.stderr
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


class Nothing(unittest.TestCase):
    def test_without_rotations_it_says_so(self) -> None:
        config = write(temporary_directory("none"), "rotations: []\n")
        for more, shown in (((), ""), (("--json",), "[]\n")):
            with self.subTest(more):
                told = casebell("rota", *more, "--config", str(config))
                self.assertEqual((told.returncode, told.stdout), (0, shown), told.stderr)
                self.assertIn("nobody is on call: there are no rotations", told.stderr)

    def test_an_end_before_the_beginning(self) -> None:
        config = write(temporary_directory("none"), "rotations: []\n")
        dates = ("--from", "2026-02-02", "--to", "2026-01-01")
        told = casebell("rota", *dates, "--config", str(config))
        self.assertEqual(told.returncode, USAGE)
        self.assertEqual(told.stderr, "casebell: --to is not after --from.\n")


class SaidInChat(unittest.TestCase):
    """Who diverts telephones by it must not get the person whom an override has replaced."""

    def setUp(self) -> None:
        directory = temporary_directory("said")
        self.config = write(
            directory,
            "rotations: [{ name: care, layers: [{ name: first, people: [ada], "
            "from: 2025-12-01 }] }]\n",
        )
        self.store = directory / "state" / "casebell.db"
        self.store.parent.mkdir()

    def test_nobody_is_named_while_it_cannot_be_read(self) -> None:
        self.store.write_text("This is no database." * 100)
        self.assert_nobody_knows()
        self.store.unlink()
        # As in a directory that one may not enter, nobody can say that it is not there.
        self.store.symlink_to(self.store)
        self.assert_nobody_knows()

    def assert_nobody_knows(self) -> None:
        told = casebell("rota", "--json", "--config", str(self.config))
        self.assertEqual((told.returncode, told.stdout), (UNAVAILABLE, ""), told.stderr)
        self.assertIn(f"what was said in chat cannot be read: {self.store}: ", told.stderr)
        checked = casebell("check", "--config", str(self.config))
        self.assertEqual(checked.returncode, 0, checked.stdout)
        self.assertIn(
            f"warning: state: what was said in chat of who is on call is not in this: {self.store}",
            checked.stdout,
        )


class Calendar(unittest.TestCase):
    """A feed over HTTP: fetched, kept, and kept while it is broken."""

    TEXT = (
        "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:On call: Ada\r\n"
        "DTSTART;TZID=Europe/London:20260105T090000\r\nDURATION:P7D\r\n"
        "RRULE:FREQ=WEEKLY\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )

    def test_the_last_good_copy_counts_and_its_age_is_told(self) -> None:
        begin = datetime(2026, 2, 1, tzinfo=UTC)
        end = datetime(2026, 2, 2, tzinfo=UTC)
        directory = temporary_directory("feed")
        with feed(self.TEXT) as server:
            config = write(
                directory,
                "rotations: [{ name: care, layers: [{ name: first, calendar: { "
                f"url: 'http://127.0.0.1:{server.server_port}/a.ics' }} }}] }}]\n",
            )
            self.assertIn("this feed was not fetched yet", check(config))
            kept = directory / "state" / "calendars" / "care"
            with daemon(config, directory):
                wait_until(
                    lambda: any(kept.glob("first-0-*.ics")),
                    FETCH_SECONDS,
                    "the calendar to be kept",
                )
            (copy,) = kept.glob("first-0-*.ics")
            self.assertEqual(copy.read_bytes(), self.TEXT.encode())
            self.assertEqual({one["person"] for one in shifts(config, begin, end)}, {"ada"})
            self.assertNotIn("calendar", check(config))
            old = time.time() - STALE
            os.utime(copy, (old, old))
            for answer, reason in (
                (b"<html>Log in first</html>", "it is no iCalendar file"),
                (self.TEXT[:80].encode(), "it is cut off"),
            ):
                server.answer = answer
                with daemon(config, directory) as log:
                    wait_until(
                        partial(says, log, reason), FETCH_SECONDS, "the log to say so"
                    )
                self.assertIn("is stale and cannot be fetched", log.read_text())
                self.assertNotIn("a.ics", log.read_text())
                self.assertEqual(copy.read_bytes(), self.TEXT.encode())
            self.assertEqual({one["person"] for one in shifts(config, begin, end)}, {"ada"})
            self.assertIn("this feed was last fetched 3d 6h ago", check(config))


def check(config: Path) -> str:
    return casebell("check", "--config", str(config)).stdout


def says(log: Path, words: str) -> bool:
    return words in log.read_text()


class Feed(ThreadingHTTPServer):
    answer = b""


@contextmanager
def feed(text: str) -> Iterator[Feed]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/calendar")
            self.end_headers()
            self.wfile.write(server.answer)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = Feed(("127.0.0.1", 0), Handler)
    server.answer = text.encode()
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def daemon(config: Path, directory: Path) -> Iterator[Path]:
    """The daemon, whose network is not there."""
    log = directory / "casebell.log"
    process = ServerProcess(
        "casebell", [str(binary()), "run", "--config", str(config)], log, dict(os.environ)
    )
    process.start()
    try:
        yield log
        process.terminate()
    finally:
        process.kill()
