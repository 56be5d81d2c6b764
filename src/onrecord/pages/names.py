"""Names in a byline, and what each of them is: a person, a desk, an agency, or no name at all."""

import html
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from onrecord.data import table
from onrecord.pages.agencies import known_agency, looks_like_agency

Kind = Literal["person", "desk", "agency"]

MAX_BYLINE = 600
"""Characters of one statement of authors that are read; only papers have longer ones."""

MAX_NAMES = 40
"""Names read from one statement."""

SHORT_CODE = 4
"""Longest word in small letters that is a code of initials rather than the name of an account."""

SHORT_LINE = 60
"""Characters of a byline that may, unmarked, hold a name of a single word."""

MAX_NAME = 60
"""Longest name of a person or desk, in characters."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name as the page spells it, and what it is the name of."""

    text: str
    kind: Kind


_NO_WIDTH = re.compile("[\u200b\u2060\ufeff\u00ad]")
_TAG = re.compile(r"<[^<>]{0,200}>")
_ADDRESS = re.compile(r"\(?\S{1,80}@\S{0,80}|\S{0,10}://\S{0,200}|\bwww\.\S{0,100}")
_DIGITS = re.compile(r"(?:^|(?<=[\s,|(–—•·-]))\d")
_SPLIT = re.compile(
    r"\s*(?:[;|•·⋅∙‧&+、،，\n]|\s/\s|/\s?(?=[^\W\d_])|,(?!\s*(?:Jr|Sr|II|III)\b))\s*|\s+[–—-]\s+"
)
_BRACKETS = re.compile(r"\s*[(\[（]([^()\[\]（）]{0,60})[)\]）]")
_EDGES = " \t,:;|–—-•·⋅/*›»«\"“”„'→†‡§"
_HANDLE = re.compile(r"\s@\w+")
_LAST_STOP = re.compile(r"(?<=\w\w)\.+$")
_BEFORE_JOB = re.compile(
    r"([\uac00-\ud7af]{2,4})\s?(?:기자|특파원|선임기자|인턴기자|논설위원|편집위원)"
)
_PARTICLE_LIST = (
    "de da do dos das di del della der den des van von vom zu zum zur la le les el al bin ibn ben"
    " ter ten af av y e i o du 't d’ d'"
)
_PARTICLES = frozenset(_PARTICLE_LIST.split())
_PLACE = re.compile(
    r"\s+(?:in|at|for|from|aus|à|em|bei|für|special to|exclusive to|im)\s+(?=[^\W\d_]).*$"
)
_CASELESS = re.compile(r"[\u0590-\u0fff\u1000-\u109f\u3040-\u9fff\uac00-\ud7af]")
_ADMIN = re.compile(r"(?i)(?:^|[\W_]|wordpress|site|web)admin(?:istrator)?s?\d*(?:$|[\W_])")
_DOMAIN = re.compile(r"(?i)^(?!\w\.)[\w.-]+\.(?:[a-z]{2,3}|info|media|news|online|blog)$")
_WORD = re.compile(r"[^\s,()/]+")
_FIRST_WORD = re.compile(r"[\s:：/]+")
_COLON = r"\s*[:：/]\s*"


@cache
def _listed(kind: str) -> frozenset[str]:
    rows = (row for row in table("bylines.tsv") if row["kind"] == kind)
    return frozenset(w for row in rows for w in row["words"].split("|"))


def _any(*kinds: str) -> str:
    found = sorted((w for kind in kinds for w in _listed(kind)), key=lambda w: (-len(w), w))
    return "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in found)


@cache
def _opener() -> re.Pattern[str]:
    """Match what opens a byline in running text: a label only before a colon or slash."""
    return re.compile(
        rf"(?i)^(?:(?:{_any('opener')})(?:{_COLON}|\s+)|(?:{_any('label', 'weak')}){_COLON})"
    )


@cache
def _marked_opener() -> re.Pattern[str]:
    """Match what opens a byline where the markup says that it is one."""
    return re.compile(
        rf"(?i)^(?:(?:{_any('opener', 'label')})(?:{_COLON}|\s+|$)"
        rf"|(?:{_any('weak')})(?:{_COLON}|\s+(?=\S+\s+\S+)))"
    )


@cache
def _inner_opener() -> re.Pattern[str]:
    return re.compile(rf"(?i)(?<=\s)(?P<word>{_any('opener')})(?:{_COLON}|\s+)(?=\S)")


def after_inner_opener(line: str) -> str:
    """Return what follows an opener inside a line, after a stamp or section; else the line.

    "von" and "de" between two parts of a name open nothing.
    """
    found = _inner_opener().search(line)
    if not found:
        return line
    before = line[: found.start()].split()
    word = found["word"]
    opens = (
        word.lower() not in _PARTICLES
        or word[0].isupper()
        or len(before) > 2
        or before[-1][-1] in "|,–—•·:-"
        or before[-1][0].islower()
        or any(c.isdigit() for c in before[-1])
    )
    return line[found.end() :] if opens else line


