"""The same cycle where pages leave by mail: somebody is paged for the case and it is taken; of
another case the whole chain is called, and the daemon dies in the middle of a mail."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from judging.evidence import Evidence, Line, MailSeen
from judging.moments import unix
from parts.bot_config import CARE
from parts.transcript import PRIVATE
from world.mail_gate import Taking
from world.mail_side import Mail, Page

from .story import BEGAN, CASE, Story

LEFT = 8
"""The case that nobody takes."""
ADDRESSES = {"sam": "sam+1@example.test", "lee": "lee+1@example.test"}
DIED = BEGAN + 5.0


class MailStory(Story):
    """Its pages, mails and takings may be changed before it is told."""

    def __init__(self) -> None:
        super().__init__()
        self.pages: list[Page] = []
        self.mails: list[Mail] = []
        self.taken: list[Taking] = []
        self.ends = [DIED]
        self.judged_after = 30.0
        opened = {"mention": {"key": {"id": "m-2"}}, "priority": "P1"}
        self.lines.append(Line("dana", CARE, f"#{LEFT} P1 care · @mara@social.example", False, 0))
        self.insert(3.5, "case.opened", None, LEFT, opened)
        self.page("first", 0.5, "sam", CASE)
        self.insert(1.0, "oncall.acknowledged", "dana", CASE, {"by": "dana", "how": "taken"})
        self.page("second", 4.5, "sam", LEFT)
        self.page("third", 14.5, "lee", LEFT, step=2)
        self.insert(24.5, "oncall.ended", None, LEFT, {"chain": "watch"})
        # Whoever died had not heard that it was taken.
        self.take("second", 6.0)

    def evidence(self) -> Evidence:
        told = super().evidence()
        told.judged_at = BEGAN + self.judged_after
        told.mail = MailSeen(
            pages=self.pages,
            mails=self.mails,
            taken=self.taken,
            addresses=ADDRESSES,
            ends=self.ends,
            told=[line for line in self.lines if line.text.startswith("PAGE")],
            since=BEGAN - 1,
            until=told.judged_at,
        )
        return told

    def insert(
        self, at: float, type: str, by: str | None, case: int, data: dict[str, Any]
    ) -> None:
        """Where its time is."""
        self.event(at, type, by)
        self.events[-1].update(case=case, data=data)
        self.events.sort(key=lambda event: unix(event["at"]))
        for number, event in enumerate(self.events, 1):
            event["seq"] = number

    def step(self, at: float, person: str, case: int, step: int = 1, **more: Any) -> None:
        """As the audit has it."""
        taken = {"step": step, "people": [person], "isFirst": step == 1, "isEscalation": False}
        self.insert(at, "oncall.paged", None, case, {"_0": taken | more})

    def page(self, key: str, at: float, person: str, case: int, step: int = 1) -> None:
        """Decided, told, mailed."""
        self.step(at, person, case, step)
        text = f"PAGE #{case} P1 care · @mara@social.example. !ack {case}"
        self.lines.append(Line(person, PRIVATE, text, False, at))
        page = Page(
            f"{key}-direct", person, "direct", frozenset([case]), "watch", step, BEGAN + at,
            "direct", 0, None, None,
        )
        by_mail = replace(
            page, key=key, channel="email", state="sent", attempts=1, ended_at=BEGAN + at + 0.2
        )
        self.pages += [page, by_mail]
        self.take(key, at + 0.1)

    def take(self, key: str, at: float, is_told: bool = True) -> None:
        """By the mail server, and by the mailbox."""
        page = self.by_mail(key)
        (case,) = page.cases
        message_id = f"<page-{key}@example.test>"
        recipient = ADDRESSES[page.person]
        self.taken.append(Taking(message_id, recipient, BEGAN + at, is_told))
        self.taken.sort(key=lambda taking: taking.at)
        text = f"1 case to look after:\n\n#{case} P1 care, opened 10:31\n"
        subject = f"PAGE #{case} P1 care, first reply due 10:58"
        whole = f"To: <{recipient}>\nMessage-ID: {message_id}\n{subject}\n{text}"
        self.mails.append(Mail(page.person, recipient, message_id, subject, text, whole))

    def by_mail(self, key: str) -> Page:
        return next(page for page in self.pages if page.key == key)

    def change_page(self, key: str, **fields: Any) -> None:
        at = self.pages.index(self.by_mail(key))
        self.pages[at] = replace(self.pages[at], **fields)

    def change_mail(self, number: int, **fields: Any) -> None:
        self.mails[number] = replace(self.mails[number], **fields)
