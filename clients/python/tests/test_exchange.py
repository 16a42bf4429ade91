"""Retries, keys, deadlines and what is read, without a server."""

from __future__ import annotations

import asyncio
import json
import pickle
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from pydantic import BaseModel

from folkmoot import (
    AsyncClient,
    Client,
    ConnectionFailedError,
    DeadlineExceededError,
    DrainingError,
    FolkmootError,
    InvalidRequestError,
    ProblemError,
    RateLimitedError,
    Retries,
    Settings,
    UnavailableError,
    UnreadableAnswerError,
)
from folkmoot import calls as routes
from folkmoot.errors import OUTAGES, PROBLEM_CLASSES
from folkmoot.exchange import Exchange, Received
from folkmoot.json_bytes import json_bytes
from folkmoot.models import Pool

from .conftest import ROOT, problem

AT_ONCE = Retries(base_seconds=0)
POOL = {"request_id": "r", "online": 2, "live": 1, "votes_per_minute": 3.5, "open_questions": 0}
EVALUATION = {"request_id": "r", "status": "ok", "reward": 1, "scores": {"D1_X": None}}
Answer = Callable[[httpx.Request], httpx.Response]


def client_of(answer: Answer, retries: Retries = AT_ONCE) -> Client:
    return Client("http://test", "key", retries=retries, transport=httpx.MockTransport(answer))


def refusal(status: int, code: str, **headers: str) -> httpx.Response:
    return httpx.Response(status, json=problem(status, code)[1], headers=headers)


def test_every_attempt_carries_the_same_key_and_body() -> None:
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        if len(seen) == 1:
            raise httpx.ConnectError("refused")
        if len(seen) < 4:
            return refusal(*((503, "overloaded") if len(seen) == 2 else (429, "rate_limited")))
        return httpx.Response(200, json=EVALUATION)

    with client_of(answer) as client:
        evaluation = client.evaluate("c", "s", [{"content": "é"}])
    assert (evaluation.reward, evaluation.scores) == (1.0, {"D1_X": None})
    assert isinstance(evaluation.reward, float)
    assert len(seen) == 4
    assert len({request.headers["idempotency-key"] for request in seen}) == 1
    assert len({request.content for request in seen}) == 1
    assert seen[0].headers["authorization"] == "Bearer key"
    assert json.loads(seen[0].content)["latency_budget_ms"] == 60_000


def test_a_budget_of_nothing_is_the_servers_to_refuse() -> None:
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return refusal(400, "invalid_request")

    with client_of(answer) as client, pytest.raises(InvalidRequestError):
        client.evaluate("c", "s", [], latency_budget_ms=0)
    assert json.loads(seen[0].content)["latency_budget_ms"] == 0


def test_two_calls_have_two_keys_and_reading_has_none() -> None:
    keys: list[str | None] = []

    def answer(request: httpx.Request) -> httpx.Response:
        keys.append(request.headers.get("idempotency-key"))
        return httpx.Response(200, json=EVALUATION if request.method == "POST" else POOL)

    with client_of(answer) as client:
        client.evaluate("c", "s", [])
        client.evaluate("c", "s", [])
        client.pool()
    assert keys[0] != keys[1]
    assert keys[2] is None


def test_half_an_emoji_is_sent_as_a_replacement_character() -> None:
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(200, json=EVALUATION if request.method == "POST" else POOL)

    with client_of(answer) as client:
        client.evaluate("c", "s", [{"content": "half \ud83d, whole \ud83d\ude00, é"}])
        with pytest.raises(UnreadableAnswerError):
            client.scenario("c", "\ud83d")
    assert json.loads(seen[0].content)["messages"] == [{"content": "half \ufffd, whole \U0001f600, é"}]
    assert seen[1].url.path.endswith("/scenarios/?")


class Scalar:
    """A number as NumPy and torch wrap them."""

    def tolist(self) -> int:
        return 7


def test_numbers_of_data_sets_are_sent_as_numbers() -> None:
    assert json_bytes({"seed": Scalar()}) == b'{"seed": 7}'
    with pytest.raises(TypeError, match=r"No JSON can be made of bytes\."):
        json_bytes({"content": b"text"})


class ChatMessage(BaseModel):
    """A message as chat clients hand it out."""

    role: str
    content: str | None
    refusal: str | None = None


