"""Verbs without a tagger: the group a cue stands in, finite verbs, adverbs, and clause marks."""

from dataclasses import dataclass

from onrecord.attributions.lexicon import words
from onrecord.attributions.units import Unit

DASHES = frozenset(("—", "–", "―", "-", "--"))
BREAKS = frozenset(",;:()[]…!?.") | DASHES
SPELLS = frozenset(
    ("week", "month", "year", "day", "morning", "night", "afternoon", "evening", "weekend")
)
"""What "last" and "this" make a time of."""


@dataclass(frozen=True, slots=True)
class Group:
    """The verb group a cue stands in: the token before it, and what its auxiliaries say.

    ``first`` is the group's first token, ``before`` the token before that one (or -1).
    """

    first: int
    passive: bool = False
    negated: bool = False
    infinitive: bool = False
    helped: bool = False


def verb_group(unit: Unit, cue: int) -> Group:
    """Return the verb group of the cue at token ``cue``: auxiliaries and adverbs before it."""
    be, have, modal = words("be"), words("have"), words("modal")
    control, negation = words("control"), words("negation")
    passive = negated = infinitive = helped = False
    i = cue - 1
    while i >= 0 and not unit.quoted(i):
        low = unit.low[i]
        if low in be or low in have or low in modal:
            passive = passive or (low in be and not helped)
            negated = negated or low in negation
            helped = True
        elif low in words("reflexive") or is_adverb(unit, i):
            negated = negated or low in negation
        elif low == "to" and unit.at(i - 1) in control:
            infinitive = True
            i -= 1
        elif low == "on" and unit.at(i - 1) in ("went", "go", "goes", "going"):
            i -= 1
        elif (skipped := time_before(unit, i)) < i:
            i = skipped
            continue
        else:
            break
        i -= 1
    return Group(i + 1, passive, negated, infinitive, helped)


def is_adverb(unit: Unit, i: int) -> bool:
    """Whether token ``i`` is an adverb: one of the list, or a word in -ly that is no name."""
    low = unit.low[i]
    ly = low.endswith("ly") and len(low) > 4 and not unit.capital(i)
    return ly or low in words("adverb")


def time_before(unit: Unit, i: int) -> int:
    """Return the token before a time that ends at ``i`` ("on Monday", "last year"), or ``i``."""
    low, before = unit.low[i], unit.at(i - 1)
    if low in words("weekday"):
        return i - 2 if before in ("on", "late", "early") else i - 1
    if low in SPELLS and before in ("last", "this", "earlier"):
        return i - 2
    if len(low) == 4 and low.isdigit() and before in ("in", "since"):
        return i - 2
    return i


def is_finite(unit: Unit, i: int) -> bool:
    """Whether token ``i`` looks like a finite verb (short of tagging: lists and endings)."""
    low = unit.low[i]
    if i and unit.capital(i) and unit.block.role != "headline":
        return False
    if low in words("finite"):
        return True
    if unit.capital(i) or not low.endswith("ed") or len(low) < 5:
        return False
    before = unit.at(i - 1)
    # "charged in", "born in": a participle after a noun is told from a past tense by what follows
    return before in words("subject") or unit.at(i + 1) in words("determiner")
