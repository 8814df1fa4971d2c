"""All calamities, in the order of the table."""

from __future__ import annotations

from .calamity import Calamity
from .descriptors import DescriptorsGone
from .disk import DiskFull, Locked, WritesFail
from .homeserver import (
    AnswersLost,
    AnswersLostDaemonKilled,
    KilledMidSend,
    StockLimits,
    SynapseAndDaemonKilled,
    SynapseFrozen,
    SynapseFrozenDaemonKilled,
    SynapseKilled,
)
from .mail import (
    KilledMidMail,
    MailAnswersLost,
    MailAnswersLostDaemonKilled,
    MailServerDown,
    MailServerHangs,
)
from .network import ServerKilled
from .power_cut import PowerCut
from .process import Frozen, FrozenLong, Killed
from .receiver import (
    KilledMidReply,
    ReceiverBreaksAfterTaking,
    ReceiverDown,
    ReceiverHangs,
    ReceiverLosesAnswers,
)
from .start import FullStart, ReadOnlyStart
from .threads import KilledMidThread

KINDS: tuple[type[Calamity], ...] = (
    Killed,
    KilledMidReply,
    KilledMidThread,
    PowerCut,
    FullStart,
    ReadOnlyStart,
    DiskFull,
    WritesFail,
    Locked,
    Frozen,
    FrozenLong,
    DescriptorsGone,
    ReceiverDown,
    ReceiverHangs,
    ReceiverBreaksAfterTaking,
    ReceiverLosesAnswers,
    MailServerDown,
    MailServerHangs,
    MailAnswersLost,
    MailAnswersLostDaemonKilled,
    KilledMidMail,
    ServerKilled,
    SynapseKilled,
    SynapseAndDaemonKilled,
    SynapseFrozen,
    SynapseFrozenDaemonKilled,
    AnswersLost,
    AnswersLostDaemonKilled,
    KilledMidSend,
    StockLimits,
)
