"""Captions: where the credit begins in the words below a picture."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from onrecord.pages.furniture import split_caption
from onrecord.pages.phrases import openers
from onrecord.pages.walk import WITHIN, Run

_TAIL = 160
"""Characters at the end of a caption in which its credit is looked for."""

_BRACKETS = re.compile(r"[(\[（](?P<inside>[^()\[\]（）]{2,90})[)\]）]\.?$")
_MARK = re.compile(
    r"(?:\s[|–—-]\s*)?(?:©|ⓒ|\([cC]\)|（[CＣ]）|\b(?i:copyright)\b)\s*[^.!?©]{1,110}\.?$"
)
_BAR = re.compile(r"\s[|]\s*(?P<inside>[^|.!?]{2,80})\.?$")
_SLASH = re.compile(
    r"(?<=[.!?…”’\"»)])\s*(?P<inside>[^\W\d_][\w’'.&@-]*(?:\s+[\w’'.&@-]+){0,6}?\s?/\s?[^.!?]{2,60})\.?$"
)
_NOT_CREDIT = re.compile(
    r"(?i)^(?:archiv\w*|symbol\w*|file|l|r|links|rechts|undated|\d+|links? .*"
    r"|.*\b(?:left|right|centre|center)\b.*)$"
)

_CAPTIONED = WITHIN["figure"] | WITHIN["figcaption"]


def credit_start(line: str) -> int | None:
    """Return where the credit begins in words known to stand below a picture, null where none does.

    Looser than :func:`onrecord.pages.furniture.split_caption`, which has to tell a caption from
    running text first.
    """
    parts = split_caption(line)
    if parts[-1][0] == "credit":
        return parts[-1][1]
    shift = max(0, len(line) - _TAIL)
    tail = line[shift:]
    for pattern in (_MARK, _BRACKETS, _BAR, _SLASH):
        if found := pattern.search(tail):
            inside = found.groupdict().get("inside")
            if inside is not None and (_NOT_CREDIT.match(inside) or not _is_name(inside)):
                continue
            start = shift + found.start()
            return start + len(line[start:]) - len(line[start:].lstrip(" |–—-"))
    return None


def _is_name(words: str) -> bool:
    """Tell whether most of the words are capitalised, as names are."""
    parts = [w for w in re.split(r"[\s/,]+", words) if w[:1].isalpha()]
    capital = sum(not w[0].islower() for w in parts)
    return bool(parts) and len(parts) <= 10 and capital >= 0.6 * len(parts)


def part_credits(runs: Iterable[Run]) -> Iterator[Run]:
    """Yield the runs, those below a picture parted where their credit begins."""
    for run in runs:
        if run.within & _CAPTIONED or run.hint == "caption":
            at = credit_start(run.line)
            if at:
                first, second = run.part(at)
                second.credit = True
                yield first
                yield second
                continue
        yield run


@cache
def _label() -> re.Pattern[str]:
    """Return the form of what stands before the names: "(Photo by", "Foto:", "© Copyright"."""
    words = "|".join(
        re.escape(word).replace(r"\ ", r"\s+") for word in openers("credit", "label", "start")
    )
    return re.compile(
        rf"(?i)^(?:[\W_]*(?:archiv|symbol|file\s)?(?:{words})\s*(?:[.:=]|\b(?:by|of)\b)\s*"
        r"|copyright\b|[\W_]+)+"
    )


_BETWEEN_NAMES = re.compile(r"\s*[|;]\s*|\s+/(?!\s)")


def credit_names(credit: str) -> tuple[str, ...]:
    """Return whom a credit names, each once: photographer, agency, archive.

    ``"Photo by Ana Ruiz | TPA"`` names Ana Ruiz and TPA; ``"Ana Ruiz/TPA"`` is left as one name, as
    agencies write it. A label without a name names nobody.
    """
    if credit.strip(" .:").lower() in openers("credit", "label", "start"):
        return ()
    names = _label().sub("", credit).strip(" .()[]（）©")
    found = (part.strip(" .()[]（）©-–") for part in _BETWEEN_NAMES.split(names))
    return tuple(dict.fromkeys(name for name in found if any(map(str.isalpha, name))))
