"""`casebell check --live`: rooms as they are, who can read along, and whether receivers answer."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import wording
from desk import DeskTestCase
from matrix_desk import MatrixDeskTestCase
from parts.bot_config import CARE, BotConfig, DeskSettings
from parts.daemon import casebell
from parts.loopback import free_port
from parts.process import temporary_directory

UNAVAILABLE = 69
CONFIGURATION_ERROR = 78


class BesideTheDaemon(DeskTestCase):
    """Rooms that anybody may join, and nobody vouches for."""

    settings = DeskSettings(private=False)

    def findings(self, config: BotConfig | None = None) -> tuple[int, list[dict[str, Any]]]:
        checked = casebell("check", "--live", "--json", config=config or self.daemon.config)
        self.assertTrue(checked.stdout, checked.stderr)
        found: list[dict[str, Any]] = json.loads(checked.stdout)["findings"]
        return checked.returncode, found

    def other(self, **changes: Any) -> BotConfig:
        """Another desk's configuration, with a state of its own."""
        directory = temporary_directory("other") / "bot-config"
        return BotConfig.write(
            directory, free_port(), self.office, self.receiver.url, DeskSettings(**changes)
        )

    def test_open_rooms_are_named_and_the_daemon_stays(self) -> None:
        code, found = self.findings()
        self.assertEqual(code, 0, found)
        told = {row["key"]: row["message"] for row in found}
        self.assertRegex(told["rooms.care"], "anybody may come into #care")
        self.assertRegex(told["rooms.approvals"], "anybody may come into #approvals")
        number = self.ring()
        self.dana.say(CARE, f"!claim {number}")
        self.dana.expect_answer(wording.claimed(number, "dana"))

    def test_a_receiver_and_a_network_that_are_away(self) -> None:
        config = self.other()
        config.replace("casebell.yaml", self.receiver.url, f"http://127.0.0.1:{free_port()}/hook")
        code, found = self.findings(config)
        self.assertEqual(code, UNAVAILABLE)
        (error,) = [row for row in found if row["severity"] == "error"]
        self.assertEqual(error["key"], "relays[0].webhook.url")
        config = self.other(relay_port=free_port())
        code, found = self.findings(config)
        self.assertEqual(code, UNAVAILABLE)
        self.assertIn("networks[0]", [row["key"] for row in found if row["severity"] == "error"])

    def test_mistakes_come_before_anything_is_asked(self) -> None:
        config = self.other()
        config.replace("desk.yaml", "blocked_words:", "blocked_wrods:")
        code, found = self.findings(config)
        self.assertEqual(code, CONFIGURATION_ERROR)
        wrong = [row["key"] for row in found if row["severity"] == "error"]
        self.assertEqual(wrong, ["policy.blocked_wrods"])

    def test_nothing_is_made_where_a_daemon_will_keep_its_own(self) -> None:
        config = self.other()
        state = config.directory.parent / "state"
        state.mkdir()
        self.findings(config)
        self.assertEqual(kept(state), {})

    def test_wishes_for_tls_that_cannot_be_read(self) -> None:
        """They stand in the way of what would begin in the clear."""
        for is_tls, code in ((False, UNAVAILABLE), (True, 0)):
            with self.subTest(is_tls=is_tls):
                config = self.other(is_tls=is_tls)
                wishes = config.directory.parent / "state" / "sts-policies"
                wishes.parent.mkdir()
                wishes.symlink_to(wishes)
                checked = casebell("check", "--live", config=config)
                self.assertEqual(checked.returncode, code, checked.stdout + checked.stderr)


class BesideAStoppedDaemonOnMatrix(MatrixDeskTestCase):
    def test_what_it_has_kept_stays_as_it_is(self) -> None:
        self.daemon.process.stop()
        state = self.daemon.config.directory.parent / "state"
        before = kept(state, "matrix-*")
        self.assertTrue(before)
        checked = self.casebell("check", "--live")
        self.assertEqual(checked.returncode, 0, checked.stdout + checked.stderr)
        self.assertEqual(kept(state, "matrix-*"), before)
        self.daemon.start()
        self.claimed_card()


def kept(state: Path, pattern: str = "*") -> dict[str, tuple[int, bytes]]:
    """The files there, each with what tells it from one that was written in its place."""
    return {one.name: (one.stat().st_ino, one.read_bytes()) for one in state.glob(pattern)}
