"""Pages of every kind, made up here in several languages and ways of marking up."""

import json
import re
from collections.abc import Iterable

import pytest
from selectolax.lexbor import LexborHTMLParser

from onrecord.data import table
from onrecord.pages.head import read_head
from onrecord.pages.kind import SHORT, Tally, count, kind_of
from onrecord.pages.walk import walk
from onrecord.records import KINDS, DocumentKind

SENTENCE = "The harbour board met on Tuesday and agreed to close the north pier until the spring. "
SATZ = "Der Rat der Hafenstadt beriet am Dienstag über die Mole und vertagte die Entscheidung. "
STORY = "".join(f"<p>{SENTENCE * 3}</p>" for _ in range(6))


def ld(**said: object) -> str:
    """Return a JSON-LD script; ``kind`` is its type."""
    said["@type"] = said.pop("kind")
    return f'<script type="application/ld+json">{json.dumps(said)}</script>'


def og(kind: str) -> str:
    return f'<meta property="og:type" content="{kind}">'


def kind_and_why(html: str, url: str | None = None) -> tuple[DocumentKind, str]:
    tree = LexborHTMLParser(html)
    types = [
        json.loads(node.text())["@type"]
        for node in tree.css('script[type="application/ld+json"]')
        if node.text()
    ]
    head = read_head(tree)
    body = tree.body
    assert body is not None
    names = " ".join(body.attributes.get(name) or "" for name in ("class", "id"))
    players = len(body.css("video,audio,iframe,amp-video"))
    tally = count(walk(body, None), players=players)
    return kind_of(
        tally,
        meta=head.meta,
        articles=head.articles,
        types=types,
        title=head.title,
        url=url,
        names=names,
    )


def listed(items: Iterable[str]) -> str:
    return "".join(items)


TEASERS = listed(
    f'<article><h3><a href="/{n}">Council number {n} turns down the plan for the pier</a></h3>'
    f"<p>Members voted late at night, {n} to two, after a long debate.</p></article>"
    for n in range(12)
)
LINKS = listed(
    f'<li><a href="/n/{n}">Ferry line {n} drops its winter timetable after losses</a></li>'
    for n in range(40)
)
FIGURES = listed(
    f'<figure><img src="{n}.jpg"><figcaption>Boat number {n} of the regatta passes the lighthouse'
    " in heavy rain on Saturday.</figcaption></figure>"
    for n in range(9)
)
ENTRIES = listed(
    f'<div class="entry"><time>1{n}:4{n}</time><p>{SENTENCE}</p></div>' for n in range(8)
)

