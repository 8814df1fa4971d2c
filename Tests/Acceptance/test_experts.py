"""Experts: asked by direct message, they answer into the case and see nothing else."""

from __future__ import annotations

from desk import DeskTestCase
from parts.bot_config import CARE, BotConfig, DeskSettings
from parts.transcript import PRIVATE

EXPERTS = "#experts"
EXPERT = "zed"
"""The account of somebody who has no place at the desk: here an expert's."""


class AskingAnExpert(DeskTestCase):
    settings = DeskSettings(rooms=[f'experts: {{ network: office, room: "{EXPERTS}" }}'])

    def write_config(self, settings: DeskSettings) -> BotConfig:
        config = super().write_config(settings)
        config.replace(
            "people.yaml",
            "people:\n",
            "people:\n  - { name: eve, roles: [expert], skills: [legal],"
            f" accounts: {{ office: {EXPERT} }} }}\n",
        )
        return config

    def test_the_answer_lands_in_the_case(self) -> None:
        number = self.claimed_case()
        self.dana.say(CARE, f"!ask {number} +legal may we pay?")
        self.dana.expect_answer(r'nobody who has the skill "legal" is here: eve')
        self.dana.say(CARE, f"!ask {number} @eve may we pay?")
        self.dana.expect_answer(rf"#{number}: eve is asked: .* gets it when I see them")

        eve = self.seat(EXPERT, EXPERTS)
        eve.await_in_room(EXPERTS)
        eve.expect(PRIVATE, rf'#{number} dana asks you, .*: "may we pay\?"')
        eve.expect(PRIVATE, rf"#{number} │ .*mara.*: Third day")
        eve.tell("queue")
        eve.expect(PRIVATE, rf"1 question waits for your answer: #{number} of dana")
        eve.tell(f"claim {number}")
        eve.expect(PRIVATE, r"you see and answer what you are asked about, and nothing else")
        eve.tell("answer yes, up to 20")
        eve.expect(PRIVATE, rf"your answer stands in #{number}")
        self.dana.expect(CARE, rf'dana: #{number} eve answers "may we pay\?": "yes, up to 20"')
        self.assertEqual(
            [event["type"] for event in self.api.case_events(number)][-2:],
            ["expert.asked", "expert.answered"],
        )
        (question,) = self.api.case(number)["questions"]
        self.assertEqual((question["expert"], question["by"]), ("eve", "dana"))
        self.assertIsNotNone(question["answered_at"])
        self.bo.say(CARE, f"!ask {number} +legal and 30?")
        eve.expect(PRIVATE, rf'#{number} bo asks you, .*: "and 30\?"')
