"""Gathers what the day left behind and has everything judged."""

from __future__ import annotations

import itertools
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

from . import crash_parts  # noqa: F401, isort: skip
from judging.audit import judge_numbers, judge_relay
from judging.everything import all_cases, judge_all_mentions
from judging.evidence import Evidence, Line
from judging.evidence import Ledger as Audit
from judging.eyes import judge_eyes
from judging.holding import judge_holding
from judging.mentions import judge_mentions
from judging.replies import judge_replies
from judging.speakers import judge_speakers
from judging.threads import count_threads, judge_threads
from judging.timers import judge_timers
from judging.windows import judge_windows
from load.answers import Verdict as Answered
from parts.daemon import casebell
from parts.people import BOT
from parts.waiting import wait_until

from . import desk_files
from .day import Workday
from .judges.authority import judge_authority
from .judges.figures import judge_board, judge_figures
from .judges.levels import judge_levels
from .judges.quoting import judge_quoting
from .judges.standing import judge_standing
from .judges.tidings import judge_tidings
from .looking import Looker, Seen, looks_of
from .posts import says_thanks
from .recount.ledger import Ledger
from .recount.matter import Matter
from .staff import AGENTS, LOOKER, NEWCOMER

FINDINGS_MAX = 12
"""Of one kind: more say nothing more."""
RELAY_SECONDS = 20.0
TELLS_SECONDS = 0.5
"""Until what has happened is said."""
STILL_SECONDS = 60.0
"""Until there is a moment in which nothing happens: waits go on becoming overdue."""
OF_EVIDENCE = {
    "1 mentions": judge_mentions,
    "2 holding": judge_holding,
    "2, 4 authority": judge_authority,
    "3, 4 eyes": judge_eyes,
    "5 replies": judge_replies,
    "4, 5 threads": judge_threads,
    "6 windows": judge_windows,
    "6 timers": judge_timers,
    "2, 7 tidings": judge_tidings,
    "7 speakers": judge_speakers,
    "8 quoting": judge_quoting,
}
"""By the invariants that they look after."""
OF_MATTERS = {"6 levels": judge_levels, "9 standing": judge_standing}


@dataclass
class Findings:
    """What was found, by who found it."""

    found: dict[str, list[str]] = field(default_factory=dict)

    def add(self, who: str, findings: Iterable[str]) -> None:
        self.found.setdefault(who, []).extend(itertools.islice(findings, FINDINGS_MAX))

    @property
    def all(self) -> list[str]:
        return [f"[{who}] {each}" for who, found in self.found.items() for each in found]