@cache
def _end() -> re.Pattern[str]:
    return re.compile(rf"(?i)(?:^|(?<=[\s,|(–—•·-]))(?:{_any('end')})(?=$|[\s:.,|)])")


@cache
def _joiners() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what joins names anywhere, and the short words that do between full names."""
    words = _listed("joiner")
    long = "|".join(re.escape(w) for w in sorted(words) if len(w) > 2)
    short = "|".join(re.escape(w) for w in sorted(words) if len(w) <= 2)
    full = r"[^\W\d_][^\s,]+"
    return (
        re.compile(rf"(?i)\s+(?:{long})\s+"),
        re.compile(rf"(?i)(?<=\S)\s+(?:{short})\s+(?={full}\s+{full})"),
    )


@cache
def _leading_joiner() -> re.Pattern[str]:
    long = "|".join(re.escape(w) for w in sorted(_listed("joiner")) if len(w) > 2)
    return re.compile(rf"^\s*(?:{long})\s+")


@cache
def _given_names() -> frozenset[str]:
    return frozenset(row["name"].casefold() for row in table("lexicon/en/given_names.tsv"))


def begins_as_person(name: str) -> bool:
    """Tell whether a name's first word is a known given name."""
    return name.split(" ", 1)[0].split("-", 1)[0].casefold() in _given_names()


@cache
def _first_words() -> frozenset[str]:
    kinds = ("opener", "label", "weak")
    return frozenset(_FIRST_WORD.split(w, 1)[0] for kind in kinds for w in _listed(kind))


def after_opener(line: str) -> str | None:
    """Return what follows "By", "Von", "Autor:" or the like, null where nothing opens a byline."""
    if _FIRST_WORD.split(line, 1)[0].casefold() not in _first_words():
        return None
    found = _opener().match(line)
    return line[found.end() :] if found else None


def is_opener(line: str) -> bool:
    """Tell whether a line is nothing but what opens a byline ("By", "Written by:", "Autor")."""
    if len(line) > SHORT_LINE:
        return False
    line = line.strip(" :：").casefold()
    return line in _listed("opener") or line in _listed("label") or line in _listed("weak")


@lru_cache(maxsize=2048)
def names_in(statement: str, *, strict: bool = False) -> tuple[Name, ...]:
    """Return the names a statement of authorship holds, in its order and spelling.

    Openers, job titles, degrees, places, stamps and addresses are left out. With ``strict``, for
    words that no markup calls an author, a name must look like one: two to five words, with
    capitals where its script has them.
    """
    line = statement[:MAX_BYLINE]
    if "&" in line:
        line = html.unescape(line)
    if "<" in line:
        line = _TAG.sub(" ", line)
    if "@" in line or "://" in line or "www." in line:
        line = _ADDRESS.sub(" ", line)
    line = " ".join(_NO_WIDTH.sub("", line).split()).replace("()", "").strip(_EDGES)
    if before := _BEFORE_JOB.findall(line):
        return tuple(Name(name, "person") for name in dict.fromkeys(before))
    for _ in range(2):
        if opened := _marked_opener().match(line):
            line = line[opened.end() :].strip(_EDGES)
    line = after_inner_opener(line)
    stamped = False
    for stop in (_DIGITS, _end()):
        if cut := stop.search(line):
            if cut.start() == 0:
                return ()
            line = line[: cut.start()].strip(_EDGES + "(")
            stamped = stamped or stop is _DIGITS
    line = _without_stamp(line, stamped)
    names: dict[str, Name] = {}
    alone = " " not in line and (stamped or line[:1].isupper()) and len(statement) <= SHORT_LINE
    for part in _SPLIT.split(line):
        if names and part.rstrip().find(":") > 0:  # a label: "In: World, Asia"
            break
        for piece in [part] if _is_office(part) else _joined(part):
            if (name := _name(piece, strict and not alone, first=not names)) is not None:
                names.setdefault(name.text.casefold(), name)
        if len(names) >= MAX_NAMES:
            break
    found = tuple(names.values())
    if any(n.kind == "person" and " " in n.text for n in found):
        # "By Ana Ruiz, Seoul": one word beside a full name is a place or an outlet.
        found = tuple(n for n in found if n.kind != "person" or " " in n.text)
    return found


def _joined(part: str) -> list[str]:
    anywhere, between = _joiners()
    pieces: list[str] = []
    for piece in anywhere.split(part):
        if (found := between.search(piece)) and len(piece[: found.start()].split()) > 1:
            pieces += [piece[: found.start()], piece[found.end() :]]
        else:
            pieces.append(piece)
    return pieces


