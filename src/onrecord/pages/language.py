"""The language of a text, by py3langid (BSD)."""

from functools import cache
from typing import Any

from onrecord.data import table

ENOUGH = 200
"""Characters below which a text's language is not guessed."""

SAMPLE = 4000
"""Characters that are looked at."""


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def language_of(text: str) -> str | None:
    """Return the ISO 639-1 code of the text's language, null for a short or unclear text."""
    if len(text) < ENOUGH:
        return None
    code, share = _identifier().classify(text[:SAMPLE])
    return str(code) if share > 0.9 else None


@cache
def _codes() -> dict[str, str]:
    return {
        name: row["code"]
        for row in table("languages.tsv")
        for name in (row["code"], *row["names"].split("|"))
    }


def language_tag(tag: str | None) -> str | None:
    """Return the ISO 639-1 code of a language tag or name; null for one that is not known.

    ``en``, ``en-GB``, ``en_US``, ``eng`` and ``English`` are all ``en``.
    """
    name = (tag or "").strip().lower()
    return _codes().get(name) or _codes().get(name.replace("_", "-").split("-")[0])
