"""Text to tokens: words, numbers however written, and the shapes of dates and times of day.

Each token carries the set of its *kinds*; the grammar is written over kinds and words.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from onrecord.times.words import Vocabulary, vocabulary

_SHAPES = r"""
  (?P<iso>     \d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?Z?)?(?![\w-]))
| (?P<slash>   \d{1,2}/\d{1,2}/(?:\d{4}|\d{2})(?![\w/]) | \d{4}/\d{2}/\d{2}(?![\w/]))
| (?P<clock>   \d{1,2}:\d{2}(?::\d{2})?(?![\d:]))
| (?P<decade>  ['’]?(?:\d{2})?\d0['’]?s\b)
| (?P<ordinal> \d{1,3}(?:st|nd|rd|th)\b)
| (?P<amount>  [$£€¥\#]\s?\d[\d,.]{0,20} | (?:\d[\d,.]{0,20})?\d\s?%)
| (?P<mixed>   \d{1,3}\s\d/\d\b | \d{1,3}[½¼¾])
| (?P<number>  \d{1,3}(?:,\d{3})+(?![^\W_]) | \d+(?:\.\d+)?(?:(?=[ap]\.?m\b)|(?![^\W_])))
| (?P<year2>   ['’]\d{2}\b)
| (?P<quarter> [QH][1-4]\b)
| (?P<junk>    \d+[^\W\d_]\w* | [^\W\d_]+\d\w*)
| (?P<ampm>    (?i:[ap]\.m\b\.?|[ap]m\b))
| (?P<clitic>  ['’](?:s|ll|d|re|ve|m)\b)
| (?P<word>    [^\W\d_]+(?:['’]t\b)?)
| (?P<break>   \n[^\S\n]*\n)
| (?P<mark>    [^\w\s] | _)
"""
_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75}


@dataclass(slots=True)
class Token:
    """One token: where it stands, its words, its kinds and, of a number, its size."""

    start: int
    end: int
    text: str
    kinds: frozenset[str]
    number: float | None = None


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(_SHAPES, re.VERBOSE)


@cache
def _whole(number: int, digits: int) -> frozenset[str]:
    """Return the kinds of a whole number of so many digits."""
    kinds = {"num", "whole"}
    if digits <= 2:
        kinds |= {"day"} if 1 <= number <= 31 else set()
        kinds |= {"hour"} if number <= 24 else set()
        kinds |= {"pair"} if digits == 2 else set()
    if digits == 4:
        kinds |= {"year"} if 1000 <= number <= 2199 else set()
        kinds |= {"modern"} if 1900 <= number <= 2049 else set()
        kinds |= {"hhmm"} if number <= 2400 and number % 100 < 60 else set()
    return frozenset(kinds)


_KINDS = {
    name: frozenset(kinds.split())
    for name, kinds in {
        "iso": "iso",
        "slash": "slash",
        "clock": "clock",
        "decade": "decade",
        "year2": "year2",
        "amount": "amount",
        "junk": "junk",
        "break": "break",
        "num": "num",
        "ordinal": "ordinal",
        "nth_day": "ordinal day",
        "dotted": "num dotted",
        "worded": "num worded",
        "year": "year modern num",
        "capital": "capital",
        "plural": "plural",
        "word": "word",
        "mark": "mark",
    }.items()
}


def tokenize(text: str, start: int, end: int) -> list[Token]:
    """Return the tokens of ``text[start:end]``, offsets into ``text``."""
    return list(_merge_numbers(_scan(text, start, end)))


def _scan(text: str, start: int, end: int) -> Iterator[Token]:
    known, done = vocabulary(), start
    for match in _pattern().finditer(text, start, end):
        a, b = match.span()
        words = match.group()
        if a < done:
            continue
        match match.lastgroup:
            case "word":
                if b < end and text[b] == "." and words + "." in known.kinds:
                    done, b, words = b + 1, b + 1, words + "."
                yield Token(a, b, words, kinds_of_word(words))
            case "number":
                yield _numeral(a, b, words)
            case "mixed":
                yield Token(a, b, words, _KINDS["num"], _mixed(words))
            case "ordinal":
                size = int(words[:-2])
                day = 1 <= size <= 31
                yield Token(a, b, words, _KINDS["nth_day" if day else "ordinal"], size)
            case "ampm" | "clitic" | "mark" | "quarter":
                yield Token(a, b, words, kinds_of_word(words))
            case shape:
                yield Token(a, b, words, _KINDS[shape or "word"])


def kinds_of_word(word: str) -> frozenset[str]:
    """Return the kinds of a word or mark: those of the vocabulary, or what it looks like."""
    known = vocabulary().kinds
    if (kinds := known.get(word)) is not None:
        return kinds
    if not word[0].isalpha():
        return known.get(word.lower(), _KINDS["mark"])
    if word[0].isupper():
        return _KINDS["capital"]
    return _KINDS["plural" if word[-1] == "s" and word[-2:] != "ss" else "word"]


def number_kinds() -> frozenset[str]:
    """Return the kinds of a number in words."""
    return _KINDS["worded"]


def shapes() -> frozenset[frozenset[str]]:
    """Return every set of kinds that a token outside the vocabulary can have."""
    return frozenset(_KINDS.values()) | {
        _whole(number, digits) for digits in range(1, 6) for number in range(2500)
    }


def _numeral(start: int, end: int, digits: str) -> Token:
    if len(digits) > 15:
        return Token(start, end, digits, _KINDS["junk"])
    if "." in digits:
        minutes = digits.partition(".")[2]
        dotted = len(minutes) == 2 and int(minutes) < 60 and float(digits) < 25
        return Token(start, end, digits, _KINDS["dotted" if dotted else "num"], float(digits))
    if "," in digits:
        return Token(start, end, digits, _KINDS["num"], int(digits.replace(",", "")))
    return Token(start, end, digits, _whole(int(digits), len(digits)), int(digits))


def _mixed(words: str) -> float:
    if words[-1] in _FRACTIONS:
        return int(words[:-1]) + _FRACTIONS[words[-1]]
    whole, fraction = words.split()
    above, below = fraction.split("/")
    return int(whole) + (int(above) / int(below) if below != "0" else 0)


def _merge_numbers(tokens: Iterator[Token]) -> Iterator[Token]:
    """Join the words of one number ("two hundred and thirty", "nineteen ninety-four")."""
    known = vocabulary()
    held: list[Token] = []
    for token in tokens:
        if "number" in token.kinds or (held and _joins(held, token)):
            held.append(token)
            continue
        if held:
            yield from _number(held, known)
            held = []
        yield token
    yield from _number(held, known)


def _joins(held: list[Token], token: Token) -> bool:
    """Whether a hyphen, "and" or closing ordinal belongs to the number words before it."""
    last = held[-1]
    if "number" not in last.kinds and last.text != "-":
        return False
    if token.text == "-":
        return last.text != "-" and token.start == last.end
    if token.text == "and":
        return last.text.lower() in {"hundred", "thousand"}
    ties = last.text == "-" or last.text.lower().endswith("ty")
    return ties and "ordinal" in token.kinds and token.text[0].isalpha()


def _number(held: list[Token], known: Vocabulary) -> Iterator[Token]:
    """Yield the tokens of a run of number words, as few as they make numbers."""
    at = 0
    while at < len(held):
        if "number" not in held[at].kinds:
            yield held[at]
            at += 1
            continue
        stop, size, kind = _read(held, at, known)
        words = " ".join(t.text for t in held[at:stop])
        yield Token(held[at].start, held[stop - 1].end, words, _KINDS[kind], size)
        at = stop


def _read(held: list[Token], at: int, known: Vocabulary) -> tuple[int, int, str]:
    """Return where the number that starts at ``at`` stops, its size and its kind."""
    total, group, last, stop = 0, 0, 1000, at
    for index in range(at, len(held)):
        token = held[index]
        if "number" in token.kinds:
            size = int(known.value("number", token.text) or 0)
            if size == 1000 and group:
                total, group, last = total + group * 1000, 0, 1000
            elif size == 100 and 0 < group < 10:
                group, last = group * 100, 100
            elif size < 100 and size < last:
                group, last = group + size, 10 if size >= 20 else 1
            elif total == 0 and group in range(13, 22) and 10 <= size < 100:
                return _year(held, index, group * 100 + size, known)
            elif index == at:
                return at + 1, size, "worded"
            else:
                break
            stop = index + 1
        elif "ordinal" in token.kinds:
            size = int(known.value("ordinal", token.text) or 0)
            if size < last:
                size += total + group
                return index + 1, size, "nth_day" if size <= 31 else "ordinal"
            break
    return stop, total + group, "worded"


def _year(held: list[Token], index: int, size: int, known: Vocabulary) -> tuple[int, int, str]:
    """Read the unit of a year said in words ("nineteen ninety-four")."""
    stop = index + 1
    if size % 10 == 0 and size % 100 >= 20:
        step = stop + (stop < len(held) and held[stop].text == "-")
        if step < len(held) and "number" in held[step].kinds:
            unit = int(known.value("number", held[step].text) or 0)
            if 0 < unit < 10:
                return step + 1, size + unit, "year"
    return stop, size, "year"
