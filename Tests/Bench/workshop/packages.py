"""What has to be installed: the peers that are measured beside, and what compiles the C."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from .places import MATRIX_VENV, REPOSITORY, ROOT, VENV
from .progress import say

COMPILING = ("gcc", "libc6-dev", "libsqlite3-dev", "libssl-dev")
DEBIAN_PEERS = ("eggdrop",)
PYTHON_PEERS = ("limnoria", "sopel", "errbot[irc]")
MATRIX_PEERS = ("maubot", "matrix-nio")
LOCK_SECONDS = 300


class CannotInstall(Exception):
    """Without it the bench would measure less than it says."""


def install_servers_and_compiler() -> None:
    """As `scripts/setup` does, and with it."""
    run([str(REPOSITORY / "scripts" / "setup")])
    _install_debian(COMPILING)


def install_peers() -> None:
    """The bots that others use, of the distribution or in an environment of the bench's own."""
    _install_debian(DEBIAN_PEERS)
    programs = [VENV / "bin" / name for name in ("limnoria", "sopel", "errbot")]
    _install_python(VENV, PYTHON_PEERS, programs)


def install_matrix_peers() -> None:
    """Those on Matrix in another, as their wishes are others; and the homeserver."""
    run([str(REPOSITORY / "scripts" / "python-tools")])
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    library = MATRIX_VENV / "lib" / version / "site-packages"
    _install_python(MATRIX_VENV, MATRIX_PEERS, [library / name for name in ("maubot", "nio")])


def _install_python(venv: Path, packages: Sequence[str], signs: Sequence[Path]) -> None:
    """Unless all the signs of them are there."""
    if all(sign.exists() for sign in signs):
        return
    say(f"installing {', '.join(packages)} into {venv.relative_to(REPOSITORY)}")
    ROOT.mkdir(exist_ok=True)
    if not (venv / "bin" / "pip").exists():
        _install_debian(("python3-venv",))
        run([sys.executable, "-m", "venv", "--clear", str(venv)])
    run([str(venv / "bin" / "pip"), "install", "--quiet", *packages])
    absent = [sign.name for sign in signs if not sign.exists()]
    if absent:
        raise CannotInstall(f"{', '.join(absent)} cannot be had from PyPI")


def run(argv: Sequence[str]) -> None:
    """To its end, with its output on standard error; raises if it fails."""
    ended = subprocess.run(argv, stdin=subprocess.DEVNULL, stdout=sys.stderr, cwd=REPOSITORY)
    if ended.returncode != 0:
        raise CannotInstall(f"{' '.join(argv)}: exit code {ended.returncode}")


def _install_debian(packages: Sequence[str]) -> None:
    missing = [package for package in packages if not _is_installed(package)]
    if not missing:
        return
    say(f"installing {', '.join(missing)}")
    quietly = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    patience = ["-o", f"DPkg::Lock::Timeout={LOCK_SECONDS}"]
    run([*_as_root(), *quietly, *patience, "update"])
    install = [*quietly, *patience, "install", "-y", "--no-install-recommends"]
    run([*_as_root(), *install, *missing])


def _is_installed(package: str) -> bool:
    asked = subprocess.run(
        ["dpkg-query", "--show", "--showformat=${db:Status-Status}", package],
        capture_output=True,
        text=True,
    )
    return asked.stdout == "installed"


def _as_root() -> list[str]:
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo"):
        return ["sudo"]
    raise CannotInstall("installing needs root, and there is no sudo")
