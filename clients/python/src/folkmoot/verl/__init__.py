"""What verl calls: `compute_score`, a reward manager, an agent loop that plays episodes, and the older interaction.

verl cannot carry `None`: without a filler of your choice, an answer without a reward raises, and the run stops. Every
answer has the same keys, since verl takes those of the first sample for all.

`RewardManager`, `EpisodeAgentLoop` and `EpisodeInteraction` are made on verl's base classes when they are first asked
for; until then nothing of verl is imported. Written after the sources of verl 0.9.1, the interaction after 0.7.
"""

from __future__ import annotations

from typing import Any

from .agent_loop import agent_loop_class
from .interaction import interaction_class, score_of_turns
from .reward_manager import reward_manager_class
from .scores import compute_score, compute_scores

__all__ = ["compute_score", "compute_scores", "score_of_turns"]

_MADE_WHEN_ASKED = {
    "EpisodeAgentLoop": agent_loop_class,
    "EpisodeInteraction": interaction_class,
    "RewardManager": reward_manager_class,
}


def __getattr__(name: str) -> Any:
    """Makes a class that needs verl, once. Raises ImportError that says what to install where verl is missing."""
    if name not in _MADE_WHEN_ASKED:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = made = _MADE_WHEN_ASKED[name]()
    return made
