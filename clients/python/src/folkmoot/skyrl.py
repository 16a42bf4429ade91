"""What SkyRL calls: `EpisodeEnv`, a text environment that plays episodes with the simulated person.

    skyrl_gym.register(id="folkmoot", entry_point="folkmoot.skyrl:EpisodeEnv")

SkyRL cannot carry `None`: without a `filler` in the environment's config an answer without a reward raises. The class
is made on SkyRL's base class when it is first asked for; until then nothing of SkyRL is imported. Written after the
source of skyrl-gym 0.4.0.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .conversations import Message
from .episode_steps import Step
from .episodes import EpisodeTerms, Start, SyncEpisode, prompt_of_episode
from .frameworks import framework_module
from .scenario_names import scenario_of_any
from .templates import response_text

__all__ = ["episode_env_class"]

_MODES = ("delta", "terminal")


class EpisodePlay:
    """What the environment does; `episode_env_class` puts it on SkyRL's base class.

    `env_config`, a mapping or a dataclass, may have `url`, `api_key`, `collection_slug`, `scenario_slug`, `dimensions`,
    `filler` and `reward_mode`: with `delta`, the default, a step's reward is the change of the score, so that they sum;
    with `terminal` all of it comes with the last step, for `use_conversation_multi_turn` with a chat template of one's
    own, where SkyRL takes the last reward alone. `extras` is the row: its columns, `extra_info`, the ground truth or
    `data_source` name the scenario; `seed` and `max_turns` may be there too.
    """

    turns: int

    def _prepare(self, env_config: Any, extras: Mapping[str, Any]) -> None:
        config = _members_of(env_config)
        self._terms = EpisodeTerms.of(
            config.get("url"),
            config.get("api_key"),
            dimensions=config.get("dimensions") or (),
            filler=config.get("filler"),
        )
        self._reward_mode = config.get("reward_mode") or "delta"
        if self._reward_mode not in _MODES:
            raise ValueError(f"reward_mode: expected one of {', '.join(_MODES)}, got {self._reward_mode!r}.")
        extra_info = extras.get("extra_info") or {}
        labels = (extras, extra_info, (extras.get("reward_spec") or {}).get("ground_truth"), extras.get("data_source"))
        scenario = scenario_of_any(labels, config.get("collection_slug"), config.get("scenario_slug"))
        self._start = Start.of_row({**extra_info, **extras}, scenario)
        self._turns_max = extras.get("max_turns")
        self._episode = SyncEpisode(self._terms)

    def init(self, prompt: Sequence[Message]) -> tuple[list[Message], dict[str, Any]]:
        """Begins the episode. A prompt that holds the opening stays; one of system messages alone is given it."""
        created = self._episode.begin(self._start)
        known = {} if created is None else {"episode_id": created.episode_id, "seed": created.seed}
        return prompt_of_episode(prompt, created), known

    def step(self, action: str) -> dict[str, Any]:
        """Plays a move: what the persona says as a message of the user, the reward, whether it is over."""
        self.turns += 1
        step = self._episode.play(response_text(action))
        is_last = step.is_over or (self._turns_max is not None and self.turns >= self._turns_max)
        observations = [] if is_last else [{"role": "user", "content": step.observation}]
        return {
            "observations": observations,
            "reward": self._reward(step, is_last),
            "done": is_last,
            "metadata": {"scored": step.is_scored, "score": step.score, **step.dimensions},
        }

    def close(self) -> None:
        """Ends the episode where it has not ended."""
        self._episode.close()

    def get_metrics(self) -> dict[str, Any]:
        """The score, the turns and the dimensions, always the same keys."""
        last = self._episode.last
        empty = dict.fromkeys(self._terms.dimensions, 0.0)
        score, dimensions = (0.0, empty) if last is None else (last.score, last.dimensions)
        is_scored = last is not None and last.is_scored
        return {"score": score, "scored": float(is_scored), "turns": float(self.turns), **dimensions}

    def _reward(self, step: Step, is_last: bool) -> float:
        if self._reward_mode == "delta":
            return step.change
        return self._episode.ledger.final_reward(step) if is_last else 0.0


def _members_of(env_config: Any) -> Mapping[str, Any]:
    """The environment's config by name: older versions of SkyRL hand over a mapping, newer ones a dataclass."""
    if env_config is None:
        return {}
    found: Mapping[str, Any] = env_config if hasattr(env_config, "get") else vars(env_config)
    return found


def episode_env_class() -> type[Any]:
    """Make the class. Imports SkyRL's gym; raises ImportError that says what to install where it cannot."""
    base = framework_module("skyrl_gym.envs.base_text_env", "pip install skyrl-gym").BaseTextEnv

    def begin(self: Any, env_config: Any = None, extras: Mapping[str, Any] | None = None) -> None:
        base.__init__(self)
        self._prepare(env_config, extras or {})

    body = {"__init__": begin, "__module__": __name__, "__doc__": EpisodePlay.__doc__}
    return type("EpisodeEnv", (EpisodePlay, base), body)


def __getattr__(name: str) -> Any:
    """Makes `EpisodeEnv`, once."""
    if name != "EpisodeEnv":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = made = episode_env_class()
    return made
