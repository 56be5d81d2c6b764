"""Whether an event happened, by the words around its trigger."""

from datetime import date
from functools import cache

from onrecord.data import table
from onrecord.events.candidates import Candidate
from onrecord.events.phrases import Clause
from onrecord.events.tokens import FINITE_HELP
from onrecord.records import Factuality, Timex

Cues = dict[str, dict[tuple[str, ...], Factuality]]

ORDER: tuple[Factuality, ...] = ("negated", "hypothetical", "future", "historical")
"""Of several cues the first in this order counts: "will not" denies, it does not plan."""

BACKGROUND_DAYS = 45
"""An event that ended this long before publication is background: an earlier month."""


@cache
def _cues() -> Cues:
    cues: Cues = {}
    values: dict[str, Factuality] = {name: name for name in ORDER}
    for row in table("lexicon/en/factuality.tsv"):
        words = tuple(row["cue"].split())
        cues.setdefault(row["place"], {}).setdefault(words, values[row["value"]])
    return cues


@cache
def _heads() -> frozenset[str]:
    """Return the words that open a cue of the verb group."""
    return frozenset(words[0] for words in _cues()["group"])


def _found(lows: list[str], place: str) -> set[Factuality]:
    cues = _cues()[place]
    found: set[Factuality] = set()
    for i in range(len(lows)):
        for size in (1, 2, 3):
            value = cues.get(tuple(lows[i : i + size]))
            if value is not None and i + size <= len(lows):
                found.add(value)
    return found


def factuality_of(
    clause: Clause, candidate: Candidate, timex: Timex | None, published: date | None
) -> Factuality:
    """Return what the sentence itself says of the event: the codebook's five values."""
    tokens = clause.tokens
    found = _found(_group(clause, candidate), "group")
    if candidate.trigger.pos != "v":
        found |= _found(_following(clause, candidate), "after")
    start = max(0, candidate.start - 20)
    for j in range(candidate.start - 1, start, -1):
        if tokens.tags[j] == "." or tokens.words[j] == ",":
            start = j
            break
    found |= _found(tokens.lows[start : candidate.start], "clause")
    for value in ORDER[:3]:
        if value in found:
            return value
    if "historical" in found or _past_date(timex, published):
        return "historical"
    near = tokens.lows[max(0, candidate.start - 25) : candidate.end + 25]
    if "historical" in _found(near, "sentence"):
        return "historical"
    return "actual"


def _past_date(timex: Timex | None, published: date | None) -> bool:
    if timex is None or timex.end is None or published is None:
        return False
    try:
        end = date.fromisoformat(timex.end[:10])
    except ValueError:
        return False
    return (published - end).days >= BACKGROUND_DAYS


def _group(clause: Clause, candidate: Candidate) -> list[str]:
    """Return the helping words left of the trigger: its verb group, or what governs the noun."""
    tokens = clause.tokens
    tags, lows = tokens.tags, tokens.lows
    j = candidate.start - 1
    stop = max(-1, candidate.start - 8)
    if candidate.trigger.pos != "v":
        while j > stop and tags[j] in ("N", "#", "S"):
            j -= 1
    while j > stop:
        low = lows[j]
        helps = tags[j] in FINITE_HELP or tags[j] in ("A", "X", "T")
        if not (helps or low in _heads() or (candidate.trigger.pos != "v" and tags[j] in "DP")):
            break
        j -= 1
    return lows[j + 1 : candidate.start]


def _following(clause: Clause, candidate: Candidate) -> list[str]:
    tags, lows = clause.tokens.tags, clause.tokens.lows
    end = min(len(lows), candidate.end + 8)
    for j in range(candidate.end, end):
        if tags[j] in FINITE_HELP or tags[j] == "V":
            return lows[j : j + 3]
        if tags[j] in ("U", "W", ",", ".", "C"):
            return []
    return []
