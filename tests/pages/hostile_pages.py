"""Pages made to break readers, and what became of each: ``python -m tests.pages.hostile_pages``.

Prints one JSON object a page, so that the one a reader never comes back from is known.
"""

import json
import sys
from collections.abc import Callable
from time import perf_counter

from onrecord.document import Doc
from onrecord.pages import stage
from onrecord.pipeline import Pipeline
from onrecord.read import read_bytes
from onrecord.records import Failure

SENTENCE = "The harbour board met on Tuesday and agreed to close the north pier until spring. "
STORY = f"<h1>Pier shut</h1><p>{SENTENCE * 3}</p><p>{SENTENCE * 2}</p>"
MANY = 100_000
MEGA = 1_000_000

NESTING = (
    *("div", "span", "a", "table", "b", "p", "ul", "li", "font", "nobr", "button", "select"),
    *("svg", "math", "template", "object", "marquee", "ruby", "rt", "details", "blockquote"),
    *("x-y", "form", "h1", "td", "dd", "option", "frameset", "noscript", "label", "dialog"),
)


def page(body: str, head: str = "") -> bytes:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode()


def numbered(form: str, times: int = MANY) -> str:
    return "".join(form.replace("#", str(n)) for n in range(times))


def ld(text: str) -> str:
    return f'<script type="application/ld+json">{text}</script>'


