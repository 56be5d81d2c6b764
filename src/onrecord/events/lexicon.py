"""The trigger lexicon: which words express which event, and who is who around them.

``frame`` is ``ACTORS>RECIPIENTS``, each side a list of slots: ``subj`` subject, ``obj`` object,
``inf`` object of an infinitive that follows, ``poss`` possessor, ``pre`` names right before a noun,
``light`` subject of the verb a noun is the object of, anything else a preposition. ``a/b`` takes
the first slot that is filled, ``a+b`` all.

``needs`` are conditions parted by spaces, each of which must hold: ``obj`` an object follows,
``named`` a party is named, ``to`` an infinitive follows, ``next:a/b`` one of these words follows,
``unless:a_b`` the trigger is not b right after a, ``after:a/b`` a form of one of these verbs
stands close by; with a list of ``triggers_words.tsv``:
``obj:LIST`` and ``subj:LIST`` for a word of object or subject, ``ahead:LIST`` for a word soon
after the trigger, ``in:LIST`` and ``not:LIST`` for one around it.
"""

from dataclasses import dataclass
from functools import cache

from onrecord.data import table
from onrecord.events.tokens import inflect, word_lists

_FOLDER = "lexicon/en"


@dataclass(frozen=True, slots=True)
class Slots:
    """Slots of one side of a frame; ``all`` tells whether every one counts or the first filled."""

    names: tuple[str, ...]
    all: bool


@dataclass(frozen=True, slots=True)
class Trigger:
    """One row of the lexicon: an event type and the conditions and frame of its words."""

    lemma: str
    pos: str
    code: str
    mode: str | None
    actors: Slots
    recipients: Slots
    needs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Triggers by their forms, the forms of known verbs, and the word lists of the needs.

    ``phrases`` maps a first word to the forms that start with it, the longest first, each with
    its rows in the order of the file.
    """

    phrases: dict[str, list[tuple[tuple[str, ...], list[Trigger]]]]
    verbs: dict[str, str]
    nouns: frozenset[str]
    lists: dict[str, frozenset[str]]
    light: frozenset[str]
    lemmas: dict[str, str]


def _slots(text: str) -> Slots:
    every = "+" in text
    return Slots(tuple(filter(None, text.split("+" if every else "/"))), every)


def _needs(text: str) -> tuple[tuple[str, str], ...]:
    pairs = (need.partition(":") for need in text.split())
    return tuple((kind, value) for kind, _, value in pairs)


def plural(noun: str) -> str:
    """Return the plural of the last word of ``noun``."""
    if noun.endswith(("s", "sh", "ch", "x")):
        return noun + "es"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun if noun.endswith(("ing", "men")) and " " in noun else noun + "s"


def _forms(row: dict[str, str]) -> dict[str, str]:
    """Return the forms of a row with their kinds; a noun's kind is ``n``."""
    lemma = row["lemma"]
    if row["pos"] == "v":
        return inflect(lemma, row["forms"])
    if row["pos"] == "n":
        return {lemma: "n", plural(lemma): "n"} | dict.fromkeys(row["forms"].split(), "n")
    return {lemma: "n"}


@cache
def load_lexicon() -> Lexicon:
    """Return the trigger lexicon of English."""
    phrases: dict[str, dict[tuple[str, ...], list[Trigger]]] = {}
    verbs: dict[str, str] = {}
    nouns: set[str] = set()
    lemmas: dict[str, str] = {}
    for row in table(f"{_FOLDER}/triggers_verbs.tsv"):
        for form, kind in inflect(row["lemma"], row["forms"]).items():
            verbs[form] = verbs.get(form, "") + kind
            lemmas.setdefault(form, row["lemma"])
    for row in table(f"{_FOLDER}/triggers.tsv"):
        actors, _, recipients = row["frame"].partition(">")
        trigger = Trigger(
            lemma=row["lemma"],
            pos=row["pos"],
            code=row["type"],
            mode=row["mode"] or None,
            actors=_slots(actors),
            recipients=_slots(recipients),
            needs=_needs(row["needs"]),
        )
        for form, kind in _forms(row).items():
            words = tuple(form.split())
            rows = phrases.setdefault(words[0], {}).setdefault(words, [])
            rows.append(trigger)
            if row["pos"] == "v":
                verbs[words[0]] = verbs.get(words[0], "") + kind
                lemmas.setdefault(words[0], row["lemma"].split()[0])
            elif len(words) == 1:
                nouns.add(form)
    ordered = {
        first: sorted(forms.items(), key=lambda item: -len(item[0]))
        for first, forms in phrases.items()
    }
    lists = word_lists()
    nouns |= lists["nouns"]
    light = frozenset(
        form
        for row in table(f"{_FOLDER}/triggers_light.tsv")
        for form, lemma in lemmas.items()
        if lemma == row["lemma"]
    )
    return Lexicon(ordered, verbs, frozenset(nouns), lists, light, lemmas)
