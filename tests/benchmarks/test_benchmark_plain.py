import json
from pathlib import Path
from typing import Any

import pytest
from benchmarks.items import Item
from benchmarks.plain import find, plain_item, stripped, write_plain

PAGE = """<!doctype html><html><head><title>x</title><style>p {}</style></head><body>
<nav class="main-nav"><a href="/">Home</a><ul><li>World</li><li>Sport</li></ul></nav>
<main><article class="has-newsletter"><h1>Ministers agree to meet again soon</h1>
<p class="dek">A third round is planned, though nobody would name a day for it.</p>
<div>By Ana Ruiz, our correspondent</div><div>3 May 2023</div>
<figure><img src="a"><figcaption>The two ministers shake hands. <i>Photo: Bo Lind</i></figcaption>
</figure><script>var a = "<p>hidden</p>"</script><p hidden>Never shown to anybody at all.</p>
<p>The foreign ministers of both countries met on Tuesday<br>for two hours in the capital.</p>
<div class="newsletter-box"><p>Get our mails</p></div>
<h2>What comes next</h2><p>They agreed to meet again, a spokesman said on the day.</p>
</article></main><aside class="related"><h3>More</h3><p>A teaser of another story</p></aside>
<footer>© 2023 Northern Post</footer></body></html>"""

GOLD: Item = {
    "id": "1",
    "url": "https://news.example/1",
    "html": "html/1.html",
    "gold": {
        "title": "Ministers agree to meet again",
        "authors": ["Ana Ruiz"],
        "date": "2023-05-03",
        "summary": ["A third round is planned, though nobody would name a day for it."],
        "paragraphs": [
            "The foreign ministers of both countries met on Tuesday for two hours in the capital.",
            "They agreed to meet again, a spokesman said on the day.",
        ],
        "subheads": ["What comes next"],
        "captions": ["The two ministers shake hands."],
        "credits": ["Bo Lind"],
    },
}


def scored(item: dict[str, Any]) -> list[tuple[str, str]]:
    return [(role, item["text"][start:end]) for role, start, end in item["gold"]]


def make(variant: str, **changes: Any) -> dict[str, Any]:
    item = plain_item({**GOLD, **changes}, PAGE.encode(), variant)
    assert item is not None
    return item


def test_a_page_is_stripped_as_crawlers_strip_it() -> None:
    lines = [line.text for line in stripped(PAGE.encode())]
    assert lines[:4] == ["Home", "World", "Sport", "Ministers agree to meet again soon"]
    assert "The two ministers shake hands. Photo: Bo Lind" in lines
    assert lines[lines.index("for two hours in the capital.") - 1].endswith("met on Tuesday")
    assert not any("hidden" in line or "Never" in line or "{}" in line for line in lines)


def test_gold_is_carried_over_and_furniture_taken_from_the_markup() -> None:
    assert scored(make("page")) == [
        *(("other", name) for name in ("Home", "World", "Sport")),
        ("headline", "Ministers agree to meet again soon"),
        ("summary", "A third round is planned, though nobody would name a day for it."),
        ("byline", "By Ana Ruiz, our correspondent"),
        ("caption", "The two ministers shake hands"),
        ("credit", "Photo: Bo Lind"),
        ("paragraph", "The foreign ministers of both countries met on Tuesday"),
        ("paragraph", "for two hours in the capital."),
        ("promo", "Get our mails"),
        ("subheading", "What comes next"),
        ("paragraph", "They agreed to meet again, a spokesman said on the day."),
        ("related", "More"),
        ("related", "A teaser of another story"),
        ("rights", "© 2023 Northern Post"),
    ]


def test_what_differs_between_pages_is_drawn_by_their_id() -> None:
    texts = [make("story", id=str(n))["text"] for n in range(40)]
    assert texts == [make("story", id=str(n))["text"] for n in range(40)]
    assert any("\n\n" in text for text in texts) and any("\n\n" not in text for text in texts)
    stamped = [text for text in texts if text.startswith(" date 2023-05-03 Ministers")]
    assert 0 < len(stamped) < 20
    number = texts.index(stamped[0])
    assert scored(make("story", id=str(number)))[:2] == [
        ("timestamp", "date 2023-05-03"),
        ("headline", "Ministers agree to meet again soon"),
    ]


def test_a_page_without_its_gold_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "html").mkdir()
    (tmp_path / "html/1.html").write_text(PAGE, encoding="utf-8")
    other = {**GOLD, "gold": {**GOLD["gold"], "paragraphs": ["Something else was told here."]}}
    gold, target = tmp_path / "gold.jsonl", tmp_path / "plain.jsonl"
    gold.write_text(json.dumps(GOLD) + "\n" + json.dumps(other) + "\n", encoding="utf-8")
    write_plain(gold, target, "page")
    (item,) = map(json.loads, target.read_text(encoding="utf-8").splitlines())
    assert item["id"] == "1"


@pytest.mark.parametrize("part,at", [(["b", "c"], 1), (["c", "b"], None), (["a"], 0)])
def test_words_are_found_in_order(part: list[str], at: int | None) -> None:
    assert find(part, ["a", "b", "c"]) == at
