from pathlib import Path

import pytest
from benchmarks.made_pages import LARGEST, SMALLEST, UNIT, make_pages
from selectolax.lexbor import LexborHTMLParser

from onrecord.document import Doc
from onrecord.pipeline import Pipeline, load_stage
from onrecord.read import read_bytes

ROOT = Path(__file__).parents[2]

PAGE = b"""<!doctype html><html lang="fr"><head><meta charset="windows-1252"><title>Le pont</title>
</head><body class="a"><article><h1>Le pont est ferm\xe9</h1>
<p>Le maire a dit lundi que le vieux pont resterait ferm\xe9 pendant un mois entier, car ses piles
ont souffert de la crue.</p></article></body></html>"""


@pytest.fixture(scope="module")
def pages() -> list[tuple[str, bytes]]:
    examples = [path.read_bytes() for path in sorted((ROOT / "examples").glob("*/*.html"))]
    return list(make_pages(examples, 60))


def test_pages_weigh_what_real_ones_do(pages: list[tuple[str, bytes]]) -> None:
    sizes = [len(data) for _, data in pages]
    assert 165_000 < sum(sizes) / len(sizes) < 185_000
    assert min(sizes) > SMALLEST
    assert max(sizes) < LARGEST * 1.1
    assert len(set(sizes)) > 50
    trees = [LexborHTMLParser(data) for _, data in pages]

    def mean(selector: str) -> float:
        return sum(len(tree.css(selector)) for tree in trees) / len(trees)

    for selector, real in {"*": 854, "a": 157, "li": 106, "div": 174, "img": 23, "p": 37}.items():
        assert real * 0.75 < mean(selector) < real * 1.25, selector


def test_the_same_seed_gives_the_same_pages_and_no_two_are_alike() -> None:
    first, again = (list(make_pages([PAGE], 12, period=4)) for _ in range(2))
    assert first == again
    assert len({data for _, data in first}) == 12
    assert [name for name, _ in first] == sorted(name for name, _ in first)
    assert dict(first) != dict(make_pages([PAGE], 12, seed=1))
    assert not any(UNIT.encode() in data for _, data in first)


def test_the_story_is_kept_and_read() -> None:
    (page,) = make_pages([PAGE], 1, mean_bytes=20_000)
    (doc,) = Pipeline([load_stage("pages")]).run(read_bytes(page[1], path="p.html", format="html"))
    assert isinstance(doc, Doc)
    assert "Le pont est fermé" in doc.text
    assert "Le maire a dit lundi" in doc.text


def test_an_example_without_a_head_makes_no_page() -> None:
    with pytest.raises(ValueError, match="no example page"):
        next(make_pages([b"<p>Hello"], 1))
