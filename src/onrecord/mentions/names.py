"""The names a document introduces: full names, bodies, their acronyms, offices beside names."""

from dataclasses import dataclass, field
from itertools import pairwise

from onrecord.mentions.finds import Find, Sentence
from onrecord.mentions.lexicon import NOT_STATES, Lexicon, slug
from onrecord.mentions.people import family_first
from onrecord.records import Entity


@dataclass(slots=True)
class Names:
    """The names a document introduces, and the entities they stand for."""

    plain: dict[tuple[str, ...], tuple[str, ...]]
    entities: dict[str, Entity] = field(default_factory=dict)
    full: dict[tuple[str, ...], str] = field(default_factory=dict)
    bearers: dict[str, set[str]] = field(default_factory=dict)
    short: dict[str, tuple[str, ...]] = field(default_factory=dict)
    genders: dict[str, str] = field(default_factory=dict)
    offices: dict[tuple[str, str | None], set[str]] = field(default_factory=dict)
    bodies: dict[str, set[str]] = field(default_factory=dict)
    acronyms: dict[str, str] = field(default_factory=dict)
    heads: dict[str, set[str]] = field(default_factory=dict)
    media: set[str] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)


def gather(sentences: list[Sentence], lex: Lexicon) -> Names:
    """Return the names the finds introduce, and give those finds their entities."""
    names = Names(plain=_plain_forms(sentences))
    for sentence in sentences:
        _appositions(sentence)
        for find in sentence.finds:
            _introduce(sentence, find, names, lex)
    for sentence in sentences:
        _acronyms(sentence, names)
    return names


BETWEEN = frozenset({",", "the", "a", "an", "'s", "former", "then", "his", "her", "its", "new"})
"""What stands between a name and the office set beside it."""


def _appositions(sentence: Sentence) -> None:
    """Tie "South Korea's president, Yoon Suk-yeol," and "Koo Byoung-sam, a spokesman" together."""
    words = sentence.tokens.words
    main = [f for f in sentence.finds if f.kind == "person" and f.how in {"name", "office"}]
    for one, other in pairwise(main):
        between = words[one.last : other.core if other.how == "office" else other.first]
        gap = words[one.last : other.first]
        if one.how == other.how or not gap or gap[0] != "," or len(between) > 6:
            continue
        if not all(w in BETWEEN for w in gap) or words[other.last : other.last + 1] == ["'s"]:
            continue
        person, office = (one, other) if one.how == "name" else (other, one)
        if person.key is None:
            person.key = office.key
            person.country = person.country or office.country
            person.sector = person.sector or office.sector
        person.gender = person.gender or office.gender
        office.beside = person


def _introduce(sentence: Sentence, find: Find, names: Names, lex: Lexicon) -> None:
    """Take up a full name, or a body's."""
    if find.country and find.sense is not None:
        names.countries.add(find.country)
    if find.kind == "person" and find.how == "name":
        words = sentence.core_words(find)
        if len(words) > 1:
            _introduce_person(words, find, names, lex)
    elif find.sense == "organization":
        _introduce_body(sentence, find, names, lex)


def _plain_forms(sentences: list[Sentence]) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Return, for names with initials, the same name without, where the text has both.

    "Donald J. Trump" and "Donald Trump" are one; where two names differ in their initials alone
    ("George W. Bush", "George H.W. Bush") nothing is joined.
    """
    forms: dict[tuple[str, ...], set[tuple[str, ...]]] = {}
    for sentence in sentences:
        for find in sentence.finds:
            if find.kind == "person" and find.how == "name" and find.last - find.core > 1:
                words = sentence.core_words(find)
                plain = tuple(w for w in words if len(w) > 1 and "." not in w)
                forms.setdefault(plain, set()).add(words)
    return {
        words: plain
        for plain, variants in forms.items()
        if plain in variants and len(variants) == 2 and len(plain) > 1
        for words in variants - {plain}
    }


def _introduce_person(words: tuple[str, ...], find: Find, names: Names, lex: Lexicon) -> None:
    words = names.plain.get(words, words)
    name = " ".join(words).replace(" . ", ". ").replace(" .", ".")
    find.entity = f"person:{slug(name)}"
    names.full[words] = find.entity
    if find.country in NOT_STATES:
        find.country = None
    old = names.entities.get(find.entity)
    if old is None or (find.sector and not old.sector) or (find.country and not old.country):
        sector = find.sector or (old.sector if old else None)
        names.entities[find.entity] = Entity(
            id=find.entity,
            kind="person",
            name=old.name if old else name,
            country=(old.country if old else None) or find.country,
            sector=sector,
            sectors=(sector,) if sector else (),
        )
    if find.key:
        _note(names.offices.setdefault((find.key, find.country), set()), find.entity)
    if find.gender:
        names.genders[find.entity] = find.gender
    plain = [w for w in words if len(w) > 1 and w not in lex.person_cues["suffix"]]
    eastern = family_first(words, lex)
    last = words[0] if eastern else plain[-1]
    given = words[-1] if eastern else words[0]
    plain_last = last[3:] if last.startswith(("al-", "Al-", "el-")) else last
    names.short[find.entity] = tuple(dict.fromkeys((last, plain_last, given)))
    for short in names.short[find.entity]:
        _note(names.bearers.setdefault(short, set()), find.entity)


def _note(known: set[str], entity: str) -> None:
    """Remember up to two entities: more than one is all that is ever asked."""
    if len(known) < 2:
        known.add(entity)


def _introduce_body(sentence: Sentence, find: Find, names: Names, lex: Lexicon) -> None:
    """Give a body its entity: the table's, or one named by its words and country."""
    words = sentence.core_words(find)
    name = " ".join(words).replace(" '", "'").replace(" .", ".")
    if find.entity is None and find.key != "known":
        generic = all(w in lex.not_names or not w[0].isupper() for w in words)
        if find.country or not generic:
            code = (find.country or "").lower()
            find.entity = f"org:{code}-{slug(name)}" if code else f"org:{slug(name)}"
            names.entities.setdefault(find.entity, body(find, name))
    elif find.entity is None and find.country and len(find.ids) == 1:
        base = lex.entities[find.ids[0]]
        find.entity = f"org:{find.country.lower()}-{base.id.removeprefix('org:')}"
        names.entities.setdefault(find.entity, body(find, base.name, base.sectors))
    if find.entity:
        _note(names.bodies.setdefault(slug(name), set()), find.entity)
        entity = names.entities.get(find.entity) or lex.entities[find.entity]
        find.head = "agency" if entity.id in lex.agencies else entity.name.split()[-1].lower()
        _note(names.heads.setdefault(find.head, set()), find.entity)
        if find.entity in lex.media:
            names.media.add(find.entity)


def body(find: Find, name: str, sectors: tuple[str, ...] = ()) -> Entity:
    """Return the entity of a body from what its find says of it."""
    sectors = sectors or ((find.sector,) if find.sector else ())
    return Entity(
        id=find.entity or "",
        kind="organization",
        name=name,
        country=None if find.country in NOT_STATES else find.country,
        sector=sectors[0] if sectors else None,
        sectors=sectors,
    )


def _acronyms(sentence: Sentence, names: Names) -> None:
    """Read "Defense Acquisition Program (DAP)": the capitals in brackets name the same body."""
    tokens = sentence.tokens
    for find in sentence.finds:
        if find.sense != "organization" or find.entity is None:
            continue
        if tokens.word(find.last) == "(" and tokens.word(find.last + 2) == ")":
            short = tokens.words[find.last + 1]
            if short.isupper() and 2 <= len(short) <= 8:
                names.acronyms[short] = find.entity
