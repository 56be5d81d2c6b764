"""The tables hold what they promise, and load quickly."""

import re
import time

from onrecord.data import table
from onrecord.mentions.lexicon import NOT_STATES, lexicon, slug
from onrecord.mentions.tokens import key_of, tokenise


def test_territories_are_complete_and_well_formed() -> None:
    rows = table("gazetteer/territories.tsv")
    assert len({r["alpha3"] for r in rows}) == len(rows) >= 249
    assert len({r["name"] for r in rows}) == len(rows)
    for row in rows:
        assert re.fullmatch(r"[A-Z]{3}", row["alpha3"])
        assert re.fullmatch(r"[A-Z]{2}", row["alpha2"])
        assert re.fullmatch(r"Q[0-9]+", row["wikidata"])
        for capital in filter(None, row["capitals"].split("|")):
            name, lat, lon = capital.rsplit(" ", 2)
            assert name
            assert -90 <= float(lat) <= 90
            assert -180 <= float(lon) <= 180


def test_ids_of_bodies_are_unique_and_their_countries_exist() -> None:
    known = {r["alpha3"] for r in table("gazetteer/territories.tsv")} | NOT_STATES | {""}
    rows = (*table("gazetteer/organizations.tsv"), *table("lexicon/en/agencies.tsv"))
    assert len({r["id"] for r in rows}) == len(rows)
    for row in rows:
        assert row["id"].startswith("org:")
        assert row["country"] in known
    for row in table("lexicon/en/agencies.tsv"):
        assert row["short"] in row["names"].split("|")
        assert row["kind"] in {"wire", "state media"}


def test_every_entity_a_name_offers_exists() -> None:
    lex = lexicon()
    for name in ("North Korea", "Seoul", "KCNA", "Kremlin", "New York"):
        found = lex.names.at(list(key_of(name)), 0)
        assert found is not None
        assert all(entity in lex.entities for entity in found[1].ids)


def test_loading_is_quick() -> None:
    lexicon()
    lexicon.cache_clear()
    begun = time.process_time()
    lexicon()
    assert time.process_time() - begun < 0.5  # 0.04 s where it was measured


def test_slugs_are_plain() -> None:
    assert slug("São Tomé") == "sao-tome"
    assert slug("N’Djamena") == "ndjamena"
    assert slug("Workers' Party of Korea") == "workers-party-of-korea"


def test_tokens_keep_their_places() -> None:
    text = "Kim’s U.S.-led “Suk-yeol” O'Neill."
    tokens = tokenise(text, 0, len(text), frozenset({"U.S."}), frozenset())
    assert tokens.words == ["Kim", "'s", "U.S.", "-", "led", "“", "Suk-yeol", "”", "O'Neill", "."]
    for word, start, end in zip(tokens.words, tokens.starts, tokens.ends, strict=True):
        assert text[start:end].replace("’", "'") == word
