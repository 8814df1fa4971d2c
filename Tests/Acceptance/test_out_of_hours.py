"""While nobody answers a customer is told when somebody does: once, whatever happens to the bot.

The queue of these tests opens for an hour, twelve hours from now.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any

import wording
from desk import DeskTestCase
from parts.bot_config import APPROVALS, CARE, BotConfig, DeskSettings
from parts.conduct import Conduct
from parts.mentions import MARA, URGENT, mention
from parts.receiver import Request
from parts.waiting import wait_until

BACK_SECONDS = 20.0
TOLD = r"Hi \S+, a person answers (today|tomorrow|on \w+day) at \d\d:00\."


class Night(DeskTestCase):
    def write_config(self, settings: DeskSettings) -> BotConfig:
        config = super().write_config(settings)
        opens = (datetime.now(UTC).hour + 12) % 24
        hours = f'"{opens:02}:00-{(opens + 1) % 24:02}:00"'
        (config.directory / "rota.yaml").write_text(
            f"""hours:
  - queues: [care]
    timezone: UTC
    open: [{{ hours: {hours} }}]
    acknowledge: {{ canned: night, from: P1 }}
"""
        )
        (config.directory / "canned.yaml").write_text(
            """canned:
  - { name: night, text: "Hi {name}, a person answers {opens}." }
  - { name: hello, text: "Hi {name}, we look into it." }
"""
        )
        config.replace(
            "desk.yaml",
            "policy:\n",
            "policy:\n  crisis_words: [want to die]\n  bots: ['@newsbot@social.example']\n"
            "  out_of_hours: { approval: canned }\n",
        )
        return config

    def told(self) -> list[Request]:
        """What customers were told of the desk's own accord, each once."""
        return [request for request in self.receiver.posted() if request.data["draft"] is None]

    def attempts(self) -> list[Request]:
        return [request for request in self.receiver.attempts() if request.data["draft"] is None]

    def await_told(self, number: int, state: str = "sent") -> dict[str, Any]:
        case = self.await_case(
            number,
            lambda case: [one["state"] for one in case["acknowledgements"]][-1:] == [state],
            f"told ({state})",
        )
        told: dict[str, Any] = case["acknowledgements"][-1]
        return told

    def by(self, name: str) -> dict[str, Any]:
        return MARA | {"handle": f"@{name}@social.example", "name": name.capitalize()}


class OnceANight(Night):
    def test_told_and_nothing_else_of_the_case_changes(self) -> None:
        number = self.arrive(conversation="c-1", visibility="followers")
        self.dana.expect(CARE, wording.told_when(number))
        told = self.await_told(number)
        (request,) = self.told()
        self.assertRegex(request.data["text"], f"^{TOLD}$")
        self.assertEqual(request.data["text"], told["text"])
        self.assertEqual(request.data["visibility"], "followers")
        self.assertIsNone(request.data["author"])
        case = self.api.case(number)
        self.assertEqual(case["phase"], "new")
        self.assertIsNone(case["first_response_at"])
        self.assertIsNotNone(case["first_response_due_at"])
        types = [event["type"] for event in self.api.case_events(number)]
        self.assertEqual(types.count("customer.acknowledged"), 1)
        self.assertNotIn("reply.sent", types)
        # What the customer says next, here or elsewhere, gets nothing more.
        self.arrive(conversation="c-1", text=URGENT + " Hello?")
        other = self.arrive(conversation="c-2")
        self.dana.expect(CARE, wording.rung(other))
        self.fence(self.dana)
        self.assertEqual(len(self.attempts()), 1)

    def test_many_at_once_are_told_once(self) -> None:
        same = mention(conversation="d-0")
        batches = [[mention(conversation=f"d-{n}"), same, mention()] for n in range(1, 7)]
        with ThreadPoolExecutor(6) as together:
            accepted = [one for batch in together.map(self.api.post, batches) for one in batch]
        numbers = {one.case for one in accepted}
        self.assertGreater(len(numbers), 6)
        wait_until(self.told, BACK_SECONDS, "somebody to be told")
        # Several stand in one line.
        wait_until(
            lambda: all(self.dana.seen(wording.rung(number), CARE) for number in numbers),
            BACK_SECONDS,
            "all of them to ring",
        )
        self.fence(self.dana)
        self.assertEqual(len(self.attempts()), 1)

    def test_who_is_told_nothing(self) -> None:
        quiet = [
            self.arrive(author=self.by("newsbot")),
            self.arrive(author=self.by("feed") | {"bot": True}),
            self.arrive(author=self.by("zed"), text=URGENT + " I want to die."),
        ]
        self.sam.expect(APPROVALS, wording.crisis(quiet[-1]))
        last = self.arrive(author=self.by("pat"))
        self.await_told(last)
        self.assertEqual([request.data["case"] for request in self.told()], [last])
        for number in quiet:
            self.assertEqual(self.api.case(number)["acknowledgements"], [])

    def test_the_brake_keeps_it_back(self) -> None:
        self.sam.say(APPROVALS, "!hold care wrong statement")
        self.sam.expect_answer(r"wrong statement")
        number = self.ring()
        self.assertEqual(self.api.case(number)["acknowledgements"], [])
        self.assertEqual(self.attempts(), [])

    def test_at_night_a_canned_text_needs_nobody_else(self) -> None:
        number = self.claimed_case()
        self.await_told(number)
        self.dana.say(CARE, f"!canned hello {number}")
        self.dana.expect_answer(r"we look into it")
        self.dana.say(CARE, f"!done {number}")
        self.dana.expect_answer(r"out_of_hours: canned")
        self.await_case(number, lambda case: case["phase"] == "answered", "answered")
        (draft,) = self.api.case(number)["drafts"]
        self.assertEqual(draft["out_of_hours"], "canned")
        self.assertIsNone(draft["approver"])


