"""Schemathesis: asks a server for everything its OpenAPI document promises, and for what not."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from .daemon import REPOSITORY
from .loopback import HOST

PROGRAM = REPOSITORY / ".build-python" / "bin" / "st"
CASES = re.compile(r"^\s*(\d+) generated", re.MULTILINE)

LENIENCE = """\
[[operations]]
include-operation-id = ["listEvents", "listCaseEvents"]
checks.positive_data_acceptance.expected-statuses = [
    "2xx", "3xx", "401", "403", "404", "409", "422", "429", "5xx",
]
"""
"""What a document cannot say is which event is the last one: a request that fits it is refused
where `after` is beyond that."""


@dataclass(frozen=True)
class Verdict:
    """What it found; `cases` is how many requests it made up."""

    is_clean: bool
    cases: int
    report: str


@dataclass(frozen=True)
class Examination:
    """One run, which is the same again for the same seed and the same desk."""

    document: Path
    port: int
    seed: int
    examples: int
    """How many requests are made up for each operation, beside those that follow from its
    document."""
    within: float
    """Seconds after which it has hung."""

    def run(self, headers: Sequence[str]) -> Verdict:
        """With these headers on every request."""
        assert PROGRAM.exists(), f"{PROGRAM} is missing: scripts/python-tools makes it"
        (self.document.parent / "schemathesis.toml").write_text(LENIENCE)
        ended = subprocess.run(
            [str(PROGRAM), "run", str(self.document), *self._options(headers)],
            cwd=self.document.parent,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=self.within,
        )
        counted = CASES.search(ended.stdout)
        return Verdict(ended.returncode == 0, int(counted[1]) if counted else 0, ended.stdout)

    def _options(self, headers: Sequence[str]) -> list[str]:
        options = {
            "--url": f"http://{HOST}:{self.port}",
            "--checks": "all",
            "--mode": "all",
            "--phases": "examples,coverage,fuzzing,stateful",
            "--seed": str(self.seed),
            "--max-examples": str(self.examples),
            "--max-failures": "20",
            "--max-response-time": "10",
            "--request-timeout": "15",
            "--generation-database": "none",
            "--suppress-health-check": "all",
        }
        flat = [part for option in options.items() for part in option]
        return [*flat, "--no-color", *(part for header in headers for part in ("-H", header))]
