"""What befalls a bot on a real homeserver: a freeze, a log-out, a kick, an upgrade, two at once."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from urllib.parse import quote

import wording
from desk import Draft
from matrix_desk import APPROVE, CLAIM, REJECT, MatrixDeskTestCase
from parts.bot_config import APPROVALS, CARE, DeskSettings
from parts.people import BOT
from parts.waiting import wait_until

FROZEN_SECONDS = 40.0
BACK_SECONDS = 60.0
TIMES = 8


class TheHomeserverFreezes(MatrixDeskTestCase):
    def test_for_forty_seconds(self) -> None:
        """What comes meanwhile rings once; what was said before is answered once."""
        card = self.claimed_card()
        with ThreadPoolExecutor() as together:
            said = self.dana.say(CARE, "!n just before", thread=card.thread)
            self.matrix.synapse.freeze()
            try:
                late = self.arrive()
                note = together.submit(
                    self.dana.say, CARE, "!n while it was frozen", thread=card.thread
                )
                time.sleep(FROZEN_SECONDS)  # A client's patience is about time.
            finally:
                self.matrix.synapse.thaw()
            thawed = time.monotonic()
            note.result()
        self.assertTrue(said)
        self.dana.expect(CARE, wording.rung(late), within=BACK_SECONDS)
        print(f"rung {time.monotonic() - thawed:.1f} s after the thaw")
        self.await_noted(card.case, 2)
        print(f"both notes answered {time.monotonic() - thawed:.1f} s after the thaw")
        self.fence(self.dana)
        self.assertEqual(self.count(card.case, "case.noted"), 2)
        self.assertEqual(len(self.dana.seen(wording.noted(card.case))), 2)
        self.assertEqual(len(self.dana.seen(wording.rung(late), CARE)), 1)

    def await_noted(self, number: int, times: int) -> None:
        wait_until(
            lambda: len(self.dana.seen(wording.noted(number))) >= times,
            BACK_SECONDS,
            f"{times} notes answered",
        )


class TheBotIsLoggedOut(MatrixDeskTestCase):
    def test_by_an_administrator(self) -> None:
        """It has a password: it logs in again, and answers what was said meanwhile."""
        card = self.card()
        self.log_the_bot_out()
        began = time.monotonic()
        self.dana.say(CARE, "!c", thread=card.thread)
        self.dana.expect_answer(wording.claimed(card.case, "dana"), within=BACK_SECONDS)
        print(f"answered {time.monotonic() - began:.1f} s after the log-out")
        late = self.ring()
        self.assertEqual(len(self.dana.seen(wording.rung(late), CARE)), 1)
        self.assertEqual(self.count(card.case, "case.claimed"), 1)

    def test_while_it_has_much_to_say(self) -> None:
        card = self.claimed_card()
        for number in range(TIMES):
            self.dana.say(CARE, f"!n number {number}", thread=card.thread)
        self.log_the_bot_out()
        wait_until(
            lambda: len(self.dana.seen(wording.noted(card.case))) >= TIMES,
            BACK_SECONDS,
            "every note answered",
        )
        self.fence(self.dana)
        self.assertEqual(len(self.dana.seen(wording.noted(card.case))), TIMES)
        self.assertEqual(self.count(card.case, "case.noted"), TIMES)

    def log_the_bot_out(self) -> None:
        """All its devices, as an administrator does."""
        synapse = self.matrix.synapse
        bot = synapse.user_id(BOT)
        warden = synapse.register("marshal", is_admin=True)
        api = synapse.api(warden.token)
        path = f"/_synapse/admin/v2/users/{quote(bot)}"
        devices = [one["device_id"] for one in api.call("GET", f"{path}/devices")["devices"]]
        api.call("POST", f"{path}/delete_devices", {"devices": devices})
        api.close()


class TwoAtOnce(MatrixDeskTestCase):
    settings = DeskSettings(undo_window="1s")

    def test_two_claim_by_a_sign(self) -> None:
        for _ in range(TIMES):
            card = self.card()
            with ThreadPoolExecutor() as together:
                list(together.map(lambda one: one.react(card.message, CLAIM), (self.dana, self.bo)))
            case = self.await_case(card.case, lambda case: case["holder"], "somebody's")
            winner, loser = (
                (self.dana, self.bo) if case["holder"] == "dana" else (self.bo, self.dana)
            )
            loser.expect_answer(wording.held_by(card.case, loser.nick, winner.nick))
            self.dana.expect_shown(card.message, wording.card_held(card.case, winner.nick))
            self.assertEqual(self.count(card.case, "case.claimed"), 1)

    def test_one_approves_and_one_rejects(self) -> None:
        """One of them counts, and the other is told; nothing leaves that was sent back."""
        for _ in range(TIMES):
            draft = self.shown_draft(self.claimed_card())
            message = self.lee.await_message(APPROVALS, draft.message.event_id)
            with ThreadPoolExecutor() as together:
                ticks = together.submit(self.sam.react, draft.message, APPROVE)
                crosses = together.submit(self.lee.react, message, REJECT)
                ticks.result()
                crosses.result()
            self.await_case(
                draft.case,
                lambda case: case["drafts"][0]["state"] in ("rejected", "sent"),
                "decided",
            )
            self.fence(self.dana)
            self.fence(self.lee)
            types = self.event_types(draft.case)
            if "draft.rejected" in types:
                self.assert_nothing_posted(draft.case)
                self.assertNotIn("reply.sent", types)
            loser = self.sam if "draft.rejected" in types else self.lee
            pattern = rf"{loser.nick}: #{draft.case}:? {draft.mark}"
            wait_until(partial(loser.seen, pattern), BACK_SECONDS, "the loser to be told")
            self.assertEqual(len(loser.seen(pattern)), 1, loser.transcript.text())

    def answers(self, draft: Draft) -> list[str]:
        return [
            line.text
            for one in (self.sam, self.lee)
            for line in one.seen(rf"{one.nick}: #{draft.case} {draft.mark}")
        ]

    def test_two_approve(self) -> None:
        for _ in range(TIMES):
            draft = self.shown_draft(self.claimed_card())
            message = self.lee.await_message(APPROVALS, draft.message.event_id)
            with ThreadPoolExecutor() as together:
                one = together.submit(self.sam.react, draft.message, APPROVE)
                other = together.submit(self.lee.react, message, APPROVE)
                one.result()
                other.result()
            self.await_sent(draft.case)
            self.assertEqual(self.count(draft.case, "draft.approved"), 1)
            answers = partial(self.answers, draft)
            wait_until(answers, BACK_SECONDS, "the second to be told that it was approved already")
            self.assertEqual(len(answers()), 1)
