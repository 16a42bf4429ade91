"""The resources server as NeMo Gym 0.7 starts it. Nothing of nemo_gym is imported before `resources_server()`."""

# Annotations are evaluated here: pydantic and FastAPI read those of the classes below, whose names are local.

import importlib
from typing import Any, ClassVar, Optional

from .proxy import Proxied, Proxy, Send, Upstream


def resources_server() -> Any:
    """The class of the server: what `app.py` of a resources server runs by `run_webserver()`."""
    base = importlib.import_module("nemo_gym.base_resources_server")
    correlation = importlib.import_module("nemo_gym.rollout_correlation")
    fastapi = importlib.import_module("fastapi")
    request_class = fastapi.Request

    class FolkmootResourcesServerConfig(base.BaseResourcesServerConfig):  # type: ignore[misc, name-defined]
        """What the yaml says of the server."""

        REVERIFY_MODE: ClassVar[Any] = base.ReverifyMode.STATELESS
        folkmoot_url: str
        # pydantic reads it, and Optional is what it reads on every Python.
        folkmoot_api_key: Optional[str] = None  # noqa: UP045
        folkmoot_query: str = ""
        folkmoot_attempts_max: int = 5

    class FolkmootResourcesServer(base.SimpleResourcesServer):  # type: ignore[misc, name-defined]
        """Passes sessions, tools, verification, episodes and comparisons on; metrics are Gym's own."""

        ray_enabled: ClassVar[bool] = False
        config: FolkmootResourcesServerConfig

        def setup_webserver(self) -> Any:
            """The app. The session's cookie is the server's own, so Gym's session middleware is left out."""
            config = self.config
            upstream = Upstream(
                config.folkmoot_url, config.folkmoot_api_key, config.folkmoot_query, config.folkmoot_attempts_max
            )
            proxy = Proxy(upstream, gym_send())
            app = fastapi.FastAPI()
            app.add_middleware(correlation.RolloutContextMiddleware)

            async def pass_on(request: request_class) -> Any:  # type: ignore[valid-type]
                given: Any = request
                operation = given.path_params["operation"]
                answer = await proxy.pass_on(operation, await given.body(), given.headers.get("cookie"))
                response = fastapi.Response(
                    content=answer.body, status_code=answer.status, media_type=answer.content_type
                )
                for cookie in answer.set_cookies:
                    response.headers.append("set-cookie", cookie)
                return response

            app.post("/aggregate_metrics")(self.aggregate_metrics)
            app.get("/reverify_mode")(self.get_reverify_mode)
            app.post("/{operation}")(pass_on)
            return app

        async def verify(self, body: Any) -> Any:
            """Not called: requests to /verify are passed on as they come."""
            raise NotImplementedError("Requests to /verify are passed on as they come.")

    return FolkmootResourcesServer


def gym_send() -> Send:
    """Requests by Gym's own client: one pool for all, and a connection that fails is tried again for ever, as ever."""
    server_utils = importlib.import_module("nemo_gym.server_utils")

    async def send(address: str, headers: dict[str, str], body: bytes) -> Proxied:
        answer = await server_utils.request("POST", address, data=body, headers=headers)
        return Proxied(
            status=answer.status,
            body=await answer.read(),
            content_type=answer.headers.get("Content-Type", "application/json"),
            set_cookies=tuple(answer.headers.getall("Set-Cookie", ())),
            retry_after=answer.headers.get("Retry-After"),
        )

    return send
