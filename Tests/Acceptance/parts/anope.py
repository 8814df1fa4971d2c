"""Anope 2.0: the services that keep accounts for InspIRCd, with NickServ and SASL alone."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from .inspircd import LINK_PASSWORD, SERVICES_HOST
from .loopback import HOST
from .process import ServerProcess, as_service_user, hand_to_service_user
from .waiting import wait_until

SAVED_SECONDS = 20.0
NICKSERV_MODULES = ("ns_identify", "ns_cert", "ns_set", "ns_logout")
NICKSERV_COMMANDS = {
    "REGISTER": "nickserv/register",
    "IDENTIFY": "nickserv/identify",
    "LOGOUT": "nickserv/logout",
    "CERT": "nickserv/cert",
}


class Anope:
    """The services process; it links by itself, again after the server was away."""

    def __init__(self, directory: Path, uplink_port: int) -> None:
        self._directory = directory
        for part in ("conf", "db/backups", "logs"):
            (directory / part).mkdir(parents=True)
        (directory / "conf" / "services.conf").write_text(_configuration(directory, uplink_port))
        hand_to_service_user(directory)
        self.process = ServerProcess(
            "anope",
            as_service_user(
                [
                    "/usr/sbin/anope",
                    f"--confdir={directory / 'conf'}",
                    f"--dbdir={directory / 'db'}",
                    f"--logdir={directory / 'logs'}",
                    "--modulesdir=/usr/lib/anope",
                    "--localedir=/usr/share/anope/locale",
                    "--nofork",
                ]
            ),
            directory / "anope.log",
        )

    def start(self) -> None:
        self.process.start()

    def await_saved(self, accounts: Iterable[str]) -> None:
        """Until these accounts would be there after a kill -9."""
        database = self._directory / "db" / "anope.db"
        wanted = [f"DATA display {account}\n" for account in accounts]

        def is_saved() -> bool:
            text = database.read_text(errors="replace") if database.exists() else ""
            return all(line in text for line in wanted)

        wait_until(is_saved, SAVED_SECONDS, "the services to save the accounts")


def _configuration(directory: Path, uplink_port: int) -> str:
    commands = "\n".join(
        f'command {{ service = "NickServ"; name = "{name}"; command = "{command}"; }}'
        for name, command in NICKSERV_COMMANDS.items()
    )
    modules = "\n".join(f'module {{ name = "{name}" }}' for name in NICKSERV_MODULES)
    return f"""
uplink
{{
    host = "{HOST}"; ipv6 = no; ssl = no; port = {uplink_port}; password = "{LINK_PASSWORD}";
}}
serverinfo
{{
    name = "{SERVICES_HOST}"; description = "accounts";
    pid = "{directory / "anope.pid"}"; motd = "{directory / "conf" / "services.motd"}";
}}
module {{ name = "inspircd3"; use_server_side_mlock = yes; use_server_side_topiclock = yes }}
networkinfo
{{
    networkname = "Office"; nicklen = 30; userlen = 10; hostlen = 64; chanlen = 64;
    modelistsize = 100; vhost_chars = "abcdefghijklmnopqrstuvwxyz0123456789.-";
    allow_undotted_vhosts = no; disallow_start_or_end = ".-";
}}
options
{{
    casemap = "rfc1459"; strictpasswords = no; badpasslimit = 0; badpasstimeout = 1h;
    updatetimeout = 1s; expiretimeout = 30m; readtimeout = 1s; warningtimeout = 4h;
    timeoutcheck = 1s; retrywait = 1s; nickregdelay = 0; hideprivilegedcommands = yes;
}}
service {{ nick = "NickServ"; user = "services"; host = "{SERVICES_HOST}"; gecos = "accounts" }}
log {{ target = "services.log"; bot = "NickServ"; logage = 1; admin = "*"; users = "*" }}
mail {{ usemail = no }}
module {{ name = "db_flatfile"; database = "anope.db"; keepbackups = 1; fork = no }}
module {{ name = "enc_sha256" }}
module {{ name = "m_sasl" }}
module
{{
    name = "nickserv"; client = "NickServ"; forceemail = no; confirmemailchanges = no;
    defaults = "ns_private hide_email"; regdelay = 0s; expire = 0; secureadmins = yes;
    guestnickprefix = "Guest"; nonicknameownership = yes; passlen = 32;
    killquick = 20s; kill = 60s; enforceruser = "enforcer"; enforcerhost = "{SERVICES_HOST}";
    releasetimeout = 1m;
}}
module {{ name = "ns_register"; registration = "none"; resenddelay = 90s }}
{modules}
{commands}
"""
