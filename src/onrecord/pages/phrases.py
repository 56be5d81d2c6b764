"""The words by which the lines around a story are known, in every language the lexicon has.

``data/lexicon/<language>/furniture.tsv`` lists them; a page may carry the words of any language, so
all are looked up at once. ``how`` says where in a line the words stand:

- ``whole``: they are the line; ``start``: they open it; ``hold``: they are somewhere in it;
- ``label``: they open it and a colon, bar or dash follows, or nothing;
- ``bracket``: they stand alone in brackets, as who is where in a picture does;
- ``pattern``: a regular expression, for the few forms that are no plain words.

``|`` stands between alternatives; ``A … B`` wants one of A first and one of B after it. Words are
compared without case and punctuation. Lines longer than ``max`` characters are left alone.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from itertools import islice
from typing import NamedTuple, cast

from onrecord.data import table
from onrecord.records import Role

OPENERS: frozenset[str] = frozenset({"byline", "credit"})
"""Roles whose opening words prove nothing alone: a name has to follow them."""

_UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĞĠĢĤİĶĹĻĽŁŃŅŇŌŎŐŒŔŘŚŞŠŢŤŪŮŰŲŴŹŻŽȘȚΑ-ΩА-Я"
NAME_WORD = rf"[{_UPPER}][\w’'.\-]*"
"""Pattern of a word as names have them: a capital, and no space."""

ORDER = (
    "rights",
    "correction",
    "section",
    "related",
    "promo",
    "timestamp",
    "other",
    "byline",
    "credit",
    "caption",
)
"""Which role a line has where the words of several are in it: the first."""

LONGEST = 600
"""Longest line that may be furniture, in characters."""

_TOKEN = re.compile(r"\w+")
_WIDE = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]")
_BRACKET = re.compile(r"[(（]([^()（）]{1,30})[)）]")
_SEPARATORS = frozenset(":：|–—»›>…-")
_READ = 300
"""Characters of a line whose words are looked up; patterns see the rest too."""

Words = tuple[str, ...]


class _Rule(NamedTuple):
    """Words that give a line its role, the first words apart from those that must follow."""

    rank: int
    role: Role
    longest: int
    how: str
    words: Words
    then: dict[str, list[Words]]


class _Book(NamedTuple):
    """The rules, found by their first word; those of scripts without spaces are tried in turn.

    Of the patterns, ``inside`` are those that need not stand at the start; the others are tried
    where ``opened``, all of them at once, matches.
    """

    whole: dict[str, _Rule]
    start: dict[str, list[_Rule]]
    hold: dict[str, list[_Rule]]
    wide: list[tuple[str, _Rule]]
    bracket: dict[str, _Rule]
    patterns: list[tuple[_Rule, re.Pattern[str]]]
    inside: list[tuple[_Rule, re.Pattern[str]]]
    opened: re.Pattern[str]


@cache
def languages() -> tuple[str, ...]:
    """Return the languages that have a list of furniture words, English first."""
    folders = files("onrecord.data").joinpath("lexicon").iterdir()
    found = (f.name for f in folders if f.joinpath("furniture.tsv").is_file())
    return tuple(sorted(found, key=lambda name: (name != "en", name)))


def rows() -> Iterator[dict[str, str]]:
    """Yield the rows of all languages."""
    for language in languages():
        yield from table(f"lexicon/{language}/furniture.tsv")


@cache
def openers(role: str, *hows: str) -> tuple[str, ...]:
    """Return the words that open a line of ``role`` (one of :data:`OPENERS`), longest first."""
    of_role = (row for row in rows() if row["role"] == role and row["how"] in hows)
    found = {word for row in of_role for word in row["words"].split("|")}
    return tuple(sorted(found, key=lambda w: (-len(w), w)))


def split_words(line: str) -> list[str]:
    """Return the words of a line in lower case, as the lexicon's words are compared."""
    return _TOKEN.findall(line[:_READ].lower())


def is_wide(line: str) -> bool:
    """Tell whether a line has Chinese, Japanese or Korean characters."""
    return not line.isascii() and _WIDE.search(line) is not None


