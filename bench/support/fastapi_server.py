"""What a team would write instead: POST /bare (request.json, no validation) and /models (pydantic), with the same trivial score for every item.

Listens on a free port of 127.0.0.1 and prints `listening on <url>`. No key, no limits, no access log.
"""

import socket

import uvicorn
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

app = FastAPI()


class Message(BaseModel):
    role: str | None = Field(default=None, max_length=64)
    content: str | None = Field(default=None, max_length=10_000)


class Item(BaseModel):
    id: str | None = Field(default=None, min_length=1, max_length=128)
    collection_slug: str = Field(min_length=1, max_length=128)
    scenario_slug: str = Field(min_length=1, max_length=128)
    messages: list[Message] = Field(min_length=1, max_length=400)


class Batch(BaseModel):
    items: list[Item] = Field(min_length=1, max_length=1024)


class Scores(BaseModel):
    D1_Given: float


class Result(BaseModel):
    id: str
    status: str
    reward: float
    scores: Scores


class Answer(BaseModel):
    results: list[Result]
    mean_reward: float


def score(answer: str) -> float:
    return 1.0 if len(answer) > 0 else 0.0


@app.post("/bare/api/v1/batch/evaluate")
async def bare_batch(request: Request) -> JSONResponse:
    results = []
    for index, item in enumerate((await request.json())["items"]):
        reward = score(item["messages"][-1]["content"])
        results.append({"id": item.get("id") or str(index), "status": "ok", "reward": reward, "scores": {"D1_Given": reward}})
    mean = sum(result["reward"] for result in results) / len(results)
    return JSONResponse({"results": results, "mean_reward": mean})


@app.post("/bare/api/v1/evaluate")
async def bare_one(request: Request) -> JSONResponse:
    reward = score((await request.json())["messages"][-1]["content"])
    return JSONResponse({"id": "0", "status": "ok", "reward": reward, "scores": {"D1_Given": reward}})


@app.post("/models/api/v1/batch/evaluate")
async def models_batch(batch: Batch) -> Answer:
    results = []
    for index, item in enumerate(batch.items):
        reward = score(item.messages[-1].content or "")
        results.append(Result(id=item.id or str(index), status="ok", reward=reward, scores=Scores(D1_Given=reward)))
    return Answer(results=results, mean_reward=sum(result.reward for result in results) / len(results))


@app.post("/models/api/v1/evaluate")
async def models_one(item: Item) -> Result:
    reward = score(item.messages[-1].content or "")
    return Result(id=item.id or "0", status="ok", reward=reward, scores=Scores(D1_Given=reward))


if __name__ == "__main__":
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    listener.listen(512)
    print(f"listening on http://127.0.0.1:{listener.getsockname()[1]}", flush=True)
    uvicorn.Server(uvicorn.Config(app, log_level="critical", access_log=False)).run(sockets=[listener])
