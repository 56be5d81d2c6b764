"""News agencies: which names are theirs, by the lexicon or by what they call themselves."""

import re
from functools import cache

from onrecord.data import table

_FORM = re.compile(r"(?i)\b(?:(?:news|press|wire) (?:agency|service)|wire|newswire|agence)\b")


@cache
def _agencies() -> dict[str, str]:
    return {
        name.lower(): row["short"]
        for row in table("lexicon/en/agencies.tsv")
        for name in row["names"].split("|")
    }


def known_agency(name: str) -> str | None:
    """Return the short form of a news agency the lexicon knows, under any of its names."""
    return _agencies().get(name.strip().lower())


def looks_like_agency(name: str) -> bool:
    """Tell whether a name calls itself a news agency or wire."""
    return known_agency(name) is not None or bool(_FORM.search(name))
