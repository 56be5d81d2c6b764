"""The mode of an event, by the words close to its trigger."""

from functools import cache

from onrecord.data import table
from onrecord.events.candidates import Candidate
from onrecord.events.phrases import Clause

NEAR = 9
"""Tokens to either side in which a word can tell the mode."""


@cache
def _modes() -> dict[str, tuple[tuple[str, frozenset[str]], ...]]:
    found: dict[str, tuple[tuple[str, frozenset[str]], ...]] = {}
    for row in table("lexicon/en/triggers_modes.tsv"):
        entry = (row["mode"], frozenset(row["words"].split()))
        found[row["type"]] = (*found.get(row["type"], ()), entry)
    return found


def mode_of(clause: Clause, candidate: Candidate) -> str | None:
    """Return the trigger's own mode, else the one that a word near it tells, else None."""
    trigger = candidate.trigger
    if trigger.mode is not None:
        return trigger.mode
    lows = clause.tokens.lows
    ahead = trigger.code in ("REQUEST", "REJECT", "THREATEN")
    start = candidate.start if ahead else max(0, candidate.start - NEAR)
    near = frozenset(lows[start : candidate.end + NEAR])
    for mode, words in _modes().get(trigger.code, ()):
        if near & words:
            return mode
    return None