def _without_stamp(line: str, stamped: bool) -> str:
    """Return a byline without the words before a date and, where one was cut, its month and day."""
    while " " in line:
        rest, last = line.rsplit(" ", 1)
        word = last.strip(".,").casefold()
        if word not in _listed("before a date") and not (stamped and word in _listed("calendar")):
            break
        line = rest.rstrip(_EDGES)
    return line


def _is_office(part: str) -> bool:
    """Tell whether words are the name of an office, which joiners and places belong to."""
    words = part.casefold().split()
    joined = not {"for", "of", "für"}.isdisjoint(words)
    return joined and len(words) > 3 and words[0] in _listed("desk")


def _name(words: str, strict: bool, first: bool) -> Name | None:
    name = words
    if _is_office(words) and len(words) <= MAX_NAME:
        return Name(words.strip(_EDGES), "desk")
    for inner in _BRACKETS.findall(name) if "(" in name or "[" in name else ():
        code = len(inner) <= 4 and inner.islower()
        if strict or code or agency_like(inner) or inner.casefold() in _listed("degree"):
            name = name.replace(f"({inner})", " ").replace(f"[{inner}]", " ")
    if "@" in name:
        name = _HANDLE.sub("", name)
    name = _PLACE.sub("", _leading_joiner().sub("", name))
    name = _without_job(" ".join(name.split()).strip(_EDGES), first).strip(_EDGES)
    name = _LAST_STOP.sub("", name)
    low = name.casefold()
    if not 1 < len(name) <= MAX_NAME or not any(map(str.isalpha, name)) or name[0] in "@©#":
        return None
    if ":" in name:
        return None
    if low in _listed("nobody") or low in _listed("degree") or _ADMIN.search(name):
        return None
    parts = low.replace("-", " ").split()
    if set(parts) <= _listed("calendar"):
        return None
    if agency_like(name) or (len(name) <= 6 and name.isalpha() and name.isupper()):
        return Name(name, "agency")
    if len(name) <= SHORT_CODE and name.islower():
        return None
    if _DOMAIN.match(name) or any(w.strip(".,") in _listed("desk") for w in parts):
        return Name(name, "desk")
    if not _person(name, strict):
        return None
    return Name(_titled(name), "person")


def agency_like(name: str) -> bool:
    """Tell whether a name is that of a news agency, by the lexicon or by what it calls itself."""
    if looks_like_agency(name):
        return True
    words = name.split()
    return 1 < len(words) <= 3 and any(w.isupper() or w == "dpa" for w in words if known_agency(w))


_JOB = re.compile(
    r"(?:leiter|redakteur|korrespondent|reporter|journalist|direktor|professor|autor)(?:in|:in)?$"
)


def _without_job(name: str, first: bool) -> str:
    """Return a name without the degrees and job title after it; empty for a mere job title.

    Only the ``first`` part of a statement holds both: what follows a comma is one or the other.
    """
    kept: list[str] = []
    words = name.split(" ")
    for i, word in enumerate(words):
        bare = word.strip(".,").casefold()
        if (bare in _listed("job") or _JOB.search(bare)) and not (i == 0 and len(words) == 1):
            if not first and not _CASELESS.search(name):
                return ""
            break
        if i > 1 and (word.casefold() in _listed("degree") or bare in _listed("calendar")):
            break
        kept.append(word)
    return " ".join(kept) if len(kept) != 1 or len(words) == 1 or _CASELESS.search(name) else ""


def _person(name: str, strict: bool) -> bool:
    words = name.split()
    if _CASELESS.search(name):
        return len(words) <= 5 and len(name) <= 30
    if len(words) > 6 or (strict and not 2 <= len(words) <= 5):
        return False
    if len(words) == 1:
        return not strict
    capitals = sum(w[0].isupper() or not w[0].isalpha() for w in words)
    particles = sum(w.casefold() in _PARTICLES for w in words[:-1])
    if strict:
        ends = words[0][0].isupper() and words[-1][0].isupper()
        return ends and capitals + particles == len(words)
    if words[0].islower() and words[0] not in _PARTICLES:
        return len(words) <= 3 and name.islower()
    return capitals + particles >= len(words) - 1 or len(words) == 2


def _titled(name: str) -> str:
    """Return a name in capitals as names are written; initials and short forms keep theirs."""
    letters = [c for c in name if c.isalpha()]
    if len(name.split()) < 2 or not all(c.isupper() for c in letters) or _CASELESS.search(name):
        return name
    done = [w if "." in w or len(w) < 3 else _capital(w) for w in name.split(" ")]
    return " ".join([done[0], *(w.lower() if w.lower() in _PARTICLES else w for w in done[1:])])


_RUN = re.compile(r"[^\W\d_]+")


def _capital(word: str) -> str:
    word = _RUN.sub(lambda m: m[0].capitalize(), word)
    return re.sub(r"(?<=[’'])S\b", "s", word)
