"""What is known of each run of words of a page, as numbers: the input of the page model."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from math import log1p

import numpy as np
from numpy.typing import NDArray

from onrecord.pages.walk import WITHIN, Run

Floats = NDArray[np.float32]

TAGS = (
    "p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "figcaption", "td", "span", "blockquote",
    "time", "a", "dd", "dt", "pre", "section", "article", "header", "footer", "aside", "th",
    "center", "address",
)  # fmt: skip
HINTS = (
    "headline", "subheading", "list_item", "blockquote", "caption", "timestamp", "aside", "byline",
    "credit", "summary", "related", "promo", "section", "correction", "rights", "dateline", "skip",
)  # fmt: skip
NUMBERS = (
    "length", "words", "word length", "long", "short", "sentence end", "colon end", "dots end",
    "commas", "sentences", "capital", "all capitals", "digits", "copyright sign", "quote", "bullet",
    "bar", "slash", "links", "bold", "hidden", "after a picture", "before a picture", "position",
    "position in characters", "before the headline", "after the headline", "headline found",
    "nesting", "prose in parent", "prose two up", "prose three up", "runs in parent",
    "runs of this tag in parent", "prose before", "prose after", "like the title", "is the title",
    "like the description", "names an author", "picture's own text", "in the declared body",
    "said before", "times said", "page has prose", "page has runs",
)  # fmt: skip
"""Names of the numbers, in the order of the columns."""

GROUPS: Mapping[str, tuple[int, int]] = {
    "form": (0, 20),
    "place": (20, 36),
    "agreement": (36, len(NUMBERS)),
    "tag": (len(NUMBERS), len(NUMBERS) + len(TAGS)),
    "around": (len(NUMBERS) + len(TAGS), len(NUMBERS) + len(TAGS) + len(WITHIN)),
    "markup": (
        len(NUMBERS) + len(TAGS) + len(WITHIN),
        len(NUMBERS) + len(TAGS) + len(WITHIN) + len(HINTS),
    ),
}
"""Which columns belong together when a decision is explained."""

WIDTH = len(NUMBERS) + len(TAGS) + len(WITHIN) + len(HINTS)

_SENTENCE_END = frozenset(".!?…。！？।")
_CLOSERS = "\"'’”»)]›“"
_QUOTES = frozenset("\"'“„«‘‚「『‹")
_BULLETS = frozenset("•·▪►▶→-–—*✓")
_WORDS = re.compile(r"\w+")
_DIGIT = re.compile(r"\d")
_TAG_IDS = {name: i for i, name in enumerate(TAGS)}
_HINT_IDS = {name: i for i, name in enumerate(HINTS)}


@dataclass(frozen=True, slots=True)
class Told:
    """What the head of a page says that its runs are compared with; empty where it says nothing."""

    title: str = ""
    description: str = ""
    authors: tuple[str, ...] = ()
    pictures: frozenset[str] = frozenset()
    body: str = ""


@dataclass(slots=True)
class Features:
    """The numbers of a page's runs (``n`` rows), and the words of names and lines by row."""

    numbers: Floats
    near: list[tuple[str, ...]]
    far: list[tuple[str, ...]]
    words: list[tuple[str, ...]]


def plain(text: str) -> str:
    """Return ``text`` as its words alone, in small letters, for comparison."""
    return " ".join(_WORDS.findall(text.lower()))


def _line_words(words: Sequence[str], size: int) -> tuple[str, ...]:
    """Return the words a short line begins and ends with, those of a long one marked so.

    Only the first six and the last three count: what is furniture says so there.
    """
    if size > SHORT:
        return tuple(["^" + w for w in words[:3]])
    return tuple(words) if len(words) <= 6 else (*words[:6], *words[-3:])


SHORT = 80
"""Longest line that is known by its words, in characters."""

COMPARED = 400
"""Longest line that is compared with the title and description, in characters."""


