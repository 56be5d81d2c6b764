"""The language of a text, by py3langid (BSD)."""

from functools import cache
from typing import Any

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


def language_tag(tag: str | None) -> str | None:
    """Return the ISO 639-1 code of a language tag such as ``en-GB``; null for an empty one."""
    code = (tag or "").strip().replace("_", "-").split("-")[0].lower()
    return code if len(code) in (2, 3) and code.isalpha() else None
