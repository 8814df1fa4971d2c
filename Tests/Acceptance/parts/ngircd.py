"""ngIRCd on loopback: a server without accounts, tags or echo, with TLS beside the plain port."""

from __future__ import annotations

from pathlib import Path

from .certificates import Authority
from .irc_connection import Address
from .loopback import HOST, free_port, is_listening
from .process import ServerProcess, as_service_user, hand_to_service_user
from .waiting import wait_until

READY_SECONDS = 15.0


class NgIRCd:
    """One server; its ports stay the same over restarts."""

    def __init__(self, directory: Path, is_throttled: bool = False, ping_seconds: int = 60) -> None:
        self.port = free_port()
        self.tls_port = free_port()
        self.authority = Authority.create(directory)
        configuration = directory / "ngircd.conf"
        configuration.write_text(self._configuration(directory, is_throttled, ping_seconds))
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
        return is_listening(self.port) and is_listening(self.tls_port)

    def _configuration(self, directory: Path, is_throttled: bool, ping_seconds: int) -> str:
        certificate = self.authority.issue(directory, "irc")
        throttle = "" if is_throttled else "MaxPenaltyTime = 0"
        return f"""[Global]
Name = old.test
Info = acceptance
AdminEMail = root@localhost
Listen = {HOST}
Ports = {self.port}
MotdPhrase = welcome
[Limits]
MaxConnectionsIP = 0
MaxJoins = 100
PingTimeout = {ping_seconds}
{throttle}
[Options]
DNS = no
Ident = no
PAM = no
SyslogFacility = local1
[SSL]
CertFile = {certificate.certificate}
KeyFile = {certificate.key}
Ports = {self.tls_port}
"""
