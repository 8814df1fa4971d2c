"""A well-behaved customer system that works beside an attack, and remembers how it was served."""

from __future__ import annotations

import threading
import time
from typing import Any

from .desk_api import AWAY, DeskAPI, Refused
from .mentions import mention

PAUSE_SECONDS = 0.1
PATIENCE_SECONDS = 10.0


class Bystander:
    """Posts a mention and reads its case, again and again, from a thread of its own."""

    def __init__(self, api: DeskAPI) -> None:
        self.cases: list[int] = []
        self.slowest = 0.0
        self.faults: list[str] = []
        self._api = api
        self._stops = threading.Event()
        self._thread = threading.Thread(target=self._work, name="bystander", daemon=True)

    def __enter__(self) -> Bystander:
        self._thread.start()
        return self

    def __exit__(self, *_: Any) -> None:
        self._stops.set()
        self._thread.join()

    def assert_unharmed(self, rounds: int = 3) -> None:
        """Every round had its answers, soon, and there were as many rounds as that."""
        assert self.faults == [], self.faults
        assert len(self.cases) >= rounds, f"only {len(self.cases)} rounds"
        assert self.slowest <= PATIENCE_SECONDS, f"one round took {self.slowest:.1f} s"

    def _work(self) -> None:
        while not self._stops.wait(PAUSE_SECONDS):
            began = time.monotonic()
            try:
                (accepted,) = self._api.post(mention())
                assert self._api.case(accepted.case)["case"] == accepted.case
                self.cases.append(accepted.case)
            except (*AWAY, Refused, AssertionError) as reason:
                self.faults.append(f"{type(reason).__name__}: {reason}")
            self.slowest = max(self.slowest, time.monotonic() - began)