PAGES: dict[str, tuple[DocumentKind, str, str | None]] = {
    "plain article": ("article", f"<h1>Pier shut</h1>{STORY}", "https://a.example/pier-shut"),
    "AMP article": (
        "article",
        f"<html amp><head>{ld(kind='NewsArticle', headline='x')}</head><body>{STORY}"
        f'<amp-img src="a.jpg"></amp-img></body></html>',
        "https://a.example/amp/pier-shut",
    ),
    "article among teasers": (
        "article",
        f"<body>{STORY}<aside><ul>{LINKS}</ul></aside>{TEASERS}</body>",
        "https://a.example/2031/05/pier",
    ),
    "short notice": ("article", f"<h1>Pier shut</h1><p>{SENTENCE}</p>", None),
    "article about a page not found": (
        "article",
        f"<title>Why the council's page was not found</title>{STORY}",
        None,
    ),
    "article in a folder of videos": (
        "article",
        f"{og('video')}<video src=a></video>{STORY}",
        "https://a.example/video/pier",
    ),
    "article with one clock time in its URL's live folder": (
        "article",
        f"<time>14:30</time>{STORY}",
        "https://a.example/live/pier",
    ),
    "free article marked as not free, with all its text": (
        "article",
        f"{ld(kind='NewsArticle', isAccessibleForFree=False)}{STORY}",
        None,
    ),
    "interview with questions as headings": (
        "article",
        listed(f"<h3>And what came of plan {n}?</h3><p>{SENTENCE * 2}</p>" for n in range(9)),
        None,
    ),
    "forum with times of its posts": (
        "article",
        f"<title>Ropes, which ones?</title>{ENTRIES}",
        "https://a.example/threads/ropes",
    ),
    "live blog by its JSON-LD": (
        "liveblog",
        f"{ld(kind='LiveBlogPosting', headline='x')}<h1>Storm</h1>{ENTRIES}",
        "https://a.example/storm",
    ),
    "German live ticker by its address": (
        "liveblog",
        listed(f"<p><b>{h}.15 Uhr</b></p><h2>Lage {h}</h2><p>{SATZ}</p>" for h in range(9, 16)),
        "https://a.example/sport/liveticker/hafen-gegen-deich",
    ),
    "French live page by its title": (
        "liveblog",
        "<title>EN DIRECT - La tempête approche du port</title>"
        + listed(
            f"<section><span class=time>{h}h05</span><div><p>Les bateaux rentrent un à un au port"
            " pendant que le vent forcit sur toute la côte.</p></div></section>"
            for h in range(10, 17)
        ),
        "https://a.example/meteo/tempete",
    ),
    "match report by the minute": (
        "liveblog",
        listed(
            f"<tr><td>{n * 9}'</td><td>Corner for the home side, and the keeper holds it.</td></tr>"
            for n in range(1, 10)
        ).join(("<title>Live: Harbour against Dyke</title><table>", "</table>")),
        None,
    ),
    "gallery by its JSON-LD": (
        "gallery",
        f"{ld(kind='ImageGallery')}<h1>Regatta</h1>{FIGURES}",
        "https://a.example/regatta",
    ),
    "German picture series by its address": (
        "gallery",
        "<h1>Regatta</h1>"
        + listed(
            f'<div class="slide"><img src=a><p class="caption">Boot {n} fährt am Leuchtturm vorbei.'
            "</p></div>"
            for n in range(5)
        ),
        "https://a.example/fotostrecke/regatta",
    ),
    "Spanish gallery by its numbers": (
        "gallery",
        f"<h1>La regata, en imágenes</h1><p>Las mejores fotos.</p>{FIGURES}",
        None,
    ),
    "video by og:type": (
        "video",
        f"{og('video.other')}<h1>Storm</h1><video src=a></video><p>{SENTENCE}</p>",
        "https://a.example/storm",
    ),
    "video by JSON-LD, with other videos below": (
        "video",
        f"{ld(kind='VideoObject', name='x')}<h1>Sturm</h1><p>{SATZ}</p><ul>{LINKS[:900]}</ul>",
        "https://a.example/sturm",
    ),
    "Polish video by its address, said to be an article": (
        "video",
        f"{ld(kind='NewsArticle')}<h1>Sztorm</h1><iframe src='https://p.example'></iframe>"
        "<p>Zobacz nagranie z portu.</p>",
        "https://a.example/wideo/sztorm,123",
    ),
    "a bare player": ("video", f"<h1>Storm</h1><video src=a></video><p>{SENTENCE}</p>", None),
    "front page": ("index", f"{og('website')}<h1>News</h1>{TEASERS}", "https://a.example/"),
    "front page that calls itself an article": (
        "index",
        f"{og('article')}{ld(kind='NewsArticle')}<ul>{LINKS}</ul>",
        "https://a.example/start.html",
    ),
    "topic by JSON-LD": ("index", f"{ld(kind='CollectionPage')}{TEASERS}", "https://a.example/p"),
    "category of a content management system": (
        "index",
        f'<body class="archive category category-12">{TEASERS}</body>',
        "https://a.example/?cat=12",
    ),
    "German list of an author": (
        "index",
        listed(
            f'<div><h2><a href="/{n}">Streit um die Mole {n}</a></h2><p>{SATZ}</p></div>'
            for n in range(9)
        ),
        "https://a.example/autor/ines-brandt",
    ),
    "many headings that lead elsewhere": (
        "index",
        listed(f'<h2><a href="/{n}">Pier {n}</a></h2>' for n in range(25)),
        "https://a.example/harbour",
    ),
    "not found": (
        "stub",
        "<title>404 Not Found</title><h1>Not Found</h1><p>No such thing on this server.</p>",
        "https://a.example/gone",
    ),
    "not found, in Polish": (
        "stub",
        "<h1>Ups!</h1><p>Strona nie została znaleziona.</p>",
        "https://a.example/x",
    ),
    "not found, by the name of the body": (
        "stub",
        '<body class="error404 wide"><h1>Hm.</h1><p>Search?</p></body>',
        None,
    ),
    "enable JavaScript": (
        "stub",
        "<noscript>x</noscript><div>Please enable JavaScript and cookies to continue</div>",
        None,
    ),
    "are you human": ("stub", "<title>Just a moment...</title><p>Checking</p>", None),
    "consent, in German": (
        "stub",
        "<h1>Willkommen</h1><p>Mit Werbung weiterlesen oder ein Abo abschließen.</p>",
        None,
    ),
    "log in": (
        "stub",
        "<title>Log in</title><form><label>Name <input></label></form><p>Forgot it?</p>",
        None,
    ),
    "the beginning of a paid story": (
        "stub",
        f"{ld(kind='NewsArticle', isAccessibleForFree=False)}<h1>Pier</h1><p>{SENTENCE * 4}</p>",
        None,
    ),
    "the beginning of a French story for subscribers": (
        "stub",
        "<meta property='article:content_tier' content='locked'><h1>La jetée</h1>"
        "<p>Le conseil s’est réuni mardi pour décider du sort de la jetée nord, close.</p>",
        None,
    ),
    "Japanese notice for members": (
        "stub",
        "<h1>港の会議</h1><p>この記事は有料会員限定です。</p>",
        None,
    ),
}


