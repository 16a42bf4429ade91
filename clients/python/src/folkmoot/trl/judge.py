"""A pairwise judge for the TRL versions that had judges."""

from __future__ import annotations

from collections.abc import Sequence

from ..connections import kept_client, settings_of
from ..conversations import Message
from ..errors import FolkmootError
from ..fillers import refuse_unknown
from ..settings import Settings
from ..templates import conversation_of


class CompareJudge:
    """A pairwise judge for the TRL versions that had judges (up to 1.0): OnlineDPO, NashMD, XPO.

    TRL hands judges rendered texts only, so the scenario is one for the whole run.
    """

    def __init__(
        self,
        collection_slug: str,
        scenario_slug: str,
        url: str | None = None,
        *,
        api_key: str | None = None,
        settings: Settings | None = None,
        human_mode: str | None = "off",
    ) -> None:
        self._settings = settings_of(url, api_key, settings)
        self._collection_slug = collection_slug
        self._scenario_slug = scenario_slug
        self._human = None if human_mode is None else {"mode": human_mode}

    def judge(
        self,
        prompts: Sequence[str],
        completions: Sequence[Sequence[str]],
        shuffle_order: bool = True,
        return_scores: bool = False,
    ) -> list[int] | list[float]:
        """Which of two completions is better: 0 the first, 1 the second, -1 where it could not be said.

        With `return_scores` the probability that the first is preferred; there, what could not be said raises
        FolkmootError, since a probability has no such value. `shuffle_order` changes nothing: the server answers the
        same either way round. Raises NotFoundError where there is no such scenario.
        """
        pairs = [
            {
                "collection_slug": self._collection_slug,
                "scenario_slug": self._scenario_slug,
                "response_a": {"messages": _conversation(prompt, first)},
                "response_b": {"messages": _conversation(prompt, second)},
            }
            for prompt, (first, second) in zip(prompts, completions, strict=True)
        ]
        results = kept_client(self._settings).batch_compare(pairs, human=self._human).results
        for result in results:
            refuse_unknown(result.failure)
        if not return_scores:
            return [-1 if result.p_a is None else int(result.p_a < 0.5) for result in results]
        shares: list[float] = []
        for result in results:
            if result.p_a is None:
                raise FolkmootError(f"Pair {result.id} could not be compared: {result.unscored_reason or result.error}")
            shares.append(float(result.p_a))
        return shares


def _conversation(prompt: str, completion: str) -> list[Message]:
    """Of conversations TRL renders both sides: `User: …` and a blank line, `Assistant: …` and a blank line."""
    return conversation_of(prompt + completion.removeprefix("Assistant: "), prompt)
