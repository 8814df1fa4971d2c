"""A desk on which the scenarios that every chat plays are played (`Tests/DeskScenarios`).

People, rooms and rules are those of `LinkCast` in the unit suites; there the links play the same.
"""

from __future__ import annotations

import re
import time
from collections import Counter
from datetime import UTC, datetime

from desk import DeskTestCase
from parts import scenario
from parts.bot_config import APPROVALS, CARE, BotConfig, DeskSettings
from parts.mentions import MARA, mention
from parts.people import BOT, Person
from parts.scenario import ALONE, CUSTOMER, Scenario, Step
from parts.transcript import PRIVATE
from parts.waiting import wait_until

LINE_SECONDS = 20.0
REST_SECONDS = 2.0
"""For the rest of a line that was cut."""
PIECES_MAX = 6
FENCE = "#999999"
CANNED = """canned:
  - name: outage
    text: "Hi {name}, a line near you is down. It should work again at {?when}."
  - name: night
    text: "Hi {name}, a person answers {opens}."
"""
ROTA = """rotations:
  - name: care
    timezone: Europe/London
    queues: [care]
    layers: [{ name: first, people: [lee], turn: daily, from: 2026-01-05 }]
"""
PLANS = "plans: [{ name: storm, for: more than we can read, priority: { p1: 80 } }]\n"
_REPEATED = re.compile(r"#\d+ │ ")


class ScenarioTestCase(DeskTestCase):
    """Each place has to show exactly what is written down, in that order."""

    scenario: Scenario

    def write_config(self, settings: DeskSettings) -> BotConfig:
        config = super().write_config(settings)
        (config.directory / "canned.yaml").write_text(CANNED)
        (config.directory / "plans.yaml").write_text(PLANS)
        rota = ROTA
        config.replace("desk.yaml", "policy:\n", "policy:\n  crisis_words: [want to die]\n")
        if "closed" in self.scenario.wishes:
            opens = (datetime.now(UTC).hour + 12) % 24
            hours = f'"{opens:02}:00-{(opens + 1) % 24:02}:00"'
            rota += f"""hours:
  - queues: [care]
    timezone: UTC
    open: [{{ hours: {hours} }}]
    acknowledge: {{ canned: night }}
"""
        (config.directory / "rota.yaml").write_text(rota)
        return config

    def setUp(self) -> None:
        wishes = self.scenario.wishes
        self.settings = DeskSettings(
            undo_window=wishes.get("undo", "1s"),
            reply_length_max=int(wishes.get("limit", "500")),
            flood="{ burst: 2, every: 1200ms }" if "slow" in wishes else "{ unlimited: true }",
        )
        super().setUp()
        self.known: dict[str, str] = {}
        self.read: Counter[str] = Counter()
        self.limits: dict[str, int] = {}
        self.clients = {person.nick: person for person in (self.dana, self.bo, self.sam, self.lee)}
        for name, account in (("zed", "zed"), ("dana-phone", "dana"), ("nick", None)):
            self.clients[name] = self.seat_client(name, account)
        self.fence()

    def seat_client(self, name: str, account: str | None) -> Person:
        login = account and self.office.login(account)
        person = Person(name, self.office.address, login)
        self.addCleanup(person.drop)
        person.connect()
        person.join(CARE)
        return person

    def play(self) -> None:
        for step in self.scenario.steps:
            if step.lines_max is not None:
                self.gather(step, step.lines_max)
            elif not step.speakers:
                self.expect(step)
            elif step.place == CUSTOMER:
                self.write(step)
            else:
                for name in step.speakers:
                    place = BOT if step.place == ALONE else step.place
                    self.clients[name].say(place, scenario.filled(step.text, self.known))
        self.fence()
        for place in (CARE, APPROVALS, CUSTOMER, *self.clients):
            read = self.limits.get(place, self.read[place])
            self.assertEqual(self.lines(place)[read:], [], f"more in {place}")

    def write(self, step: Step) -> None:
        name = step.speakers[0].removeprefix("@")
        author = {
            "handle": f"@{name}@social.example",
            "name": name,
            "vip": name.endswith("-vip"),
        }
        self.api.post(
            mention(
                step.text,
                author=MARA if name == "mara" else author,
                conversation=f"with-{name}",
            )
        )

    def expect(self, step: Step) -> None:
        start = self.read[step.place]
        shown = ""
        for count in range(1, PIECES_MAX + 1):
            seconds = LINE_SECONDS if count == 1 else REST_SECONDS
            piece = self.line(step.place, start + count - 1, seconds)
            if piece is None:
                break
            shown = piece if count == 1 else f"{shown} {_REPEATED.sub('', piece, count=1)}"
            names = scenario.match(step.text, shown, self.known)
            if names is not None:
                self.known |= names
                self.read[step.place] = start + count
                return
        self.fail(
            f"{step.position}: {step.written}\nbut: {shown or '(nothing)'}\n{self.transcripts()}"
        )

    def gather(self, step: Step, lines_max: int) -> None:
        start = self.read[step.place]
        self.limits[step.place] = start + lines_max
        missing = set(step.text.split())

        def has_all() -> bool:
            shown = self.lines(step.place)[start : start + lines_max]
            return all(any(word in line for line in shown) for word in missing)

        wait_until(has_all, LINE_SECONDS, f"{step.position}: {step.written}")

    def line(self, place: str, position: int, within: float) -> str | None:
        end = time.monotonic() + within
        while len(self.lines(place)) <= position:
            if time.monotonic() > end:
                return None
            time.sleep(0.02)
        return self.lines(place)[position]

    def lines(self, place: str) -> list[str]:
        """What the bot has shown there, or what customers got, but no answers to `fence`."""
        if place == CUSTOMER:
            return [request.data["text"] for request in self.receiver.posted()]
        seen_by, where = {CARE: (self.bo, CARE), APPROVALS: (self.lee, APPROVALS)}.get(
            place, (self.clients.get(place), PRIVATE)
        )
        assert seen_by is not None, place
        shown = seen_by.seen("", where)
        return [line.text for line in shown if FENCE not in line.text]

    def fence(self) -> None:
        """Everything that was said before has been dealt with: link and desk keep order."""
        lee = self.lee
        before = len(lee.seen(FENCE, PRIVATE))
        for person in self.clients.values():
            person.await_heard()
        lee.tell(f"show {FENCE}")
        wait_until(
            lambda: len(lee.seen(FENCE, PRIVATE)) > before, LINE_SECONDS, "the desk to answer"
        )

    def transcripts(self) -> str:
        return "\n".join(
            f"{place}:\n" + "".join(f"    {line}\n" for line in self.lines(place))
            for place in (CARE, APPROVALS, CUSTOMER, *self.clients)
        )