@pytest.mark.parametrize("name", PAGES)
def test_the_kind_of_a_page(name: str) -> None:
    kind, html, url = PAGES[name]
    found, why = kind_and_why(html, url)
    assert found == kind, why
    assert why


def test_all_kinds_are_tested() -> None:
    assert {kind for kind, _, _ in PAGES.values()} == set(KINDS)


def test_what_a_page_says_needs_what_it_shows() -> None:
    for kind in ("LiveBlogPosting", "ImageGallery", "VideoObject", "CollectionPage"):
        assert kind_and_why(ld(kind=kind) + STORY)[0] == "article"


def test_menus_forms_and_hidden_words_are_not_counted() -> None:
    html = f"<nav>{LINKS}</nav><footer>{LINKS}</footer><div hidden>{STORY}</div><p>{SENTENCE}</p>"
    body = LexborHTMLParser(html).body
    assert body is not None
    tally = count(walk(body, None))
    assert (tally.links, tally.prose) == (0, len(SENTENCE) - 1)
    assert tally.opening == SENTENCE.strip()


def test_the_opening_is_no_longer_than_a_notice() -> None:
    body = LexborHTMLParser(STORY * 50).body
    assert body is not None
    assert len(count(walk(body, None)).opening) <= SHORT


def test_a_page_of_nothing_is_an_article_until_something_shows() -> None:
    assert kind_of(Tally(), meta={})[0] == "article"


@pytest.mark.parametrize("value", [None, 7, {"a": 1}, ["x", None], "", "\ud800", "x" * 100_000])
def test_odd_values_in_the_head_do_no_harm(value: object) -> None:
    articles = [{"@type": value, "isAccessibleForFree": value, "articleBody": value}]
    text = value if isinstance(value, str) else "x"
    found, _ = kind_of(
        Tally(), meta={"og:type": text}, articles=articles, title=text, url=text, names=text
    )
    assert found in KINDS


def test_every_row_of_the_tables_is_of_a_kind() -> None:
    rows = table("kinds.tsv")
    assert {row["kind"] for row in rows} == set(KINDS)
    assert {row["where"] for row in rows} <= {"type", "og", "path", "name", "title"}
    for row in rows:
        assert row["words"] == row["words"].lower()
        words = row["words"].split("|")
        assert len(words) == len(set(words)), row


def test_notices_are_written_in_small_letters() -> None:
    for row in table("notices.tsv"):
        letters = re.sub(r"\\.", "", row["pattern"])
        assert letters == letters.lower(), row
