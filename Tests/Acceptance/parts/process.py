"""Processes of the tests' own: started with a log, ended by their id, whatever happens."""

from __future__ import annotations

import atexit
import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

SERVICE_USER = "irc"
STOP_SECONDS = 5.0
LOG_TAIL_LINES = 30


class ServerProcess:
    """One process, which can be started again after it has ended."""

    def __init__(
        self,
        name: str,
        argv: Sequence[str],
        log: Path,
        environment: Mapping[str, str] | None = None,
        directory: Path | None = None,
    ) -> None:
        self.name = name
        self.log = log
        self._argv = list(argv)
        self._environment = dict(environment) if environment is not None else None
        self._directory = directory
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def is_running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    @property
    def pid(self) -> int:
        assert self._process is not None, f"{self.name} was never started"
        return self._process.pid

    def start(self) -> None:
        """Starts it; its output is appended to the log."""
        assert not self.is_running, f"{self.name} runs already"
        with self.log.open("ab") as output:
            self._process = subprocess.Popen(
                self._argv,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                env=self._environment,
                cwd=self._directory,
                start_new_session=True,
            )
        atexit.register(self.kill)

    def terminate(self, within: float = STOP_SECONDS) -> int:
        """SIGTERM; returns the exit code, raises `TimeoutExpired` if it does not end in time."""
        assert self._process is not None, f"{self.name} was never started"
        self._process.terminate()
        return self._process.wait(within)

    def await_end(self, within: float = STOP_SECONDS) -> int:
        """Until it has ended by itself; returns the exit code."""
        assert self._process is not None, f"{self.name} was never started"
        return self._process.wait(within)

    def kill(self) -> None:
        """SIGKILL, also from a stopped state; nothing if it has ended already."""
        atexit.unregister(self.kill)
        if self._process is not None and self._process.poll() is None:
            self._process.kill()
            self._process.wait()

    def stop(self) -> None:
        """Ends it politely if it can be done, by force otherwise."""
        if self.is_running:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.terminate()
        self.kill()

    def freeze(self) -> None:
        """SIGSTOP: it keeps its sockets and says nothing."""
        os.kill(self.pid, signal.SIGSTOP)

    def hang_up(self) -> None:
        """SIGHUP."""
        os.kill(self.pid, signal.SIGHUP)

    def thaw(self) -> None:
        os.kill(self.pid, signal.SIGCONT)

    def assert_running(self) -> None:
        """Fails with the end of the log if the process has ended."""
        assert self.is_running, f"{self.name} has ended:\n{self.log_tail()}"

    def log_tail(self, lines: int = LOG_TAIL_LINES) -> str:
        if not self.log.exists():
            return "(no log)"
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:])


def as_service_user(argv: Sequence[str]) -> list[str]:
    """The command for a server that refuses to run as root: as the user `irc`, if we are root."""
    if os.geteuid() != 0:
        return list(argv)
    return [
        "setpriv",
        f"--reuid={SERVICE_USER}",
        f"--regid={SERVICE_USER}",
        "--clear-groups",
        *argv,
    ]


def hand_to_service_user(directory: Path) -> None:
    """Lets the user of `as_service_user` own the directory and all in it."""
    if os.geteuid() != 0:
        return
    user = pwd.getpwnam(SERVICE_USER)
    for path in [directory, *directory.rglob("*")]:
        os.chown(path, user.pw_uid, user.pw_gid)


def temporary_directory(name: str) -> Path:
    """A directory of our own, gone at the end unless `CASEBELL_KEEP` is set."""
    directory = Path(tempfile.mkdtemp(prefix=f"casebell-{name}-"))
    directory.chmod(0o755)
    if not os.environ.get("CASEBELL_KEEP"):
        atexit.register(shutil.rmtree, directory, ignore_errors=True)
    return directory
