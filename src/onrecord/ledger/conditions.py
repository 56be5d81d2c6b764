"""Filters as SQL: every value a parameter, every search word quoted."""

import re
import sqlite3
from dataclasses import dataclass, field
from typing import Any

from onrecord.errors import QueryError
from onrecord.ledger.rows import days, fold

_DAY = re.compile(r"\d{4}(-\d\d(-\d\d(T.*)?)?)?", re.DOTALL)
_TERM = re.compile(r'"([^"]*)"|([^\s"]+)')

# Words of the text count where they are nobody's full name; a place's name is often said of its
# government. Where somebody has the name, they count for a party called nothing but that, unless it
# is another person, and with a country's name in them for a party that is not known.
_NAMED = """
    {entity} IN (
        SELECT id FROM entity WHERE id = :{name} OR country = :{name}_code
            OR (:{name}_words != '' AND instr(words, :{name}_words) > 0)
            OR words IN (:{name}_bare, :{name}_the)
            OR country IN (
                SELECT country FROM entity
                WHERE kind = 'country' AND words IN (:{name}_bare, :{name}_the)
            )
    )
    OR (:{name}_words != '' AND CASE
        WHEN NOT EXISTS (
            SELECT 1 FROM entity WHERE kind IN ('person', 'organization', 'country')
                AND words IN (:{name}_bare, :{name}_the)
        ) THEN instr({words}, :{name}_words) > 0
        WHEN {words} IN (:{name}_bare, :{name}_the)
        THEN {entity} IS NULL OR {entity} NOT IN (SELECT id FROM entity WHERE kind = 'person')
        WHEN {entity} IS NULL AND EXISTS (
            SELECT 1 FROM entity WHERE kind = 'country' AND words IN (:{name}_bare, :{name}_the)
        ) THEN instr({words}, :{name}_words) > 0
        ELSE 0
    END)
"""


@dataclass(slots=True)
class Conditions:
    """Conditions that a row must meet, with the values of their parameters."""

    parts: list[str] = field(default_factory=list)
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def where(self) -> str:
        """The conditions as one SQL expression."""
        return " AND ".join(f"({part})" for part in self.parts) or "1"

    def equal(self, column: str, name: str, value: str | None) -> None:
        """Require ``column`` to equal ``value``, if one is asked for."""
        if value is not None:
            self.parts.append(f"{column} = :{name}")
            self.values[name] = value

    def named(
        self, name: str, wanted: str | None, entity: str, words: str, within: str = "{}"
    ) -> None:
        """Require the party in columns ``entity`` and ``words`` to be ``wanted``, if asked for.

        ``wanted`` is an entity's id, words of its name, a country's code or name (then everybody of
        that country), or words of the text. The full name of a known person, organization or
        country asks for that one, and for parties called nothing but that name which are no other
        person: "Kim Jong Un's sister" is not Kim Jong Un. An article before a full name makes no
        difference. ``within`` wraps the condition in a subquery.
        """
        if wanted is not None:
            asked = fold(wanted)
            # "The" alone is a word like any other.
            bare = asked.removeprefix(" the") if asked.startswith(" the ", 0, -1) else asked
            self.values |= {
                name: wanted,
                f"{name}_code": wanted.strip().upper(),
                f"{name}_words": asked,
                f"{name}_bare": bare or None,
                f"{name}_the": f" the{bare}" if bare else None,
            }
            test = _NAMED.format(name=name, entity=entity, words=words)
            self.parts.append(within.format(test))

    def contains(self, column: str, name: str, value: str | None) -> None:
        """Require the folded words in ``column`` to hold those of ``value``, if asked for."""
        if value is not None:
            self.parts.append(f":{name} != '' AND instr({column}, :{name}) > 0")
            self.values[name] = fold(value)

    def between(self, first: str, end: str, since: str | None, until: str | None) -> None:
        """Require days ``[first, end)`` to touch those from ``since`` to ``until``, both included.

        A month or year stands for all its days. Raises :class:`QueryError` for what is no date.
        """
        if since is not None:
            self.parts.append(f"{end} > :since")
            self.values["since"] = _days(since, "since")[0]
        if until is not None:
            self.parts.append(f"{first} < :until")
            self.values["until"] = _days(until, "until")[1]

    def matches(self, text: str | None) -> None:
        """Require the document ``d`` to hold all words, and "quoted phrases", of ``text``."""
        if text is not None:
            self.parts.append(
                "d.n IN (SELECT rowid FROM document_words WHERE document_words MATCH :text)"
            )
            self.values["text"] = search_terms(text)

    def paged(self, limit: int | None, offset: int) -> None:
        """Set how many rows are wanted, and how many are passed over first."""
        if (limit is not None and limit < 0) or offset < 0:
            raise QueryError("limit and offset cannot be below zero", hint="leave limit out")
        self.values |= {"limit": -1 if limit is None else limit, "offset": offset}

    def select(
        self, db: sqlite3.Connection, columns: str, tables: str, order: str
    ) -> sqlite3.Cursor:
        """Return the rows of ``tables`` that meet the conditions, in order, as many as wanted."""
        try:
            return db.execute(
                f"SELECT {columns} FROM {tables} WHERE {self.where}"  # noqa: S608
                f" ORDER BY {order} LIMIT :limit OFFSET :offset",
                self.values,
            )
        except (UnicodeEncodeError, OverflowError) as error:
            raise QueryError(
                f"a filter that no ledger can meet: {error}",
                hint="look at its characters and numbers",
            ) from error


def search_terms(text: str) -> str:
    """Return ``text`` as an FTS5 query for all its words, none of them read as an operator.

    Raises :class:`QueryError` where it holds no word.
    """
    terms = [phrase or word for phrase, word in _TERM.findall(text.replace("\0", " "))]
    terms = [term for term in terms if any(c.isalnum() for c in term)]
    if not terms:
        raise QueryError(f"{text!r} holds no word to look for", hint="give a word of the text")
    return " ".join(f'"{term}"' for term in terms)


def _days(stamp: str, name: str) -> tuple[str, str]:
    first, end = days(stamp) if _DAY.fullmatch(stamp) else (None, None)
    if first is None or end is None:
        raise QueryError(f"{name}: {stamp!r} is no date", hint="write 2023-04-11, 2023-04 or 2023")
    return first, end
