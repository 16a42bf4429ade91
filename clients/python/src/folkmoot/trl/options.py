"""What TRL's reward functions ask for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from ..settings import Settings

OnOutage = Literal["none", "raise"]


@dataclass(frozen=True)
class RewardOptions:
    """What a reward function asks for; plain data, so that reward functions can be pickled."""

    settings: Settings
    collection_slug: str | None = None
    scenario_slug: str | None = None
    reward_mode: Literal["absolute", "group"] = "absolute"
    reference_column: str | None = None
    strip_think: bool = True
    human_mode: str | None = None
    on_outage: OnOutage = "none"
    dimensions: tuple[str, ...] = ()

    def terms(self) -> dict[str, Any]:
        """The terms of the batch that goes to the server."""
        human = None if self.human_mode is None else {"mode": self.human_mode}
        return {"reward_mode": self.reward_mode, "human": human}
