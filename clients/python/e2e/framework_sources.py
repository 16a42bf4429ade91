"""Packages read without importing them whole: single files run, or parsed."""

from __future__ import annotations

import ast
import importlib.util
import sys
from importlib import metadata
from pathlib import Path
from types import ModuleType
from typing import Any


class Absent(Exception):
    """The package is not installed."""


def version_of(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        raise Absent(f"pip install --no-deps {package}") from None


def folder_of(package: str) -> Path:
    version_of(package)
    return Path(str(metadata.distribution(package).locate_file(package)))


def load(name: str, file: Path, **others: Any) -> Any:
    """One file of a package as a module, without its package's __init__; `others` stand in for what it imports."""
    for parent in [name.rsplit(".", cut)[0] for cut in range(name.count("."), 0, -1)]:
        sys.modules[parent] = ModuleType(parent)
    for other, stand_in in others.items():
        sys.modules[other.replace("__", ".")] = stand_in
        above, _, last = other.replace("__", ".").rpartition(".")
        setattr(sys.modules[above], last, stand_in)
    spec = importlib.util.spec_from_file_location(name, file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


class Source:
    """A file's functions and classes, read without running it."""

    def __init__(self, file: Path) -> None:
        self.text = file.read_text(encoding="utf-8")
        self._tree = ast.parse(self.text)

    def arguments(self, path: str) -> list[str]:
        """The arguments of `function` or `Class.method`, stars last."""
        node: Any = self._tree
        for name in path.split("."):
            node = next(each for each in ast.walk(node) if getattr(each, "name", None) == name)
        words = [each.arg for each in [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]]
        return words + ["*"] * bool(node.args.vararg) + ["**"] * bool(node.args.kwarg)

    def fields(self, name: str) -> list[str]:
        """The annotated members of a class."""
        node = next(each for each in ast.walk(self._tree) if isinstance(each, ast.ClassDef) and each.name == name)
        return [each.target.id for each in node.body if isinstance(each, ast.AnnAssign)]  # type: ignore[union-attr]

    def has(self, *texts: str) -> None:
        for text in texts:
            assert text in self.text, f"{text!r} is not there"
