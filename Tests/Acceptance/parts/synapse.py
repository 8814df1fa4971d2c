"""Synapse on loopback: one homeserver in a directory of its own, killed and restarted at will."""

from __future__ import annotations

import hashlib
import hmac
import threading
from pathlib import Path
from urllib.parse import quote

from .loopback import HOST, free_port
from .matrix_actor import full_user
from .matrix_api import AWAY, Account, MatrixAPI
from .open_sockets import listens
from .process import ServerProcess
from .synapse_files import SHARED_SECRET, UNHURRIED, RateLimits, SynapseFiles
from .waiting import wait_until

REPOSITORY = Path(__file__).resolve().parents[3]
PROGRAM = REPOSITORY / ".build-synapse" / "bin" / "synapse_homeserver"
READY_SECONDS = 60.0
CALL_SECONDS = 30.0
PORTS_TRIED_MAX = 5
PORT_TAKEN = "Address already in use"
WARDEN = "warden"
"""An administrator of the server's, who is in no room."""


class Synapse:
    """One server; port, users and rooms stay the same over restarts."""

    def __init__(
        self, directory: Path, limits: RateLimits = UNHURRIED, log_level: str = "INFO"
    ) -> None:
        assert PROGRAM.exists(), f"{PROGRAM} is missing: scripts/python-tools makes it"
        self.directory = directory
        self.port = 0
        self.has_limits = limits is not UNHURRIED
        self._files = SynapseFiles(directory, limits, log_level)
        self._warden: Account | None = None
        self._hiring = threading.Lock()
        self.process = ServerProcess(
            "synapse",
            [str(PROGRAM), "--config-path", str(self._files.configuration)],
            directory / "synapse.log",
            directory=directory,
        )

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self.port}"

    def start(self) -> None:
        """Returns when clients are served. The first time it finds itself a port."""
        if self.port:
            self._start_here()
        else:
            self._start_somewhere()

    def stop(self) -> None:
        """SIGTERM, and by force if that does not help."""
        self.process.stop()

    def kill(self) -> None:
        """kill -9."""
        self.process.kill()

    def restart(self) -> None:
        """kill -9, if it runs, and back on its port and its data."""
        self.kill()
        self.start()

    def freeze(self) -> None:
        """SIGSTOP: it takes connections and answers nothing."""
        self.process.freeze()

    def thaw(self) -> None:
        self.process.thaw()

    def api(self, token: str | None = None) -> MatrixAPI:
        return MatrixAPI(self.port, token)

    def user_id(self, localpart: str) -> str:
        return full_user(localpart)

    def password(self, localpart: str) -> str:
        return f"{localpart}-password"

    def register(self, localpart: str, is_admin: bool = False) -> Account:
        """Makes a user by the shared secret; they are logged in as a device of their own."""
        api = self.api()
        nonce = api.call("GET", "/_synapse/admin/v1/register")["nonce"]
        password = self.password(localpart)
        sealed = "\0".join([nonce, localpart, password, "admin" if is_admin else "notadmin"])
        made = api.call(
            "POST",
            "/_synapse/admin/v1/register",
            {
                "nonce": nonce,
                "username": localpart,
                "password": password,
                "admin": is_admin,
                "mac": hmac.new(SHARED_SECRET.encode(), sealed.encode(), hashlib.sha1).hexdigest(),
            },
        )
        api.close()
        return Account(made["user_id"], made["access_token"], made["device_id"])

    def register_person(self, localpart: str) -> Account:
        """A user whom no limit slows down, whatever they are for others."""
        account = self.register(localpart)
        if self.has_limits:
            self.spare(account.user_id)
        return account

    def register_guest(self) -> Account:
        """Somebody without an account, as far as the specification lets them in."""
        api = self.api()
        made = api.call("POST", "/_matrix/client/v3/register?kind=guest", {})
        api.close()
        return Account(made["user_id"], made["access_token"], made["device_id"])

    def spare(self, user_id: str) -> None:
        """Takes the limits from one user."""
        body = {"messages_per_second": 0, "burst_count": 0}
        self._administer("POST", _override(user_id), body)

    def limit(self, user_id: str) -> None:
        """Gives them back to a user who was spared."""
        self._administer("DELETE", _override(user_id))

    def _administer(self, method: str, path: str, body: dict[str, int] | None = None) -> None:
        with self._hiring:
            if self._warden is None:
                self._warden = self.register(WARDEN, is_admin=True)
        api = self.api(self._warden.token)
        api.call(method, path, body)
        api.close()

    # Starting

    def _start_somewhere(self) -> None:
        """Another process may take the port between our look at it and Synapse's."""
        for _ in range(PORTS_TRIED_MAX):
            self.port = free_port()
            self._files.write(self.port)
            if self._starts():
                return
            assert PORT_TAKEN in self.process.log_tail(), self.process.log_tail()
        raise AssertionError(f"{PORTS_TRIED_MAX} ports were taken before Synapse could have them")

    def _start_here(self) -> None:
        assert self._starts(), f"Synapse has ended:\n{self.process.log_tail()}"

    def _starts(self) -> bool:
        """Whether it serves clients; otherwise it has ended."""
        self.process.start()
        wait_until(
            lambda: not self.process.is_running or self._answers(),
            READY_SECONDS,
            f"Synapse to answer; log {self.process.log}",
        )
        return self.process.is_running

    def _answers(self) -> bool:
        """This one: whoever has taken the port may be a homeserver, too."""
        api = self.api()
        try:
            return listens(self.process.pid, self.port) and "versions" in api.call(
                "GET", "/_matrix/client/versions", within=CALL_SECONDS
            )
        except AWAY:
            return False
        finally:
            api.close()


def _override(user_id: str) -> str:
    return f"/_synapse/admin/v1/users/{quote(user_id)}/override_ratelimit"
