import io
import json
import tarfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from training.pages.corpus import Example, domain_of, inside, outside, take_apart
from training.pages.labels import Label, labels_of
from training.pages.shorten import shortened

from onrecord.pages.features import WIDTH, Features, features_of
from onrecord.pages.net import CLASSES, WEIGHTS, PageNet
from onrecord.pages.walk import Run

ROOT = Path(__file__).parents[2]
MODEL = ROOT / "src" / "onrecord" / "data" / "model"
HIDDEN = 64
NO_TORCH = "the network needs torch (training/requirements.txt)"

PARAGRAPHS = [
    "The harbour of Norland opened again on Monday after eleven days of storms.",
    "Forty ships had waited outside the breakwater, the port captain said.",
    "Grain prices fell a little in the afternoon, traders at the exchange reported.",
    "Work on the broken crane will go on until the end of the month.",
]
PAGE = f"""<html><head><title>Harbour opens again</title></head><body>
<article><h1>Harbour <span>opens again</span></h1>
<p class="lead">Ships enter Norland for the first time since the storms.</p>
<div class="by">By Mira Olt, Monday</div>
<figure><img src="x.jpg" alt="x"><figcaption>Ships off the breakwater on Monday. <span
class="credit">Photo: Jon Brae / NPA</span></figcaption></figure>
<p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p>
<h2>Prices fall</h2>
<p>{PARAGRAPHS[2]}</p><p>{PARAGRAPHS[3]}</p>
<p>Read our letter every morning</p>
</article><footer>© Norland Post</footer></body></html>"""


def by_line(runs: list[Run], labels: list[Label]) -> dict[str, Any]:
    """Return the names of the classes each line can have, null where that is open."""
    return {
        run.line: None if label is None else {CLASSES[c] for c in label}
        for run, label in zip(runs, labels, strict=True)
    }


def labelled(gold: dict[str, Any]) -> dict[str, Any]:
    runs, _ = take_apart(PAGE, "https://norlandpost.example/a")
    return by_line(runs, labels_of(runs, gold))


def test_a_full_annotation_names_the_kind_of_every_run() -> None:
    found = labelled(
        {
            "title": "Harbour opens again",
            "authors": ["Mira Olt"],
            "paragraphs": PARAGRAPHS,
            "subheads": ["Prices fall"],
            "summary": ["Ships enter Norland for the first time since the storms"],
            "captions": ["Ships off the breakwater on Monday"],
            "credits": ["Jon Brae / NPA"],
        }
    )
    assert found == {
        "Harbour": {"headline"},
        "opens again": {"headline"},
        "Ships enter Norland for the first time since the storms.": {"summary"},
        "By Mira Olt, Monday": {"byline", "other"},
        "Ships off the breakwater on Monday.": {"caption"},
        "Photo: Jon Brae / NPA": {"credit"},
        **{paragraph: {"body"} for paragraph in PARAGRAPHS},
        "Prices fall": {"subheading"},
        "Read our letter every morning": {"other"},
        "© Norland Post": {"other"},
    }


def test_a_whole_body_tells_body_from_the_rest_but_not_its_kinds() -> None:
    changed = PARAGRAPHS[0].replace("eleven days of storms", "nine days of storms and of rain")
    found = labelled({"title": "Another", "body": "\n".join([changed, *PARAGRAPHS[1:]])})
    told = {"body", "subheading", "summary"}
    assert found[PARAGRAPHS[1]] == told
    assert found[PARAGRAPHS[0]] is None  # most of it is there, not all
    assert found["© Norland Post"] == set(CLASSES) - told


def test_sentences_label_only_the_runs_that_hold_them() -> None:
    found = labelled(
        {
            "title": "Prices fall",
            "with": ["eleven days of storms", "broken  crane"],
            "without": ["letter every morning"],
        }
    )
    assert {line for line, label in found.items() if label} == {
        PARAGRAPHS[0],
        PARAGRAPHS[3],
        "Read our letter every morning",
        "Prices fall",
    }
    assert "body" in found[PARAGRAPHS[3]]
    assert "body" not in found["Read our letter every morning"]
    assert found["Prices fall"] == {"headline"}


@pytest.mark.parametrize(
    ("url", "domain"),
    [
        ("https://www.news.norland.example/a/b", "norland.example"),
        ("http://news.norland.co.uk:8080/", "norland.co.uk"),
        ("https://web.archive.org/web/2015/http://blog.norland.example/x", "norland.example"),
    ],
)
def test_the_domain_of_a_page_is_the_registered_one(url: str, domain: str) -> None:
    assert domain_of(url) == domain


def example(name: str, number: int) -> Example:
    runs, told = take_apart(PAGE, None)
    gold = {"body": "\n".join(PARAGRAPHS)}
    url = f"https://paper{number}.example/story"
    return Example(
        set=name,
        id=str(number),
        url=url,
        domain=domain_of(url),
        runs=runs,
        told=told,
        features=features_of(runs, told),
        labels=labels_of(runs, gold),
        gold=gold,
    )


def test_no_domain_is_both_learned_from_and_scored() -> None:
    pages = [example("blogs", number) for number in range(30)]
    seen = 0
    for fold in range(5):
        scored = {e.domain for e in inside(pages, fold, 5)}
        assert scored.isdisjoint(e.domain for e in outside(pages, frozenset({fold}), 5))
        seen += len(scored)
    assert seen == 30


