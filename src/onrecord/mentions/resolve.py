"""Who is meant: what the rest of the document says of short names, offices, pronouns, nouns."""

from onrecord.mentions.finds import Find, Sentence
from onrecord.mentions.lexicon import Lexicon, slug
from onrecord.mentions.names import Names, body, gather
from onrecord.mentions.people import is_given

NEAR = 12
"""Sentences back within which the last bearer of a shared surname is meant."""


WINDOW = 20
"""Most finds of one sentence looked back at, which keeps the stage linear in the text."""


def resolve(sentences: list[Sentence], lex: Lexicon) -> Names:
    """Fill in the entities of all finds, add those of loose words, return the names."""
    names = gather(sentences, lex)
    for sentence in sentences:
        _loose(sentence, names, lex)
    _run_through(sentences, names, lex)
    return names


def _loose(sentence: Sentence, names: Names, lex: Lexicon) -> None:
    """Make finds of capitalised words that the document has introduced, or that are given names."""
    tokens = sentence.tokens
    taken: int = -1
    added = False
    for place in sentence.finds:
        unknown = place.kind == "place" and place.sense is None and place.last == place.first + 1
        if unknown and tokens.words[place.first] in names.bearers:
            place.kind, place.score = "person", 0.7
    for at in sentence.loose:
        if at < taken:
            continue
        word = tokens.words[at]
        find = None
        for length in range(5, 1, -1):
            whole = names.full.get(tuple(tokens.words[at : at + length]))
            if whole is not None:
                end = min(at + length, len(tokens.words))
                find = Find("person", "name", at, end, at, entity=whole)
                break
        if find is None and word in names.acronyms:
            find = Find("organization", "name", at, at + 1, at, entity=names.acronyms[word])
            find.sense = "organization"
        if find is None and word in names.bearers and not _is_month(sentence, at):
            find = Find("person", "name", at, at + 1, at, score=0.9)
        if find is None and _lone_given(sentence, at, lex):
            find = Find("person", "name", at, at + 1, at, score=0.5)
        if find is None and word in {"North", "South"}:
            find = _half(sentence, at, names)
        if find is not None:
            sentence.finds.append(find)
            taken = find.last
            added = True
    if added:
        sentence.finds.sort(key=lambda f: (f.first, -f.last))


MONTHS = frozenset({"March", "April", "May", "June", "August"})
BEFORE_MONTHS = frozenset({"in", "last", "since", "until", "this", "next", "early", "late", "mid"})


def _is_month(sentence: Sentence, at: int) -> bool:
    """Tell whether a surname that is also a month is the month here ("in May", "March 3")."""
    tokens = sentence.tokens
    if tokens.words[at] not in MONTHS:
        return False
    return tokens.word(at - 1).lower() in BEFORE_MONTHS or tokens.word(at + 1).isdigit()


def _lone_given(sentence: Sentence, at: int, lex: Lexicon) -> bool:
    """Tell whether a given name stands by itself, not inside the name of a thing or storm."""
    tokens = sentence.tokens
    word = tokens.words[at]
    if not sentence.plain or word in lex.not_names or not is_given(word, lex):
        return False
    before = tokens.word(at - 1)
    inside = tokens.capitalised(at - 1) and before not in lex.starters
    return not inside and not tokens.capitalised(at + 1) and before.lower() != "the"


def _half(sentence: Sentence, at: int, names: Names) -> Find | None:
    """Read "the North" and "the South" as the Koreas in a document that names one of them."""
    tokens = sentence.tokens
    if tokens.word(at - 1).lower() != "the" or tokens.capitalised(at + 1):
        return None
    if not names.countries & {"PRK", "KOR"} or tokens.word(at + 1) in {"of", "-"}:
        return None
    code = "PRK" if tokens.words[at] == "North" else "KOR"
    return Find(
        "organization", "name", at, at + 1, at, "country", f"country:{code}", code, score=0.8
    )


