"""Several desks side by side, each with its share of the disconnects."""

from __future__ import annotations

import random
import sys
import traceback
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor

from .calamity import Calamity, Kind, Network
from .conversation import Conversation
from .judgement import judge
from .moment import MOMENTS, Moment
from .storm_desk import StormDesk
from .tally import Round, Tally

DESKS = 3
FAULTY_ROUNDS_MAX = 5
"""A desk that fails so often is given up."""

LOG_TAIL_LINES = 40

Strike = tuple[Kind, Moment]


def weather(shares: Mapping[Kind, int], times: int, seed: int) -> list[Strike]:
    """Every kind as often as its share says, at moments that come round evenly, in some order."""
    dice = random.Random(seed)
    kinds = [kind for kind, share in shares.items() for _ in range(share * times)]
    moments = [MOMENTS[index % len(MOMENTS)] for index in range(len(kinds))]
    dice.shuffle(kinds)
    dice.shuffle(moments)
    return list(zip(kinds, moments, strict=True))


def blow(network: Callable[[], Network], strikes: Sequence[Strike], seed: int) -> Tally:
    """Long rounds are dealt out evenly, so that the desks end at about the same time."""
    tally = Tally()
    dealt = sorted(enumerate(strikes, 1), key=lambda each: each[1][0].value)
    with ThreadPoolExecutor(DESKS) as together:
        shares = [dealt[first::DESKS] for first in range(DESKS)]
        works = [together.submit(_work, network, share, seed, tally) for share in shares]
        for work in works:
            work.result()
    return tally


def _work(
    network: Callable[[], Network], share: list[tuple[int, Strike]], seed: int, tally: Tally
) -> None:
    desk = StormDesk(network())
    random.Random(seed).shuffle(share)
    try:
        desk.open()
        faulty = 0
        for number, (kind, moment) in share:
            round = Round(number, kind, moment.name)
            _play(desk, moment, round, seed)
            tally.add(round)
            faulty += bool(round.faults)
            if faulty > FAULTY_ROUNDS_MAX:
                return
        _close_the_books(desk, tally)
    except Exception:
        log = desk.daemon.process.log_tail(LOG_TAIL_LINES)
        print(f"a desk is given up, its log:\n{log}", file=sys.stderr)
        raise
    finally:
        desk.close()


def _play(desk: StormDesk, moment: Moment, round: Round, seed: int) -> None:
    calamity = Calamity(round.kind, desk.network, desk.relay)
    talk = Conversation(desk, moment, calamity, round, f"{seed}-{round.number}")
    try:
        talk.hold()
        judge(desk, talk, round)
    except Exception as error:  # Whatever it is, the round is at fault; the storm goes on.
        round.faults.append(f"{type(error).__name__}: {error}")
        if not isinstance(error, AssertionError):
            traceback.print_exc()
    finally:
        desk.relay.lay(None)
        calamity.bring_server_back()
        desk.bring_people_back()
        desk.relay.open()
    if round.faults:
        said = "\n".join(map(str, desk.dana.transcript.lines()[-30:]))
        log = desk.daemon.process.log_tail(LOG_TAIL_LINES)
        print(f"{round}: {round.faults}\nDana saw:\n{said}\nthe log:\n{log}", file=sys.stderr)


def _close_the_books(desk: StormDesk, tally: Tally) -> None:
    last = tally.rounds[-1]
    last.faults += desk.receiver.faults
    proof = desk.proof()
    if proof is not None:
        last.faults.append(proof)
