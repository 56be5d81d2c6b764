"""The annotated pages: read from their archives and taken apart as the package does it."""

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from benchmarks.items import InputError, read_lines
from selectolax.lexbor import LexborHTMLParser

from onrecord.document import Page
from onrecord.errors import OnrecordError
from onrecord.pages.captions import part_credits
from onrecord.pages.features import Features, Told, features_of
from onrecord.pages.metadata import read_metadata
from onrecord.pages.walk import Run, walk
from onrecord.read import read_bytes
from training.pages.labels import Label, labels_of

SETS = ("news", "blogs", "mixed", "dates")
"""The sets of pages, in the order in which they are read and trained on."""

UNLABELLED = frozenset({"dates"})
"""Sets whose annotation says nothing of the text; they are learned from in the second round."""

_ARCHIVED = re.compile(r"https?[:/]+([^/]+)")
_SECOND_LEVEL = frozenset({"co", "com", "org", "net", "gov", "ac"})


@dataclass(slots=True)
class Example:
    """A page as its runs of words, with their features and what the annotation says of each.

    ``told`` is what the page's head says, ``gold`` the annotation as it was read.
    """

    set: str
    id: str
    url: str
    domain: str
    runs: list[Run]
    told: Told
    features: Features
    labels: list[Label]
    gold: dict[str, Any]

    @property
    def key(self) -> tuple[str, str]:
        """What names the page: ids are unique within a set only."""
        return self.set, self.id


def domain_of(url: str) -> str:
    """Return the registered domain of an address, of the archived page for the Wayback Machine."""
    parts = urlsplit(url)
    host = parts.netloc.lower()
    if host == "web.archive.org" and (inner := _ARCHIVED.search(parts.path)):
        host = inner[1].lower()
    names = host.split(":")[0].split(".")
    count = 3 if len(names) > 2 and names[-2] in _SECOND_LEVEL else 2
    return ".".join(names[-count:])


def fold_of(domain: str, folds: int) -> int:
    """Return which of ``folds`` parts a domain is in, the same in every run."""
    return int.from_bytes(blake2b(domain.encode(), digest_size=4).digest(), "big") % folds


def read_examples(folder: Path, name: str) -> Iterator[Example]:
    """Yield the pages of an unpacked set, in the order of its ``gold.jsonl``.

    Pages that cannot be read are named on standard error; those without words are left out. Raises
    :class:`benchmarks.items.InputError`.
    """
    for item in read_lines(folder / "gold.jsonl"):
        try:
            example = _example(folder, name, item)
        except (OnrecordError, OSError, KeyError) as error:
            print(f"{name} {item.get('id')}: {type(error).__name__}: {error}", file=sys.stderr)
            continue
        if example is not None and example.runs:
            yield example


def _example(folder: Path, name: str, item: dict[str, Any]) -> Example | None:
    file = (folder / item["html"]).resolve()
    if not file.is_relative_to(folder.resolve()):
        raise InputError(f"{name} {item['id']}: the page lies outside its folder")
    pages = read_bytes(file.read_bytes(), path=item["id"], url=item["url"], format="html")
    page = next(iter(pages), None)
    if not isinstance(page, Page):
        return None
    runs, told = take_apart(page.content, item["url"])
    gold = item["gold"]
    labels: list[Label] = [None] * len(runs) if name in UNLABELLED else labels_of(runs, gold)
    return Example(
        set=name,
        id=item["id"],
        url=item["url"],
        domain=domain_of(item["url"]),
        runs=runs,
        told=told,
        features=features_of(runs, told),
        labels=labels,
        gold=gold,
    )


def take_apart(content: str, url: str | None) -> tuple[list[Run], Told]:
    """Return a page's runs with all words of their class names, and what its head says.

    As :func:`onrecord.pages.html.read_html` does it, but before any vocabulary is known.
    """
    tree = LexborHTMLParser(content)
    body = tree.body
    if body is None:
        return [], Told()
    declared = read_metadata(tree, url)
    pictures = {
        " ".join(alt.split())
        for node in body.css("img[alt]")
        if len(alt := node.attributes["alt"] or "") > 20
    }
    told = Told(
        title=declared.title or "",
        description=declared.description or "",
        authors=declared.authors,
        pictures=frozenset(pictures),
        body=declared.body or "",
    )
    return list(part_credits(walk(body, None))), told


def outside(examples: Iterable[Example], held_back: frozenset[int], folds: int) -> list[Example]:
    """Return the pages whose domain is in none of the folds held back."""
    return [e for e in examples if fold_of(e.domain, folds) not in held_back]


def inside(examples: Sequence[Example], fold: int, folds: int) -> list[Example]:
    """Return the pages whose domain is in ``fold``."""
    return [e for e in examples if fold_of(e.domain, folds) == fold]
