"""InspIRCd 3 on loopback: accounts, IRCv3 and TLS, configured for one run."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from .certificates import Authority
from .loopback import HOST, free_port, is_listening
from .process import ServerProcess, as_service_user, hand_to_service_user
from .waiting import wait_until

READY_SECONDS = 15.0
SERVICES_HOST = "services.test"
LINK_PASSWORD = "link-for-one-run"

IRCV3_AND_ACCOUNTS = (
    "cap sasl services_account ircv3 ircv3_accounttag ircv3_batch ircv3_capnotify ircv3_chghost "
    "ircv3_ctctags ircv3_echomessage ircv3_invitenotify ircv3_labeledresponse ircv3_msgid "
    "ircv3_servertime monitor namesx uhnames botmode"
).split()
FOR_THE_SERVICES = (
    "spanningtree hidechans svshold cban topiclock globops servprotect chghost chgident alias"
).split()


@dataclass(frozen=True)
class FloodLimits:
    """How the server treats a hasty client: the `<connect>` settings of that name."""

    threshold: int
    commandrate: int
    fakelag: bool
    recvq: str


UNHURRIED = FloodLimits(threshold=100_000, commandrate=1_000_000_000, fakelag=False, recvq="1M")
"""No limit that a test could meet."""

STOCK = FloodLimits(threshold=10, commandrate=1000, fakelag=True, recvq="8K")
"""As the example configuration has it: a hasty client is slowed down, then killed."""

KILLING = FloodLimits(threshold=20, commandrate=1000, fakelag=False, recvq="8K")
"""A hasty client is killed with "Excess Flood"."""


class InspIRCd:
    """One server; ports stay the same over restarts."""

    def __init__(
        self,
        directory: Path,
        limits: FloodLimits = UNHURRIED,
        ping_seconds: int = 60,
        limits_for_people: FloodLimits | None = None,
    ) -> None:
        """People's limits are those of the plain port; the bot then has to come in by TLS."""
        self._limits = {"tls": limits, "plain": limits_for_people or limits}
        self._ping_seconds = ping_seconds
        self.port = free_port()
        self.tls_port = free_port()
        self.services_port = free_port()
        self.authority = Authority.create(directory)
        configuration = directory / "inspircd.conf"
        configuration.write_text(self._configuration(directory))
        hand_to_service_user(directory)
        self.process = ServerProcess(
            "inspircd",
            as_service_user(
                ["/usr/sbin/inspircd", f"--config={configuration}", "--nofork", "--nopid"]
            ),
            directory / "inspircd.log",
        )

    def start(self) -> None:
        """Returns when clients can connect."""
        self.process.start()
        wait_until(self._accepts_clients, READY_SECONDS, "InspIRCd to accept connections")

    def _accepts_clients(self) -> bool:
        self.process.assert_running()
        return is_listening(self.port) and is_listening(self.tls_port)

    def _configuration(self, directory: Path) -> str:
        certificate = self.authority.issue(directory, "irc")
        modules = "\n".join(
            f'<module name="{name}">'
            for name in [*IRCV3_AND_ACCOUNTS, *FOR_THE_SERVICES, "ssl_gnutls"]
        )
        return f"""<config format="xml">
{modules}
<server name="irc.test" description="acceptance" network="Office">
<admin name="acceptance" nick="acceptance" email="root@localhost">
<sslprofile name="clients" provider="gnutls" certfile="{certificate.certificate}"
            keyfile="{certificate.key}" requestclientcert="yes" hash="sha256">
<bind address="{HOST}" port="{self.port}" type="clients">
<bind address="{HOST}" port="{self.tls_port}" type="clients" sslprofile="clients">
<bind address="{HOST}" port="{self.services_port}" type="servers">
<link name="{SERVICES_HOST}" ipaddr="{HOST}" port="{self.services_port}" allowmask="{HOST}/8"
      sendpass="{LINK_PASSWORD}" recvpass="{LINK_PASSWORD}">
<uline server="{SERVICES_HOST}" silent="yes">
<sasl target="{SERVICES_HOST}" requiressl="no">
<alias text="NICKSERV" replace="PRIVMSG $requirement :$2-" requires="NickServ" uline="yes">
{self._connect_class("tls", self.tls_port)}
{self._connect_class("plain", self.port)}
<channels users="100" opers="100">
<dns server="{HOST}" timeout="1">
<files motd="/dev/null">
<options prefixquit="Quit: " hostintopic="yes">
<security userstats="Pu" maxtargets="20">
<performance quietbursts="yes" softlimit="1024" somaxconn="128">
<class name="none" commands="">
"""

    def _connect_class(self, name: str, port: int) -> str:
        limits = self._limits[name]
        return f"""<connect name="{name}" allow="*" port="{port}" timeout="60"
         pingfreq="{self._ping_seconds}" hardsendq="4M" softsendq="64K" maxchans="100"
         recvq="{limits.recvq}" threshold="{limits.threshold}"
         commandrate="{limits.commandrate}" fakelag="{_yes_or_no(limits.fakelag)}"
         localmax="1000" globalmax="1000" maxconnwarn="no" resolvehostnames="no" useident="no">"""


def _yes_or_no(value: bool) -> str:
    return "yes" if value else "no"
