"""The vocabulary of time expressions: which word is of which kind, and what it is worth."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from onrecord.data import table

TABLE = "lexicon/en/times_words.tsv"


@dataclass(frozen=True)
class Vocabulary:
    """Words by form; a form with a capital in the table is known by that spelling or in capitals.

    ``kinds`` gives the kinds of a form, ``values`` the worth of a form as one of its kinds.
    """

    kinds: dict[str, frozenset[str]]
    values: dict[tuple[str, str], str]

    def value(self, kind: str, word: str) -> str | None:
        """Return what ``word`` is worth as a ``kind``, or None where it is not one."""
        for form in (word, word.lower(), word.capitalize()):
            if (found := self.values.get((kind, form))) is not None:
                return found
        return None


@cache
def vocabulary() -> Vocabulary:
    """Return the English vocabulary."""
    kinds: dict[str, set[str]] = defaultdict(set)
    values = {}
    for row in table(TABLE):
        word = row["word"]
        forms = {word, word.upper()} | ({word.capitalize()} if word.islower() else set())
        for form in forms:
            kinds[form].add(row["kind"])
            values[row["kind"], form] = row["value"]
    return Vocabulary({form: frozenset(of) for form, of in kinds.items()}, values)