class Verdict:
    """Of one day that has been run."""

    def __init__(self, day: Workday) -> None:
        self._day = day
        self._api = day.daemon.api
        self.findings = Findings()

    def judge(self) -> Findings:
        evidence = self._gather()
        self.threads = count_threads(evidence)
        matters = _matters(evidence.ledger.of_case.values())
        for who, check in OF_EVIDENCE.items():
            self.findings.add(who, check(evidence))
        for who, judge in OF_MATTERS.items():
            self.findings.add(who, judge(evidence, matters))
        self._judge_audit(evidence)
        self._judge_everything()
        self.findings.add("the day", self._day.chronicle.findings)
        return self.findings

    def judge_figures(self) -> Findings:
        """What was told in the course of the day, and once more now that it is quiet."""
        findings = Findings()
        asked = self._ask_everything()
        ledger = self._ledger()
        for seen in (*self._day.looker.seen, *asked):
            findings.add(f"figures, {seen.look.words}", judge_figures(ledger, seen))
        here = [name for name in desk_files.staff_order() if name in self._day.people]
        boards = [seen for seen in asked if seen.look.subject is None]
        for seen in boards:
            findings.add("board", judge_board(ledger, seen, here))
        self.looks = len(self._day.looker.seen) + len(asked)
        if not boards:
            findings.add("board", ["nobody was shown one"])
        return findings

    def summary(self) -> str:
        day = self._day
        verdicts = Counter(
            saying.answer.verdict if saying.answer else None for saying in day.chronicle.sayings
        )
        return (
            f"{day.hours.length:g} hours in {day.hours.length:g} minutes, seed {day.seed}:"
            f" {len(day.chronicle.handed)} mentions, {len(day.chronicle.sayings)} commands"
            f" ({verdicts[Answered.DONE]} done, {verdicts[Answered.REFUSED]} refused,"
            f" {verdicts[None]} not answered while the desk was dead),"
            f" {len(day.receiver.posted())} replies, {_told(self.threads)},"
            f" {len(self._api.events())} events,"
            f" {self.looks} looks at figures"
        )

    def happened(self) -> Counter[str]:
        return Counter(str(event["type"]) for event in self._api.events())

    def _gather(self) -> Evidence:
        seen = wait_until(self._look, STILL_SECONDS, "a moment of stillness")
        assert seen is not None
        audit, cases, lines = seen
        day = self._day
        return Evidence(
            chronicle=day.chronicle,
            ledger=audit,
            cases=cases,
            lines=lines,
            attempts=day.receiver.attempts(),
            events=audit.events,
            wall_offset=time.time() - time.monotonic(),
            judged_at=time.time(),
            undo_seconds=desk_files.UNDO_SECONDS,
            length_max=desk_files.LENGTH_MAX,
        )

    def _look(self) -> tuple[Audit, dict[int, Mapping[str, Any]], list[Line]] | None:
        """Events, cases and lines of one moment; nothing if something happened in between."""
        audit = Audit()
        audit.add(self._api.events())
        time.sleep(TELLS_SECONDS)
        cases = {case["case"]: case for case in all_cases(self._api)}
        lines = list(self._lines())
        return (audit, cases, lines) if self._api.events()[-1]["seq"] == audit.last else None

    def _lines(self) -> Iterator[Line]:
        for person in self._day.people.values():
            for line in person.transcript.lines():
                if line.sender == BOT:
                    # What keeps a name from ringing is not to be seen.
                    text = line.text.replace("\u2060", "")
                    yield Line.seen(person.nick, line.place, text, line.at)

    def _judge_audit(self, evidence: Evidence) -> None:
        receiver = self._day.receiver
        last = evidence.ledger.last
        wait_until(
            lambda: any(event["seq"] == last for event in receiver.events()),
            RELAY_SECONDS,
            f"the receiver to be told event {last}",
        )
        relayed = [dict(event) for event in receiver.events() if event["seq"] <= last]
        self.findings.add("9 numbers", judge_numbers(evidence.events, 0))
        self.findings.add("9 relay", judge_relay(relayed, evidence.ledger))
        if len(relayed) != len(evidence.events):
            told = f"{len(relayed)} events of {len(evidence.events)} were told to the receiver"
            self.findings.add("9 relay", [told])
        self.findings.add("the receiver", receiver.faults)
        verified = casebell("audit", "verify", config=self._day.config)
        if verified.returncode != 0:
            self.findings.add("9 audit verify", [verified.stdout + verified.stderr])

    def _judge_everything(self) -> None:
        merged = {
            event["case"]: event["data"]["into"]
            for event in self._api.events()
            if event["type"] == "case.merged"
        }
        acknowledged = {}
        for entry in self._day.chronicle.handed.values():
            case = entry.case
            while case in merged:
                case = merged[case]
            if entry.acknowledged and case:
                acknowledged[entry.id] = case
        self.findings.add("1 everything", judge_all_mentions(acknowledged, all_cases(self._api)))

    def _ask_everything(self) -> list[Seen]:
        agents = [each.name for each in (*AGENTS, NEWCOMER)]

        def ask(name: str) -> list[Seen]:
            looker = Looker(self._day.people[name], self._day.chronicle)
            people = agents if name == LOOKER else []
            looks = looks_of(name, people, is_supervisor=name in (LOOKER, "mia"))
            return [seen for look in looks if (seen := looker.look(look))]

        with ThreadPoolExecutor() as together:
            return [
                seen for asked in together.map(ask, (LOOKER, "mia", "ada", "kit")) for seen in asked
            ]

    def _ledger(self) -> Ledger:
        return Ledger(
            self._api.events(), desk_files.staff_order(), desk_files.ZONE, says_thanks
        )


def _told(counted: Counter[str]) -> str:
    return "threads: " + ", ".join(f"{count} {what}" for what, count in counted.items())


def _matters(stories: Iterable[Sequence[object]]) -> list[Matter]:
    matters = []
    for opening, *rest in stories:
        matter = Matter(opening, says_thanks)  # type: ignore[arg-type]
        for event in rest:
            matter.tell(event)  # type: ignore[arg-type]
        matters.append(matter)
    return matters
