"""The grammar: rows of a table over words and kinds of words, made into regexes over tokens.

Every word of the grammar and every set of kinds becomes one character; a text becomes a string with
one character a token, and each rule a small regex over such strings. A rule has no repetition, so
a text is read in time linear in its length. The notation is told in the table's header.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import cast

from onrecord.data import table
from onrecord.records import TimexClass
from onrecord.times.patterns import Compiler
from onrecord.times.tokens import Token
from onrecord.times.words import vocabulary

TABLE = "lexicon/en/times_grammar.tsv"
Parts = dict[str, str | float]


@dataclass(frozen=True, slots=True)
class Rule:
    """One row: the class of timex it makes, the maker of its value and the compiled pattern.

    ``fixed`` are the parts the row itself gives; ``slots`` the name and kind of each group.
    """

    name: str
    timex_class: TimexClass
    maker: str
    fixed: Parts
    pattern: re.Pattern[str]
    slots: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Match:
    """A rule, the tokens ``[first, last)`` it covers, and the values of its named parts."""

    rule: Rule
    first: int
    last: int
    parts: Parts


class Grammar:
    """The rules of one language, ready to run."""

    def __init__(self, rows: Sequence[dict[str, str]]) -> None:
        self._compiler = Compiler(rows)
        self._starts: dict[str, list[Rule]] = defaultdict(list)
        for row in rows:
            if row["name"].startswith("@"):
                continue
            pattern, first, slots = self._compiler.compile(
                row["before"], row["pattern"], row["after"]
            )
            maker, *settings = row["make"].split()
            fixed: Parts = {k: v for k, _, v in (s.partition("=") for s in settings)}
            kind = cast(TimexClass, row["class"])
            rule = Rule(row["name"], kind, maker, fixed, pattern, slots)
            for code in first:
                self._starts[code].append(rule)

    def matches(self, tokens: Sequence[Token]) -> Iterator[Match]:
        """Yield the leftmost longest matches, which do not overlap; the earlier rule wins a tie."""
        coded = "".join(map(self._compiler.code, tokens))
        at = 0
        while at < len(coded):
            best: tuple[Rule, re.Match[str]] | None = None
            stop = at
            for rule in self._starts.get(coded[at], ()):
                if (found := rule.pattern.match(coded, at)) and found.end() > stop:
                    best, stop = (rule, found), found.end()
            if best is not None:
                yield Match(best[0], at, stop, _parts(*best, tokens))
            at = max(stop, at + 1)


def _parts(rule: Rule, found: re.Match[str], tokens: Sequence[Token]) -> Parts:
    """Return the values of the groups that took part, over the row's own."""
    parts = dict(rule.fixed)
    for group, (name, kind) in enumerate(rule.slots, 1):
        if (at := found.start(group)) >= 0:
            parts[name] = _worth(tokens[at], kind)
    return parts


def _worth(token: Token, kind: str) -> str | float:
    if token.number is not None:
        return token.number
    return vocabulary().value(kind, token.text) or token.text


@cache
def grammar() -> Grammar:
    """Return the English grammar."""
    return Grammar(table(TABLE))
