"""The resources server for NeMo Gym: what it passes on, and the classes that it is made of, on doubles of Gym's."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import httpx
import pytest
from pydantic import BaseModel

from folkmoot.nemo_gym import Proxied, Proxy, Upstream
from folkmoot.nemo_gym.__main__ import main
from folkmoot.nemo_gym.app import resources_server

from .conftest import COLLECTION, GOOD, OPENING, SCENARIO

ROW = {
    "responses_create_params": {"input": [OPENING]},
    "response": {"output": [{"type": "message", **GOOD}], "created_at": 1.0},
}


async def send_by_httpx(address: str, headers: dict[str, str], body: bytes) -> Proxied:
    async with httpx.AsyncClient(timeout=30) as client:
        answer = await client.post(address, headers=headers, content=body)
    return Proxied(answer.status_code, answer.content, set_cookies=tuple(answer.headers.get_list("set-cookie")))


def ask(proxy: Proxy, operation: str, body: Any, cookie: str | None = None) -> Proxied:
    return asyncio.run(proxy.pass_on(operation, json.dumps(body).encode(), cookie))


def test_rows_are_verified_and_episodes_played_by_the_server(server_url: str) -> None:
    proxy = Proxy(
        Upstream(f"{server_url}/compat/nemo-gym/{COLLECTION}/{SCENARIO}", query="?on_error=mask"), send_by_httpx
    )
    verified = ask(proxy, "verify", ROW)
    row = json.loads(verified.body)
    assert verified.body.startswith(b'{"responses_create_params"')
    assert row["response"] == ROW["response"]
    assert abs(sum(row["reward_components"].values()) - row["reward"]) < 1e-9
    begun = ask(proxy, "reset", ROW)
    (cookie,) = (text.split(";")[0] for text in begun.set_cookies)
    step = {**ROW, "_ng_step_request_id": "a"}
    first, again = (json.loads(ask(proxy, "step", step, cookie).body) for _ in range(2))
    assert first == again
    assert first["info"]["turn"] == 1
    assert json.loads(ask(proxy, "close", {}, cookie).body) == {"closed": True}


def test_what_may_succeed_later_is_asked_again() -> None:
    answers = [Proxied(503, b"", retry_after="2"), Proxied(429, b"", retry_after="soon"), Proxied(200, b"{}")]
    waits: list[float] = []
    sent: list[tuple[str, dict[str, str], bytes]] = []

    async def send(address: str, headers: dict[str, str], body: bytes) -> Proxied:
        sent.append((address, headers, body))
        return answers.pop(0)

    async def sleep(seconds: float) -> None:
        waits.append(seconds)

    upstream = Upstream("http://rewards/compat/nemo-gym/med/", "fmk_key")
    proxy = Proxy(upstream, send, sleep=sleep, draw=lambda: 1.0)
    answer = asyncio.run(proxy.pass_on("a/b", b"{ }", "x=1"))
    assert answer.status == 200
    assert waits == [2.5, 1.0]
    headers = {"Content-Type": "application/json", "Authorization": "Bearer fmk_key", "Cookie": "x=1"}
    assert sent == [("http://rewards/compat/nemo-gym/med/a%2Fb", headers, b"{ }")] * 3


def test_an_outage_that_lasts_is_passed_back() -> None:
    async def send(_address: str, _headers: dict[str, str], _body: bytes) -> Proxied:
        return Proxied(503, b"unscored")

    async def sleep(_seconds: float) -> None:
        """Takes no time."""

    proxy = Proxy(Upstream("http://rewards", attempts_max=2), send, sleep=sleep)
    assert ask(proxy, "verify", {}).status == 503


@pytest.mark.parametrize(
    "given", [{"url": "rewards:8080"}, {"url": "http://a?b"}, {"url": "http://a", "attempts_max": 0}]
)
def test_settings_that_cannot_work_are_refused(given: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="expected"):
        Upstream(**given)


class FakeApp:
    """As much of FastAPI as the server uses."""

    def __init__(self) -> None:
        self.routes: dict[str, Any] = {}
        self.middleware: list[object] = []

    def add_middleware(self, middleware: object) -> None:
        self.middleware.append(middleware)

    def post(self, path: str) -> Callable[[Any], Any]:
        return lambda handler: self.routes.setdefault(f"POST {path}", handler)

    def get(self, path: str) -> Callable[[Any], Any]:
        return lambda handler: self.routes.setdefault(f"GET {path}", handler)


class FakeResponse:
    """A response as FastAPI's is made."""

    def __init__(self, content: bytes, status_code: int, media_type: str) -> None:
        self.content, self.status_code, self.media_type = content, status_code, media_type
        self.appended: list[tuple[str, str]] = []
        self.headers = SimpleNamespace(append=lambda *pair: self.appended.append(pair))


