"""Build ``data/gazetteer/territories.tsv`` from rigour's territories and the hand-kept table.

Needs ``pip install rigour`` (2.6 or later), which needs ICU's headers; that is why the table is
built here and read at run time (``docs/decisions/0003-territory-tables.md``). From rigour come the
codes, the usual and the full name and the Wikidata item; from ``training/territories.tsv`` come
aliases, demonyms, capitals with coordinates and seats of power. Run it from the repository root::

    python training/gazetteer.py
"""

import csv
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
TARGET = HERE.parent / "src/onrecord/data/gazetteer/territories.tsv"

HEADER = (
    "# Territories: ISO 3166 codes, names, demonyms, capitals (name lat lon), seats of power;"
    " lists are separated by '|'\n"
    "# source: training/gazetteer.py, from rigour 2.6 (codes, names, Wikidata)"
    " and training/territories.tsv (the rest)\n"
    "# licence: rigour MIT (c) OpenSanctions; the rest Apache-2.0\n"
)
COLUMNS = ("alpha3", "alpha2", "name", "aliases", "demonyms", "capitals", "seats", "wikidata")

COUNTRY_ITEMS = {"DNK": "Q35", "NLD": "Q55"}
"""Where rigour gives the item of the kingdom, the one of the country that news speaks of."""


def rows_by_hand(path: Path) -> list[dict[str, str]]:
    """Return the rows of the hand-kept table."""
    lines = [x for x in path.read_text(encoding="utf-8").splitlines() if not x.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def merge(row: dict[str, str], territory: Any) -> dict[str, str]:
    """Return one row of the result; the hand-kept name wins, rigour's become aliases."""
    name = row["name"] or territory.name
    names = [*row["aliases"].split("|"), territory.name, territory.full_name]
    aliases = dict.fromkeys(n for n in names if n and n != name)
    alpha3 = row["alpha3"]
    return {
        "alpha3": alpha3,
        "alpha2": territory.code.upper(),
        "name": name,
        "aliases": "|".join(aliases),
        "demonyms": row["demonyms"],
        "capitals": row["capitals"],
        "seats": row["seats"],
        "wikidata": COUNTRY_ITEMS.get(alpha3, territory.qid),
    }


def main() -> None:
    """Write the table; raises ``KeyError`` for a row whose territory rigour does not have."""
    from rigour.territories import get_territories

    by_code = {t.alpha3.upper(): t for t in get_territories() if t.alpha3 and len(t.code) == 2}
    rows = rows_by_hand(HERE / "territories.tsv")
    merged = sorted((merge(r, by_code[r["alpha3"]]) for r in rows), key=lambda r: r["alpha3"])
    with TARGET.open("w", encoding="utf-8") as out:
        out.write(HEADER + "\t".join(COLUMNS) + "\n")
        out.writelines("\t".join(row[c] for c in COLUMNS) + "\n" for row in merged)
    print(f"{len(merged)} territories -> {TARGET}")


if __name__ == "__main__":
    main()
