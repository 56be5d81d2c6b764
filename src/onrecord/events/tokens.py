"""Tokens of a sentence with coarse tags: enough grammar to find subjects and objects by position.

Tags are single letters: ``N`` noun, adjective or name, ``#`` number, ``S`` possessive mark,
``D`` determiner, ``P`` preposition, ``T`` infinitive *to*, ``V`` verb, ``G`` -ing form, ``B``
form of *be*, ``H`` of *have*, ``O`` of *do*, ``M`` modal, ``R`` pronoun, ``W`` relative word,
``U`` subordinator, ``C`` co-ordinator, ``A`` adverb, ``X`` negation, ``Y`` time word, ``,`` comma
or dash, ``.`` other punctuation. Quotation marks are left out.
"""

import re
from dataclasses import dataclass
from functools import cache

from onrecord.data import table

NOMINAL = frozenset("N#S")
VERBAL = frozenset("VG")
FINITE_HELP = frozenset("MBHO")
_QUOTES = frozenset("\"“”„«»‘’'`")
_COMMAS = frozenset(",–—-:(")


@cache
def _token() -> re.Pattern[str]:
    return re.compile(
        r"(?:[^\W\d_]\.){2,}"
        r"|(?:Mr|Mrs|Ms|Dr|Gen|Col|Lt|Maj|Capt|Sgt|Sen|Rep|Gov|St|Rev|Prof|Pres|[A-Z])\.(?=\s[A-Z])"
        r"|\d[\d.,]*\d|['’]s\b|['’](?=\s)|['’](?:ll|ve|re|d|m)\b"
        r"|\w+(?:[-‑]\w+|['’](?!s\b|ll\b|ve\b|re\b|d\b|m\b)\w+)*|--|\S"
    )


@cache
def function_words() -> dict[str, str]:
    """Return the tag of each closed-class word, in lower case."""
    return {row["word"]: row["tag"] for row in table("lexicon/en/triggers_function_words.tsv")}


@cache
def word_lists() -> dict[str, frozenset[str]]:
    """Return the named word lists that rules and the needs of triggers refer to."""
    return {
        row["list"]: frozenset(row["words"].split())
        for row in table("lexicon/en/triggers_words.tsv")
    }


def inflect(lemma: str, irregular: str = "") -> dict[str, str]:
    """Return the forms of a verb with the kinds they can be: ``b`` base, ``s``, ``d`` past, ``g``.

    ``irregular`` holds past forms parted by spaces. Only the first word of a phrase inflects.
    """
    word, _, rest = lemma.partition(" ")
    tail = f" {rest}" if rest else ""
    forms: dict[str, str] = {}

    def add(form: str, kind: str) -> None:
        forms[form + tail] = forms.get(form + tail, "") + kind

    add(word, "b")
    hissing = word.endswith(("s", "sh", "ch", "x", "z", "o"))
    falls = word.endswith("y") and word[-2:-1] not in "aeiou"
    add(word[:-1] + "ies" if falls else word + ("es" if hissing else "s"), "s")
    stem = word
    if doubles(word):
        stem = word + word[-1]
    for form in irregular.split() or [
        word + "d" if word.endswith("e") else word[:-1] + "ied" if falls else stem + "ed"
    ]:
        add(form, "d")
    if word.endswith("ie"):
        add(word[:-2] + "ying", "g")
    elif word.endswith("e") and not word.endswith(("ee", "ye", "oe")):
        add(word[:-1] + "ing", "g")
    else:
        add(stem + "ing", "g")
    return forms


def doubles(word: str) -> bool:
    """Tell whether a verb doubles its last letter before -ed and -ing (stop, expel; not visit)."""
    if len(word) < 3 or word[-1] in "aeiouwxyh" or word[-2] not in "aeiou":
        return False
    if word in word_lists()["doubled"]:
        return True
    vowels = len(re.findall(r"[aeiouy]+", word))
    return vowels == 1 and word[-3] not in "aeiou"


@dataclass(frozen=True, slots=True)
class Tokens:
    """Words of one sentence with their offsets in the document's text, and tags."""

    words: list[str]
    lows: list[str]
    starts: list[int]
    ends: list[int]
    tags: list[str]
    titled: bool

    def __len__(self) -> int:
        return len(self.words)


def tokenise(
    text: str,
    start: int,
    end: int,
    verbs: dict[str, str],
    nouns: frozenset[str],
    times: list[tuple[int, int]],
) -> Tokens:
    """Return the tagged tokens of ``text[start:end]``.

    ``verbs`` maps a form to its kinds (see :func:`inflect`), ``nouns`` holds forms that are nouns
    as well, ``times`` the spans of time expressions, in order.
    """
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in _token().finditer(text, start, end):
        word = match.group()
        if word in _QUOTES and word not in ("'", "’"):
            continue
        if word in ("'", "’") and not (words and words[-1].endswith("s")):
            continue
        words.append(word)
        starts.append(match.start())
        ends.append(match.end())
    lows = [word.lower().replace("’", "'") for word in words]
    longer = [word for word in words if len(word) > 3 and word[0].isalpha()]
    titled = len(longer) > 3 and sum(w[0].isupper() for w in longer) > 0.75 * len(longer)
    tags = _tag(words, lows, verbs, nouns, titled)
    _mark_times(tags, starts, ends, times)
    return Tokens(words, lows, starts, ends, tags, titled)


def _mark_times(
    tags: list[str], starts: list[int], ends: list[int], times: list[tuple[int, int]]
) -> None:
    at = 0
    for i, begin in enumerate(starts):
        while at < len(times) and times[at][1] <= begin:
            at += 1
        if at < len(times) and times[at][0] < ends[i]:
            tags[i] = "Y"


