"""The tables of this room as look-ups by word, loaded once and never changed."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Generic, Literal, TypeVar

from onrecord.data import table, words
from onrecord.mentions.tokens import key_of
from onrecord.records import Entity

T = TypeVar("T")
Sense = Literal["country", "demonym", "capital", "seat", "place", "organization"]

NOT_STATES = frozenset({"UNO", "EUR", "IGO", "NGO", "?"})
"""PLOVER's codes for actors of no one country, and "?" for a kind of body many states have."""


class Phrases(Generic[T]):
    """Phrases by their first word, the longest first."""

    def __init__(self, entries: Mapping[tuple[str, ...], T]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        for key, value in entries.items():
            self._by_first.setdefault(key[0], []).append((key, value))
        for found in self._by_first.values():
            found.sort(key=lambda entry: -len(entry[0]))

    def __contains__(self, word: str) -> bool:
        return word in self._by_first

    def at(self, words: list[str], start: int) -> tuple[int, T] | None:
        """Return the end and value of the longest phrase that begins at ``start``."""
        for key, value in self._by_first.get(words[start], ()):
            if len(key) == 1 or tuple(words[start : start + len(key)]) == key:
                return start + len(key), value
        return None

    def single(self) -> frozenset[str]:
        """Return the words that are a whole phrase."""
        return frozenset(w for w, found in self._by_first.items() if len(found[-1][0]) == 1)


@dataclass(frozen=True, slots=True)
class Known:
    """What a name in the tables stands for; ``ids`` has several where the name is ambiguous."""

    sense: Sense
    ids: tuple[str, ...]
    country: str | None = None
    shared: bool = False

    @property
    def entity(self) -> str | None:
        """The entity, null where the name could be more than one, or many states have one."""
        return self.ids[0] if len(self.ids) == 1 and not self.shared else None


@dataclass(frozen=True, slots=True)
class Nominal:
    """A common noun for a body or group: mention kind, PLOVER sector, key of the state's one."""

    kind: Literal["organization", "group"]
    sector: str | None
    key: str | None


@dataclass(frozen=True, slots=True)
class Role:
    """An office: the sector it gives its holder, and whether it stands for the holder alone."""

    name: str
    sector: str | None
    alone: bool


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All look-ups of the room."""

    names: Phrases[Known]
    entities: dict[str, Entity]
    roles: Phrases[Role]
    titles: Phrases[str | None]
    heads: Phrases[str | None]
    nominals: Phrases[Nominal]
    weapons: Phrases[bool]
    given: dict[str, str]
    surnames: frozenset[str]
    starters: frozenset[str]
    small: frozenset[str]
    not_names: frozenset[str]
    cues: dict[tuple[str, str], str]
    cues_two: dict[str, str]
    agencies: frozenset[str]
    media: frozenset[str]
    person_cues: dict[str, frozenset[str]]
    place_heads: dict[str, frozenset[str]]
    splits: frozenset[str]
    whole: frozenset[str]


def slug(name: str) -> str:
    """Return the name as it stands in an id: plain lower-case letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", name.replace("’", "").replace("'", ""))
    letters = (c if c.isalnum() else "-" for c in plain.lower() if not unicodedata.combining(c))
    return "-".join(part for part in "".join(letters).split("-") if part)


def names_in(field_: str) -> list[str]:
    """Return the entries of a table's field that holds a list."""
    return [name for name in field_.split("|") if name]


class _Gathered:
    """Names and entities while the tables are read."""

    def __init__(self) -> None:
        self.names: dict[tuple[str, ...], Known] = {}
        self.entities: dict[str, Entity] = {}

    def name(
        self, name: str, sense: Sense, entity: str, country: str | None, shared: bool = False
    ) -> None:
        key = key_of(name)
        old = self.names.get(key)
        if old is None or old.sense == sense or sense in {"country", "demonym"}:
            same = old if old is not None and old.sense == sense else None
            ids = tuple(dict.fromkeys((*(same.ids if same else ()), entity)))
            known = Known(sense, ids, country if len(ids) == 1 else None, shared)
            self.names[key] = known
            if len(name) > 3 and not name.isupper():
                self.names.setdefault(tuple(w.upper() if w != "'s" else w for w in key), known)


def _territories(into: _Gathered) -> None:
    for row in table("gazetteer/territories.tsv"):
        code = row["alpha3"]
        entity = f"country:{code}"
        into.entities[entity] = Entity(
            id=entity,
            kind="country",
            name=row["name"],
            country=code,
            wikidata=row["wikidata"] or None,
        )
        for name in (row["name"], *names_in(row["aliases"])):
            into.name(name, "country", entity, code)
        for name in names_in(row["demonyms"]):
            into.name(name, "demonym", entity, code)
        for name in names_in(row["seats"]):
            into.name(name, "seat", entity, code)
        where: dict[tuple[str, str], str] = {}
        for capital in names_in(row["capitals"]):
            name, lat, lon = capital.rsplit(" ", 2)
            place = where.setdefault((lat, lon), f"place:{slug(name)}")
            _place(into, "capital", place, name, code, lat, lon)


def _place(
    into: _Gathered, sense: Sense, entity: str, name: str, country: str, lat: str, lon: str
) -> None:
    into.entities.setdefault(
        entity,
        Entity(
            id=entity,
            kind="place",
            name=name,
            country=country or None,
            lat=float(lat) if lat else None,
            lon=float(lon) if lon else None,
        ),
    )
    into.name(name, sense, entity, country or None)


def _organizations(into: _Gathered) -> None:
    rows = [
        (row["id"], row["names"], row["country"], row["sectors"], row["wikidata"])
        for row in table("gazetteer/organizations.tsv")
    ]
    listed = frozenset(row[0] for row in rows)
    plain = frozenset(words("lexicon/en/plain_acronyms.txt"))
    rows += [
        (row["id"], row["names"], row["country"], "MED", "")
        for row in table("lexicon/en/agencies.tsv")
    ]
    for entity, names, country, sectors, wikidata in rows:
        code = country or None
        shared = code == "?"
        known = names_in(names)
        into.entities[entity] = Entity(
            id=entity,
            kind="organization",
            name=known[0] if sectors == "MED" else _full(known),
            country=None if code in NOT_STATES else code,
            sector=code
            if code in NOT_STATES and not shared
            else next(iter(names_in(sectors)), None),
            sectors=tuple(names_in(sectors)),
            wikidata=wikidata or None,
        )
        for name in known:
            if len(name) > 4 or not name.isupper() or name in plain or entity in listed:
                into.name(name, "organization", entity, None if shared else code, shared)


def _full(names: Sequence[str]) -> str:
    """Return the name in full where an acronym stands first; agencies go by their short name."""
    return max(names[:3], key=len) if names[0].isupper() else names[0]


def _phrases(rows: Iterable[tuple[str, T]]) -> Phrases[T]:
    return Phrases({key_of(words): value for words, value in rows})


def _plural(weapon: str) -> str:
    return weapon[:-1] + "ies" if weapon.endswith("y") else weapon + "s"


@cache
def lexicon() -> Lexicon:
    """Return the look-ups, read from the tables the first time."""
    into = _Gathered()
    _territories(into)
    for row in table("gazetteer/places.tsv"):
        place = f"place:{slug(row['name'])}"
        if place not in into.entities:
            _place(into, "place", place, *(row[k] for k in ("name", "country", "lat", "lon")))
    _organizations(into)
    names = Phrases(into.names)
    starters = frozenset(words("lexicon/en/starters.txt"))
    weapons = words("lexicon/en/weapons.txt")
    cues = table("lexicon/en/person_cues.tsv")
    return Lexicon(
        names=names,
        entities=into.entities,
        roles=_phrases(
            (r["role"], Role(r["role"], r["sector"] or None, r["alone"] == "yes"))
            for r in table("lexicon/en/roles.tsv")
        ),
        titles=_phrases((r["title"], r["sector"] or None) for r in table("lexicon/en/titles.tsv")),
        heads=_phrases(
            (r["head"], r["sector"] or None) for r in table("lexicon/en/organization_heads.tsv")
        ),
        nominals=_phrases(
            (
                r["noun"],
                Nominal(
                    "group" if r["kind"] == "group" else "organization",
                    r["sector"] or None,
                    r["key"] or None,
                ),
            )
            for r in table("lexicon/en/nominals.tsv")
        ),
        weapons=_phrases((w, True) for weapon in weapons for w in (weapon, _plural(weapon))),
        given={r["name"]: r["gender"] for r in table("lexicon/en/given_names.tsv")},
        surnames=frozenset(words("lexicon/en/surnames_first.txt")),
        starters=starters,
        small=frozenset(word.lower() for word in starters),
        not_names=starters | frozenset(words("lexicon/en/not_names.txt")),
        cues={(r["side"], r["word"]): r["sense"] for r in table("lexicon/en/place_cues.tsv")},
        cues_two={
            r["side"].removeprefix("before "): r["sense"]
            for r in table("lexicon/en/place_cues.tsv")
            if r["word"] == "*"
        },
        agencies=frozenset(r["id"] for r in table("lexicon/en/agencies.tsv")),
        media=frozenset(
            r["id"] for r in table("lexicon/en/agencies.tsv") if r["kind"] == "state media"
        ),
        person_cues={
            where: frozenset(r["word"] for r in cues if r["where"] == where)
            for where in ("after", "particle", "prefix", "suffix", "surname")
        },
        place_heads={
            where: frozenset(
                r["word"] for r in table("lexicon/en/place_heads.tsv") if r["where"] == where
            )
            for where in ("first", "last")
        },
        splits=names.single(),
        whole=frozenset(word for key in into.names for word in key if "-" in word),
    )
