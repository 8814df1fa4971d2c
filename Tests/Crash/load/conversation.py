"""One case from the customer's post to the end, with whatever people make of it on the way."""

from __future__ import annotations

import random
import re
import threading
import time
from dataclasses import dataclass

from parts.bot_config import APPROVALS, CARE
from parts.receiver import Receiver
from parts.waiting import LOOK_EVERY_SECONDS

from .answers import Answer, Verb, Verdict
from .crew import Member
from .customer import Customers
from .outcomes import PLACE, outcome, stopped
from .texts import Texts

CARD_SECONDS = 10.0
OUTCOME_SECONDS = 12.0
ROUNDS = 6
BRAKED_PAUSE_SECONDS = 0.3
LONG_CHANCE = 0.13
THERE_CHANCE = 0.6
INTERRUPTED_CHANCE = 0.35
INTERRUPTED_SECONDS = 3.0
MANY_POSTS = " posts, "
TOO_LONG = "makes a thread of"
FORGOTTEN = "waits to become a thread"


@dataclass(frozen=True)
class Staff:
    """Who plays; Sam is both agent and supervisor."""

    dana: Member
    bo: Member
    sam: Member
    lee: Member

    @property
    def agents(self) -> list[Member]:
        return [self.dana, self.bo, self.sam]

    @property
    def supervisors(self) -> list[Member]:
        return [self.sam, self.lee]

    @property
    def everybody(self) -> list[Member]:
        return [self.dana, self.bo, self.sam, self.lee]

    def mixed(self, there: Staff, dice: random.Random) -> Staff:
        """Each of them is here or there for the length of one conversation."""
        pairs = zip(self.everybody, there.everybody, strict=True)
        return Staff(*(other if dice.random() < THERE_CHANCE else one for one, other in pairs))


