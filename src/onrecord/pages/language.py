"""The language of a text: its tag checked against the text, or else py3langid (BSD)."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import Any

from onrecord.data import table

ENOUGH = 200
"""Characters below which a text's language is not guessed."""

SAMPLE, CHECKED = 4000, 1500
"""Characters that are looked at to identify a language, and to check a tag."""

FOREIGN = 8
"""Small words of another language that cast doubt on a tag, if its own are a third as many."""


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def language_of(text: str) -> str | None:
    """Return the ISO 639-1 code of the text's language, null for a short or unclear text."""
    if len(text) < ENOUGH:
        return None
    if sole := _sole_language(text[:CHECKED]):
        return sole
    code, share = _identifier().classify(text[:SAMPLE])
    return str(code) if share > 0.9 else None


def language_for(tag: str | None, text: str) -> str | None:
    """Return the language of a page with the language tag ``tag`` and the words ``text``.

    The tag is believed unless the script of the text or its small words contradict it: templates
    say ``en`` whatever the page is in. Only then, and where there is no tag, the text is
    identified, since loading py3langid takes longer than reading fifty pages.
    """
    code = language_tag(tag)
    if code is not None and not _contradicts(text[:CHECKED], code):
        return code
    return language_of(text) or code


@dataclass(frozen=True, slots=True)
class _Script:
    """A script: its letters, the one language written in it where there is one, and all of them."""

    name: str
    letters: re.Pattern[str]
    sole: str | None
    languages: frozenset[str]


_LATIN = _Script("latin", re.compile("[a-z]", re.I), None, frozenset())
_NOT_LATIN = re.compile(r"[^\W\d_\u0000-\u036f\u1e00-\u1eff]")


@cache
def _scripts() -> tuple[_Script, ...]:
    return tuple(
        _Script(
            row["script"],
            re.compile(row["letters"]),
            row["sole"] or None,
            frozenset(row["languages"].split("|")),
        )
        for row in table("scripts.tsv")
    )


@cache
def _not_latin() -> frozenset[str]:
    return frozenset().union(*(script.languages for script in _scripts())) - _IN_BOTH


_IN_BOTH = frozenset({"sr", "uz", "az", "bs", "ku", "kk", "tt", "tg"})
"""Languages that are written in Latin letters as well."""


def _script_of(text: str) -> _Script | None:
    """Return the script of a text, null for one too short to tell.

    Kana tell Japanese even among more Chinese characters.
    """
    foreign = "" if text.isascii() else "".join(_NOT_LATIN.findall(text))
    if len(foreign) < len(text) / 5:
        return _LATIN if len(text) >= ENOUGH else None
    counts = {script.name: len(script.letters.findall(foreign)) for script in _scripts()}
    if counts["han"] and counts["kana"] > counts["han"] / 10:
        counts["han"] = 0
    best = max(_scripts(), key=lambda script: counts[script.name])
    return best if counts[best.name] >= ENOUGH / 10 else None


def _sole_language(text: str) -> str | None:
    script = _script_of(text)
    return script.sole if script else None


@cache
def _small_words() -> dict[str, frozenset[str]]:
    return {row["code"]: frozenset(row["words"].split("|")) for row in table("function_words.tsv")}


def _contradicts(text: str, code: str) -> bool:
    """Tell whether a text cannot well be in the language ``code``, by script or small words."""
    script = _script_of(text)
    if script is None:
        return False
    if script is not _LATIN:
        return code not in script.languages
    if code in _not_latin():
        return True
    own = _small_words().get(code)
    if own is None:
        return False
    words = Counter(text.lower().split())
    hits = sum(words[w] for w in own)
    common = sum(count for word, count in words.most_common(20) if len(word) < 5)
    if 2 * hits >= common:  # most of the commonest words are its own
        return False
    most = max(sum(words[w] for w in small) for small in _small_words().values())
    return most >= max(FOREIGN, 3 * hits)


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