class TheReceiverAtNight(Night):
    settings = DeskSettings(reply_deadline="20s")

    def test_down_and_back(self) -> None:
        self.receiver.down()
        number = self.arrive()
        self.await_told(number, "sending")
        self.receiver.up()
        self.await_told(number)
        self.assertEqual(len(self.told()), 1)

    def test_deleted_before_it_left(self) -> None:
        self.receiver.down()
        post = mention()
        (accepted,) = self.api.post(post)
        self.await_told(accepted.case, "sending")
        self.api.post(post | {"deleted_at": post["posted_at"]})
        self.await_told(accepted.case, "withdrawn")
        self.receiver.up()
        self.assertEqual(self.attempts(), [])

    def test_past_the_deadline_whoever_is_on_call_hears_of_it(self) -> None:
        self.receiver.behave(otherwise=Conduct.FAIL)
        number = self.arrive()
        self.dana.expect(CARE, wording.not_told(number), within=60)
        self.assertIn(self.await_told_end(number), ("failed", "unknown"))

    def await_told_end(self, number: int) -> str:
        case = self.await_case(
            number,
            lambda case: case["acknowledgements"][-1]["state"] not in ("due", "sending"),
            "over",
        )
        state: str = case["acknowledgements"][-1]["state"]
        return state


class KilledAtNight(Night):
    def test_while_the_receiver_has_it(self) -> None:
        for number, conduct in enumerate((Conduct.HANG, Conduct.LOSE_ANSWER)):
            with self.subTest(conduct):
                self.receiver.behave(conduct)
                case = self.arrive(author=self.by(f"kay{number}"))
                self.receiver.await_attempts(1, case)
                self.restart_daemon()
                self.receiver.release()
                self.check_told_once(case)

    def test_right_after_the_mention_was_taken(self) -> None:
        """Wherever between the commit and the first byte the kill comes."""
        for number in range(6):
            author = self.by(f"joe{number}")
            with ThreadPoolExecutor(1) as together:
                taken = together.submit(self.arrive, author=author)
                case = taken.result()
                self.daemon.kill()
            self.daemon.start()
            self.arrive(author=author, text=URGENT + " Hello?")
            self.check_told_once(case, author["handle"])
        self.await_bot()

    def check_told_once(self, number: int, handle: str | None = None) -> None:
        self.await_told(number)
        posted = self.receiver.posted(number)
        self.assertEqual(len(posted), 1)
        self.assertRegex(posted[0].data["text"], TOLD)
        keys = {request.webhook_id for request in self.receiver.attempts(number)}
        self.assertEqual(len(keys), 1)
        if handle is None:
            return
        theirs = [
            one["case"] for one in self.api.cases(limit=100) if one["customer"]["handle"] == handle
        ]
        told = [request for request in self.told() if request.data["case"] in theirs]
        self.assertEqual(len(told), 1)
