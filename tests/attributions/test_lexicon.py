from onrecord.attributions.lexicon import carriers, verbs
from onrecord.data import table

TAKES = {"clause", "that", "quote", "wh", "object", "thing", "judged", "survey", "hearer", "to"}
TAKES |= {"as", "like", "of", "for", "about", "against", "at", "by", "in", "on", "with"}
CERTAINTY = {"neutral", "fact", "claim", "denial", "belief", "doubt", "wish", "promise", "order"}


def test_the_cue_table_uses_known_words() -> None:
    rows = table("lexicon/en/cues.tsv")
    assert {take for row in rows for take in row["takes"].split()} <= TAKES
    assert {row["certainty"] for row in rows} <= CERTAINTY
    lemmas = [row["lemma"] for row in rows]
    assert lemmas == sorted(set(lemmas))


def test_every_form_leads_to_its_verb() -> None:
    assert {verb.form for verb in verbs()["said"]} == {"past"}
    assert verbs()["calls"][0].particle
    assert verbs()["pointed"][0].particle in {("out",), ("to",)}
    assert "media" in carriers("media")


def test_acts_are_no_cues() -> None:
    assert not {"attacked", "struck", "banned", "refused"} & verbs().keys()
