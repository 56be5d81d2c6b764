"""One sentence at a time: names, offices, common nouns, weapons and pronouns, by form alone."""

import re
from functools import cache

from onrecord.mentions.finds import Find, Sentence
from onrecord.mentions.lexicon import Known, Lexicon, Nominal, Role
from onrecord.mentions.organizations import organization_at
from onrecord.mentions.people import is_given, name_run, person_at
from onrecord.mentions.places import decide_places, larger_name, place_at, setting_at
from onrecord.mentions.tokens import Tokens
from onrecord.records import How, MentionKind

PRONOUNS = {
    "he": "m",
    "him": "m",
    "himself": "m",
    "she": "f",
    "herself": "f",
    "they": "",
    "them": "",
}
FEMALE = frozenset({"Mrs", "Ms", "Lady", "Dame", "Queen", "Princess"})
MALE = frozenset({"Mr", "Sir", "Lord", "King", "Prince"})
FORMER = frozenset({"former", "then", "late", "ex", "acting", "new", "current", "outgoing", "-"})
PAST = frozenset({"former", "ex", "then", "late"})
ARTICLES = frozenset({"the", "a", "an", "its", "their", "his", "her", "'s", "this", "another"})


@cache
def _designation() -> re.Pattern[str]:
    """Match the designations of weapons: Hwasong-18, B-1B, F-35s, KN-23, MiG-29."""
    return re.compile(
        r"(?:[A-Z]{1,3}|Su|Tu|MiG|Mi|Il|Ka|Kh|Yak|Hwasong|Pukguksong|Haeil|Hyunmoo|Shahed|Agni|"
        r"Taepodong|Rodong|Fateh)-\d{1,3}[A-Z]{0,2}s?"
    )


def scan(tokens: Tokens, block: int, plain: bool, lex: Lexicon) -> Sentence:
    """Return what the rules find in a sentence; finds do not overlap, but for what they are of."""
    found = Sentence(tokens, block, plain, [], [])
    lower = [word.lower() for word in tokens.words]
    at = 0
    while at < len(tokens):
        word = tokens.words[at]
        if word[0].isupper() or word in lex.names:
            at = _capital(found, at, lower, lex)
        elif word[0].isalpha():
            at = _common(found, at, lower, lex)
        else:
            at += 1
    decide_places(found, lex)
    return found


def _capital(found: Sentence, at: int, lower: list[str], lex: Lexicon) -> int:
    """Read what begins at a capital (or a known name); return where to go on."""
    tokens = found.tokens
    known = lex.names.at(tokens.words, at)
    if known is None and tokens.words[at] in lex.starters:
        return _common(found, at, lower, lex)
    if found.plain:
        if (end := _titled(found, at, lex)) or (end := _office(found, at, lower, lex, known)):
            return end
        organization = organization_at(tokens, at, lex)
        if organization is not None and (known is None or organization[0] > known[0]):
            return _add_organization(found, at, organization, known, lex)
        if known is None or (known[0] == at + 1 and is_given(tokens.words[at], lex)):
            person = person_at(tokens, at, lex)
            if person is not None:
                return _add_person(found, at, person[0], lex, score=person[1])
        place = place_at(tokens, at, lex)
        if place > (known[0] if known else 0):
            return _add_place(found, at, place)
        if known is not None and _opens_other(tokens, at, known, lex):
            return at + 1
        if known is None and (setting := setting_at(tokens, at, lex)):
            found.finds.append(Find("place", "name", at, setting, at, score=0.6))
            return setting
    if known is not None:
        return _add_known(found, at, known, lex)
    return _common(found, at, lower, lex)


def _opens_other(tokens: Tokens, at: int, known: tuple[int, Known], lex: Lexicon) -> bool:
    """Tell whether a place's name of one word is only the beginning of another name."""
    geographic = known[1].sense in {"place", "capital"}
    return geographic and known[0] == at + 1 and larger_name(tokens, at + 1, lex)


def _titled(found: Sentence, at: int, lex: Lexicon) -> int:
    """Read "Gen. Mark Milley"; return 0 where no title with a name begins."""
    tokens = found.tokens
    title = lex.titles.at(tokens.words, at)
    if title is None:
        return 0
    end = title[0] + (tokens.word(title[0]) == "." and tokens.touches(title[0]))
    stop = name_run(tokens, end, lex)
    if stop == end:
        return 0
    word = tokens.words[at]
    gender = "f" if word in FEMALE else "m" if word in MALE else ""
    return _add_person(found, end, stop, lex, sector=title[1], gender=gender)