def test_the_message_objects_of_chat_clients_are_sent_as_messages() -> None:
    bodies: list[dict[str, Any]] = []

    def answer(request: httpx.Request) -> httpx.Response:
        bodies.append(json.loads(request.content))
        return refusal(400, "invalid_request")

    asked, said = {"role": "user", "content": "Why?"}, ChatMessage(role="assistant", content="So.")
    item = {"collection_slug": "c", "scenario_slug": "s", "messages": [asked, said]}
    with client_of(answer) as client:
        for ask in (
            lambda: client.evaluate("c", "s", [asked, said]),
            lambda: client.compare("c", "s", [asked, said], [asked, said]),
            lambda: client.batch_evaluate([item]),
            lambda: client.play_turn("ep_1", [said]),
            lambda: client.play_turn("ep_1", said),
            lambda: client.play_turn("ep_1", said.model_dump()),
        ):
            with pytest.raises(InvalidRequestError):
                ask()
    sent = {"role": "assistant", "content": "So.", "refusal": None}
    assert bodies[0]["messages"] == bodies[1]["response_b"]["messages"] == [asked, sent]
    assert bodies[2]["items"][0]["messages"] == [asked, sent]
    assert [body["messages"] for body in bodies[3:]] == [[sent]] * 3


@pytest.mark.parametrize(
    ("status", "code", "expected", "attempts"),
    [
        (400, "invalid_request", InvalidRequestError, 1),
        (500, "internal", ProblemError, 1),
        (429, "rate_limited", RateLimitedError, 10),
        (503, "draining", DrainingError, 10),
    ],
)
def test_only_what_may_pass_is_tried_again(status: int, code: str, expected: type[Exception], attempts: int) -> None:
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return refusal(status, code)

    with client_of(answer) as client, pytest.raises(expected) as raised:
        client.evaluate("c", "s", [])
    assert isinstance(raised.value, ProblemError)
    assert (raised.value.status, raised.value.code, raised.value.request_id) == (status, code, "req_2")
    assert len(seen) == attempts


@pytest.mark.parametrize(("status", "attempts"), [(502, 10), (504, 10), (500, 1), (524, 1)])
def test_a_proxy_whose_server_is_away_is_an_outage(status: int, attempts: int) -> None:
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(status, text="<html>Bad Gateway</html>")

    with client_of(answer) as client, pytest.raises(OUTAGES) as raised:
        client.evaluate("c", "s", [])
    assert isinstance(raised.value, UnavailableError)
    assert (raised.value.status, raised.value.code) == (status, "unknown")
    assert len(seen) == attempts


def test_a_server_that_is_not_there_is_a_failed_connection() -> None:
    twice = Retries(attempts_max=2, base_seconds=0)
    with (
        Client("http://127.0.0.1:9", retries=twice) as client,
        pytest.raises(ConnectionFailedError, match="2 attempts"),
    ):
        client.pool()

    async def ask() -> None:
        async with AsyncClient("http://127.0.0.1:9", retries=twice) as asked:
            with pytest.raises(ConnectionFailedError):
                await asked.pool()

    asyncio.run(ask())


def test_a_rollout_of_samples_has_no_more_connections_than_there_is_room_for() -> None:
    under_way, most = 0, 0

    async def answer(_: httpx.Request) -> httpx.Response:
        nonlocal under_way, most
        under_way += 1
        most = max(most, under_way)
        await asyncio.sleep(0)
        under_way -= 1
        return httpx.Response(200, json=EVALUATION)

    async def ask() -> None:
        settings = Settings(url="http://test", connections_max=3)
        async with AsyncClient(settings=settings, transport=httpx.MockTransport(answer)) as client:
            answers = await asyncio.gather(*[client.evaluate("c", "s", []) for _ in range(20)])
        assert [each.reward for each in answers] == [1.0] * 20

    asyncio.run(ask())
    assert most == 3


def test_a_server_that_hangs_is_left_at_the_deadline() -> None:
    async def hang(_: httpx.Request) -> httpx.Response:
        await asyncio.Event().wait()
        raise AssertionError

    async def ask() -> None:
        settings = Settings(url="http://test", margin_seconds=0.01)
        async with AsyncClient(settings=settings, transport=httpx.MockTransport(hang)) as client:
            with pytest.raises(DeadlineExceededError, match="latency budget 20 ms"):
                await client.evaluate("c", "s", [], latency_budget_ms=20)

    asyncio.run(ask())