def _tag(
    words: list[str], lows: list[str], verbs: dict[str, str], nouns: frozenset[str], titled: bool
) -> list[str]:
    closed = function_words()
    tags: list[str] = []
    for i, low in enumerate(lows):
        word = words[i]
        upper = word[0].isupper() and (i > 0 or (len(word) > 1 and word.isupper())) and not titled
        if low in word_lists()["months"] and word[0].isupper() and _dated(lows, i):
            tags.append("Y")
        elif upper and low not in ("i",) and closed.get(low) != "Y":
            tags.append("D" if low in ("the",) else "N" if low not in ("and", "of") else "C")
        elif low in ("'s", "'"):
            tags.append("S")
        elif low == "to":
            following = lows[i + 1] if i + 1 < len(lows) else ""
            base = "b" in verbs.get(following, "") and (words[i + 1][0].islower() or titled)
            base = base or (following not in nouns and _takes_object(words, lows, i + 1))
            tags.append("T" if base or closed.get(following) in ("B", "H", "O", "A") else "P")
        elif low in closed:
            tags.append(closed[low])
        elif not (word[0].isalnum()):
            tags.append("," if word[0] in _COMMAS else ".")
        elif word[0].isdigit():
            tags.append(
                "Y" if tags and lows[i - 1] in word_lists()["months"] and tags[-1] == "Y" else "#"
            )
        else:
            tags.append(_open_class(i, words, lows, tags, verbs, nouns))
    return tags


def _takes_object(words: list[str], lows: list[str], i: int) -> bool:
    """Tell whether the unknown word at ``i`` after *to* is a verb: an object starts behind it."""
    if i + 1 >= len(words) or not words[i].islower() or lows[i] in function_words():
        return False
    return function_words().get(lows[i + 1]) == "D" and not lows[i].endswith("s")


def _dated(lows: list[str], i: int) -> bool:
    """Tell whether the month name at ``i`` stands in a date."""
    after = lows[i + 1] if i + 1 < len(lows) else ""
    before = lows[i - 1] if i else ""
    return after[:1].isdigit() or before[:1].isdigit() or before in ("in", "since", "last", "until")


def _open_class(
    i: int,
    words: list[str],
    lows: list[str],
    tags: list[str],
    verbs: dict[str, str],
    nouns: frozenset[str],
) -> str:
    """Return the tag of a word of an open class from its form and its neighbours."""
    low = lows[i]
    kinds = verbs.get(low, "")
    if low.endswith("ly") and len(low) > 4 and not kinds and low not in nouns:
        return "A"
    if not kinds:
        if low.endswith("ed") and len(low) > 4 and low not in word_lists()["not_past"]:
            kinds = "d"
        elif low.endswith("ing") and len(low) > 5 and low not in word_lists()["not_ing"]:
            kinds = "g"
        else:
            return "V" if i and tags[i - 1] == "T" else "N"
    k = i - 1
    while k >= 0 and tags[k] == "A":
        k -= 1
    before = tags[k] if k >= 0 else ""
    if "b" in kinds and before in ("T", "M", "O", "X"):
        return "V"
    after = lows[i + 1] if i + 1 < len(lows) else ""
    opens = _opens_phrase(words, lows, i + 1)
    if "d" in kinds:
        return _past(before, after, opens, "b" in kinds, verbs)
    if "g" in kinds:
        if before in ("D", "S") or (before == "N" and low in nouns and after in ("of", "in", "by")):
            return "N"
        return "V" if before == "B" else "N" if low in nouns and after == "of" else "G"
    if "s" in kinds:
        if before in ("R", "W"):
            return "V"
        if before == "N" and (opens or low not in nouns):
            return "V"
        if before in ("C", "Y", ",", "U", ".") and opens:
            return "V"
        return "V" if _headline_verb(words, lows, tags, k, i, verbs, nouns) else "N"
    if before in ("R", "W"):
        return "V"
    plural = before == "N" and (lows[k].endswith("s") or lows[k] in ("people", "police", "men"))
    if (plural or before == "C") and (opens or low not in nouns) and i > 0:
        return "V"
    several = "and" in lows[max(0, k - 4) : max(0, k)]
    return "V" if several and _headline_verb(words, lows, tags, k, i, verbs, nouns) else "N"


def _headline_verb(
    words: list[str],
    lows: list[str],
    tags: list[str],
    k: int,
    i: int,
    verbs: dict[str, str],
    nouns: frozenset[str],
) -> bool:
    """Tell whether the word at ``i`` is a verb as in a headline: "NAME fires missile over ...".

    It follows a name (whose last word is at ``k``), no verb stands before it, and a noun without
    an article comes next.
    """
    if k < 0 or tags[k] != "N" or not words[k][0].isupper() or i + 1 >= len(words) or "V" in tags:
        return False
    after = lows[i + 1]
    finite = set(verbs.get(after, "")) & set("bd") and after not in nouns
    return words[i + 1][0].islower() and after not in function_words() and not finite


def _past(before: str, after: str, opens: bool, also_base: bool, verbs: dict[str, str]) -> str:
    if before in ("B", "H", "M", "O", "R", "W", "U", "X", "T"):
        return "V"
    if before in ("D", "S", "#", "P"):
        closed = function_words().get(after, "")
        modifies = (
            bool(after) and after[0].isalpha() and not closed and "d" not in verbs.get(after, "")
        )
        return "N" if (modifies and not opens) or before == "D" else "V"
    return "V"


def _opens_phrase(words: list[str], lows: list[str], i: int) -> bool:
    """Tell whether a noun phrase that is no head noun's continuation starts at ``i``."""
    if i >= len(words):
        return False
    tag = function_words().get(lows[i], "")
    if tag:
        return tag in "DRY" or lows[i] in ("to", "that", "for", "over")
    return words[i][0].isupper() or words[i][0].isdigit()
