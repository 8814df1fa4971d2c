"""All calamities, in the order of the table."""

from __future__ import annotations

from .calamity import Calamity
from .disk import DiskFull
from .process import Frozen, FrozenLong, Killed

KINDS: tuple[type[Calamity], ...] = (Killed, Frozen, FrozenLong, DiskFull)