def exchange(**settings: object) -> Exchange[Pool]:
    return Exchange(
        Settings().with_given(url="http://test", timeout_seconds=10.0, **settings), routes.pool(), now=100.0
    )


def received(status: int, code: str, **headers: str) -> Received:
    return Received(status, httpx.Headers(headers), json.dumps(problem(status, code)[1]).encode())


def test_waits_are_drawn_from_a_range_that_doubles_up_to_a_cap() -> None:
    retries = Retries(base_seconds=1, cap_seconds=5)
    assert [retries.wait_seconds(attempts, 0.5, None) for attempts in (1, 2, 3, 4, 9)] == [0.5, 1, 2, 2.5, 2.5]
    assert retries.wait_seconds(9, 0.0, None) == 0
    assert retries.wait_seconds(1, 0.5, 7) == 7.5


@pytest.mark.parametrize("draw", [0.3, 0.7])
def test_a_server_that_is_started_again_is_waited_for(draw: float) -> None:
    now = 0.0
    one = Exchange(Settings(url="http://test"), routes.pool(), now)
    # It is away for 8 s, as long as a start takes on a busy machine.
    while now < 8:
        one.request_options(now)
        one.failed(httpx.ConnectError("refused"), now, draw)
        now += one.wait_seconds
    one.request_options(now)


def test_retry_after_is_waited_for_but_not_beyond_the_deadline() -> None:
    one = exchange()
    one.request_options(100.0)
    assert one.answered(received(503, "overloaded", **{"retry-after": "3"}), 101.0, 0.0) is None
    assert one.wait_seconds == 3
    one.request_options(104.0)
    with pytest.raises(UnavailableError) as raised:
        one.answered(received(503, "overloaded", **{"retry-after": "8"}), 105.0, 0.0)
    assert raised.value.retry_after_seconds == 8


def test_each_attempt_has_the_time_that_is_left() -> None:
    one = exchange()
    assert one.request_options(100.0)["timeout"].read == 10
    assert one.request_options(107.0)["timeout"].read == 3
    with pytest.raises(DeadlineExceededError):
        one.request_options(110.0)
    with pytest.raises(DeadlineExceededError):
        exchange().failed(httpx.ReadTimeout("slow"), 105.0, 0.0)


def test_members_of_a_newer_server_are_kept() -> None:
    with client_of(lambda _: httpx.Response(200, json={**POOL, "mood": "good"})) as client:
        pool = client.pool()
    assert pool.model_extra == {"mood": "good"}


def test_what_is_not_the_servers_answer_is_named_as_such() -> None:
    with client_of(lambda _: httpx.Response(200, text="<html>")) as client, pytest.raises(UnreadableAnswerError):
        client.pool()
    page = httpx.Response(502, text="<html>Bad gateway", headers={"x-request-id": "req_9"})
    with client_of(lambda _: page) as client, pytest.raises(ProblemError) as raised:
        client.pool()
    assert (raised.value.code, raised.value.request_id) == ("unknown", "req_9")
    assert "Bad gateway" in raised.value.detail


def test_every_code_of_the_contract_has_a_class_of_its_own() -> None:
    contract = json.loads((ROOT / "openapi.json").read_text())
    codes = contract["components"]["schemas"]["Problem"]["properties"]["code"]["enum"]
    assert set(codes) == set(PROBLEM_CLASSES)
    assert len(set(PROBLEM_CLASSES.values())) == len(codes)
    assert all(issubclass(found, FolkmootError) for found in PROBLEM_CLASSES.values())


def test_an_error_crosses_processes() -> None:
    document = {"code": "invalid_request", "detail": "d", "errors": [{"pointer": "/a", "detail": "b"}]}
    error = pickle.loads(pickle.dumps(InvalidRequestError(400, document)))
    assert (type(error), error.code, error.errors[0].pointer) == (InvalidRequestError, "invalid_request", "/a")


def test_a_key_is_not_shown() -> None:
    assert "secret" not in repr(Settings(api_key="secret"))
