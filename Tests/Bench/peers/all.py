"""Who is measured beside."""

from __future__ import annotations

from .bare_loop import BareLoop
from .eggdrop import Eggdrop
from .errbot import Errbot
from .limnoria import Limnoria
from .matrix_peer import MatrixPeer
from .maubot import Maubot
from .nio import Nio
from .peer import Peer
from .responder import DurableResponder, Responder
from .sopel import Sopel

BOTS: tuple[type[Peer], ...] = (Eggdrop, Limnoria, Sopel, Errbot)
FLOOR = Responder
DURABLE_FLOOR = DurableResponder
EVERYBODY: tuple[type[Peer], ...] = (FLOOR, DURABLE_FLOOR, *BOTS)

MATRIX_BOTS: tuple[type[MatrixPeer], ...] = (Maubot, Nio)
MATRIX_FLOOR = BareLoop