def _office(
    found: Sentence, at: int, lower: list[str], lex: Lexicon, known: tuple[int, Known] | None
) -> int:
    """Read an office before a name, or alone; return 0 where there is neither."""
    role = lex.roles.at(lower, at)
    if role is None or (known is not None and known[0] > role[0]):
        return 0
    tokens = found.tokens
    end, office = role
    country, begin, former = _owner(found, at)
    if (title := lex.titles.at(tokens.words, end) if end < len(tokens) else None) is not None:
        end = title[0] + (tokens.word(title[0]) == "." and tokens.touches(title[0]))
    stop = name_run(tokens, end, lex)
    end = end if stop > end else role[0]
    if stop > end and (found.plain or lower[at] == tokens.words[at]):
        if lex.heads.at(tokens.words, stop - 1) is not None:
            return 0
        if not office.alone and office.sector is None and person_at(tokens, end, lex) is None:
            return 0
        sector = None if former else office.sector or _of_state(found, office, country)
        return _add_person(
            found, end, stop, lex, sector=sector, country=country, office=office.name
        )
    if not _alone(tokens, at, end, office, country, lex):
        return 0
    gender = "f" if office.name.endswith("woman") else ""
    find = Find("person", "office", begin, end, at, country=country, key=office.name, gender=gender)
    find.sector = None if former else office.sector
    found.finds.append(find)
    return end


def _of_state(found: Sentence, office: Role, country: str | None) -> str | None:
    """Return GOV for the leader of a country, as "North Korean leader", else null."""
    state = bool(country) and found.finds[-1].sense in {"country", "demonym"}
    return "GOV" if state and office.name == "leader" else None


def _alone(
    tokens: Tokens, at: int, end: int, office: Role, country: str | None, lex: Lexicon
) -> bool:
    """Tell whether an office without a name stands for its holder here."""
    if not office.alone or (tokens.capitalised(end) and tokens.capitalised(at)):
        return False
    before = tokens.word(at - 1).lower()
    many = end - at > 1 and tokens.capitalised(at)
    return bool(before in ARTICLES or country or many) and _is_noun(tokens, end, lex)


def _is_noun(tokens: Tokens, end: int, lex: Lexicon) -> bool:
    """Tell whether the words before ``end`` are no mere modifier of the next one."""
    word = tokens.word(end)
    if not word or not word[0].isalpha() or word[0].isupper():
        return True
    if word in lex.small or lex.cues.get(("after", word)) == "acts":
        return True
    return word.endswith(("ed", "ing"))


def _owner(found: Sentence, at: int) -> tuple[str | None, int, bool]:
    """Return the country named just before ``at``, where it begins, and whether "former" is there.

    "South Korea's", "North Korean", "former US": without a country the place is ``at`` itself.
    """
    words = found.tokens.words
    before, former = at, False
    while before > 0 and words[before - 1].lower() in FORMER:
        former = former or words[before - 1].lower() in PAST
        before -= 1
    earlier = before - 1 if before > 0 and words[before - 1] in {"'s", "'"} else before
    for find in reversed(found.finds[-2:]):
        if find.last == earlier and find.country and find.sense not in {None, "place"}:
            lead = words[find.first - 1].lower() if find.first else ""
            return find.country, find.first, former or lead in PAST
    return None, at, former


def _add_person(
    found: Sentence,
    at: int,
    end: int,
    lex: Lexicon,
    *,
    sector: str | None = None,
    country: str | None = None,
    office: str | None = None,
    gender: str = "",
    score: float = 1.0,
) -> int:
    words = found.tokens.words
    gender = gender or lex.given.get(words[at], "")
    find = Find("person", "name", at, end, at, gender=gender, score=score, key=office)
    find.sector, find.country = sector, country
    found.finds.append(find)
    return end


def _add_organization(
    found: Sentence,
    at: int,
    organization: tuple[int, str, str | None],
    known: tuple[int, Known] | None,
    lex: Lexicon,
) -> int:
    end, head, sector = organization
    core, country = at, None
    if known is not None and known[1].sense in {"country", "demonym"}:
        _add_known(found, at, known, lex)
        core, country = known[0], known[1].country
    elif known is not None and known[0] < end and known[1].sense == "organization":
        tail = lex.names.at(found.tokens.words, known[0])
        if tail is not None and tail[0] == end:
            _add_known(found, at, known, lex)
            return _add_known(found, known[0], tail, lex)
    find = Find("organization", "name", at, end, core, sense="organization", country=country)
    find.sector, find.key = sector, head.lower()
    if country is None:
        find.country = _owner(found, at)[0] or _owner_after(found.tokens, end, lex)
    found.finds.append(find)
    return end


