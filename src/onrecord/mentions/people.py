"""Names of people by their form: titles, given names, family names that come first."""

from onrecord.mentions.lexicon import Lexicon
from onrecord.mentions.tokens import Tokens

LONGEST = 4
"""Most words of a person's name, initials and particles not counted."""


def is_name_word(word: str, lex: Lexicon) -> bool:
    """Tell whether the word may be part of a person's name."""
    if not word[:1].isupper():
        return word.startswith(tuple(lex.person_cues["prefix"])) and len(word) > 3
    if word in lex.not_names or word in lex.person_cues["suffix"]:
        return False
    if len(word) > 2 and word.isupper() and "." not in word:
        return False
    return word.replace("-", "").replace("'", "").replace(".", "").isalpha()


def name_run(tokens: Tokens, start: int, lex: Lexicon) -> int:
    """Return where the run of name words that begins at ``start`` ends; ``start`` if none does.

    Initials keep their full stop; particles ("bin", "van der") stand only between name words.
    """
    at = start
    words = tokens.words
    long = 0
    while at < len(words) and long < LONGEST:
        word = words[at]
        ahead = at + 1
        if word in lex.person_cues["particle"] and at > start:
            while ahead < len(words) and words[ahead] in lex.person_cues["particle"]:
                ahead += 1
            if not is_name_word(tokens.word(ahead), lex):
                break
        elif at == start + 1 and word in lex.person_cues["surname"]:
            if not is_given(words[start], lex):
                break
        elif not is_name_word(word, lex) or (at == start and _is_other(tokens, at, lex)):
            break
        elif len(word) == 1:
            if tokens.word(ahead) == "." and tokens.touches(ahead):
                ahead += 1
            if not is_name_word(tokens.word(ahead), lex):
                break
        elif at > start and _begins_other(tokens, at, lex):
            break
        long += len(word) > 1 and word[0].isupper()
        at = ahead
    if at > start and tokens.word(at) in lex.person_cues["suffix"]:
        at += 2 if tokens.word(at + 1) == "." and tokens.word(at) in {"Jr", "Sr"} else 1
    return at


def _is_other(tokens: Tokens, at: int, lex: Lexicon) -> bool:
    """Tell whether a known name that is no person's begins here ("official Chinese ...")."""
    known = lex.names.at(tokens.words, at)
    if known is None or is_given(tokens.words[at], lex) or tokens.words[at] in lex.surnames:
        return False
    follows = is_name_word(tokens.word(at + 1), lex)
    return known[0] > at + 1 or known[1].sense in {"demonym", "organization"} or not follows


def _begins_other(tokens: Tokens, at: int, lex: Lexicon) -> bool:
    """Tell whether a title, or a known name of several words, begins inside the run."""
    known = lex.names.at(tokens.words, at)
    if known is not None and known[0] > at + 1:
        return True
    return lex.titles.at(tokens.words, at) is not None


def is_given(word: str, lex: Lexicon) -> bool:
    """Tell whether the word, or the first part of a double name, is a known given name."""
    return word in lex.given or ("-" in word and word.split("-", 1)[0] in lex.given)


def family_first(words: tuple[str, ...], lex: Lexicon) -> bool:
    """Tell whether the family name stands first, as in "Kim Jong Un"."""
    if len(words) < 2 or len(words) > 3 or words[0] not in lex.surnames:
        return False
    if words[-1] == "." or words[1] in lex.given or len(words[1].rstrip(".")) < 2:
        return False
    return words[0] not in lex.given or "-" in words[1] or len(words) == 3


def person_at(tokens: Tokens, start: int, lex: Lexicon) -> tuple[int, float] | None:
    """Return the end and score of a full name that begins at ``start``, by form alone."""
    word = tokens.words[start]
    if not is_name_word(word, lex):
        return None
    end = name_run(tokens, start, lex)
    if end < start + 2:
        return None
    second = tokens.words[start + 1]
    if lex.heads.at(tokens.words, end - 1) is not None:
        return None
    if word in lex.surnames and word not in lex.given and second not in lex.splits:
        return min(end, start + (2 if "-" in second else 3)), 0.9
    if is_given(word, lex) or (word in lex.surnames and "-" in second):
        return end, 0.9
    if len(word) <= 4 and "." in word:
        return end, 0.8
    return _by_company(tokens, start, end, lex)


def _by_company(tokens: Tokens, start: int, end: int, lex: Lexicon) -> tuple[int, float] | None:
    """Return an unknown name of two or three words that acts as only people do."""
    if end - start > 3 or any(w in lex.splits for w in tokens.words[start:end]):
        return None
    if any(w in lex.person_cues["particle"] for w in tokens.words[start:end]):
        return None
    after = tokens.word(end)
    if after in lex.person_cues["after"]:
        return end, 0.7
    age = tokens.word(end + 1)
    if after == "," and age.isdigit() and len(age) == 2 and tokens.word(end + 2) == ",":
        return end, 0.8
    if after == ",":
        at = end + 1 + (age in {"a", "an", "the", "his", "her"})
        lower = [w.lower() for w in tokens.words[at : at + 6]]
        if age in {"who", "whose"} or any(lex.roles.at(lower, i) for i in range(len(lower[:3]))):
            return end, 0.7
    return None
