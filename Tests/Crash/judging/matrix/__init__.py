"""What must be so in the rooms on Matrix, as somebody reads them who comes in later."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..evidence import Evidence
from .cards import judge_cards, judge_drafts
from .commands import judge_answers, judge_commands, judge_perseverance
from .lobby import judge_form, judge_lobby
from .signs import judge_signs
from .told import judge_told

ON_MATRIX: tuple[Callable[[Evidence], Iterator[str]], ...] = (
    judge_cards,
    judge_drafts,
    judge_commands,
    judge_answers,
    judge_perseverance,
    judge_signs,
    judge_told,
    judge_lobby,
    judge_form,
)
"""Nothing to find where there is no such room."""
