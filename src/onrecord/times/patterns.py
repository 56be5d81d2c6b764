"""The grammar's notation, compiled to regexes over one character a token."""

import re
from collections.abc import Iterable, Sequence

from onrecord.times.tokens import Token, kinds_of_word, number_kinds, shapes
from onrecord.times.words import vocabulary

_PIECE = re.compile(r"<(?:(\w+):)?(\w+)>|(@\w+)|([()|?])|([^\s()|?<>@]+)")
_BLANK = "\u0001"
_FIRST_CODE = 0xE000

Slots = tuple[tuple[str, str], ...]


class Compiler:
    """Characters for the words and kinds of a grammar, and patterns over them."""

    def __init__(self, rows: Sequence[dict[str, str]]) -> None:
        self._macros = {r["name"]: r["pattern"] for r in rows if r["name"].startswith("@")}
        self._words = frozenset(_literals(rows))
        self._codes = _alphabet(self._words)
        self._slots: list[tuple[str, str]] = []

    def code(self, token: Token) -> str:
        """Return the character that stands for a token; one for all that the grammar ignores."""
        word = token.text.lower()
        return self._codes.get((word if word in self._words else "", token.kinds), _BLANK)

    def compile(self, before: str, pattern: str, after: str) -> tuple[re.Pattern[str], str, Slots]:
        """Return the regex of a row, the characters it can start with, and its groups in order.

        Raises ``ValueError`` for a pattern that is not in the notation or can match nothing.
        """
        self._slots = []
        pieces = _pieces(pattern)
        body, first, empty = self._sequence(pieces)
        if pieces:
            raise ValueError(f"a bracket too many in {pattern!r}")
        if empty:
            raise ValueError(f"pattern {pattern!r} can match no words")
        regex = _context(before, self, "(?<=", "(?<!", "^") + body
        regex += _context(after, self, "(?=", "(?!", "$")
        return re.compile(regex), first, tuple(self._slots)

    def _sequence(self, pieces: list[re.Match[str]]) -> tuple[str, str, bool]:
        """Read alternatives up to a closing bracket or the end: regex, first set, can be empty."""
        options, firsts, empties = [""], [""], [True]
        while pieces and pieces[0].group() != ")":
            piece = pieces.pop(0)
            if piece.group() == "|":
                options, firsts, empties = [*options, ""], [*firsts, ""], [*empties, True]
                continue
            regex, first, empty = self._item(piece, pieces)
            if pieces and pieces[0].group() == "?":
                pieces.pop(0)
                regex, empty = f"(?:{regex})?", True
            options[-1] += regex
            firsts[-1] += first if empties[-1] else ""
            empties[-1] = empties[-1] and empty
        body = options[0] if len(options) == 1 else f"(?:{'|'.join(options)})"
        return body, "".join(dict.fromkeys("".join(firsts))), any(empties)

    def _item(self, piece: re.Match[str], pieces: list[re.Match[str]]) -> tuple[str, str, bool]:
        name, kind, macro, _, word = piece.groups()
        if macro:
            regex, first, empty = self._sequence(_pieces(self._macros[macro]))
            return f"(?:{regex})", first, empty
        if piece.group() == "(":
            regex, first, empty = self._sequence(pieces)
            if not pieces:
                raise ValueError(f"a bracket is not closed in {piece.string!r}")
            pieces.pop(0)
            return f"(?:{regex})", first, empty
        if kind:
            self._slots.append((name or kind, kind))
            codes = self.codes_of(kind=kind)
            return f"([{codes}])", codes, False
        if word:
            codes = self.codes_of(word=word)
            return f"[{codes}]", codes, False
        raise ValueError(f"unexpected {piece.group()!r} in {piece.string!r}")

    def codes_of(self, *, kind: str = "", word: str = "") -> str:
        """Return the characters of all tokens of a kind, or of a word.

        Raises ``ValueError`` where no token can be of that kind.
        """
        codes = [
            code
            for (of_word, kinds), code in self._codes.items()
            if (kind and kind in kinds) or (word and word == of_word)
        ]
        if not codes:
            raise ValueError(f"no word of the vocabulary is a {kind or word!r}")
        return "".join(codes)


def _pieces(pattern: str) -> list[re.Match[str]]:
    return list(_PIECE.finditer(pattern))


def _context(context: str, compiler: Compiler, yes: str, no: str, edge: str) -> str:
    """Return the look-around of a context column: alternatives, after ``!`` what must not stand."""
    if context == "-":
        return ""
    wanted = [p for p in _pieces(context.removeprefix("!")) if p.group() not in "|()"]
    codes = "".join(
        compiler.codes_of(kind=p.group(2) or "", word=p.group(5) or "")
        for p in wanted
        if p.group() != edge
    )
    if context.startswith("!"):
        return f"{no}[{codes}])"
    at_edge = any(p.group() == edge for p in wanted)
    return f"(?:{edge}|{yes}[{codes}]))" if at_edge else f"{yes}[{codes}])"


def _literals(rows: Iterable[dict[str, str]]) -> list[str]:
    found = []
    for row in rows:
        for column in ("before", "pattern", "after"):
            text = row[column].removeprefix("!")
            found += [p.group(5) for p in _pieces(text) if p.group(5) and text != "-"]
    return [word for word in dict.fromkeys(found) if word not in "^$"]


def _alphabet(words: Iterable[str]) -> dict[tuple[str, frozenset[str]], str]:
    """Return a character for each word of the grammar and for each set of kinds."""
    keys: dict[tuple[str, frozenset[str]], None] = {}
    for word in sorted(words):
        for form in (word, word.capitalize(), word.upper()):
            kinds = kinds_of_word(form)
            keys[word, number_kinds() if "number" in kinds else kinds] = None
    known = vocabulary().kinds.values()
    for kinds in sorted({*known, *shapes()}, key=sorted):
        keys["", kinds] = None
    return {key: chr(_FIRST_CODE + n) for n, key in enumerate(keys)}
