"""Cases as they end at a desk, played through the daemon once so that copies can be made."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from chat.seat import Seat
from parts.mentions import mention
from parts.receiver import Receiver
from parts.waiting import wait_until

from .bench_desk import BenchDesk, DeskTerms
from .hall import PEOPLE, ngircd_hall
from .ledger import ledger
from .score import Original

SETTLED_SECONDS = 20.0
CUSTOMER = 7_770_000
"""The first customer's number: distinctive, so that it is found again in what is stored."""


@dataclass(frozen=True)
class Story:
    """What a customer wrote, with their number at `{}`, and what was answered, if anything."""

    text: str
    reply: str | None
    outcome: str | None
    """Nothing: it was noise, and nobody took it."""
    name: str | None = None
    followers: int | None = None
    is_vip: bool = False
    is_numbered: bool = True
    """Whether its source counts its posts up; others draw ids at random."""


STORIES = (
    Story(
        "Third day without internet on contract {}. Cancelling today if nobody answers.",
        "I'm so sorry. I can see the fault on your line and an engineer comes at 4.",
        "engineer was there",
        name="Mara",
        followers=48_000,
        is_vip=True,
    ),
    Story(
        "My invoice {} from March charges the modem twice, can somebody have a look please?",
        "You are right, one of the two was a mistake. You get 49.90 back within five days.",
        "credited",
        is_numbered=False,
    ),
    Story(
        "I want to cancel contract {} and nobody tells me how. Is that on purpose?",
        "Not at all. I've put it in writing for you; the confirmation comes by post.",
        "confirmed",
        name="R. Okafor",
        followers=870,
    ),
    Story(
        "No internet in the whole street since this morning, reference {}. Anybody there?",
        None,
        "outage, back at 18:00, posted by the press office",
        name="Jo",
        followers=11_500,
    ),
    Story(
        "The app asks for my address twice and then says it does not know me. Customer {}.",
        None,
        "called back, works now",
        is_numbered=False,
    ),
    Story("thanks, works again!", None, None, followers=300),
    Story("queue at your shop in the old town again", None, None),
    Story(
        "your advert with the dog is on every single page I open",
        None,
        None,
        followers=15,
        is_numbered=False,
    ),
)


def play(copy: Path, *, to_its_end: bool = True) -> list[Original]:
    """Plays every story, to its end or until somebody should claim it; leaves the store at `copy`
    and returns what to copy from it."""
    hall = ngircd_hall()
    receiver = Receiver()
    receiver.up()
    terms = DeskTerms(webhook_url=receiver.url, undo_window="1s")
    desk = BenchDesk(hall, terms)
    seats = [Seat(hall.port, name) for name in PEOPLE]
    try:
        for seat in seats:
            seat.join(desk.room, terms.approvals)
        desk.start()
        seats[0].await_joined(desk.nick, terms.approvals)
        originals = [
            _play(desk, seats, place, story, to_its_end) for place, story in enumerate(STORIES)
        ]
        wait_until(lambda: _is_settled(desk), SETTLED_SECONDS, "every line to have landed")
        desk.stop()
        copy.write_bytes(desk.database.read_bytes())
        return originals
    finally:
        desk.stop()
        receiver.down()
        hall.stop()


def _play(
    desk: BenchDesk, seats: Sequence[Seat], place: int, story: Story, to_its_end: bool
) -> Original:
    agent, supervisor = seats[place % 5], seats[(place + 1) % 5]
    customer, identity = CUSTOMER + place, f"9{CUSTOMER + place}55"
    (accepted,) = desk.daemon.api.post(_mention(story, str(customer), identity))
    number = accepted.case
    marks = [
        (identity, "1100\x01Z;" if story.is_numbered else "\x01K60;"),
        (str(customer), "\x01P;"),
    ]
    if not to_its_end:
        return Original(number, tuple(marks))
    if story.outcome is not None:
        _say(desk, agent, f"!claim {number}", rf"#{number} is yours")
    if story.reply is not None:
        drafted = rf"#{number} draft 1 (\w{{4}})\b"
        mark = _say(desk, agent, f"!reply {number} {story.reply}", drafted)[1].decode()
        supervisor.say(desk.terms.approvals, f"!ok {mark}")
        agent.await_line(f"#{number} sent to".encode(), within=SETTLED_SECONDS)
        marks.append((f'(?<=[": ]){mark}(?=[" ])|^{mark}$', "\x01M;"))
    if story.outcome is None:
        _say(desk, agent, f"!noise {number}", rf"#{number} is noise")
    else:
        _say(desk, agent, f"!resolve {number} {story.outcome}", rf"#{number} resolved by")
    return Original(number, tuple(marks))


def _mention(story: Story, customer: str, identity: str) -> dict[str, object]:
    author: dict[str, object] = {"handle": f"@customer{customer}@social.example"}
    author |= {"vip": story.is_vip}
    author |= {"name": story.name} if story.name else {}
    author |= {"followers": story.followers} if story.followers is not None else {}
    text = story.text.format(customer)
    return mention(text, id=identity, author=author, conversation=f"thread-{identity}")


def _say(desk: BenchDesk, seat: Seat, command: str, answer: str) -> re.Match[bytes]:
    """Returns the answer, which is the first line with that in it."""
    seat.say(desk.room, command)
    return seat.await_match(answer)


def _is_settled(desk: BenchDesk) -> bool:
    with ledger(desk.database) as connection:
        open_posts = "SELECT count(*) FROM posts WHERE ended_at IS NULL"
        return bool(connection.execute(open_posts).fetchone()[0] == 0)
