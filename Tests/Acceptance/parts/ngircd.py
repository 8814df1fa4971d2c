"""ngIRCd on loopback: a server without accounts, tags or echo."""

from __future__ import annotations

from pathlib import Path

from .irc_connection import Address
from .loopback import HOST, free_port, is_listening
from .process import ServerProcess, as_service_user, hand_to_service_user
from .waiting import wait_until

READY_SECONDS = 15.0


class NgIRCd:
    """One server; its port stays the same over restarts."""

    def __init__(self, directory: Path, is_throttled: bool = False) -> None:
        self.port = free_port()
        configuration = directory / "ngircd.conf"
        configuration.write_text(_configuration(self.port, is_throttled))
        hand_to_service_user(directory)
        self.process = ServerProcess(
            "ngircd",
            as_service_user(["/usr/sbin/ngircd", "--config", str(configuration), "--nodaemon"]),
            directory / "ngircd.log",
        )

    @property
    def address(self) -> Address:
        return Address(self.port)

    def start(self) -> None:
        """Returns when clients can connect."""
        self.process.start()
        wait_until(self._accepts_clients, READY_SECONDS, "ngIRCd to accept connections")

    def _accepts_clients(self) -> bool:
        self.process.assert_running()
        return is_listening(self.port)


def _configuration(port: int, is_throttled: bool) -> str:
    throttle = "" if is_throttled else "MaxPenaltyTime = 0"
    return f"""[Global]
Name = old.test
Info = acceptance
AdminEMail = root@localhost
Listen = {HOST}
Ports = {port}
MotdPhrase = welcome
[Limits]
MaxConnectionsIP = 0
MaxJoins = 100
PingTimeout = 60
{throttle}
[Options]
DNS = no
Ident = no
PAM = no
SyslogFacility = local1
"""
