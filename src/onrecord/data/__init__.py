"""The data that drives the rooms: ontologies, gazetteer and lexicons, as small readable files.

A table is tab-separated UTF-8 with a header row; lines that start with ``#`` say what it is, where
it comes from and under which licence.
"""

from functools import cache
from importlib.resources import files


@cache
def text(name: str) -> str:
    """Return the text of the data file ``name``, a path under ``onrecord/data``."""
    return files("onrecord.data").joinpath(name).read_text(encoding="utf-8")


def _lines(name: str) -> list[str]:
    return [line for line in text(name).splitlines() if line.strip() and not line.startswith("#")]


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of the table ``name``, each a dict from column name to value.

    Raises ``ValueError``, naming file and row, where a row has too many or too few fields.
    """
    header, *rows = (line.split("\t") for line in _lines(name))
    for row in rows:
        if len(row) != len(header):
            raise ValueError(f"{name}: {len(row)} fields for {len(header)} columns in {row!r}")
    return tuple(dict(zip(header, row, strict=True)) for row in rows)


@cache
def words(name: str) -> tuple[str, ...]:
    """Return the entries of the word list ``name``, one a line, in the order of the file."""
    return tuple(line.strip() for line in _lines(name))
