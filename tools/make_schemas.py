# SPDX-License-Identifier: GPL-3.0-or-later
"""The JSON Schemas of the formats of files: `python tools/make_schemas.py [FOLDER]`.

Editors that know them complete keys and mark mistakes while a person types.
"""

from __future__ import annotations

import sys
from inspect import cleandoc
from pathlib import Path
from typing import Any

import msgspec

from hipmob_desktop.content.check_file import CheckFile
from hipmob_desktop.content.programme_file import ProgrammeFile
from hipmob_desktop.content.reader import OWN_KEYS
from hipmob_desktop.content.schema import MoveFile, RoutineFile

_FILES: dict[str, type[msgspec.Struct]] = {
    "move.schema.json": MoveFile,
    "programme.schema.json": ProgrammeFile,
    "check.schema.json": CheckFile,
    "routine.schema.json": RoutineFile,
}


def schemas() -> dict[str, str]:
    """File name to the text that should stand in it."""
    return {name: _schema(kind) for name, kind in _FILES.items()}


def write(folder: Path) -> None:
    """Bring the schema files in `folder` in step with the formats."""
    for name, text in schemas().items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


def _schema(kind: type[msgspec.Struct]) -> str:
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    schema |= _evened(msgspec.json.schema(kind))
    return msgspec.json.format(msgspec.json.encode(schema), indent=2).decode() + "\n"


def _evened(value: Any) -> Any:  # noqa: ANN401 - whatever JSON holds
    """The same with keys of one's own allowed, and descriptions as Python 3.13 has them.

    It strips docstrings, 3.11 does not.
    """
    if isinstance(value, dict):
        if value.get("additionalProperties") is False:
            value = value | {"patternProperties": {f"^{OWN_KEYS}": {}}}
        return {
            key: cleandoc(each)
            if key == "description" and isinstance(each, str)
            else _evened(each)
            for key, each in value.items()
        }
    return [_evened(each) for each in value] if isinstance(value, list) else value


if __name__ == "__main__":
    write(Path(sys.argv[1] if len(sys.argv) > 1 else "data/schema"))
