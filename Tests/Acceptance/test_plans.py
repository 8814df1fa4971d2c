"""Continuity plans: on with one line in the chat, over whatever happens to the bot, and over in time."""

from __future__ import annotations

from desk import DeskTestCase
from parts.bot_config import APPROVALS, CARE, BotConfig, DeskSettings
from parts.mentions import MARA, URGENT, mention
from parts.receiver import Request
from parts.waiting import wait_until

SOON_SECONDS = 20.0
TAKEN_UP_SECONDS = 150.0
"""What waits is held against a plan within two minutes."""
PLANS = """plans:
  - name: outage
    for: a fault of our network
    priority: { p1: 90, p2: 10 }
    holding: { canned: fault, from: P2 }
  - name: storm
    priority: { p1: 25, rules: [{ when: { words: [router] }, points: 30, because: router }] }
  - name: blip
    ends_after: 1m
    policy: { case_limit: 1 }
"""


class Plans(DeskTestCase):
    def write_config(self, settings: DeskSettings) -> BotConfig:
        config = super().write_config(settings)
        (config.directory / "plans.yaml").write_text(PLANS)
        (config.directory / "canned.yaml").write_text(
            'canned: [{ name: fault, text: "Hi {name}, we are on it." }]\n'
        )
        config.replace("desk.yaml", "policy:\n", "policy:\n  crisis_words: [want to die]\n")
        return config

    def told(self) -> list[Request]:
        """What customers were told of the desk's own accord, each once."""
        return [request for request in self.receiver.posted() if request.data["draft"] is None]

    def post(self, text: str, name: str) -> int:
        author = {"handle": f"@{name}@social.example", "name": name.capitalize()}
        return self.api.post(mention(text=text, author=MARA | author))[0].case

    def test_it_outlives_the_bot_and_customers_are_told_once(self) -> None:
        self.dana.say(CARE, "!plan use outage")
        self.dana.expect_answer(r"that takes a supervisor")
        self.sam.say(APPROVALS, "!plan use outage for 1h")
        on = r"The plan outage is on until \d\d:\d\d \(1h\), by sam \(a fault of our network\)"
        self.sam.expect(APPROVALS, on)
        self.dana.expect(CARE, on)
        first = self.post(URGENT, "mara")
        wait_until(lambda: len(self.told()) == 1, SOON_SECONDS, "Mara to be told")
        self.assertEqual(self.told()[0].data["text"], "Hi Mara, we are on it.")
        self.assertEqual(self.api.case(first)["priority"], "P2")
        self.daemon.restart()
        self.await_bot()
        self.post("still no internet", "mara")
        self.post(URGENT, "zed")
        self.post("no internet, I want to die", "pat")
        wait_until(lambda: len(self.told()) == 2, SOON_SECONDS, "Zed to be told")
        self.bo.say(CARE, "!claim 1")
        self.bo.expect_answer(r"The plan outage is on until")
        self.sam.say(CARE, "!plan end")
        self.sam.expect(CARE, r"The plan outage, on since .* is over, says sam")
        rings = self.post(URGENT, "lou")
        self.dana.expect(CARE, rf"#{rings} P1 care")
        self.assertEqual(len(self.told()), 2)
        types = [event["type"] for event in self.api.events()]
        self.assertEqual([types.count("plan.started"), types.count("plan.ended")], [1, 1])

    def test_what_waits_is_held_against_it(self) -> None:
        waiting = self.post("my router blinks", "zed")
        self.sam.say(CARE, "!plan test storm")
        self.sam.expect_answer(r"Of 1 case that waits now 1 would be P1, within two minutes")
        self.assertEqual(self.api.case(waiting)["priority"], "P2")
        self.sam.say(CARE, "!plan use storm")
        self.dana.expect(CARE, rf"#{waiting} P1 care", TAKEN_UP_SECONDS)
        self.assertEqual(self.api.case(waiting)["priority"], "P1")

    def test_it_ends_of_itself_and_with_the_files(self) -> None:
        self.sam.say(CARE, "!plan use blip")
        self.sam.expect(CARE, r"The plan blip is on until")
        self.sam.say(CARE, "!plan use outage")
        self.sam.expect(CARE, r"The plan outage is on until")
        files = self.daemon.config.directory / "plans.yaml"
        files.write_text(PLANS.replace("outage", "fault"))
        self.daemon.process.hang_up()
        self.sam.expect(CARE, r"The plan outage, .* plans\.yaml does not have it any more")
        self.sam.expect(CARE, r"The plan blip, .* its time, which sam set, has passed", 90.0)
