"""The judge finds what somebody does in the bot's name in rooms of a real homeserver."""

from __future__ import annotations

import contextlib
import re
import unittest
from collections.abc import Iterator

import acceptance  # noqa: F401, isort: skip
from cycle import Cycle
from judging.judge import Judge
from load.chronicle import Saying
from load.matrix_ways import CLAIM, card_of
from parts.bot_config import CARE
from parts.matrix_person import MatrixPerson
from parts.network import OfficeNetwork
from parts.people import BOT
from world.desk_world import PING_SECONDS, DeskWorld
from world.homeserver import Homeserver
from world.matrix_side import LOBBY, MatrixSide

from .calm import Calm

SEED = 12


class ForgedRooms(unittest.TestCase):
    def setUp(self) -> None:
        office, homeserver = OfficeNetwork(ping_seconds=PING_SECONDS), Homeserver()
        self.addCleanup(office.stop)
        self.addCleanup(homeserver.close)
        office.start()
        homeserver.start()
        self.side = MatrixSide(homeserver, has_lobby=True)
        self.world = DeskWorld(office, "45s", self.side)
        self.addCleanup(self.world.close)
        self.world.open()

    def test_a_calm_day_and_what_is_forged_after_it(self) -> None:
        judge = Judge(self.world)
        cycle = Cycle(1, Calm, self.world, judge, SEED)
        cycle.run()
        self.assertEqual(cycle.report.findings, [])
        said = [saying for saying in cycle.chronicle.sayings if saying.is_there]
        self.assertGreater(len({saying.way for saying in said}), 1)
        with self.bot() as bot:
            self.forge(bot)
            self.repeat_answers(bot, said)
        judge.judge()
        found = "\n".join(cycle.chronicle.findings)
        for pattern in (
            "has 2 cards in #care on Matrix",
            f"missing sign in #care on Matrix.*{CLAIM}",
            "was said in #lobby on Matrix",
            "asked . times about #.* on Matrix, and was answered",
        ):
            self.assertRegex(found, pattern)

    def forge(self, bot: MatrixPerson) -> None:
        """A second card, a sign taken away, a customer's words in the lobby."""
        record = self.side.records[CARE]
        case = max(
            case["case"] for case in self.world.api.cases(limit=500) if self.is_alive(case)
        )
        seen = next(one for one in record.view.shown() if is_card(str(one.original["body"]), case))
        words = str(seen.original["body"])
        bot.say(CARE, words)
        bot.redact(CARE, next(iter(seen.reactions[CLAIM].values())))
        bot.say(LOBBY, words)

    def repeat_answers(self, bot: MatrixPerson, said: list[Saying]) -> None:
        """More often than anybody asked."""
        asked = next(
            each for each in said if each.answer and each.answer.text.startswith(f"{each.person}: ")
        )
        assert asked.answer is not None
        for each in said:
            if (each.person, each.case) == (asked.person, asked.case):
                bot.say(CARE, asked.answer.text)

    @staticmethod
    def is_alive(case: dict[str, object]) -> bool:
        return case["holder"] is not None and case["phase"] not in ("resolved", "noise")

    @contextlib.contextmanager
    def bot(self) -> Iterator[MatrixPerson]:
        """Somebody who has got hold of its password."""
        office = self.side.homeserver.office
        with contextlib.closing(MatrixPerson(office.synapse.port, office.accounts[BOT])) as bot:
            for room, record in self.side.records.items():
                bot.name_room(room, record.room_id)
            yield bot


def is_card(words: str, case: int) -> bool:
    return re.match(card_of(case), words) is not None
