"""What all answers of the server share."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Answer(BaseModel):
    """What all answers share: unknown members are kept, reachable as attributes and in `model_extra`.

    Words that are one of a set (`status`, `winner`) are plain `str`, since a newer server may have further ones.
    """

    model_config = ConfigDict(extra="allow", frozen=True)
