"""The cue lexicon and the closed-class words, as the rules use them."""

from dataclasses import dataclass
from functools import cache

from onrecord.data import table


@dataclass(frozen=True, slots=True)
class Verb:
    """One form of a cue verb: its lemma, the words that must follow, what may follow, the form.

    ``form`` is ``base``, ``s``, ``past`` or ``ing``; ``takes`` are the complements of the table.
    """

    lemma: str
    kind: str
    takes: frozenset[str]
    certainty: str
    form: str
    particle: tuple[str, ...] = ()


@cache
def verbs() -> dict[str, tuple[Verb, ...]]:
    """Return the cue verbs by form, those with a particle first."""
    found: dict[str, list[Verb]] = {}
    for row in table("lexicon/en/cues.tsv"):
        base, s, *past, ing = row["forms"].split()
        takes = frozenset(row["takes"].split())
        particle = tuple(row["lemma"].split()[1:])
        named = [(base, "base"), (s, "s"), *((p, "past") for p in past), (ing, "ing")]
        for word, form in dict(named).items():
            verb = Verb(row["lemma"], row["kind"], takes, row["certainty"], form, particle)
            found.setdefault(word, []).append(verb)
    return {word: tuple(sorted(v, key=lambda v: -len(v.particle))) for word, v in found.items()}


@cache
def words(name: str) -> frozenset[str]:
    """Return the lower-case words of one closed class of ``cues_words.tsv``."""
    return frozenset(
        row["word"] for row in table("lexicon/en/cues_words.tsv") if name in row["classes"].split()
    )


@cache
def carriers(name: str) -> frozenset[str]:
    """Return the lower-case words of one class of ``carriers.tsv``."""
    return frozenset(r["word"] for r in table("lexicon/en/carriers.tsv") if r["class"] == name)


@cache
def agency_names() -> dict[str, tuple[str, ...]]:
    """Return, by every name of a news agency in lower case, all its names."""
    found: dict[str, tuple[str, ...]] = {}
    for row in table("lexicon/en/agencies.tsv"):
        names = tuple(dict.fromkeys([row["short"], *row["names"].split("|")]))
        for name in names:
            found[name.lower()] = names
    return found
