"""Carry the annotation of a page over to its runs of words.

The annotation is text (paragraphs, captions, a whole article, a few sentences), the model reads
runs: each run gets the classes it can be, or null where the annotation does not tell.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from onrecord.pages.net import CLASSES
from onrecord.pages.walk import Run

Label = frozenset[int] | None
"""The classes a run can be (indices of :data:`onrecord.pages.net.CLASSES`); null: all of them."""

OTHER, BODY, SUBHEADING, SUMMARY, CAPTION, CREDIT, HEADLINE, BYLINE = range(len(CLASSES))
TOLD = frozenset({BODY, SUBHEADING, SUMMARY})
"""The classes of body text, which most annotations do not tell apart."""

NOT_TOLD = frozenset({OTHER, CAPTION, CREDIT, HEADLINE, BYLINE})

_SPACE = re.compile(r"\s+")
_WORD = re.compile(r"\w+")


def normal(text: str | None) -> str:
    """Return ``text`` with compatible characters and white space made one, as the scorer does."""
    return _SPACE.sub(" ", unicodedata.normalize("NFKC", text or "")).strip()


def plain(text: str | None) -> str:
    """Return the words of ``text`` alone, in small letters."""
    return " ".join(_WORD.findall(normal(text).lower()))


def labels_of(runs: Sequence[Run], gold: Mapping[str, Any]) -> list[Label]:
    """Return the label of each run; ``gold`` is a page's annotation as the scorer reads it.

    What the annotation holds decides how much is told: paragraphs by their kind, a whole body, or
    sentences that are (``with``) and are not (``without``) part of it.
    """
    if "paragraphs" in gold:
        return _by_kind(runs, gold)
    if gold.get("body"):
        return _by_body(runs, gold)
    return _by_sentences(runs, gold)


def _by_kind(runs: Sequence[Run], gold: Mapping[str, Any]) -> list[Label]:
    paragraphs, subheads, summary, captions, credits = (
        _Texts(gold.get(k) or ())
        for k in ("paragraphs", "subheads", "summary", "captions", "credits")
    )
    title = plain(gold.get("title"))
    authors = [f" {name} " for a in gold.get("authors") or [] if (name := plain(a))]
    labels: list[Label] = []
    for run in runs:
        line = plain(run.line)
        if not line:
            labels.append(None)
            continue
        label = OTHER
        if (
            line in paragraphs
            or (len(line) >= 20 and paragraphs.run_over(line))
            or (len(line) > 60 and paragraphs.near(line))
        ):
            label = BODY
        if line in subheads or (label == OTHER and len(line) > 8 and subheads.near(line)):
            label = SUBHEADING
        if line in summary or (label == OTHER and len(line) > 20 and summary.near(line)):
            label = SUMMARY
        if label == OTHER and (line in captions or captions.near(line)):
            label = CAPTION
        if label == OTHER and len(line) < 200 and _is_credit(line, credits):
            label = CREDIT
        classes = {label}
        if title and line == title:
            classes = {HEADLINE} if label == OTHER else {label, HEADLINE}
        elif label == OTHER and len(line) < 160 and any(a in f" {line} " for a in authors):
            classes = {BYLINE, OTHER}
        labels.append(frozenset(classes))
    start = 0
    for _, block in groupby(runs, key=lambda run: run.block):
        parts = list(block)
        if len(parts) > 1 and title and plain(" ".join(run.line for run in parts)) == title:
            labels[start : start + len(parts)] = [frozenset({HEADLINE})] * len(parts)
        start += len(parts)
    return labels


class _Texts:
    """The texts of one kind, to be found again in what a page shows."""

    def __init__(self, texts: Iterable[str]) -> None:
        self.lines = [line for text in texts if (line := plain(text))]
        self._known = frozenset(self.lines)
        self._all = f" {' '.join(self.lines)} "
        self._words = [(Counter(line.split()), len(line.split())) for line in self.lines]

    def __contains__(self, line: str) -> bool:
        return line in self._known

    def run_over(self, line: str) -> bool:
        """Tell whether the texts, read one after the other, hold the words of ``line``."""
        return f" {line} " in self._all

    def near(self, line: str) -> bool:
        """Tell whether one of the texts has most of its words in ``line``, and few others are."""
        words = Counter(line.split())
        size = sum(words.values())
        for other, count in self._words:
            common = sum((words & other).values())
            if common >= 0.8 * count and common >= 0.6 * size:
                return True
        return False


def _is_credit(line: str, credits: _Texts) -> bool:
    if line in credits or credits.near(line):
        return True
    return any(
        len(name) > 3 and f" {name} " in f" {line} " and len(name) * 2.2 + 8 > len(line)
        for name in credits.lines
    )


def _by_body(runs: Sequence[Run], gold: Mapping[str, Any]) -> list[Label]:
    lines = [plain(line) for line in gold["body"].split("\n")]
    known = frozenset(lines)
    texts = (f" {' '.join(lines)} ", f" {plain(gold['body'])} ")
    title = plain(gold.get("title"))
    labels: list[Label] = []
    for run in runs:
        line = plain(run.line)
        if not line:
            labels.append(None)
        elif line == title:
            labels.append(frozenset({HEADLINE}))
        elif line in known or (len(line) >= 24 and any(f" {line} " in t for t in texts)):
            labels.append(TOLD)
        else:
            labels.append(_by_share(line.split(), texts[1]))
    return labels


def _by_share(words: Sequence[str], text: str) -> Label:
    """Return what a line is that ``text`` has not word for word, by how much of it is there."""
    if len(words) < 12:
        return NOT_TOLD
    fours = [f" {' '.join(words[i : i + 4])} " for i in range(0, len(words) - 3, 2)]
    share = sum(four in text for four in fours) / len(fours)
    if share > 0.7:
        return TOLD
    return NOT_TOLD if share < 0.3 else None


def _by_sentences(runs: Sequence[Run], gold: Mapping[str, Any]) -> list[Label]:
    wanted = [normal(text) for text in gold.get("with", [])]
    unwanted = [normal(text) for text in gold.get("without", [])]
    title = plain(gold.get("title"))
    labels: list[Label] = []
    for run in runs:
        line = normal(run.line)
        if any(text in line for text in wanted):
            labels.append(TOLD)
        elif any(text in line for text in unwanted):
            labels.append(NOT_TOLD)
        elif title and plain(run.line) == title:
            labels.append(frozenset({HEADLINE}))
        else:
            labels.append(None)
    return labels
