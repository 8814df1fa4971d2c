"""SIGHUP: another rule and other people while mentions come in and a reply is on its way."""

from __future__ import annotations

import contextlib
import re
import signal
import sqlite3
import threading
import unittest
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import wording
from desk import SEED, TEXT, DeskTestCase
from parts.bot_config import CARE, DeskSettings
from parts.desk_api import Accepted
from parts.lone_bot import LoneBot
from parts.loopback import HOST, free_port
from parts.mentions import crowd
from parts.transcript import PRIVATE
from parts.waiting import wait_until

PATIENCE_SECONDS = 30.0
HELD_SECONDS = 4.0
"""A start waits no longer for its database."""
MENTIONS = 1_200
BATCH = 10
CHURN = '["cancel*", "no internet", "without internet"]'


class UnderLoad(DeskTestCase):
    settings = DeskSettings(undo_window="3s")

    def setUp(self) -> None:
        super().setUp()
        self.daemon.config.replace(
            "people.yaml", "name: lee, roles: [supervisor]", "name: lee, roles: [supervisor, admin]"
        )
        self.reload()
        self.lee.expect(PRIVATE, r"configuration taken over: people\.lee", PATIENCE_SECONDS)

    def reload(self) -> None:
        self.daemon.process.hang_up()

    def test_a_rule_and_a_person_change_and_nothing_is_lost(self) -> None:
        draft = self.drafted_case()
        held = self.claimed_case(self.bo)
        before = self.arrive(id="before", text="My line is dead.")
        self.assertEqual(self.api.case(before)["points"], 40)
        acknowledged: list[Accepted] = []
        started = threading.Event()
        with ThreadPoolExecutor() as aside:
            loaded = aside.submit(self.hand_in, acknowledged, started)
            self.assertTrue(started.wait(PATIENCE_SECONDS))
            self.approve(draft)
            self.daemon.config.replace("desk.yaml", CHURN, '["dead"]')
            self.daemon.config.replace(
                "people.yaml", "name: bo, roles: [agent]", "name: bob, roles: []"
            )
            self.reload()
            self.lee.expect(
                PRIVATE, r"taken over: people\.bo, people\.bob, priority\.rules", PATIENCE_SECONDS
            )
            loaded.result()
        self.check_nothing_was_lost(acknowledged)
        self.await_sent(draft.case)
        self.assertEqual([reply.data["text"] for reply in self.receiver.posted(draft.case)], [TEXT])
        self.dana.expect(CARE, rf"bo is no longer of the desk\. Free again: #{held}\b")
        self.bo.say(CARE, f"!claim {held}")
        self.assert_not_obeyed(self.bo, held)
        after = self.arrive(id="after", text="My line is dead.")
        self.assertEqual(self.api.case(after)["points"], 70)
        self.check_audit()

    def hand_in(self, acknowledged: list[Accepted], started: threading.Event) -> None:
        mentions = crowd(MENTIONS, SEED)
        for start in range(0, len(mentions), BATCH):
            acknowledged += self.api.post(mentions[start : start + BATCH])
            if start > MENTIONS // 4:
                started.set()

    def check_nothing_was_lost(self, acknowledged: list[Accepted]) -> None:
        self.assertEqual(len(acknowledged), MENTIONS)
        opened = {event["case"] for event in self.api.events() if event["type"] == "case.opened"}
        self.assertLessEqual({row.case for row in acknowledged}, opened)

    def check_audit(self) -> None:
        changes = [event for event in self.api.events() if event["type"] == "config.changed"]
        self.assertEqual(
            [event["data"] for event in changes],
            [
                {"keys": ["people.lee"]},
                {"keys": ["people.bo", "people.bob", "priority.rules"]},
            ],
        )
        self.assertEqual([(event["case"], event["by"]) for event in changes], [(None, None)] * 2)

    def test_a_wrong_key_keeps_what_runs_and_tells_the_administrator(self) -> None:
        self.daemon.config.replace("desk.yaml", "blocked_words:", "blocked_wrods:")
        self.daemon.config.replace("desk.yaml", CHURN, '["dead"]')
        self.reload()
        self.lee.expect(PRIVATE, "configuration not taken over", PATIENCE_SECONDS)
        self.lee.expect(PRIVATE, r'desk\.yaml:\d+:\d+: .*blocked_wrods.*"blocked_words"')
        wait_until(
            lambda: "not taken over" in self.daemon.process.log_tail(200),
            PATIENCE_SECONDS,
            "the log to say so",
        )
        number = self.ring()
        self.dana.say(CARE, f"!claim {number}")
        self.dana.expect_answer(wording.claimed(number, "dana"))
        self.daemon.config.replace("desk.yaml", "blocked_wrods:", "blocked_words:")
        self.reload()
        self.lee.expect(PRIVATE, r"taken over: priority\.rules", PATIENCE_SECONDS)

    def test_a_file_that_is_away_for_a_moment_takes_no_roles_along(self) -> None:
        """As where files are exchanged, and the signal comes between two renames."""
        people = self.daemon.config.directory / "people.yaml"
        away = people.rename(people.with_suffix(".away"))
        self.reload()
        self.lee.expect(PRIVATE, r"people\.yaml is gone: put it back", PATIENCE_SECONDS)
        number = self.ring()
        self.dana.say(CARE, f"!claim {number}")
        self.dana.expect_answer(wording.claimed(number, "dana"))
        away.rename(people)
        self.reload()
        wait_until(
            lambda: "The configuration is as it was" in self.daemon.process.log_tail(200),
            PATIENCE_SECONDS,
            "the log to say that nothing is new",
        )

    def test_a_restart_takes_what_is_connected_to(self) -> None:
        config: Any = self.daemon.config
        config.replace("casebell.yaml", "timezone: Europe/London", "timezone: Europe/Berlin")
        self.reload()
        self.lee.expect(PRIVATE, "a restart takes over: timezone", PATIENCE_SECONDS)
        self.assertEqual(
            [e for e in self.api.events() if e["type"] == "config.changed"][1:], []
        )


class WhileItStarts(unittest.TestCase):
    def test_a_hang_up_ends_nothing_and_is_heeded_afterwards(self) -> None:
        bot = LoneBot([f"server: {HOST}:{free_port()}", "tls: false"])
        self.addCleanup(bot.process.kill)
        state = bot.directory / "state"
        state.mkdir(mode=0o700)
        database = sqlite3.connect(state / "casebell.db", isolation_level=None)
        with contextlib.closing(database):
            database.execute("BEGIN EXCLUSIVE")
            bot.start()
            wait_until(
                lambda: catches_hang_up(bot.process.pid), HELD_SECONDS, "SIGHUP to be caught"
            )
            bot.process.hang_up()
            database.execute("ROLLBACK")
        wait_until(
            lambda: "The configuration is as it was" in bot.log(), PATIENCE_SECONDS, "a reload"
        )
        self.assertEqual(bot.process.terminate(), 0)


def catches_hang_up(process: int) -> bool:
    status = Path(f"/proc/{process}/status").read_text()
    (caught,) = re.findall(r"^SigCgt:\s*([0-9a-f]+)$", status, re.MULTILINE)
    return bool(int(caught, 16) >> (signal.SIGHUP - 1) & 1)
