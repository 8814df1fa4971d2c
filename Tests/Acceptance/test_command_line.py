"""The command line, alone and beside a running daemon."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
import unittest
from functools import partial
from pathlib import Path
from typing import Any

import wording
from desk import DeskTestCase
from parts.bot_config import CARE
from parts.daemon import Daemon, binary, casebell
from parts.process import as_service_user, temporary_directory
from parts.waiting import wait_until

VERSION_SECONDS_MAX = 0.25
"""For a debug build on a busy machine; a release build is held to 50 ms elsewhere."""
STOP_SECONDS = 5.0
NOWHERE = ("2>/dev/full", "2>&-")
"""Where standard error cannot be written: a full disk, and none at all."""
CONFIGURATION_ERROR = 78
USAGE_ERROR = 64
TRY_AGAIN = 75
UNAVAILABLE = 69
CANNOT_CREATE = 73


class Alone(unittest.TestCase):
    def test_the_version_comes_at_once(self) -> None:
        took = []
        for _ in range(5):
            began = time.monotonic()
            shown = casebell("--version")
            took.append(time.monotonic() - began)
            self.assertEqual(shown.returncode, 0, shown.stderr)
            self.assertRegex(shown.stdout, r"\d+\.\d+")
        self.assertLess(min(took), VERSION_SECONDS_MAX)

    def test_a_misspelt_command_is_a_usage_error(self) -> None:
        self.assertEqual(casebell("rnu").returncode, USAGE_ERROR)

    def test_a_wrong_value_shows_the_usage_of_its_command(self) -> None:
        for command, usage in (
            (("case", "list", "--limit", "0"), "Usage: casebell case list "),
            (("rota", "--from", "x"), "Usage: casebell rota "),
        ):
            with self.subTest(command):
                ended = casebell(*command)
                self.assertEqual(ended.returncode, USAGE_ERROR)
                self.assertIn(usage, ended.stderr)

    def test_a_complaint_that_nobody_gets_changes_no_exit_code(self) -> None:
        for redirection in NOWHERE:
            with self.subTest(redirection):
                ended = casebell("run", "--config", "nope", redirection=redirection)
                self.assertEqual(ended.returncode, CONFIGURATION_ERROR)


class Demo(unittest.TestCase):
    def stores_in(self, place: Path) -> list[Path]:
        return list(place.glob("*/demo.db"))

    def test_nothing_is_left_behind_whoever_ends_it(self) -> None:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            with self.subTest(number):
                place = temporary_directory("demo")
                environment = {**os.environ, "TMPDIR": str(place)}
                with subprocess.Popen(
                    [str(binary()), "demo"],
                    env=environment,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.DEVNULL,
                ) as demo:
                    try:
                        wait_until(
                            partial(self.stores_in, place), STOP_SECONDS, "a store to be made"
                        )
                        demo.send_signal(number)
                        self.assertEqual(demo.wait(STOP_SECONDS), 128 + number)
                    finally:
                        demo.kill()
                self.assertEqual(list(place.iterdir()), [])

    def test_a_directory_that_is_missing_is_not_made(self) -> None:
        place = temporary_directory("demo") / "missing"
        ended = subprocess.run(
            [str(binary()), "demo", "--autoplay"],
            env={**os.environ, "TMPDIR": str(place)},
            capture_output=True,
            text=True,
        )
        self.assertEqual(ended.returncode, CANNOT_CREATE, ended.stderr)
        self.assertIn(str(place), ended.stderr)
        self.assertFalse(place.exists())


class BesideTheDaemon(DeskTestCase):
    def test_a_good_configuration(self) -> None:
        checked = self.casebell("check")
        self.assertEqual(checked.returncode, 0, checked.stdout + checked.stderr)

    def test_a_wrong_key_is_named_with_its_place_and_the_nearest(self) -> None:
        other = self.write_config(self.settings)
        file = other.directory / "casebell.yaml"
        file.write_text(file.read_text().replace("timezone:", "timezoen:"))
        checked = casebell("check", config=other)
        self.assertEqual(checked.returncode, CONFIGURATION_ERROR)
        self.assertRegex(checked.stdout + checked.stderr, wording.wrong_key("timezoen", "timezone"))

    def test_cases_and_events_can_be_read(self) -> None:
        number = self.claimed_case()
        listed = self.read_json("case", "list")
        self.assertEqual([(row["case"], row["holder"]) for row in listed], [(number, "dana")])
        shown = self.read_json("case", "show", str(number))
        self.assertEqual(shown["phase"], "claimed")
        events = self.read_json("case", "events", str(number))
        self.assertEqual(events, self.api.case_events(number))

    def test_sigterm_ends_it_in_time_and_nothing_is_lost(self) -> None:
        number = self.claimed_case()
        self.assertEqual(self.daemon.process.terminate(within=STOP_SECONDS), 0)
        self.dana.await_gone("#care")
        self.daemon.start()
        self.assertEqual(self.api.case(number)["holder"], "dana")

    def test_a_second_daemon_on_the_same_state_is_refused(self) -> None:
        second = self.casebell("run")
        self.assertNotEqual(second.returncode, 0)
        self.assertIn("state", second.stdout + second.stderr)
        self.assertTrue(self.api.is_ready())

    def test_a_second_daemon_on_the_same_store_is_refused(self) -> None:
        """From a state of its own, and by a relative path."""
        other = self.write_config(self.settings)
        state = other.directory.parent / "state"
        store = os.path.relpath(self.daemon.config.directory.parent / "state/casebell.db", state)
        other.replace("casebell.yaml", "sqlite:casebell.db", f"sqlite:{store}")
        second = casebell("run", config=other)
        self.assertEqual(second.returncode, TRY_AGAIN, second.stderr)
        self.assertIn("one daemon at a time", second.stderr)
        self.assertTrue(self.api.is_ready())

    def test_a_queue_that_is_not_there_is_no_empty_one(self) -> None:
        for more in ((), ("--json",)):
            with self.subTest(more):
                asked = self.casebell("case", "list", "--queue", "nope", *more)
                self.assertEqual(asked.returncode, USAGE_ERROR, asked.stdout)
                self.assertIn("there is no queue nope. In desk.yaml are: care.", asked.stderr)
                asked = self.casebell("case", "list", "--queue", "care", *more)
                self.assertEqual(asked.returncode, 0, asked.stderr)

    def test_output_that_cannot_be_written_is_no_success(self) -> None:
        number = str(self.claimed_case())
        for command in (
            ("case", "list", "--json"),
            ("case", "list"),
            ("case", "show", number),
            ("case", "events", number),
            ("audit", "verify"),
            ("check",),
        ):
            for redirection in (">/dev/full", ">&-"):
                with self.subTest(command, redirection=redirection):
                    ended = casebell(
                        *command, config=self.daemon.config, redirection=redirection
                    )
                    self.assertEqual(ended.returncode, CANNOT_CREATE, ended.stderr)
                    self.assertIn("the output could not be written: ", ended.stderr)

    def test_a_reader_that_goes_away_has_what_it_wanted(self) -> None:
        reading, writing = os.pipe()
        os.close(reading)
        try:
            config = str(self.daemon.config.directory)
            ended = subprocess.run(
                [str(binary()), "check", "--config", config],
                stdout=writing,
                stderr=subprocess.PIPE,
                text=True,
            )
        finally:
            os.close(writing)
        self.assertEqual((ended.returncode, ended.stderr), (0, ""))

    def test_who_may_not_look_is_told_so(self) -> None:
        state = self.daemon.config.directory.parent / "state"
        config = ("--config", str(self.daemon.config.directory))
        state.chmod(0)
        try:
            for command in (("case", "list"), ("audit", "verify")):
                with self.subTest(command):
                    looked = subprocess.run(
                        as_service_user([str(binary()), *command, *config]),
                        capture_output=True,
                        text=True,
                    )
                    self.assertEqual(looked.returncode, UNAVAILABLE, looked.stderr)
                    self.assertIn(f"{state}/casebell.db: permission denied", looked.stderr)
        finally:
            state.chmod(0o700)

    def read_json(self, *arguments: str) -> Any:
        read = self.casebell(*arguments, "--json")
        self.assertEqual(read.returncode, 0, read.stderr)
        return json.loads(read.stdout)


class WithoutALog(DeskTestCase):
    def test_the_desk_works_on(self) -> None:
        for redirection in NOWHERE:
            with self.subTest(redirection):
                self.daemon.process.stop()
                self.dana.await_gone(CARE)
                self.daemon = Daemon(self.daemon.config, redirection)
                self.addCleanup(self.daemon.process.stop)
                self.daemon.start()
                self.await_bot()
                self.claimed_case()

    def test_nothing_else_gets_the_number_of_standard_error(self) -> None:
        self.daemon.process.stop()
        self.daemon = Daemon(self.daemon.config, "0<&- 1>&- 2>&-")
        self.addCleanup(self.daemon.process.stop)
        self.daemon.start()
        held = [Path(f"/proc/{self.daemon.process.pid}/fd/{number}") for number in range(3)]
        self.assertEqual([str(one.readlink()) for one in held], ["/dev/null"] * 3)
