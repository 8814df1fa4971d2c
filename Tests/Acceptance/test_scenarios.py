"""The desk scenarios that every chat plays, with the daemon on InspIRCd."""

from __future__ import annotations

import re
import unittest
from collections.abc import Callable

from parts.scenario import Scenario, scenarios
from scenario_desk import ScenarioTestCase

SCENARIOS = {re.sub(r"\W+", "_", scenario.name): scenario for scenario in scenarios()}


class EveryScenario(ScenarioTestCase):
    """One test each; what this network does not do is left to the unit suites."""

    @property
    def scenario(self) -> Scenario:  # type: ignore[override]
        return SCENARIOS[self._testMethodName.removeprefix("test_")]


def _test() -> Callable[[EveryScenario], None]:
    def play(self: EveryScenario) -> None:
        self.play()

    return play


for _name in SCENARIOS:
    setattr(EveryScenario, f"test_{_name}", _test())

del ScenarioTestCase


class TheDocuments(unittest.TestCase):
    def test_each_name_is_a_scenario_of_its_own(self) -> None:
        self.assertEqual(len(SCENARIOS), len(scenarios()))
        self.assertGreater(len(SCENARIOS), 10)
