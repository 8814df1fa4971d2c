"""Breaks the real daemon under load, again and again: `scripts/crash [--cycles N] [--seed S]`."""

from __future__ import annotations

import sys

import acceptance  # noqa: F401, isort: skip
from campaign import main

sys.exit(main())