def test_a_short_copy_keeps_some_of_the_text_with_its_labels() -> None:
    pages = [example("news", number) for number in range(20)]
    copies = shortened(pages)
    assert [c.id for c in copies] == [e.id for e in pages]
    for page, copy in zip(pages, copies, strict=True):
        before = by_line(page.runs, page.labels)
        after = by_line(copy.runs, copy.labels)
        assert after.items() <= before.items()
        assert any(label and "body" in label for label in after.values())
        assert len(copy.features.numbers) == len(copy.runs) == len(copy.labels)
    assert min(len(c.runs) for c in copies) < len(pages[0].runs) - 3
    assert [c.runs for c in shortened(pages)] == [c.runs for c in copies]


def test_a_page_with_little_labelled_text_has_no_short_copy() -> None:
    page = example("news", 1)
    page.labels = [None] * len(page.runs)
    assert shortened([page, example("mixed", 2)]) == []


def features(rows: int) -> Features:
    rng = np.random.default_rng(0)
    words = [tuple(rng.choice(["story", "menu", "text", "odd"], 2)) for _ in range(rows)]
    numbers = rng.random((rows, WIDTH), dtype=np.float32)
    return Features(numbers, words, words[::-1], [("by", "mira"), *[()] * (rows - 1)])


def test_exported_weights_score_as_the_trained_network_does(tmp_path: Path) -> None:
    torch = pytest.importorskip("torch", reason=NO_TORCH)
    from training.pages.network import Network, Vocabulary
    from training.pages.train import predict
    from training.pages.weights import export

    torch.manual_seed(1)
    vocabulary = Vocabulary({"menu": 1, "story": 2, "text": 3}, {"by": 1, "mira": 2})
    net = Network(vocabulary, torch.full((WIDTH,), 0.4), torch.full((WIDTH,), 0.3)).eval()
    for table in (net.near, net.far, net.words):
        table.weight.data[1:] *= 10  # the words have a say that is not lost in rounding
    page = example("news", 1)
    page.features = features(len(page.runs))
    export(net, tmp_path / "net.npz")
    loaded = PageNet(str(tmp_path / "net.npz"))
    scores = predict(net, page)
    np.testing.assert_allclose(loaded.scores(page.features), scores, atol=1e-3)
    assert loaded.known == {"menu", "story", "text"}
    page.features.near = [()] * len(page.runs)
    assert np.abs(predict(net, page) - scores).max() > 0.01


def archive(path: Path, pages: list[dict[str, Any]]) -> None:
    files = {"gold.jsonl": "\n".join(map(json.dumps, pages))}
    files |= {page["html"]: PAGE for page in pages}
    with tarfile.open(path, "w:xz") as tar:
        for name, text in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(text.encode())
            tar.addfile(member, io.BytesIO(text.encode()))


def test_the_whole_recipe_gives_the_same_weights_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("torch", reason=NO_TORCH)
    from training.pages import train
    from training.pages.__main__ import main

    monkeypatch.setattr(train, "EPOCHS", 2)
    golds: dict[str, dict[str, Any]] = {
        "news": {"paragraphs": PARAGRAPHS},
        "blogs": {"body": "\n".join(PARAGRAPHS)},
        "mixed": {"with": ["Forty ships"], "without": ["every morning"]},
        "dates": {"date": "2024-05-06"},
    }
    (tmp_path / "data" / "pages").mkdir(parents=True)
    for name, gold in golds.items():
        pages = [
            {
                "id": f"{name}{n}",
                "url": f"https://paper{n}.example/{name}",
                "html": f"html/{n}.html",
                "gold": gold,
            }
            for n in range(10)
        ]
        archive(tmp_path / "data" / "pages" / f"{name}.tar.xz", pages)
    for out in ("one.npz", "two.npz"):
        assert main([str(tmp_path / "data"), str(tmp_path / out), "--folds", "2"]) == 0
    assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "two.npz").read_bytes()
    assert PageNet(str(tmp_path / "one.npz")).scores(features(9)).shape == (9, len(CLASSES))


def test_missing_pages_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("torch", reason=NO_TORCH)
    from training.pages.__main__ import main

    assert main([str(tmp_path), str(tmp_path / "out.npz")]) == 1
    assert "news.tar.xz" in capsys.readouterr().err


def test_the_shipped_weights_fit_the_features() -> None:
    path = MODEL / WEIGHTS
    assert path.stat().st_size < 2_000_000
    with np.load(path, allow_pickle=False) as arrays:
        shapes = {name: arrays[name].shape for name in arrays.files}
    names, lines = shapes["name_words"][0] + 1, shapes["line_words"][0] + 1
    assert shapes == {
        "count": (),
        "name_words": (names - 1,),
        "line_words": (lines - 1,),
        "in.0": (WIDTH, HIDDEN),
        "in_bias.0": (HIDDEN,),
        "near.0": (names, HIDDEN),
        "far.0": (names, HIDDEN),
        "words.0": (lines, HIDDEN),
        "near_layer.0": (5 * HIDDEN, HIDDEN),
        "near_bias.0": (HIDDEN,),
        "far_layer.0": (5 * HIDDEN, HIDDEN),
        "far_bias.0": (HIDDEN,),
        "out.0": (3 * HIDDEN, len(CLASSES)),
        "out_bias.0": (len(CLASSES),),
    }
    scores = PageNet().scores(features(20))
    np.testing.assert_allclose(scores.sum(1), 1, atol=1e-5)


@pytest.mark.parametrize(
    ("corpus", "licence"),
    [
        ("flairNLP/fundus", "MIT"),
        ("adbar/trafilatura", "Apache-2.0"),
        ("WCXB", "CC BY 4.0"),
        ("adbar/htmldate", "Apache-2.0"),
    ],
)
def test_the_model_card_names_every_corpus_with_its_licence(corpus: str, licence: str) -> None:
    card = (MODEL / "pages.md").read_text(encoding="utf-8")
    rows = [line for line in card.splitlines() if line.startswith("|") and corpus in line]
    assert len(rows) == 1
    assert licence in rows[0]
