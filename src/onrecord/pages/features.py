"""What is known of each run of words of a page, as numbers: the input of the page model."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from math import log1p

import numpy as np
from numpy.typing import ArrayLike, NDArray

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
    if not runs:
        return Features(np.zeros((0, WIDTH), dtype=np.float32), [], [], [])
    lines = [run.line for run in runs]
    sizes = [len(line) for line in lines]
    said = [_WORDS.findall(line[:COMPARED].lower()) for line in lines]
    known = [words if size < COMPARED else [] for words, size in zip(said, sizes, strict=True)]
    title_words = frozenset(plain(declared.title).split())
    alike = [_alike(words, title_words) for words in known]
    headline = _headline(runs, said, title_words)
    numbers = np.zeros((len(runs), WIDTH), dtype=np.float32)
    numbers[:, _FORM] = _form(runs, sizes, known)
    numbers[:, _PLACE] = _place(runs, sizes, headline)
    numbers[:, _AGREEMENT] = _agreement(runs, sizes, known, declared, alike, headline)
    _mark(numbers, len(NUMBERS), [_TAG_IDS.get(run.tag, -1) for run in runs])
    bits = np.array([run.within for run in runs], dtype=np.int64)
    start = len(NUMBERS) + len(TAGS)
    numbers[:, start : start + len(WITHIN)] = (bits[:, None] >> np.arange(len(WITHIN))) & 1
    _mark(numbers, start + len(WITHIN), [_HINT_IDS.get(run.hint or "", -1) for run in runs])
    return Features(
        numbers,
        [run.near for run in runs],
        [run.far for run in runs],
        [_line_words(words, size) for words, size in zip(said, sizes, strict=True)],
    )


_FORM, _PLACE, _AGREEMENT = (slice(*GROUPS[name]) for name in ("form", "place", "agreement"))


def _mark(numbers: Floats, start: int, columns: Sequence[int]) -> None:
    """Set one column of each row to 1, counted from ``start``; -1 sets none."""
    at = np.array(columns)
    rows = np.flatnonzero(at >= 0)
    numbers[rows, start + at[rows]] = 1


def _form(runs: Sequence[Run], sizes: Sequence[int], known: Sequence[Sequence[str]]) -> Floats:
    """Return what each line looks like: ``n`` rows, the first group of :data:`NUMBERS`."""
    rows = []
    for run, size, words in zip(runs, sizes, known, strict=True):
        line = run.line
        number = len(words) or size / 6
        tail = line.rstrip(_CLOSERS)[-1:]
        first = line[0]
        short = size < 200
        rows.append((
            size,
            number,
            tail in _SENTENCE_END if tail else False,
            tail == ":",
            line.endswith(("...", "…")),
            line.count(","),
            line.count(". ") + line.count("。"),
            first.isupper(),
            short and line.isupper(),
            sum(map(str.isdigit, line)) / size if short and _DIGIT.search(line) else 0.0,
            "©" in line or "(c)" in line,
            first in _QUOTES,
            first in _BULLETS,
            "|" in line,
            "/" in line,
            run.link_chars,
            run.bold_chars,
        ))  # fmt: skip
    flat = np.fromiter(chain.from_iterable(rows), np.float64, len(rows) * len(rows[0]))
    long, numbers, *ends = flat.reshape(len(rows), -1).T
    end, colon, dots, commas, sentences, *forms, links, bold = ends
    return _columns(
        np.log1p(long) / 5,
        np.log1p(numbers) / 4,
        np.minimum(long / numbers, 20) / 10,
        long > 120,
        long < 25,
        end,
        colon,
        dots,
        np.minimum(commas / (1 + numbers / 10), 3) / 3,
        np.minimum(sentences, 5) / 5,
        *forms,
        np.minimum(links / long, 1),
        np.minimum(bold / long, 1),
    )


def _place(runs: Sequence[Run], sizes: Sequence[int], headline: int | None) -> Floats:
    """Return where each run stands: ``n`` rows, the second group of :data:`NUMBERS`."""
    count = len(runs)
    prose = [_prose(run, size) for run, size in zip(runs, sizes, strict=True)]
    paths = [run.element for run in runs]
    total = sum(prose) or 1
    levels = [_shares([path[:-up] for path in paths], prose, total) for up in (1, 2, 3)]
    parents = [run.parent for run in runs]
    siblings = Counter(parents)
    kin = [(run.parent, run.tag) for run in runs]
    same_tag = Counter(kin)
    order = np.arange(count)
    distance = order - headline if headline is not None else np.zeros(count)
    before, after = _prose_distance(prose)
    ends = np.cumsum(sizes)
    pictured = [run.after_picture for run in runs]
    return _columns(
        [run.hidden for run in runs],
        pictured,
        [*pictured[1:], False],
        order / count,
        (ends - sizes) / ends[-1],
        np.log1p(np.maximum(-distance, 0)) / 5,
        np.log1p(np.maximum(distance, 0)) / 5,
        np.full(count, headline is not None),
        [len(path) / 20 for path in paths],
        *levels,
        np.log1p([siblings[parent] for parent in parents]) / 5,
        np.log1p([same_tag[pair] for pair in kin]) / 5,
        before,
        after,
    )


def _agreement(
    runs: Sequence[Run],
    sizes: Sequence[int],
    known: Sequence[Sequence[str]],
    declared: Told,
    alike: Sequence[float],
    headline: int | None,
) -> Floats:
    """Return what each line has in common with the head of the page and with other lines."""
    lines = [run.line for run in runs]
    described = frozenset(plain(declared.description).split())
    authors = [a.lower() for a in declared.authors if len(a) > 3]
    times = Counter(lines)
    seen: set[str] = set()
    again = []
    for line in lines:
        again.append(line in seen)
        seen.add(line)
    total = sum(_prose(run, size) for run, size in zip(runs, sizes, strict=True)) or 1
    named = [
        bool(authors) and size < 200 and any(a in line.lower() for a in authors)
        for line, size in zip(lines, sizes, strict=True)
    ]
    count = len(runs)
    return _columns(
        alike,
        [share > 0.9 and i == headline for i, share in enumerate(alike)],
        [
            _alike(words, described) if size > 20 else 0.0
            for words, size in zip(known, sizes, strict=True)
        ],
        named,
        [line in declared.pictures for line in lines],
        [size > 20 and line[:60] in declared.body for line, size in zip(lines, sizes, strict=True)],
        again,
        np.log1p([times[line] - 1 for line in lines]) / 2,
        np.full(count, log1p(total) / 10),
        np.full(count, log1p(count) / 6),
    )


def _columns(*columns: ArrayLike) -> Floats:
    """Return the columns beside each other."""
    return np.array(columns, dtype=np.float32).T


def _shares(holders: Sequence[tuple[int, ...]], prose: Sequence[int], total: int) -> list[float]:
    """Return the share of the page's prose that stands in the element of each run."""
    inside: dict[tuple[int, ...], int] = {}
    for holder, size in zip(holders, prose, strict=True):
        if size:
            inside[holder] = inside.get(holder, 0) + size
    return [inside.get(holder, 0) / total for holder in holders]


def _prose(run: Run, size: int) -> int:
    """Return the characters of a run that reads like running text outside links."""
    own = size - run.link_chars
    return own if own >= 60 and not run.hidden else 0


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
