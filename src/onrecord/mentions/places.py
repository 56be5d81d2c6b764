"""Place or government: what a capital or a country's name stands for where it is used."""

from itertools import pairwise

from onrecord.mentions.finds import Find, Sentence
from onrecord.mentions.lexicon import Lexicon
from onrecord.mentions.tokens import Tokens

GEOGRAPHIC = frozenset({"country", "capital", "place", "seat"})
LINKS = frozenset({",", "and", "or", "&", "-", "the"})
"""What stands between the names of a list, which are read alike."""

QUOTES = frozenset('"”“’‘')
PASSED = QUOTES | {"the", "both", "neighboring", "neighbouring", "nearby"}
"""What may stand between a name and the word that governs it."""


def place_at(tokens: Tokens, start: int, lex: Lexicon) -> int:
    """Return the end of a place's name by form ("Nineveh Province", "Lake Baikal"), else 0."""
    words = tokens.words
    end, at = 0, start
    if words[start] in lex.place_heads["first"] and tokens.capitalised(start + 1):
        end = start + 2 if words[start + 1] not in lex.not_names else 0
    while tokens.capitalised(at) and at - start < 4:
        if at > start and words[at] in lex.starters:
            break
        at += 1
        if at > start + 1 and words[at - 1] in lex.place_heads["last"]:
            end = at
    return 0 if end and tokens.capitalised(end) and words[end] not in lex.starters else end


def larger_name(tokens: Tokens, end: int, lex: Lexicon) -> bool:
    """Tell whether a place's name that ends here opens the name of something else.

    "Perth Glory" and "Houston Ballet" are no places; "Baghdad Friday" and "Seoul Mayor" are.
    """
    word = tokens.word(end)
    if not word[:1].isupper() or word in lex.not_names or word in lex.splits:
        return False
    lower = [w.lower() for w in tokens.words[end : end + 3]]
    return lex.roles.at(lower, 0) is None and lex.titles.at(tokens.words, end) is None


SETTINGS = frozenset({"in", "near"})
"""Prepositions whose object, where it has a capital and nothing else is known, is a place."""


def setting_at(tokens: Tokens, start: int, lex: Lexicon) -> int:
    """Return the end of an unknown name that is where something happens, else 0.

    "in Cibolo, Texas": a name before a comma and a known place; "near Husaybah.": one after a
    preposition of place, with nothing capitalised after it.
    """
    end = start
    while tokens.capitalised(end) and end - start < 3:
        word = tokens.words[end]
        if word in lex.not_names or (len(word) > 1 and word.isupper()) or not word[1:].isalpha():
            return 0
        end += 1
    if end == start or tokens.capitalised(end):
        return 0
    if tokens.word(end) == "," and tokens.capitalised(end + 1):
        known = lex.names.at(tokens.words, end + 1)
        if known is not None and known[1].sense in {"country", "place"}:
            return end if end - start > 1 or tokens.word(start - 1).islower() else 0
        return 0
    before = tokens.word(start - 1)
    return end if before in SETTINGS and tokens.word(end) not in {"'s", "'", "&", "-"} else 0


def acts(tokens: Tokens, first: int, last: int, lex: Lexicon) -> bool:
    """Tell whether the names at ``[first, last)`` are used for those who govern there.

    Cautious: a place unless the words beside it show that it acts or is acted upon.
    """
    at = first - 1
    while tokens.word(at).lower() in PASSED:
        at -= 1
    while tokens.word(last) in QUOTES:
        last += 1
    before, earlier = tokens.word(at).lower(), tokens.word(at - 1).lower()
    after = tokens.word(last)
    if after == "," and tokens.capitalised(last + 1):
        return False
    if (found := _before(before, earlier, lex)) is not None:
        return found
    if after == "'s":
        return lex.cues.get(("after", tokens.word(last + 1))) != "place"
    cue = lex.cues.get(("after", after))
    if cue is not None:
        return cue == "acts"
    return len(after) > 4 and after.endswith("ed") and after.islower()


def _before(before: str, earlier: str, lex: Lexicon) -> bool | None:
    """Tell what the words before a name say, null where nothing."""
    if before in lex.cues_two:
        return lex.cues.get((f"before {before}", earlier), lex.cues_two[before]) == "acts"
    cue = lex.cues.get(("before", before))
    if cue is None and len(before) > 4 and before.endswith("ed"):
        return True
    return None if cue is None else cue == "acts"


def decide_places(found: Sentence, lex: Lexicon) -> None:
    """Settle for each capital and country whether the place or its government is meant."""
    tokens = found.tokens
    geo = [f for f in found.finds if f.sense in GEOGRAPHIC]
    at = 0
    while at < len(geo):
        stop = at
        while stop + 1 < len(geo) and all(
            tokens.words[i] in LINKS for i in range(geo[stop].last, geo[stop + 1].first)
        ):
            stop += 1
        _settle(tokens, geo[at : stop + 1], lex)
        at = stop + 1


def _settle(tokens: Tokens, group: list[Find], lex: Lexicon) -> None:
    """Read a list of names alike: by the words before the first and after the last."""
    governs = acts(tokens, group[0].first, group[-1].last, lex)
    for one, other in pairwise(group):
        if tokens.words[one.last : other.first] == [","]:
            _namesake(one, other)
    if len(group) > 1 and tokens.word(group[0].last) == ",":
        pair = group[0].country == group[1].country
        governs = governs and not pair
    for find in group:
        if find.sense == "capital" and governs:
            if lex.cues.get(("name", tokens.words[find.first])) == "place":
                continue
            find.kind, find.how = "organization", "metonym"
            find.entity = f"country:{find.country}" if find.country else None
        elif find.sense == "country" and governs:
            find.kind = "organization"
        elif find.sense == "seat" and _inside(tokens, find):
            find.kind, find.how, find.entity = "place", "name", None


def _namesake(town: Find, land: Find) -> None:
    """Leave "Paris" in "Paris, Texas" open, and the land too where it is not sure ("Georgia")."""
    apart = town.country != land.country and land.sense in {"country", "place"}
    if town.sense == "capital" and apart:
        town.sense, town.entity = "place", None
        land.entity = None if land.sense == "country" else land.entity


def _inside(tokens: Tokens, find: Find) -> bool:
    """Tell whether a seat of power is named as a building: "at the White House"."""
    at = find.first - 1 - (tokens.word(find.first - 1) == "the")
    return tokens.word(at).lower() in {"at", "in", "inside", "near", "outside", "around"}
