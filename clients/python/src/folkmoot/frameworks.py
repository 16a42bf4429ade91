"""The frameworks whose base classes an adapter needs: imported when the adapter is asked for, not before."""

from __future__ import annotations

import importlib
from typing import Any


def framework_module(name: str, install: str) -> Any:
    """The framework's module. Raises ImportError that says what to install where it cannot be imported."""
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise ImportError(f"{name} cannot be imported ({error}). Install it: {install}") from error