class Conversation:
    """What people do is drawn from dice of its own; what comes of it, nobody knows before."""

    def __init__(
        self, name: str, staff: Staff, customers: Customers, receiver: Receiver, dice: random.Random
    ) -> None:
        self.name = name
        self._staff = staff
        self._customers = customers
        self._receiver = receiver
        self._dice = dice
        self._case = 0
        self._texts = Texts(name, dice)
        self._is_thread = False

    def hold(self) -> None:
        """Ends when nothing more is to be done, or people give up."""
        thread = f"thread-{self.name}" if self._happens(0.3) else None
        entry = self._customers.write(self._dice, thread)
        if entry.case is None:
            return
        self._entry = entry
        self._case = entry.case
        if self._happens(0.3):
            self._chat()
        holder = self._claim()
        if holder is None:
            return
        self._keep_in_order(holder)
        answer = self._write(holder)
        if answer is None:
            return
        if self._happens(0.15):
            answer = self._edit(holder, Verb.EDIT, "edit") or answer
        match self._dice.randrange(10):
            case 0:
                self._customers.edit(entry, self._dice)
            case 1 if thread is not None:
                self._customers.write(self._dice, thread)
            case 2:
                self._customers.delete(entry, self._dice)
        self._review(holder, answer.mark)
        if self._happens(0.15):
            self._say(holder, Verb.RESOLVE, f"resolve {self._case} done")

    # The agents' side

    def _chat(self) -> None:
        """Talk that a careless bot might take for orders, or for a reply."""
        speaker = self._dice.choice(self._staff.everybody)
        speaker.talk(CARE, self._dice.choice((
            f"reply {self._case} should we say sorry? talk of {self.name}",
            f"I would tell her: come at noon. talk of {self.name}",
            f"ok {self._case}, whatever. talk of {self.name}",
        )))

    def _claim(self) -> Member | None:
        """Two or three at once; whoever is told that it is theirs goes on."""
        claimants = self._dice.sample(self._staff.agents, self._dice.randint(1, 3))
        answers: dict[Member, Answer | None] = {}

        def claim(claimant: Member) -> None:
            answers[claimant] = self._say(claimant, Verb.CLAIM, f"claim {self._case}")

        threads = [threading.Thread(target=claim, args=(who,), daemon=True) for who in claimants]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        for claimant, answer in answers.items():
            if answer is not None and answer.verdict is not Verdict.REFUSED:
                return claimant
        return None

    def _keep_in_order(self, holder: Member) -> None:
        if self._happens(0.35):
            noter = self._dice.choice(self._staff.agents)
            self._say(noter, Verb.NOTE, f"note {self._case} noted for {self.name}")
        if self._happens(0.1):
            self._say(holder, Verb.SNOOZE, f"snooze {self._case} 1s")
        if self._happens(0.1):
            self._say(holder, Verb.RELEASE, f"release {self._case}")
            self._say(holder, Verb.CLAIM, f"claim {self._case}")

    def _write(self, holder: Member) -> Answer | None:
        if self._happens(0.1):
            stranger = next(each for each in self._staff.agents if each is not holder)
            self._say(stranger, Verb.REPLY, f"reply {self._case} {self._texts.short()}")
        return self._drafting(holder, Verb.REPLY, "reply")

    def _edit(self, who: Member, verb: Verb, word: str) -> Answer | None:
        return self._drafting(who, verb, word)

    def _drafting(self, who: Member, verb: Verb, word: str) -> Answer | None:
        if self._happens(LONG_CHANCE):
            answer = self._drafting_thread(who, verb, word)
        else:
            answer = self._say(who, verb, f"{word} {self._case} {self._texts.short()}")
        if answer is None or "mark" not in answer.found:
            return None
        self._is_thread = MANY_POSTS in answer.text
        return answer

    def _drafting_thread(self, who: Member, verb: Verb, word: str) -> Answer | None:
        """Too long for one post, as its author is told."""
        text = self._texts.long()
        answer = None
        # The desk may be dead in between, and have forgotten it.
        for _ in range(2):
            answer = self._say(who, verb, f"{word} {self._case} {text}")
            if answer is None or TOO_LONG not in answer.text:
                return answer
            answer = self._say(who, Verb.SPLIT, f"split {self._case}")
            if answer is None or FORGOTTEN not in answer.text:
                return answer
        return answer

    # The supervisors' side

    def _review(self, holder: Member, mark: str) -> None:
        author = holder
        for _ in range(ROUNDS):
            supervisor = self._dice.choice(
                [each for each in self._staff.supervisors if each is not author]
            )
            if not self._reads_card(supervisor, mark):
                return
            match self._dice.randrange(12):
                case 0:
                    self._say(author, Verb.APPROVE, f"ok {mark}", mark)
                case 1:
                    self._reject(supervisor, mark)
                    rewritten = self._write(holder)
                    if rewritten is None:
                        return
                    mark, author = rewritten.mark, holder
                    continue
                case 2:
                    rewritten = self._edit(supervisor, Verb.REWRITE, "rewrite")
                    if rewritten is None:
                        return
                    mark, author = rewritten.mark, supervisor
                    continue
            if not self._approve(supervisor, mark):
                return
            outcome = self._afterwards(holder, supervisor, mark)
            if outcome is None:
                return
            mark = outcome

    def _reads_card(self, supervisor: Member, mark: str) -> bool:
        pattern = rf"#{self._case} │ draft: "
        head = supervisor.await_line(
            rf"#{self._case} {mark}{PLACE} by \w+", APPROVALS, 0, CARD_SECONDS
        )
        return head is not None and supervisor.sees(pattern, APPROVALS) is not None

    def _reject(self, supervisor: Member, mark: str) -> None:
        self._say(supervisor, Verb.REJECT, f"no {mark} say it kindly", mark)

    def _approve(self, supervisor: Member, mark: str) -> bool:
        """Held ones, and those whose card may be lost, are looked at and approved once more; a
        brake is waited for.
        """
        for _ in range(ROUNDS):
            answer = self._say(supervisor, Verb.APPROVE, f"ok {mark}", mark)
            if answer is None:
                return False
            if answer.verdict is not Verdict.REFUSED:
                return True
            if "brake" in answer.text:
                time.sleep(BRAKED_PAUSE_SECONDS)
            elif "is approved already" in answer.text:
                return True
            elif not re.search(r"is held|may not have been shown", answer.text):
                return False
        return False

    def _afterwards(self, holder: Member, supervisor: Member, mark: str) -> str | None:
        """Second thoughts, or the outcome; the mark that needs eyes again, if any."""
        after = supervisor.read()
        if self._is_thread and self._happens(INTERRUPTED_CHANCE):
            self._interrupt()
            return self._await_outcome(supervisor, mark, after)
        match self._dice.randrange(8):
            case 0:
                undoer = self._dice.choice([holder, supervisor])
                undone = self._say(undoer, Verb.UNDO, f"undo {self._case}", mark)
                if undone is not None and undone.verdict is Verdict.DONE:
                    if self._happens(0.5):
                        return mark
                    self._say(holder, Verb.DROP, f"drop {self._case}", mark)
                    return None
            case 1:
                edited = self._edit(holder, Verb.EDIT, "edit")
                if edited is not None:
                    return edited.mark
        return self._await_outcome(supervisor, mark, after)

    def _interrupt(self) -> None:
        """The customer changes the post as the first of the answer arrives."""
        if "deleted_at" in self._entry.versions[-1]:
            return
        before = len(self._receiver.attempts(self._case))
        end = time.monotonic() + INTERRUPTED_SECONDS
        while time.monotonic() < end:
            if len(self._receiver.attempts(self._case)) > before:
                self._customers.edit(self._entry, self._dice)
                return
            time.sleep(LOOK_EVERY_SECONDS)

    def _await_outcome(self, supervisor: Member, mark: str, after: int) -> str | None:
        pattern = outcome(self._case, mark)
        line = supervisor.await_line(pattern.pattern, APPROVALS, after, OUTCOME_SECONDS)
        found = pattern.search(line.text) if line is not None else None
        left = stopped(found, mark) if found is not None else None
        if found is None or left is None:
            return None
        if "may or may not" in found[0]:
            self._settle(supervisor, left)
            return None
        return left

    def _settle(self, supervisor: Member, mark: str) -> None:
        """Looks where the reply should be, and says what is so."""
        is_there = any(
            request.data["draft"]["mark"] == mark for request in self._receiver.posted(self._case)
        )
        way = "sent" if is_there else "again"
        self._say(supervisor, Verb.SETTLE, f"settle {self._case} {way}", mark)

    # How people speak

    def _say(self, who: Member, verb: Verb, words: str, mark: str | None = None) -> Answer | None:
        is_review = verb in (Verb.APPROVE, Verb.REJECT, Verb.REWRITE, Verb.SETTLE)
        place = APPROVALS if is_review and who in self._staff.supervisors else CARE
        return who.command(place, f"!{words}", verb, self._case, mark)

    def _happens(self, chance: float) -> bool:
        return self._dice.random() < chance