@cache
def _book() -> _Book:
    rules = sorted(_rules(), key=lambda pair: pair[0].rank)
    patterns = [(rule, re.compile(w, re.I)) for rule, w in rules if rule.how == "pattern"]
    inside = [pair for pair in patterns if not pair[1].pattern.startswith("^")]
    opening = [f"(?:{p.pattern})" for _, p in patterns if p.pattern.startswith("^")]
    book = _Book({}, {}, {}, [], {}, patterns, inside, re.compile("|".join(opening), re.I))
    for rule, phrase in rules:
        key = " ".join(rule.words)
        if rule.how == "bracket":
            book.bracket.setdefault(key, rule)
        elif rule.how == "whole":
            book.whole.setdefault(key, rule)
        elif is_wide(phrase) and rule.how != "pattern":
            book.wide.append((phrase.lower(), rule))
        elif rule.how != "pattern":
            index = book.hold if rule.how == "hold" else book.start
            index.setdefault(rule.words[0], []).append(rule)
    return book


def _rules() -> Iterator[tuple[_Rule, str]]:
    """Yield each rule and the words, or the pattern, it was made of."""
    for number, row in enumerate(rows()):
        role, how = cast(Role, row["role"]), row["how"]
        if role in OPENERS and how in ("start", "label"):
            continue
        rank = ORDER.index(role) * 10_000 + number
        for first, then in _alternatives(row):
            words = () if how == "pattern" else tuple(split_words(first))
            yield _Rule(rank, role, int(row["max"]), how, words, _by_first(then)), first


def _alternatives(row: dict[str, str]) -> Iterator[tuple[str, list[str]]]:
    if row["how"] == "pattern":
        yield row["words"], []
        return
    first, _, then = row["words"].partition(" … ")
    for words in first.split("|"):
        yield words, then.split("|") if then else []


def _by_first(phrases: Iterable[str]) -> dict[str, list[Words]]:
    found: dict[str, list[Words]] = {}
    for phrase in phrases:
        words = tuple(split_words(phrase))
        found.setdefault(words[0], []).append(words)
    return found


def phrase_role(line: str) -> Role | None:
    """Return the role that a line's words give it, null where the lexicon has none of them.

    ``caption`` is returned for lines that say of themselves that they tell about a picture. Null
    for lines longer than :data:`LONGEST`.
    """
    return _role_of(line) if len(line) <= LONGEST else None


@lru_cache(maxsize=1024)
def _role_of(line: str) -> Role | None:
    book = _book()
    words = split_words(line)
    if not words:
        return None
    size = len(line)
    found: _Rule | None = None
    if len(words) <= 10:
        rule = book.whole.get(" ".join(words))
        if rule is not None and size <= rule.longest:
            found = rule
    for rule in book.start.get(words[0], ()):
        if size <= rule.longest and (not found or rule.rank < found.rank):
            stop = len(rule.words)
            if tuple(words[:stop]) == rule.words and _follows(rule, words, stop, line):
                found = rule
    if size <= _READ:
        for rule in _held(book, words, size):
            if not found or rule.rank < found.rank:
                found = rule
        if is_wide(line):
            for rule in _held_wide(book, line.lower()):
                if not found or rule.rank < found.rank:
                    found = rule
        for inside in _BRACKET.findall(line) if found is None else ():
            found = found or book.bracket.get(" ".join(split_words(inside)))
    for rule, pattern in book.patterns if book.opened.match(line) else book.inside:
        if found and found.rank < rule.rank:
            break
        if size <= rule.longest and pattern.search(line):
            found = rule
            break
    return found.role if found else None


def _held(book: _Book, words: Sequence[str], size: int) -> Iterator[_Rule]:
    hold = book.hold
    for at, word in enumerate(words):
        if word in hold:
            for rule in hold[word]:
                stop = at + len(rule.words)
                if size <= rule.longest and tuple(words[at:stop]) == rule.words:
                    yield rule


def _held_wide(book: _Book, line: str) -> Iterator[_Rule]:
    size = len(line)
    bare = line.lstrip("▶▷■□◆◇●○★☆▲△※<>「『[（( ")
    for word, rule in book.wide:
        there = word in line if rule.how == "hold" else bare.startswith(word)
        if there and size <= rule.longest:
            yield rule


def _follows(rule: _Rule, words: Sequence[str], stop: int, line: str) -> bool:
    if rule.then:
        return any(
            tuple(words[at : at + len(wanted)]) == wanted
            for at in range(stop, len(words))
            for wanted in rule.then.get(words[at], ())
        )
    return rule.how != "label" or _is_label(line, stop)


def _is_label(line: str, count: int) -> bool:
    """Tell whether a colon, bar or dash follows the first ``count`` words of a line, or nothing."""
    *_, last = islice(_TOKEN.finditer(line), count)
    rest = line[last.end() :].lstrip(" \"'’”»)")
    return not rest or rest[0] in _SEPARATORS
