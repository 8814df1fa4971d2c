"""What befalls the daemon between two posts of a thread."""

from __future__ import annotations

import time

from parts.conduct import Conduct
from parts.receiver import Request
from parts.waiting import LOOK_EVERY_SECONDS
from world.desk_world import THINKS_SECONDS

from .calamity import Calamity

THREAD_SECONDS = 9.0
CONDUCTS = (Conduct.ACCEPT, Conduct.ACCEPT, Conduct.HANG, Conduct.LOSE_ANSWER)
"""Of the post that more are to follow; what is taken is half of the time recorded, too."""
LATER_SECONDS = (0.0, 2.5 * THINKS_SECONDS)
"""Before it is told, as it is, or with one of those behind it on its way."""


class KilledMidThread(Calamity):
    """kill -9 as the receiver has a post behind which there are others."""

    name = "kill -9 in mid-thread"
    is_deaf = True
    kills = True

    def befall(self) -> None:
        receiver = self.world.receiver
        before = len(receiver.attempts())
        receiver.behave(otherwise=self.dice.choice(CONDUCTS))
        end = time.monotonic() + THREAD_SECONDS
        while not any(map(_is_begun, receiver.attempts()[before:])) and time.monotonic() < end:
            time.sleep(LOOK_EVERY_SECONDS / 4)
        self.last(LATER_SECONDS)
        self.world.daemon.kill()
        receiver.behave()
        receiver.release()
        self.world.daemon.launch()


def _is_begun(request: Request) -> bool:
    thread = request.data.get("thread")
    return thread is not None and thread["number"] < thread["of"]