class GymConfig(BaseModel):
    name: str = "folkmoot"


class GymServer(BaseModel):
    config: GymConfig

    async def aggregate_metrics(self) -> None:
        """Gym's own."""

    async def get_reverify_mode(self) -> Any:
        return getattr(self.config, "REVERIFY_MODE", None)


class Headers(dict[str, str]):
    def getall(self, name: str, default: tuple[str, ...]) -> tuple[str, ...]:
        return (self[name],) if name in self else default


def test_the_server_is_made_of_gyms_classes(monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[Any] = []

    class Answer:
        status = 200
        headers = Headers({"Content-Type": "application/json", "Set-Cookie": "folkmoot_nemo_gym=a.b"})

        async def read(self) -> bytes:
            return b'{"reward":1.0}'

    async def request(method: str, url: str, **options: Any) -> Answer:
        sent.append((method, url, options["data"], options["headers"]["Authorization"]))
        return Answer()

    modules: dict[str, dict[str, Any]] = {
        "nemo_gym.base_resources_server": {
            "BaseResourcesServerConfig": GymConfig,
            "SimpleResourcesServer": GymServer,
            "ReverifyMode": SimpleNamespace(STATELESS="stateless"),
        },
        "nemo_gym.rollout_correlation": {"RolloutContextMiddleware": "middleware"},
        "nemo_gym.server_utils": {"request": request},
        "fastapi": {"FastAPI": FakeApp, "Request": object, "Response": FakeResponse},
    }
    for name, members in modules.items():
        module = ModuleType(name)
        module.__dict__.update(members)
        monkeypatch.setitem(sys.modules, name, module)
    server_class = resources_server()
    config_class = server_class.model_fields["config"].annotation
    server = server_class(config=config_class(folkmoot_url="http://rewards/med", folkmoot_api_key="k"))
    app = server.setup_webserver()
    assert app.middleware == ["middleware"]
    # Gym's own routes stand before the one that takes every name.
    assert list(app.routes) == ["POST /aggregate_metrics", "GET /reverify_mode", "POST /{operation}"]
    assert asyncio.run(server.get_reverify_mode()) == "stateless"

    async def body() -> bytes:
        return b"{}"

    asked = SimpleNamespace(path_params={"operation": "verify"}, body=body, headers={"cookie": "a=b"})
    response = asyncio.run(app.routes["POST /{operation}"](asked))
    assert (response.status_code, response.content) == (200, b'{"reward":1.0}')
    assert response.appended == [("set-cookie", "folkmoot_nemo_gym=a.b")]
    assert sent == [("POST", "http://rewards/med/verify", b"{}", "Bearer k")]
    with pytest.raises(NotImplementedError):
        asyncio.run(server.verify({}))


def test_the_stub_is_written_where_gym_looks_for_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path)]) == 0
    place = tmp_path / "resources_servers" / "folkmoot"
    assert sorted(path.name for path in place.rglob("*") if path.is_file()) == [
        "app.py",
        "folkmoot.yaml",
        "requirements.txt",
    ]
    compile((place / "app.py").read_text("utf-8"), "app.py", "exec")
    assert len(capsys.readouterr().out.splitlines()) == 3
    (place / "app.py").write_text("mine", "utf-8")
    assert main([str(tmp_path)]) == 0
    assert (place / "app.py").read_text("utf-8") == "mine"
    assert main([]) == 2