def _add_place(found: Sentence, at: int, end: int) -> int:
    """Add a place known by its form; its name makes its id, where it lies is not known."""
    found.finds.append(Find("place", "name", at, end, at, sense="place", score=0.8))
    return end


def _owner_after(tokens: Tokens, end: int, lex: Lexicon) -> str | None:
    """Return the country of "of the Workers' Party of Korea", where it follows."""
    if tokens.word(end) != "of":
        return None
    at = end + 1 + (tokens.word(end + 1) == "the")
    known = lex.names.at(tokens.words, at) if at < len(tokens) else None
    return known[1].country if known else None


def _add_known(found: Sentence, at: int, known: tuple[int, Known], lex: Lexicon) -> int:
    end, what = known
    kind: MentionKind = "organization" if what.sense in {"organization", "seat"} else "place"
    how: How = "name"
    if what.sense == "demonym":
        how = "demonym"
    elif what.sense == "seat":
        how = "metonym"
    find = Find(kind, how, at, end, at, sense=what.sense, entity=what.entity, country=what.country)
    if what.sense == "demonym":
        word = found.tokens.words[end - 1]
        find.kind = "group" if word.endswith(("s", "men")) and word != "Swiss" else "place"
    if what.sense == "organization":
        find.ids, find.key = what.ids, "known"
        if what.shared:
            find.country = _owner(found, at)[0] or _owner_after(found.tokens, end, lex)
    found.finds.append(find)
    return end


def _common(found: Sentence, at: int, lower: list[str], lex: Lexicon) -> int:
    """Read a pronoun, common noun, weapon or office; return where to go on."""
    tokens = found.tokens
    word = lower[at]
    if word in PRONOUNS:
        find = Find("person", "pronoun", at, at + 1, at, gender=PRONOUNS[word])
        find.kind = "person" if find.gender else "group"
        found.finds.append(find)
        return at + 1
    nominal = lex.nominals.at(lower, at)
    weapon = lex.weapons.at(lower, at)
    if weapon is None and (upper := lex.weapons.at(tokens.words, at)):
        weapon = upper
    role = lex.roles.at(lower, at)
    longest = max((x[0] for x in (nominal, weapon, role) if x is not None), default=0)
    if role is not None and role[0] == longest and (not nominal or nominal[0] < longest):
        if end := _office(found, at, lower, lex, None):
            return end
        return longest if not tokens.capitalised(at) else _let_loose(found, at)
    if weapon is not None and weapon[0] == longest:
        found.finds.append(Find("weapon", "nominal", at, longest, at))
        return longest
    if nominal is not None:
        end, noun = nominal
        country, begin, _ = _owner(found, at)
        if begin == at and noun.kind == "organization" and not noun.key and at > 1:
            many = lower[at - 1].isalpha() and not tokens.capitalised(at - 1)
            begin -= many and lower[at - 2] in {"the", "a"} and lower[at - 1] not in lex.small
        if begin < at and found.finds and found.finds[-1].sense == "organization":
            if noun.kind == "organization":
                return end
            country = None
        if noun.kind == "organization" and not _body(tokens, begin, at, end, noun, country, lex):
            return end if not tokens.capitalised(at) else _let_loose(found, at)
        find = Find(noun.kind, "nominal", begin, end, at, country=country, sector=noun.sector)
        find.key = noun.key or " ".join(lower[begin if country is None else at : end])
        find.score = 1.0 if noun.key else 0.5
        found.finds.append(find)
        return end
    if tokens.capitalised(at):
        if "-" in tokens.words[at] and _designation().fullmatch(tokens.words[at]):
            found.finds.append(Find("weapon", "name", at, at + 1, at))
            return at + 1
        return _let_loose(found, at)
    return at + 1


def _let_loose(found: Sentence, at: int) -> int:
    found.loose.append(at)
    return at + 1


def _body(
    tokens: Tokens, begin: int, at: int, end: int, noun: Nominal, country: str | None, lex: Lexicon
) -> bool:
    """Tell whether a common noun is used for a body rather than as a modifier."""
    definite = tokens.word(begin - 1).lower() in {"the", "its", "their", "'s", "this"} or country
    state = noun.key is not None and end - at > 1
    return bool(definite or state or begin < at) and _is_noun(tokens, end, lex)