def _run_through(sentences: list[Sentence], names: Names, lex: Lexicon) -> None:
    """Settle, in the order of the text, what depends on who was named last."""
    latest: dict[str, tuple[str, int]] = {}
    before: list[Find] = []
    earlier: list[Find] = []
    for number, sentence in enumerate(sentences):
        people: list[Find] = []
        bodies: list[Find] = []
        if number and sentences[number - 1].block < sentence.block - 1:
            before = []
        for find in sentence.finds:
            if find.kind == "person" and find.how == "name":
                if find.entity is None:
                    _surname(sentence, find, names, latest, number)
                for short in names.short.get(find.entity or "", ()):
                    latest[short] = (find.entity or "", number)
            elif find.how == "office":
                _office(sentence, find, names)
            elif find.how == "pronoun" and not find.gender:
                continue
            elif find.how == "pronoun":
                find.entity = _pronoun(find, people[-WINDOW:], before[-WINDOW:], names)
            elif find.how == "nominal":
                recent = [
                    {f.entity for f in near if f.head == find.key and f.entity and f is not find}
                    for near in (bodies[-WINDOW:], earlier[-WINDOW:])
                ]
                _nominal(find, names, lex, recent)
            elif find.sense == "organization" and find.entity is None:
                _same_body(sentence, find, names, lex)
            if find.kind == "person":
                people.append(find)
            elif find.head:
                bodies.append(find)
        before, earlier = people or before, bodies


def _surname(
    sentence: Sentence,
    find: Find,
    names: Names,
    latest: dict[str, tuple[str, int]],
    number: int,
) -> None:
    """Settle a surname: its only bearer, or the one named last, and not long ago."""
    word = sentence.core_words(find)[-1]
    bearers = names.bearers.get(word, set())
    if len(bearers) == 1:
        find.entity = next(iter(bearers))
    elif word in latest and number - latest[word][1] <= NEAR:
        find.entity = latest[word][0]
        find.score = 0.7


def _office(sentence: Sentence, find: Find, names: Names) -> None:
    """Settle an office: the document's only holder of it."""
    if find.beside is not None and find.beside.entity:
        find.entity = find.beside.entity
        return
    if sentence.tokens.word(find.first - 1).lower() in {"a", "an", "another", "any", "no"}:
        return
    holders: set[str] = set()
    for (office, country), entities in names.offices.items():
        if office == find.key and (not find.country or country == find.country):
            holders |= entities
    if len(holders) == 1:
        find.entity = next(iter(holders))
        find.score = 0.8


def _pronoun(find: Find, people: list[Find], before: list[Find], names: Names) -> str | None:
    """Return the one person whom the sentence so far, or the one before, can mean by "he"."""
    for group in (people, before):
        fitting = [f for f in group if _agrees(f, find.gender, names)]
        if fitting:
            meant = {f.entity for f in fitting}
            return meant.pop() if len(meant) == 1 else None
    return None


def _agrees(find: Find, gender: str, names: Names) -> bool:
    other = find.gender or names.genders.get(find.entity or "", "")
    return not other or other == gender


def _nominal(find: Find, names: Names, lex: Lexicon, recent: list[set[str]]) -> None:
    """Settle a common noun where country or document leave one body only."""
    if find.kind != "organization" or find.key is None:
        return
    if find.key.startswith("state-"):
        named = {m for m in names.media if find.country in {None, lex.entities[m].country}}
        find.entity = named.pop() if len(named) == 1 else None
    elif find.country and find.score == 1.0:
        if find.key == "government":
            find.entity = f"country:{find.country}"
            return
        find.entity = f"org:{find.country.lower()}-{find.key}"
        land = lex.entities[f"country:{find.country}"].name
        names.entities.setdefault(find.entity, body(find, f"{find.key.replace('-', ' ')} ({land})"))
    elif not find.country and find.key in HEADS:
        for bodies in (*recent, names.heads.get(find.key, set())):
            if bodies:
                find.entity = next(iter(bodies)) if len(bodies) == 1 else None
                find.score = 0.7 if find.entity else find.score
                return


HEADS = frozenset(
    {"ministry", "agency", "council", "committee", "commission", "party", "department", "court"}
)
"""Common nouns that stand for the one body of that kind a document names."""


def _same_body(sentence: Sentence, find: Find, names: Names, lex: Lexicon) -> None:
    """Settle a body without a country: the only one of that name in the document."""
    name = slug(" ".join(sentence.core_words(find)).replace(" '", "'"))
    same = names.bodies.get(name, set())
    offered = {i for i in find.ids if lex.entities[i].country in names.countries}
    if len(find.ids) > 1 and len(offered) == 1:
        same = offered
    if len(same) == 1:
        find.entity = next(iter(same))
        find.score = 0.8
