"""`python -m folkmoot.nemo_gym <folder>`: writes the resources server into a folder that NeMo Gym is started in."""

from __future__ import annotations

import sys
from importlib.resources import files
from pathlib import Path

PLACE = Path("resources_servers") / "folkmoot"
FILES = {"stub_app.txt": "app.py", "requirements.txt": "requirements.txt", "folkmoot.yaml": "configs/folkmoot.yaml"}


def write_stub(folder: Path) -> list[Path]:
    """Writes the files that are not there yet, and says which they are."""
    written = []
    for source, name in FILES.items():
        target = folder / PLACE / name
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text((files(__package__) / "stub" / source).read_text("utf-8"), "utf-8")
            written.append(target)
    return written


def main(words: list[str]) -> int:
    """The command. Returns its exit status."""
    if len(words) != 1:
        print("usage: python -m folkmoot.nemo_gym <folder in which NeMo Gym is started>", file=sys.stderr)
        return 2
    for path in write_stub(Path(words[0])):
        print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
