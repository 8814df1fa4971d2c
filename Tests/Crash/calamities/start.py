"""A daemon that is killed and finds its disk in a bad state when it starts."""

from __future__ import annotations

import subprocess

from .calamity import Calamity
from .disk import shorten_log

END_SECONDS = 15.0
CLEAR_CODES = (69, 73, 75)
"""Unavailable, cannot create, try again."""
FULL_SECONDS = (0.2, 1.0)
LISTEN_SECONDS = 3.0


class BadStart(Calamity):
    is_deaf = True
    kills = True
    forgets = True

    def expect_clear_end(self) -> None:
        """It cannot work here: it says so in a sentence and ends with a code that means it."""
        daemon = self.world.daemon
        before = daemon.log_size()
        daemon.launch()
        try:
            code = daemon.process.await_end(END_SECONDS)
        except subprocess.TimeoutExpired:
            self.find(f"it neither ended within {END_SECONDS:g} s nor could it work")
            daemon.kill()
            return
        said = daemon.log_since(before).strip()
        if code not in CLEAR_CODES:
            self.find(f"it ended with code {code}: {said[-300:]}")
        if not said:
            self.find(f"it ended with code {code} and no word")


class ReadOnlyStart(BadStart):
    """The disk has become read-only meanwhile, and is mended."""

    name = "read-only at start"

    def befall(self) -> None:
        self.world.daemon.kill()
        self.world.disk.protect()
        try:
            self.expect_clear_end()
        finally:
            self.world.disk.allow()
        self.world.daemon.launch()


class FullStart(BadStart):
    """Killed on a full disk. It may work as far as one can there, or say that it cannot."""

    name = "kill -9 on a full disk"

    def befall(self) -> None:
        world = self.world
        shorten_log(world)
        world.disk.fill()
        self.last(FULL_SECONDS)
        world.disk.fill()
        world.daemon.kill()
        world.disk.fill()
        before = world.daemon.log_size()
        world.daemon.launch()
        has_ended = False
        try:
            code = world.daemon.process.await_end(LISTEN_SECONDS)
            has_ended = True
            said = world.daemon.log_since(before).strip()
            if code not in CLEAR_CODES or not said:
                self.find(f"on the full disk it ended with code {code}: {said[-300:]}")
        except subprocess.TimeoutExpired:
            pass
        world.disk.empty()
        if has_ended:
            world.daemon.launch()
