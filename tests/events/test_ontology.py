"""The ontology tables and the trigger lexicon fit each other."""

import pytest

from onrecord.data import table
from onrecord.errors import RecordError
from onrecord.events.lexicon import load_lexicon, plural
from onrecord.events.ontology import load_ontology
from onrecord.events.tokens import inflect


def test_sixteen_types_in_four_quads() -> None:
    types = load_ontology().types
    assert len(types) == 16
    assert {t.quad for t in types.values()} == {1, 2, 3, 4}
    assert types["ASSAULT"].score == -9


def test_scale_is_the_mode_s_or_the_type_s() -> None:
    ontology = load_ontology()
    assert ontology.scale("ASSAULT", None) == -9
    assert ontology.scale("ASSAULT", "drone") == -9.5
    with pytest.raises(RecordError, match="no mode"):
        ontology.scale("AID", "drone")
    with pytest.raises(RecordError, match="no event type"):
        ontology.scale("FIGHT", None)


@pytest.mark.parametrize(
    ("cameo", "code"),
    [
        ("010", None),
        ("036", "AGREE"),
        ("0831", "CONCEDE"),
        ("0841", "RETREAT"),
        ("0874", "RETREAT"),
        ("0814", "RETREAT"),
        ("190", "ASSAULT"),
        ("192", "COERCE"),
        ("204", "ASSAULT"),
        ("99", None),
    ],
)
def test_cameo_codes(cameo: str, code: str | None) -> None:
    assert load_ontology().from_cameo(cameo) == code


def test_every_trigger_has_a_known_type_mode_frame_and_needs() -> None:
    ontology, lexicon = load_ontology(), load_lexicon()
    lists = ("obj", "subj", "in", "not", "ahead")
    for forms in lexicon.phrases.values():
        for _, rows in forms:
            for trigger in rows:
                ontology.scale(trigger.code, trigger.mode)
                for kind, value in trigger.needs:
                    assert kind in (*lists, "named", "to", "next", "after", "unless"), trigger
                    if kind in lists and value:
                        assert value in lexicon.lists, (trigger.lemma, value)


def test_every_type_has_triggers() -> None:
    rows = table("lexicon/en/triggers.tsv")
    assert {row["type"] for row in rows} == set(load_ontology().types)


def test_mode_words_name_modes_of_the_ontology() -> None:
    modes = load_ontology().modes
    for row in table("lexicon/en/triggers_modes.tsv"):
        assert (row["type"], row["mode"]) in modes


@pytest.mark.parametrize(
    ("lemma", "forms"),
    [
        ("stop", {"stop", "stops", "stopped", "stopping"}),
        ("expel", {"expel", "expels", "expelled", "expelling"}),
        ("visit", {"visit", "visits", "visited", "visiting"}),
        ("deny", {"deny", "denies", "denied", "denying"}),
        ("free", {"free", "frees", "freed", "freeing"}),
        ("clash", {"clash", "clashes", "clashed", "clashing"}),
        ("call off", {"call off", "calls off", "called off", "calling off"}),
    ],
)
def test_inflection(lemma: str, forms: set[str]) -> None:
    assert set(inflect(lemma)) == forms


def test_irregular_past_replaces_the_regular_one() -> None:
    assert set(inflect("meet", "met")) == {"meet", "meets", "met", "meeting"}


def test_plural() -> None:
    assert [plural(n) for n in ("attack", "rally", "clash")] == ["attacks", "rallies", "clashes"]
