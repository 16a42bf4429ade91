"""The client for asyncio."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Sequence
from types import TracebackType
from typing import Any

import httpx

from . import batches, calls, models
from .batches import CutBatch, Progress
from .calls import AnswerT, Call, Json, Message, Messages
from .exchange import Exchange, Received
from .settings import Retries, Settings


class AsyncClient:
    """A Folkmoot server, asked without blocking. Belongs to the event loop that it is first used on.

    Arguments that are `None` are the defaults of `Settings`: url and api_key from FOLKMOOT_URL and FOLKMOOT_API_KEY.
    Every POST carries an Idempotency-Key, yours or one drawn for the call, through all its retries. Raises
    `FolkmootError`s only: `ProblemError` and its subclasses where the server refuses, else `ConnectionFailedError`,
    `DeadlineExceededError`, `UnreadableAnswerError`. Close it, or use it in an `async with`.
    """

    def __init__(
        self,
        url: str | None = None,
        api_key: str | None = None,
        *,
        settings: Settings | None = None,
        latency_budget_ms: int | None = None,
        timeout_seconds: float | None = None,
        retries: Retries | None = None,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        self.settings = (settings or Settings()).with_given(
            url=url,
            api_key=api_key,
            latency_budget_ms=latency_budget_ms,
            timeout_seconds=timeout_seconds,
            retries=retries,
        )
        # The room bounds the connections: the queue of httpx takes time that grows with the square of its length.
        self._room = asyncio.Semaphore(self.settings.connections_max)
        limits = httpx.Limits(max_connections=None, max_keepalive_connections=self.settings.connections_max)
        headers = self.settings.headers()
        self._http = httpx.AsyncClient(base_url=self.settings.url, headers=headers, limits=limits, transport=transport)

    async def __aenter__(self) -> AsyncClient:
        """The client itself."""
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Closes the connections."""
        await self.aclose()

    @property
    def is_closed(self) -> bool:
        """Whether the connections are closed for good."""
        return self._http.is_closed

    async def aclose(self) -> None:
        """Closes the connections."""
        await self._http.aclose()

    async def create_episode(
        self,
        collection_slug: str,
        scenario_slug: str,
        *,
        score_turns: bool | None = None,
        seed: int | None = None,
        group_id: str | None = None,
        observation_role: str | None = None,
        reward_mode: str | None = None,
        max_turns: int | None = None,
        idempotency_key: str | None = None,
    ) -> models.CreatedEpisode:
        """Begins an episode; `reward_mode` is cumulative (default), delta or terminal."""
        return await self._send(
            calls.create_episode(
                collection_slug,
                scenario_slug,
                score_turns=score_turns,
                seed=seed,
                group_id=group_id,
                observation_role=observation_role,
                reward_mode=reward_mode,
                max_turns=max_turns,
                idempotency_key=idempotency_key,
            )
        )

    async def play_turn(
        self,
        episode_id: str,
        content: str | Message | Messages,
        *,
        turn: int | None = None,
        reward_config: Json | None = None,
        idempotency_key: str | None = None,
    ) -> models.TurnAnswer:
        """Plays the policy's move: a text, a message, or messages whose last is the move. `turn` is 1 for the first."""
        return await self._send(
            calls.play_turn(
                episode_id, content, turn=turn, reward_config=reward_config, idempotency_key=idempotency_key
            )
        )

    async def read_episode(self, episode_id: str) -> models.Episode:
        """An episode and its transcript."""
        return await self._send(calls.read_episode(episode_id))

    async def end_episode(self, episode_id: str) -> models.Episode:
        """Ends an episode."""
        return await self._send(calls.end_episode(episode_id))

    async def fork_episode(
        self, episode_id: str, at_turn: int, n: int | None = None, *, idempotency_key: str | None = None
    ) -> models.ForkedEpisodes:
        """Makes `n` open episodes with the same past up to `at_turn`."""
        return await self._send(calls.fork_episode(episode_id, at_turn, n, idempotency_key))

    async def verify_episode(self, episode_id: str) -> models.EpisodeVerification:
        """Folds an episode again from its moves and compares every state with what was stored."""
        return await self._send(calls.verify_episode(episode_id))

    async def evaluate(
        self,
        collection_slug: str,
        scenario_slug: str,
        messages: Messages,
        *,
        reward_config: Json | None = None,
        reference: str | None = None,
        human: Json | None = None,
        normalization_key: str | None = None,
        normalization_windows: Sequence[str] | None = None,
        latency_budget_ms: int | None = None,
        idempotency_key: str | None = None,
    ) -> models.Evaluation:
        """How good a conversation is. Its `reward` is `None` where no value could be produced."""
        return await self._send(
            calls.evaluate(
                collection_slug,
                scenario_slug,
                messages,
                reward_config=reward_config,
                reference=reference,
                human=human,
                normalization_key=normalization_key,
                normalization_windows=normalization_windows,
                latency_budget_ms=self.settings.budget_ms(latency_budget_ms),
                idempotency_key=idempotency_key,
            )
        )

    async def batch_evaluate(
        self,
        items: Sequence[Json],
        *,
        reward_mode: str | None = None,
        human: Json | None = None,
        latency_budget_ms: int | None = None,
        idempotency_key: str | None = None,
        progress: Progress | None = None,
    ) -> models.BatchEvaluation:
        """Scores many conversations; one bad item never fails the others.

        Each item has `collection_slug`, `scenario_slug`, `messages`, and what else `evaluate` takes. More than the
        server's limit are cut into several requests, sent a few at a time, each with the whole budget.
        Items with the same `group_id` stay in one.
        """
        cut = batches.cut_evaluations(
            self.settings,
            items,
            reward_mode=reward_mode,
            human=human,
            latency_budget_ms=latency_budget_ms,
            idempotency_key=idempotency_key,
        )
        return batches.join_evaluations(cut.parts, await self._send_parts(cut, progress))

    async def compare(
        self,
        collection_slug: str,
        scenario_slug: str,
        messages_a: Messages,
        messages_b: Messages,
        *,
        reference: str | None = None,
        human: Json | None = None,
        latency_budget_ms: int | None = None,
        idempotency_key: str | None = None,
    ) -> models.Comparison:
        """Which of two conversations is better, by people where there are any."""
        return await self._send(
            calls.compare(
                collection_slug,
                scenario_slug,
                messages_a,
                messages_b,
                reference=reference,
                human=human,
                latency_budget_ms=self.settings.budget_ms(latency_budget_ms),
                idempotency_key=idempotency_key,
            )
        )

    async def batch_compare(
        self,
        pairs: Sequence[Json],
        *,
        human: Json | None = None,
        latency_budget_ms: int | None = None,
        idempotency_key: str | None = None,
        progress: Progress | None = None,
    ) -> models.BatchComparison:
        """Compares many pairs, as in preference data sets; cut and joined as in `batch_evaluate`.

        Each pair has `collection_slug`, `scenario_slug`, `response_a` and `response_b` (`{"messages": […]}` each).
        """
        cut = batches.cut_comparisons(
            self.settings,
            pairs,
            human=human,
            latency_budget_ms=latency_budget_ms,
            idempotency_key=idempotency_key,
        )
        return batches.join_comparisons(cut.parts, await self._send_parts(cut, progress))

    async def comparison(self, comparison_id: str, revision: int | None = None) -> models.Comparison:
        """A comparison that people were asked about, as it stands after later votes, or an earlier revision of it."""
        return await self._send(calls.comparison(comparison_id, revision))

    async def collections(self) -> list[models.Collection]:
        """All collections, with their dimensions."""
        return (await self._send(calls.collections())).collections

    async def collection(self, collection_slug: str) -> models.Collection:
        """One collection, with its dimensions."""
        return await self._send(calls.collection(collection_slug))

    async def scenarios(self, collection_slug: str) -> list[models.ScenarioSummary]:
        """The scenarios of a collection."""
        return (await self._send(calls.scenarios(collection_slug))).scenarios

    async def scenario(self, collection_slug: str, scenario_slug: str) -> models.Scenario:
        """The public half of a scenario: brief, opening, tools."""
        return await self._send(calls.scenario(collection_slug, scenario_slug))

    async def pool(self) -> models.Pool:
        """The people who are there to vote now."""
        return await self._send(calls.pool())

    async def _send_parts(self, cut: CutBatch[AnswerT], progress: Progress | None) -> list[AnswerT]:
        total = sum(len(places) for places in cut.parts)
        room = asyncio.Semaphore(self.settings.requests_at_once_max)
        done = 0

        async def send(call: Call[AnswerT], places: Sequence[int]) -> AnswerT:
            nonlocal done
            async with room:
                answer = await self._send(call)
            done += len(places)
            if progress is not None:
                progress(done, total)
            return answer

        tasks = [asyncio.ensure_future(send(call, places)) for call, places in zip(cut.calls, cut.parts, strict=True)]
        try:
            return list(await asyncio.gather(*tasks))
        finally:
            # Where one part fails, nobody waits for the others any more.
            for task in tasks:
                task.cancel()

    async def _send(self, call: Call[AnswerT]) -> AnswerT:
        exchange = Exchange(self.settings, call, time.monotonic())
        while True:
            options = exchange.request_options(time.monotonic())
            try:
                # The timeouts of httpx hold for each read; a body that trickles must not outlast the deadline.
                response = await asyncio.wait_for(self._request(options), exchange.seconds_left(time.monotonic()))
                whole = Received(response.status_code, response.headers, response.content)
                answer = exchange.answered(whole, time.monotonic(), random.random())
            except asyncio.TimeoutError:
                exchange.late()
            except httpx.RequestError as error:
                exchange.failed(error, time.monotonic(), random.random())
            else:
                if answer is not None:
                    return answer
            await asyncio.sleep(exchange.wait_seconds)

    async def _request(self, options: dict[str, Any]) -> httpx.Response:
        async with self._room:
            return await self._http.request(**options)