def features_of(runs: Sequence[Run], declared: Told) -> Features:
    """Return the numbers of ``runs``, those of one page in its order."""
    count = len(runs)
    prose = [_prose(run) for run in runs]
    total = sum(prose) or 1
    levels: tuple[Counter[tuple[int, ...]], ...] = (Counter(), Counter(), Counter())
    siblings: Counter[int] = Counter()
    same_tag: Counter[tuple[int, str]] = Counter()
    lines: Counter[str] = Counter()
    for run, size in zip(runs, prose, strict=True):
        path = run.element
        if size:
            levels[0][path[:-1]] += size
            levels[1][path[:-2]] += size
            levels[2][path[:-3]] += size
        siblings[run.parent] += 1
        same_tag[run.parent, run.tag] += 1
        lines[run.line] += 1
    title = plain(declared.title)
    title_words = frozenset(title.split())
    description = plain(declared.description)
    description_words = frozenset(description.split())
    authors = [a.lower() for a in declared.authors if len(a) > 3]
    said = [_WORDS.findall(run.line[:COMPARED].lower()) for run in runs]
    headline = _headline(runs, said, title_words)
    before, after = _prose_distance(prose)
    characters = sum(len(run.line) for run in runs) or 1
    page = (log1p(total) / 10, log1p(count) / 6)
    seen: set[str] = set()
    rows = []
    at = 0
    for i, run in enumerate(runs):
        line = run.line
        size = len(line)
        words = said[i] if size < COMPARED else []
        number = len(words) or size / 6
        tail = line.rstrip(_CLOSERS)[-1:]
        first = line[0]
        digits = sum(map(str.isdigit, line)) / size if size < 200 and _DIGIT.search(line) else 0.0
        distance = i - headline if headline is not None else 0
        path = run.element
        alike = _alike(words, title_words)
        rows.append((
            log1p(size) / 5,
            log1p(number) / 4,
            min(size / number, 20) / 10 if number else 0.0,
            size > 120,
            size < 25,
            tail in _SENTENCE_END and tail != "",
            tail == ":",
            line.endswith(("...", "…")),
            min(line.count(",") / (1 + number / 10), 3) / 3,
            min(line.count(". ") + line.count("。"), 5) / 5,
            first.isupper(),
            size < 200 and line.isupper(),
            digits,
            "©" in line or "(c)" in line,
            first in _QUOTES,
            first in _BULLETS,
            "|" in line,
            "/" in line,
            min(run.link_chars / size, 1.0),
            min(run.bold_chars / size, 1.0),
            run.hidden,
            run.after_picture,
            i + 1 < count and runs[i + 1].after_picture,
            i / count,
            at / characters,
            log1p(-distance) / 5 if distance < 0 else 0.0,
            log1p(distance) / 5 if distance > 0 else 0.0,
            headline is not None,
            len(path) / 20,
            levels[0][path[:-1]] / total,
            levels[1][path[:-2]] / total,
            levels[2][path[:-3]] / total,
            log1p(siblings[run.parent]) / 5,
            log1p(same_tag[run.parent, run.tag]) / 5,
            before[i],
            after[i],
            alike,
            alike > 0.9 and i == headline,
            _alike(words, description_words) if size > 20 else 0.0,
            bool(authors) and size < 200 and any(a in line.lower() for a in authors),
            line in declared.pictures,
            size > 20 and line[:60] in declared.body,
            line in seen,
            log1p(lines[line] - 1) / 2,
            *page,
        ))  # fmt: skip
        seen.add(line)
        at += size
    numbers = np.zeros((count, WIDTH), dtype=np.float32)
    if count:
        flat = np.fromiter(chain.from_iterable(rows), np.float32, count * len(NUMBERS))
        numbers[:, : len(NUMBERS)] = flat.reshape(count, len(NUMBERS))
        base = len(NUMBERS)
        every = np.arange(count)
        tags = np.array([_TAG_IDS.get(run.tag, -1) for run in runs])
        numbers[every[tags >= 0], base + tags[tags >= 0]] = 1
        base += len(TAGS)
        bits = np.array([run.within for run in runs], dtype=np.int64)
        numbers[:, base : base + len(WITHIN)] = (bits[:, None] >> np.arange(len(WITHIN))) & 1
        base += len(WITHIN)
        hints = np.array([_HINT_IDS.get(run.hint or "", -1) for run in runs])
        numbers[every[hints >= 0], base + hints[hints >= 0]] = 1
    return Features(
        numbers,
        [run.near for run in runs],
        [run.far for run in runs],
        [_line_words(words, len(run.line)) for run, words in zip(runs, said, strict=True)],
    )


def _prose(run: Run) -> int:
    """Return the characters of a run that reads like running text outside links."""
    size = len(run.line) - run.link_chars
    return size if size >= 60 and not run.hidden else 0


def _alike(words: Sequence[str], wanted: frozenset[str]) -> float:
    """Return the share of words two lines have in common, of the words of both."""
    if wanted.isdisjoint(words):
        return 0.0
    own = frozenset(words)
    common = len(own & wanted)
    return common / (len(own) + len(wanted) - common)


def _headline(
    runs: Sequence[Run], said: Sequence[Sequence[str]], title: frozenset[str]
) -> int | None:
    """Return the index of the run that is most likely the headline."""
    best, found = 0.3, None
    h1 = WITHIN["h1"]
    for i, (run, words) in enumerate(zip(runs, said, strict=True)):
        if not words or len(run.line) > 300:
            continue
        score = _alike(words, title)
        if run.within & h1:
            score += 0.6
        elif run.hint in ("headline", "subheading"):
            score += 0.1
        if run.hidden:
            score -= 0.5
        if score > best:
            best, found = score, i
    return found


def _prose_distance(prose: Sequence[int]) -> tuple[list[float], list[float]]:
    """Return how many runs lie between each run and the nearest prose before and after it."""
    sides = []
    for order in (range(len(prose)), range(len(prose) - 1, -1, -1)):
        distances = [0.0] * len(prose)
        last = None
        for i in order:
            distances[i] = 1.0 if last is None else log1p(min(abs(i - last), 100)) / 5
            if prose[i]:
                last = i
        sides.append(distances)
    return sides[0], sides[1]
