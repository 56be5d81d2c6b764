"""The items of a benchmark, cut down to what a prediction may look at.

Gold files carry their answers beside their questions. Everything but the fields of
:data:`FIELDS` is dropped as a line is read, so that no code further on can see an answer.
"""

import json
import lzma
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Any

Item = dict[str, Any]

FIELDS: dict[str, tuple[str, ...]] = {
    "pages": ("id", "url", "html"),
    "blocks": ("id", "text"),
    "attributions": ("id", "text"),
    "times": ("id", "text", "dct"),
    "places": ("id", "text"),
    "entities": ("id", "tokens"),
    "events": ("id", "text"),
    "pair-type": ("id", "text", "events"),
}
"""The tasks, and the fields of an input line each may look at."""

PAIR_FIELDS = ("source", "target")
"""What of each of ``events`` the task ``pair-type`` may look at."""

MAX_UNPACKED = 2_000_000_000
"""Most bytes an archive of pages may unpack to: 20 times the largest we have."""


class InputError(Exception):
    """The input cannot be read as items of its task."""


@contextmanager
def opened(task: str, path: Path) -> Iterator[list[Item]]:
    """Give the items of ``path``, for as long as the files they name are there.

    ``path`` is a ``.jsonl`` or ``.jsonl.xz``; for ``pages`` a folder with ``gold.jsonl`` and the
    pages it names, or a ``.tar.xz`` of one. Each item holds the task's :data:`FIELDS` that its
    line has, and for ``pages`` a ``file`` besides. Raises :class:`InputError`.
    """
    if task != "pages":
        yield [_question(task, line) for line in read_lines(path)]
    elif path.name.endswith((".tar", ".tar.xz", ".tar.gz")):
        with tempfile.TemporaryDirectory(prefix="onrecord-pages-") as folder:
            unpack(path, Path(folder))
            yield _pages(Path(folder) / "gold.jsonl")
    else:
        yield _pages(path / "gold.jsonl" if path.is_dir() else path)


def read_lines(path: Path) -> Iterator[Item]:
    """Yield the JSON object of each line of a ``.jsonl`` or ``.jsonl.xz``, blank lines left out.

    Raises :class:`InputError`, naming the line.
    """
    number = 0
    try:
        opener = lzma.open if path.suffix == ".xz" else open
        with opener(path, "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    item = json.loads(line)
                    if not isinstance(item, dict):
                        raise InputError(f"{path}, line {number}: no JSON object")
                    yield item
    except (OSError, EOFError, lzma.LZMAError) as error:
        raise InputError(f"{path}: {error}") from None
    except ValueError as error:
        raise InputError(f"{path}, after line {number}: {error}") from None


def unpack(archive: Path, folder: Path) -> None:
    """Write the plain files of a tar into ``folder``, nothing outside it and no links.

    Raises :class:`InputError` for a damaged archive and one that unpacks to too much.
    """
    size = 0
    try:
        with tarfile.open(archive) as tar:
            for member in tar:
                name = PurePosixPath(member.name)
                if not member.isfile() or name.is_absolute() or ".." in name.parts:
                    continue
                size += member.size
                if size > MAX_UNPACKED:
                    raise InputError(f"{archive}: more than {MAX_UNPACKED} bytes unpacked")
                target = folder / name
                target.parent.mkdir(parents=True, exist_ok=True)
                content = tar.extractfile(member)
                target.write_bytes(content.read() if content else b"")
    except (OSError, EOFError, tarfile.TarError, lzma.LZMAError) as error:
        raise InputError(f"{archive}: {error}") from None


def _question(task: str, line: Item) -> Item:
    item = {name: line[name] for name in FIELDS[task] if name in line}
    if task == "pair-type":
        pairs = item.get("events") or []
        item["events"] = [{k: pair[k] for k in PAIR_FIELDS if k in pair} for pair in pairs]
    return item


def _pages(gold: Path) -> list[Item]:
    folder = gold.parent.resolve()
    items = []
    for line in read_lines(gold):
        item = _question("pages", line)
        file = (folder / str(item.get("html", ""))).resolve()
        # A gold file is data: it must not make us read something outside its own folder.
        item["file"] = str(file) if file.is_relative_to(folder) else None
        items.append(item)
    return items
