"""A policy's move, played in a way that nothing which the policy writes ends the run."""

from __future__ import annotations

import logging

from .async_client import AsyncClient
from .calls import Json
from .client import Client
from .errors import MODELS_OWN_MISTAKES, ProblemError
from .models import TurnAnswer

_log = logging.getLogger("folkmoot")

Played = tuple[TurnAnswer, bool]
"""The answer, and whether it is one to silence, which stood in for a move that the server refused."""


def play_move(client: Client, episode_id: str, move: Json, turn: int) -> Played:
    """Plays a move; where it is none that the server takes, such as too long a text, silence in its place."""
    try:
        return client.play_turn(episode_id, [move], turn=turn), False
    except MODELS_OWN_MISTAKES as error:
        _tell(error)
        return client.play_turn(episode_id, "", turn=turn), True


async def play_move_async(client: AsyncClient, episode_id: str, move: Json, turn: int) -> Played:
    """The same, awaited."""
    try:
        return await client.play_turn(episode_id, [move], turn=turn), False
    except MODELS_OWN_MISTAKES as error:
        _tell(error)
        return await client.play_turn(episode_id, "", turn=turn), True


def _tell(error: ProblemError) -> None:
    _log.warning("A move was refused; silence stands for it, and the episode is broken off: %s", error)
