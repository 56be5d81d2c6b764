"""Words of a sentence with their places: what all rules of this room look at."""

import re
from dataclasses import dataclass
from functools import cache


@cache
def _word() -> re.Pattern[str]:
    """Match one token: dotted capitals, a word (hyphens and inner apostrophes kept), a mark.

    A possessive ``'s`` is a token of its own, so that "Pyongyang's" ends a name. Every
    alternative takes its characters once, so matching is linear in the text.
    """
    return re.compile(
        r"(?:[A-Z]\.)+[A-Z](?![^\W_])\.?"
        r"|['’]s(?![^\W_])"
        r"|[^\W_]+(?:[-‑&](?=[^\W_])[^\W_]+|['’](?!s(?![^\W_]))[^\W_]+)*"
        r"|[^\w\s]"
    )


@dataclass(slots=True)
class Tokens:
    """One sentence in tokens: ``words`` with straight apostrophes, and where each one stands.

    ``starts`` and ``ends`` are code-point offsets into the document.
    """

    words: list[str]
    starts: list[int]
    ends: list[int]

    def __len__(self) -> int:
        return len(self.words)

    def word(self, at: int) -> str:
        """Return the word at ``at``, the empty string outside the sentence."""
        return self.words[at] if 0 <= at < len(self.words) else ""

    def capitalised(self, at: int) -> bool:
        """Tell whether there is a word at ``at`` that begins with a capital letter."""
        return 0 <= at < len(self.words) and self.words[at][0].isupper()

    def touches(self, at: int) -> bool:
        """Tell whether no white space stands between the token at ``at`` and the one before."""
        return 0 < at < len(self.words) and self.starts[at] == self.ends[at - 1]


def tokenise(
    text: str, start: int, end: int, splits: frozenset[str], whole: frozenset[str]
) -> Tokens:
    """Return the tokens of ``text[start:end]``.

    A hyphenated word whose first part is in ``splits`` (names of countries and the like) is taken
    apart, unless it is in ``whole``: "US-led" is three tokens, "France-Presse" and "Suk-yeol" one.
    """
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in _word().finditer(text, start, end):
        word = match.group()
        at = match.start()
        if "-" in word and word.split("-", 1)[0] in splits and word not in whole:
            for part in re.split("(-)", word):
                words.append(part)
                starts.append(at)
                at += len(part)
                ends.append(at)
            continue
        words.append(word.replace("’", "'") if "’" in word else word)
        starts.append(at)
        ends.append(match.end())
    return Tokens(words, starts, ends)


def key_of(name: str) -> tuple[str, ...]:
    """Return a name as the tuple of words that :func:`tokenise` makes of it."""
    return tuple(word.replace("’", "'") for word in _word().findall(name))
