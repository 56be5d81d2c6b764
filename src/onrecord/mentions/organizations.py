"""Names of organisations by their form: capitals that end in, or begin with, a head word."""

from onrecord.mentions.lexicon import Lexicon
from onrecord.mentions.tokens import Tokens

LONGEST = 10
"""Most words looked at for one name, which keeps the rules linear in the text."""

OWNERS = frozenset({"People", "Workers", "Children", "Women", "Farmers", "Men", "Soldiers"})
"""Owners inside a name ("People's Liberation Army"); other possessives end it."""

JOINS = frozenset({"of", "for"})
ABOUT = frozenset({"Council", "Committee", "Commission"})
"""Heads that may be followed by "on"."""


def organization_at(tokens: Tokens, start: int, lex: Lexicon) -> tuple[int, str, str | None] | None:
    """Return the end, head word and sector of an organisation's name that begins at ``start``."""
    at = start
    stop = min(len(tokens), start + LONGEST)
    found: tuple[int, str, str | None] | None = None
    while at < stop:
        word = tokens.words[at]
        if word[0].isupper():
            if at > start and word in lex.starters:
                break
            head = lex.heads.at(tokens.words, at)
            if head is None:
                at += 1
                continue
            end, sector = head
            if at > start or tokens.word(end) in JOINS:
                found = (end, " ".join(tokens.words[at:end]), sector)
            at = end
        elif _links(tokens, at, start, lex):
            at += 1
        else:
            break
    if found is None:
        return None
    joins = JOINS | {"on"} if found[1] in ABOUT else JOINS
    end = _with_object(tokens, found[0], joins, lex)
    if found[0] - start == len(found[1].split()) and end == found[0]:
        return None
    return end, found[1], found[2]


def _links(tokens: Tokens, at: int, start: int, lex: Lexicon) -> bool:
    """Tell whether the small word at ``at`` may stand inside a name."""
    if at == start or not tokens.capitalised(at + 1):
        return False
    word, before = tokens.words[at], tokens.words[at - 1]
    if word == "&":
        return True
    if word in {"'s", "'"}:
        return before in OWNERS
    if word != "and" or before in lex.splits:
        return False
    return any(
        lex.heads.at(tokens.words, i) is not None
        for i in (at + 1, at + 2)
        if tokens.capitalised(at + 1) and tokens.capitalised(i)
    )


def _with_object(tokens: Tokens, end: int, joins: frozenset[str], lex: Lexicon) -> int:
    """Return the end of the name with "of Foreign Affairs" and the like, where they follow."""
    if tokens.word(end) not in joins:
        return end
    at = end + 1 + (tokens.word(end + 1) == "the")
    if not tokens.capitalised(at) or tokens.words[at] in lex.starters:
        return end
    known = lex.names.at(tokens.words, at)
    if known is not None:
        return known[0] if known[1].sense in {"country", "place", "capital"} else end
    begun = at
    while tokens.capitalised(at) and at - begun < 4 and tokens.words[at] not in lex.starters:
        at += 1
    if tokens.word(at) == "and" and tokens.capitalised(at + 1) and at - begun == 1:
        at += 2
        while tokens.capitalised(at) and at - begun < 5 and tokens.words[at] not in lex.starters:
            at += 1
    return at