PAGES: dict[str, Callable[[], bytes]] = {
    **{f"nested {tag}": lambda tag=tag: page(f"<{tag}>" * MANY + STORY) for tag in NESTING},
    # What the parser does about formatting elements, tables, and end tags that end nothing.
    "b and div, closed the wrong way": lambda: page(STORY + "<b><div>" * MANY + "</b>" * MANY),
    "a and div in turn": lambda: page("<a href=x><div>" * MANY + STORY),
    "b in i, crossed": lambda: page(STORY + "<b><i>x</b>y</i>" * MANY),
    "b of every id": lambda: page(numbered("<b id=#>") + STORY),
    "formatting left open, copied": lambda: page(
        "<p>" + numbered("<b id=#>", 3_000) + "<p>x" * 3_000 + STORY
    ),
    "formatting left open, a small page": lambda: page(
        "<p>" + numbered("<i id=#>", 1_500) + "<p>x" * 1_500 + STORY
    ),
    "three of each formatting element left open": lambda: page(
        "<p>" + "<b><i><u><s><em>" * 3 + "<p>x" * MANY + STORY
    ),
    "table in a cell": lambda: page("<table><tr><td>" * MANY + STORY),
    "text in tables": lambda: page(STORY + "<table>" + "x<div>y</div>" * 50_000),
    "end tags of nothing": lambda: page(STORY + "</p></br></div></b>" * 50_000),
    "end tags of other elements": lambda: page("<div></ul>" * MANY + STORY),
    "end tags behind a table": lambda: page("<div><table><td></div></table>" * 50_000 + STORY),
    "end tags in attributes": lambda: page("<div title='</div>'>" * MANY + STORY),
    "end tags in comments": lambda: page("<div><!-- </div> -->" * MANY + STORY),
    "unknown end tags below many spans": lambda: page("<span>" * 50_000 + "</x>" * 50_000),
    "nested with long class names": lambda: page(
        f"<div class='{'story body text ' * 6}'>" * 900 + STORY + "<p>x</p>" * MANY
    ),
    # Much of one thing.
    "inline script of 15 MB": lambda: page(
        STORY, "<script>" + 'var a = "<p>";' * MEGA + "</script>"
    ),
    "many inline scripts": lambda: page(STORY + "<script>x = 1</script>" * 50_000),
    "inline style of 10 MB": lambda: page(STORY, f"<style>{'a{b:c}' * (MEGA * 3 // 2)}</style>"),
    "attributes of 5 MB": lambda: page(f"<p {numbered('a#=1 ', 500_000)}>x</p>{STORY}"),
    "attributes without values": lambda: page(f"<p {numbered('a# ', 50_000)}>x</p>{STORY}"),
    "attributes with tags in them": lambda: page(
        "<p " + numbered('a#="<b>" ', 50_000) + ">x</p>"
    ),
    "one attribute of 5 MB": lambda: page(f"<p title='{'x ' * (MEGA * 5 // 2)}'>x</p>{STORY}"),
    "class of a million names": lambda: page(f"<p class='{'story ' * MEGA}'>x</p>{STORY}"),
    "a million ampersands": lambda: page(f"{STORY}<p>{'&amp;' * MEGA}</p>"),
    "references of references": lambda: page(f"{STORY}<p>{'&' + 'amp;' * MEGA}</p>"),
    "a million broken references": lambda: page(f"{STORY}<p>{'&#x110000;&#0;&bogus;' * 300_000}"),
    "long references": lambda: page(f"{STORY}<p>&#{'9' * MEGA};&{'a' * MEGA};"),
    "an XML entity bomb": lambda: (
        '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a "lol">'
        + numbered('<!ENTITY a# "&a;&a;&a;&a;">', 50)
        + f"]><html><body>{STORY}<p>&a49;</p></body></html>"
    ).encode(),
    "a million p": lambda: page("<p>x" * MEGA),
    "100,000 p": lambda: page(STORY + "<p>x" * MANY),
    "100,000 paragraphs": lambda: page(f"<p>{SENTENCE}</p>" * MANY),
    "a million br": lambda: page(STORY + "x<br>" * MEGA),
    "100,000 br": lambda: page(f"<h1>Pier</h1><div>{(SENTENCE + '<br>') * MANY}</div>"),
    "100,000 br in a row": lambda: page(f"{STORY}<p>{'<br>' * MANY}</p>"),
    "a text of 20 MB": lambda: page(f"<h1>Pier</h1><p>{SENTENCE * 240_000}</p>"),
    "a text of 5 MB": lambda: page(f"<h1>Pier</h1><p>{SENTENCE * 60_000}</p>"),
    "a word of 5 MB": lambda: page(f"<h1>Pier</h1><p>{'a' * (5 * MEGA)}</p>"),
    "a heading of 5 MB": lambda: page(f"<h1>{SENTENCE * 60_000}</h1>{STORY}"),
    "a caption of 5 MB": lambda: page(f"{STORY}<figure><figcaption>{SENTENCE * 60_000}"),
    "a byline of 2 MB": lambda: page(f"{STORY}<p class=byline>By {'Ann Lee, ' * 200_000}</p>"),
    "a time of 2 MB": lambda: page(f"{STORY}<time>{'12 May 2031 ' * 170_000}</time>"),
    "quotation marks only": lambda: page(f"{STORY}<p>{'“' * MEGA}</p>"),
    "digits only": lambda: page(f"{STORY}<p>{'1' * MEGA}</p><p>{'1.' * MEGA}</p>"),
    "white space only": lambda: page(
        STORY + "<p>" + " \t\n" * MEGA + "</p>" + "\u200b" * MEGA
    ),
    "capitals and dashes": lambda: page(f"{STORY}<p>{'SEOUL, ' * 300_000}— x</p>"),
    "brackets": lambda: page(f"{STORY}<p>{'(Photo: ' * 200_000}</p>"),
    "copyright marks": lambda: page(f"{STORY}<p>{'© 2031 ' * 300_000}</p>"),
    "100,000 meta elements": lambda: page(STORY, numbered('<meta name="m#" content="x">')),
    "100,000 meta elements of one name": lambda: page(
        STORY, '<meta name="author" content="Ann Lee">' * MANY
    ),
    "a meta element of 10 MB": lambda: page(
        STORY, f'<meta property="og:title" content="{"Pier | " * 1_400_000}">'
    ),
    "a title of 10 MB": lambda: page(STORY, f"<title>{'Pier | ' * 1_400_000}</title>"),
    "100,000 links": lambda: page(STORY + numbered("<a href=/#>Pier number # shut again</a> ")),
    "100,000 list items": lambda: page(f"{STORY}<ul>{numbered('<li>Pier # shut')}</ul>"),
    "100,000 headings": lambda: page(STORY + numbered("<h1>Pier # shut</h1>")),
    "100,000 bylines": lambda: page(STORY + numbered("<p class=byline>By Ann Lee#</p>")),
    "100,000 times": lambda: page(STORY + "<time datetime=2031-05-06>6 May 2031</time>" * MANY),
    "100,000 figures": lambda: page(
        STORY + "<figure><img src=a><figcaption>A pier. (Photo: Ann Lee)</figcaption></figure>"
        * (MANY // 2)
    ),
    # JSON-LD.
    "JSON-LD of 10 MB": lambda: page(
        STORY, ld('{"@type":"NewsArticle","articleBody":"' + SENTENCE * 120_000 + '"}')
    ),
    "JSON-LD, nested lists": lambda: page(STORY, ld("[" * MANY + "]" * MANY)),
    "JSON-LD, nested graphs": lambda: page(STORY, ld('{"@graph":[' * 900 + "]}" * 900)),
    "JSON-LD, deeper graphs": lambda: page(STORY, ld('{"@graph":[' * MANY + "]}" * MANY)),
    "JSON-LD, nested authors": lambda: page(
        STORY, ld('{"@type":"NewsArticle","author":' + '{"name":' * 900 + '"x"' + "}" * 901)
    ),
    "JSON-LD, a million authors": lambda: page(
        STORY, ld('{"@type":"Article","author":[' + '"Ann Lee",' * 90_000 + '"Bo"]}')
    ),
    "JSON-LD, a list of articles": lambda: page(
        STORY, ld("[" + '{"@type":"NewsArticle","headline":"x"},' * 20_000 + "{}]")
    ),
    "JSON-LD, 20,000 scripts": lambda: page(STORY, ld('{"@type":"NewsArticle"}') * 20_000),
    "JSON-LD of wrong types": lambda: page(
        STORY,
        ld(
            '{"@type":["NewsArticle",7,null],"headline":{"a":[1]},"author":[[["x"]],7,{"name":[]}],'
            '"datePublished":1e308,"publisher":[],"articleSection":{},"@id":7,"url":[null]}'
        ),
    ),
    "JSON-LD, half a surrogate pair": lambda: page(
        STORY,
        ld(r'{"@type":"NewsArticle","headline":"a \ud800 b","author":"\udfff","url":"\ud83d"}'),
    ),
    "JSON-LD, broken": lambda: page(STORY, ld('{"@type":"NewsArticle",' * 20_000)),
    "JSON-LD refers to itself": lambda: page(
        STORY,
        ld(
            '{"@graph":[{"@id":"#a","@type":"NewsArticle","author":{"@id":"#a"},'
            '"publisher":{"@id":"#b"}},{"@id":"#b","publisher":{"@id":"#a"}}]}'
        ),
    ),
    # Encodings.
    "UTF-16 without a mark": lambda: page(STORY).decode().encode("utf-16-le"),
    "UTF-16 with a mark": lambda: page(STORY).decode().encode("utf-16"),
    "UTF-32": lambda: page(STORY).decode().encode("utf-32"),
    "Latin-1 called UTF-8": lambda: (
        f"<meta charset=utf-8><p>{'Über die Mole in Köln fährt für später niemand. ' * 40}"
    ).encode("latin-1"),
    "UTF-8 called Latin-1": lambda: (
        f"<meta charset=iso-8859-1><p>{'Über die Mole in Köln. ' * 40}"
    ).encode(),
    "UTF-8 cut inside a character": lambda: page(STORY + "<p>Köl“")[:-16] + b"\xe2\x80",
    "several charsets in one page": lambda: (
        b"<p>" + "Köln “x” ".encode() * 200 + "Köln ".encode("latin-1") * 2 + b"\x93x\x94</p>"
        + STORY.encode()
    ),
    "charsets that are none": lambda: page(
        STORY, "<meta charset='no-such'><meta charset=utf-7><meta charset='\u20ac'>"
    ),
    "UTF-7": lambda: page(STORY + "+ADw-script+AD4-", "<meta charset=utf-7>"),
    "bytes at random": lambda: bytes((n * 7919 + n // 251) % 256 for n in range(1, 300_000)),
    "bytes at random, none of them zero": lambda: (
        b"<html><body><p>" + bytes((n * 7919 + n // 251) % 255 + 1 for n in range(300_000))
    ),
    "NULs": lambda: page(STORY + "<p>a\0b</p><p\0>c</p\0>"),
    "references to NULs and surrogates": lambda: page(
        f"{STORY}<p>{SENTENCE}&#0;&#xD800;&#xDFFF;&#xFFFF;&#x1F600;&#xD83D;&#xDE00;</p>"
    ),
    "surrogates as UTF-8": lambda: page(STORY) + b"<p>\xed\xa0\x80 \xed\xb0\x80 \xed\xa0\xbd</p>",
    "turned writing": lambda: page(f"{STORY}<p>\u202e{SENTENCE}\u202c\u2066\u2069\u200f</p>"),
    "mathematical letters": lambda: page(f"{STORY}<p>{'𝐓𝐡𝐞 𝐩𝐢𝐞𝐫 𝐢𝐬 𝐬𝐡𝐮𝐭. ' * 5_000}</p>"),
    "a pile of accents": lambda: page(f"{STORY}<p>a{chr(0x301) * MEGA}</p>"),
    "a page of emoji": lambda: page(f"{STORY}<p>{'👩‍👩‍👧‍👦🚀' * MANY}</p>"),
    # What is left open, and odd elements.
    "comment left open": lambda: page(STORY + "<!-- " + "<p>x" * MANY),
    "100,000 comments": lambda: page(STORY + "<!-- x -->" * MANY),
    "100,000 comments left open": lambda: page(STORY + "<!--" * MANY),
    "title left open": lambda: f"<title>Pier {STORY * 500}".encode(),
    "textarea left open": lambda: page(f"{STORY}<textarea>{'<p>x' * MANY}"),
    "script left open": lambda: page(f"{STORY}<script>{'<p>x' * MANY}"),
    "style left open": lambda: page(f"{STORY}<style>{'<p>x' * MANY}"),
    "attribute left open": lambda: page(f"{STORY}<p title='{'<p>x' * MANY}"),
    "many attributes left open": lambda: page(STORY + '<p title="' * MANY),
    "tags left open": lambda: page(STORY + "<p <p <p " * MANY),
    "less-than signs": lambda: page(f"{STORY}<p>{'<' * 300_000}</p>"),
    "plaintext": lambda: page(f"{STORY}<plaintext>{'<p>x' * MANY}"),
    "xmp and listing": lambda: page(f"{STORY}<xmp>{'<p>x' * MANY}</xmp><listing>{STORY}</listing>"),
    "frameset": lambda: b"<html><frameset><frame src=a><frame src=b></frameset></html>",
    "frameset with a story for others": lambda: (
        f"<html><frameset><frame src=a><noframes>{STORY}</noframes></frameset></html>".encode()
    ),
    "iframe with a story": lambda: page(f"<iframe>{STORY}</iframe>"),
    "all in template": lambda: page(f"<template>{STORY}</template>"),
    "all in noscript": lambda: page(f"<noscript>{STORY}</noscript>"),
    "all in svg": lambda: page(f"<svg><foreignObject>{STORY}</foreignObject></svg>"),
    "all in a select": lambda: page(f"<select><option>{STORY}</option></select>"),
    "all in a table": lambda: page(f"<table><tr><td>{STORY}</td></tr></table>"),
    "all after the end": lambda: page("") + STORY.encode(),
    "all in the head": lambda: f"<html><head>{STORY}".encode(),
    "hidden words": lambda: page(
        STORY
        + "".join(
            f"<div {how}><p>SECRET {SENTENCE}</p></div>"
            for how in ("hidden", "style='display:none'", "style='DISPLAY : NONE'")
        )
        + "<template><p>SECRET</p></template><!-- <p>SECRET</p> -->"
    ),
    "all hidden": lambda: page(f"<div hidden>{STORY}</div>"),
    "base of other sites": lambda: page(
        STORY, "<base href='javascript:alert(1)'><base href='//evil.example/'><base href='http://['>"
        "<link rel=canonical href='a'><meta property='og:url' content='http://[::1'>"
    ),
    "addresses that are none": lambda: page(
        STORY,
        "<link rel=canonical href='https://a.example:99999999/'><link rel=canonical"
        " href='http://[1:2'><meta property=og:url content='https://\u2100.example/'>"
        + f"<link rel=canonical href='https://{'a' * MEGA}.example/'>",
    ),
    "dates that are none": lambda: page(
        STORY + "<time datetime='99999-99-99T99:99:99+99:99'>32 May 2031</time>",
        "<meta property='article:published_time' content='2031-02-30T25:61:00Z'>"
        "<meta name=date content='9999999999999'><meta name=pubdate content='-0001-01-01'>"
        "<meta name=dc.date content='٢٠٣١-٠٥-٠٦'><meta name=date content='0000-00-00'>",
    ),
    "languages that are none": lambda: (
        f"<html lang='{'x-' * 50_000}'><body>{STORY}</body></html>".encode()
    ),
    "nothing": lambda: b"",
    "nothing but tags": lambda: page("<div></div>" * 50_000),
    "nothing but white space": lambda: b" \n\t" * 1000,
    "nothing but a mark": lambda: b"\xef\xbb\xbf",
    "no tags at all": lambda: SENTENCE.encode() * 1000,
    "XHTML with CDATA": lambda: (
        f"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><body>{STORY}"
        f"<![CDATA[{SENTENCE}]]></body></html>"
    ).encode(),
    "more than 20 MB": lambda: page(STORY + "x" * (21 * MEGA)),
}  # fmt: skip


def outcome(data: bytes) -> dict[str, object]:
    """Return what became of a page: how many blocks and of which kind, or stage and error."""
    (result,) = Pipeline([stage]).run(read_bytes(data, path="page.html", format="html"))
    if isinstance(result, Failure):
        return {"failed": result.stage, "error": result.error, "hint": result.hint}
    assert isinstance(result, Doc)
    text = result.text.encode()  # half of a surrogate pair would raise here
    return {
        "blocks": len(result.blocks),
        "characters": len(result.text),
        "bytes": len(text),
        "kind": result.document.kind,
        "story": "agreed to close" in result.text,
        "secret": "SECRET" in result.text,
        "nul": "\0" in result.text,
    }


def main(names: list[str]) -> None:
    for name in names or PAGES:
        data = PAGES[name]()
        start = perf_counter()
        found = outcome(data)
        seconds = round(perf_counter() - start, 2)
        line = json.dumps({"page": name, "seconds": seconds, **found})
        sys.stdout.write(line + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
