"""A customer system that looks closely at how it is turned away."""

from __future__ import annotations

import http.client
import itertools
import json

from load.chronicle import Chronicle
from parts.bot_config import TOKEN
from parts.loopback import HOST
from parts.mentions import mention
from world.desk_world import DeskWorld

ANSWER_SECONDS = 8.0
_numbers = itertools.count(1)


class Probe:
    """Hands in mentions of its own, once each, and notes the answers."""

    def __init__(self, world: DeskWorld, chronicle: Chronicle, name: str) -> None:
        self._world = world
        self._chronicle = chronicle
        self._name = name
        self._log_before = world.daemon.log_size()
        self.answers: list[tuple[int | None, str | None]] = []
        """Status and `Retry-After`; no status where there was no answer."""

    @property
    def turned_away(self) -> int:
        return sum(status == 503 for status, _ in self.answers)

    def is_taken(self) -> bool:
        self.knock()
        return self.answers[-1][0] == 202

    def knock(self) -> None:
        name = f"{self._world.directory.name}-{self._name}-{next(_numbers)}"
        sent = mention("where is the harbour", id=name)
        entry = self._chronicle.hand_in(sent)
        connection = http.client.HTTPConnection(
            HOST, self._world.daemon.config.http_port, timeout=ANSWER_SECONDS
        )
        headers = {"Authorization": f"Bearer {TOKEN}", "Content-Type": "application/json"}
        try:
            connection.request("POST", "/v1/mentions", json.dumps(sent).encode(), headers)
            answer = connection.getresponse()
            body = answer.read()
            self.answers.append((answer.status, answer.getheader("Retry-After")))
            if answer.status == 202:
                self._chronicle.acknowledge(entry, json.loads(body)["accepted"][0]["case"])
        except (OSError, http.client.HTTPException):
            self.answers.append((None, None))
        finally:
            connection.close()

    def faults(self) -> list[str]:
        """Whoever is turned away is told to come back, and when; and the log says why."""
        faults = [
            f"an answer {status} without Retry-After"
            for status, retry_after in self.answers
            if status == 503 and not retry_after
        ]
        faults += [
            f"an answer {status}" for status, _ in self.answers if status not in (None, 202, 503)
        ]
        if self.turned_away:
            log = self._world.daemon.log_since(self._log_before)
            if not any(word in log for word in ("failed", "full", "not recorded")):
                faults.append("turned away, and the log says nothing of it")
        return faults
