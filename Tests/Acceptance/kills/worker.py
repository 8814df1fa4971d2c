"""An agent who goes from case to case, whatever dies meanwhile, and whoever approves."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Callable
from functools import partial

import wording
from matrix_desk import APPROVE, CLAIM, ESCALATE
from parts.bot_config import APPROVALS, CARE
from parts.desk_api import AWAY, DeskAPI
from parts.matrix_person import MatrixPerson
from parts.matrix_room_view import Message
from parts.mentions import mention
from parts.waiting import Overdue, wait_until

from .deed import Deed, Diary, Kind, Way, insist

SEE_SECONDS = 120.0
"""Until what has to be seen is seen. Many deaths may lie between: of the short run all of them, on
a machine on which a homeserver comes back once in ten seconds."""


class Worker:
    """One case at a time, so that mostly no more cards wait than the desk shows one by one."""

    def __init__(
        self,
        agent: MatrixPerson,
        colleague: MatrixPerson,
        supervisors: list[MatrixPerson],
        api: DeskAPI,
        diary: Diary,
        seed: str,
    ) -> None:
        self._agent = agent
        self._colleague = colleague
        self._supervisors = supervisors
        self._api = api
        self._diary = diary
        self._dice = random.Random(seed)
        self._tokens = 0
        self.drafts: dict[int, tuple[str, str]] = {}
        """The mark and the text of each case's reply."""
        self.ends: dict[int, str] = {}
        """What the card of each case has to read in the end."""
        self.faults: list[str] = []
        """What they waited for in vain."""

    def work(self, is_over: Callable[[], bool]) -> None:
        """Whoever waits in vain goes on with another case."""
        stories = (self._answer, self._answer, self._escalate, self._let_go)
        while not is_over():
            story = self._dice.choice(stories)
            try:
                case = self._arrive()
                rung = self._agent.expect(CARE, wording.rung(case), SEE_SECONDS)
                if re.match(wording.own_card(case), rung.string):
                    story(case, rung.message)
                else:
                    self._take_one_of_many(case)
            except Overdue as overdue:
                self.faults.append(str(overdue).partition("The transcript")[0])

    # What becomes of a case

    def _answer(self, case: int, card: Message) -> None:
        self._claim(case, card)
        self._note(case, card)
        if self._dice.random() < 0.5:
            self._lose(case, card)
        text = f"Hi Mara, this is {self._token()}."
        token = text.rpartition(" ")[2].rstrip(".")
        self._say(Kind.REPLY, case, f"!r {text}", token, card)
        draft = wording.draft_card(case, rf"(?P<mark>{wording.MARK})", self._agent.nick)
        supervisor = self._dice.choice(self._supervisors)
        shown = supervisor.expect(APPROVALS, draft, SEE_SECONDS)
        self.drafts[case] = (shown["mark"], text)
        if self._dice.random() < 0.3:
            self._say(Kind.APPROVE_OWN, case, f"!ok {shown['mark']}", shown["mark"], card)
        self._approve(supervisor, case, shown["mark"], shown.message)
        self._agent.expect(CARE, wording.sent(case), SEE_SECONDS)
        self.ends[case] = wording.card_answered(case)

    def _escalate(self, case: int, card: Message) -> None:
        self._claim(case, card)
        if self._dice.random() < 0.5:
            self._react(self._agent, Kind.ESCALATE, case, card, ESCALATE, ESCALATE)
        else:
            token = self._token()
            self._say(Kind.ESCALATE, case, f"!escalate {token}", token, card)
        self._lose(case, card)
        self._note(case, card)
        self.ends[case] = wording.card_held(case, self._agent.nick)

    def _let_go(self, case: int, card: Message) -> None:
        """By taking the sign away: after its effect was seen, or at once."""
        is_hasty = self._dice.random() < 0.5
        reaction = self._react(
            self._agent, Kind.CLAIM, case, card, CLAIM, "", may_vanish=is_hasty
        )
        if not is_hasty:
            self._note(case, card)
            held = wording.card_held(case, self._agent.nick)
            self._agent.expect_shown(card, held, SEE_SECONDS)
        txn_id = self._agent.new_txn_id()
        self._keep(
            self._agent,
            Kind.RELEASE,
            Way.REACTION,
            case,
            "",
            lambda: self._agent.redact(CARE, reaction, txn_id=txn_id),
            may_vanish=is_hasty,
        )
        not_held = rf"#{case} P1 care\b(?!.*\b{self._agent.nick}'s\b)"
        self.ends[case] = not_held if is_hasty else wording.card_free(case)

    def _take_one_of_many(self, case: int) -> None:
        """It rang in one line with others, on which no sign means any of them: it gets a card as
        somebody takes it."""
        txn_id = self._agent.new_txn_id()
        self._keep(
            self._agent,
            Kind.CLAIM,
            Way.COMMAND,
            case,
            "",
            lambda: self._agent.say(CARE, f"!claim {case}", txn_id=txn_id),
        )
        card = self._agent.expect(CARE, wording.own_card(case), SEE_SECONDS).message
        self._note(case, card)
        self.ends[case] = wording.card_held(case, self._agent.nick)

    # What is done to it

    def _arrive(self) -> int:
        """As a customer's system does: until it is acknowledged."""
        made = mention()

        def hand_in() -> int | None:
            try:
                return self._api.post(made)[0].case
            except AWAY:
                return None

        number = wait_until(hand_in, SEE_SECONDS, "intake")
        assert number is not None
        return number

    def _claim(self, case: int, card: Message) -> None:
        if self._dice.random() < 0.5:
            self._react(self._agent, Kind.CLAIM, case, card, CLAIM, "")
        else:
            self._say(Kind.CLAIM, case, "!c", "", card)

    def _note(self, case: int, card: Message) -> None:
        token = self._token()
        self._say(Kind.NOTE, case, f"!n {token}", token, card)

    def _lose(self, case: int, card: Message) -> None:
        """A colleague wants it, too."""
        self._say(Kind.CLAIM_TAKEN, case, "!claim", "", card, self._colleague)

    def _approve(
        self, supervisor: MatrixPerson, case: int, mark: str, message: Message
    ) -> None:
        if self._dice.random() < 0.5:
            self._react(supervisor, Kind.APPROVE, case, message, APPROVE, mark)
            return
        txn_id = supervisor.new_txn_id()
        self._keep(
            supervisor,
            Kind.APPROVE,
            Way.COMMAND,
            case,
            mark,
            lambda: supervisor.say(APPROVALS, f"!ok {mark}", txn_id=txn_id),
        )
        # Who dies between a card and its receipt cannot know that the card is there.
        unsure = wording.not_surely_shown(mark)
        told = f"{wording.approved(case, mark, supervisor.nick)}|{unsure}"
        while re.search(unsure, supervisor.expect(APPROVALS, told, SEE_SECONDS).string):
            again = supervisor.new_txn_id()
            insist(partial(supervisor.say, APPROVALS, f"!ok {mark}", txn_id=again))

    # By whom and how

    def _say(
        self,
        kind: Kind,
        case: int,
        text: str,
        token: str,
        card: Message,
        person: MatrixPerson | None = None,
    ) -> None:
        """Below the card."""
        who = person or self._agent
        txn_id = who.new_txn_id()
        self._keep(
            who,
            kind,
            Way.COMMAND,
            case,
            token,
            lambda: who.say(CARE, text, thread=card.event_id, txn_id=txn_id),
        )

    def _react(
        self,
        person: MatrixPerson,
        kind: Kind,
        case: int,
        message: Message,
        key: str,
        token: str,
        may_vanish: bool = False,
    ) -> str:
        txn_id = person.new_txn_id()
        return self._keep(
            person,
            kind,
            Way.REACTION,
            case,
            token,
            lambda: person.react(message, key, txn_id),
            may_vanish,
        )

    def _keep(
        self,
        person: MatrixPerson,
        kind: Kind,
        way: Way,
        case: int,
        token: str,
        send: Callable[[], str],
        may_vanish: bool = False,
    ) -> str:
        event_id, tries = insist(send)
        self._diary.note(
            Deed(kind, way, case, person.nick, token, event_id, time.time(), tries, may_vanish)
        )
        return event_id

    def _token(self) -> str:
        self._tokens += 1
        return f"{self._agent.nick}{self._tokens:03d}{self._dice.randrange(1 << 32):08x}"
