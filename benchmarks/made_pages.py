"""Pages as heavy as real ones, made at run time from the example pages.

An example page is an article and little else; a page from the web has the same article among
menus, teasers, icons, advertising, scripts and styles. These are put around it here, as many as
the 1,157 development pages have: on average 167 KB (median 107 KB, log-normal with sigma 0.9),
850 elements (157 links, 106 list items, 174 div, 76 span, 37 paragraphs, 23 pictures, 27 scripts)
and 1,000 text nodes; 26 % of the bytes are scripts, 17 % styles, 5 % vector graphics. Elements grow
with the square root of the size, the rest is script and style.
"""

import math
import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from itertools import islice

from onrecord.read.charset import decode_html

MEAN_BYTES = 175_000
SIGMA = 0.89
SMALLEST, LARGEST = 12_000, 1_500_000
SEED = 20230411

UNIT = "@" * 8
"""Stands for a word of the page's own, so that no two pages share names, links or classes."""

POOL = 150
"""Pieces of each kind made beforehand; a page is put together from them."""

SCRIPT_SHARE, STYLE_SHARE = 0.53, 0.36
"""How the bytes that are no markup divide; what is left of them is vector graphics."""

_FRAME = re.compile(r"(?is)(.*<head\b[^>]*>)(.*)(</head>.*?<body\b[^>]*>)(.*)(</body>.*)")
_CHARSET = re.compile(r"(?i)<meta[^>]*\bcharset=[^>]*>")
_PARAGRAPH = re.compile(r"<p>[^<]{80,}</p>")
_TITLE = re.compile(r"(?is)<title\b[^>]*>(.*?)</title>")
_SYLLABLES = [c + v for c in "bdfgklmnprstvz" for v in "aeiou"]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of piece: how many stand before and after the article of a page of mean size."""

    make: Callable[["Writer"], str]
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class Frame:
    """An example page, cut where pieces are put in."""

    start: str
    head: str
    middle: str
    body: tuple[str, str]
    end: str
    paragraphs: tuple[str, ...]
    title: str


class Writer:
    """Writes pieces of pages from the words of the examples."""

    def __init__(self, rng: random.Random, frames: Sequence[Frame]) -> None:
        self.rng = rng
        self.titles = [frame.title for frame in frames]
        told = " ".join(p for frame in frames for p in frame.paragraphs)
        self._words = sorted(set(re.findall(r"[^\W\d_]{3,}", unescape(told)))) or ["page"]

    def words(self, least: int, most: int) -> str:
        """Return some words, the first with a capital."""
        count = self.rng.randint(least, most)
        return " ".join(self.rng.choices(self._words, k=count)).capitalize()

    def name(self) -> str:
        """Return what a class or id may be called."""
        return "-".join(self.rng.choices(self._words, k=2)).lower() + f"-{UNIT}"

    def marks(self, name: str = "") -> str:
        """Return the attributes that pages give each element for their styles and scripts."""
        names = " ".join([name, *(self.name() for _ in range(self.rng.randint(1, 3)))]).strip()
        more = f' data-{UNIT}="{self.code(20)}"' if self.rng.random() < 0.4 else ""
        return f' class="{names}"{more}'

    def address(self, ending: str = "html") -> str:
        """Return a link within the site."""
        slug = "-".join(self.rng.choices(self._words, k=self.rng.randint(2, 6))).lower()
        return f"https://{UNIT}.example/{self.rng.randint(2015, 2024)}/{slug}.{ending}"

    def code(self, size: int) -> str:
        """Return letters and digits as minified code has them."""
        return "".join(self.rng.choices("abcdefghij0123456789=(){};,._", k=size))


def _menu(w: Writer) -> str:
    items = []
    for _ in range(w.rng.randint(5, 13)):
        label = w.words(1, 3)
        if w.rng.random() < 0.2:
            label = f"\n    <span{w.marks()}>{label}</span>\n  "
        link = f'<a href="{w.address()}">{label}</a>'
        items.append(f"\n  <li{w.marks('menu-item')}>{link}</li>")
    return f"<ul{w.marks('menu')}>{''.join(items)}\n</ul>\n"


def _card(w: Writer) -> str:
    picture, title, link = w.address("jpg"), w.rng.choice(w.titles), w.address()
    sizes = ", ".join(f"{picture}?w={wide} {wide}w" for wide in (320, 640))
    return (
        f'<div{w.marks("card")}>\n  <div class="card-media">\n    <a href="{link}"><img'
        f' src="{picture}" srcset="{sizes}" loading="lazy" alt="{w.words(3, 7)}"></a>\n  </div>\n'
        f"  <div{w.marks('card-text')}>\n    <span{w.marks('kicker')}>{w.words(1, 2)}</span>\n"
        f'    <h3{w.marks("card-title")}><a href="{link}">{w.words(2, 4)}: {title}</a></h3>\n'
        f'    <span class="card-meta">\n<time datetime="2023-0{w.rng.randint(1, 9)}-11">'
        f"{w.rng.randint(2, 59)} minutes ago</time>\n</span>\n  </div>\n</div>\n"
    )


def _advert(w: Writer) -> str:
    return (
        f'<!-- {w.words(5, 15)} -->\n<div{w.marks("slot")}>\n<div id="{w.name()}"></div>\n'
        f'<script>push("{w.code(60)}");</script>\n</div>\n'
    )


def _icon(w: Writer) -> str:
    return (
        f'<button type="button"{w.marks()} aria-label="{w.words(1, 2)}">\n<svg width="24"'
        f' height="24" viewBox="0 0 24 24">\n<path d="{_path(w, 80)}"/>\n<path'
        f' d="{_path(w, 50)}"/>\n</svg>\n<span>{w.words(1, 2)}</span>\n</button>\n'
    )


def _form(w: Writer) -> str:
    options = "".join(f'\n  <option value="{n}">{w.words(1, 2)}</option>' for n in range(6))
    return (
        f'<form action="{w.address()}"{w.marks()}>\n<label>{w.words(2, 5)}</label>\n<input'
        f' type="email" name="mail" placeholder="{w.words(2, 3)}">\n<select>{options}\n</select>\n'
        f'<input type="hidden" value="{w.code(40)}">\n<button>{w.words(1, 2)}</button>\n</form>\n'
    )


def _box(w: Writer) -> str:
    return (
        f"<div{w.marks('row')}>\n  <div{w.marks('col')}>\n    <div{w.marks()}>\n      "
        f'<p>{w.words(5, 20)} <a href="{w.address()}">{w.words(1, 4)}</a></p>\n'
        f"      <span>{w.words(2, 8)}</span>\n    </div>\n  </div>\n</div>\n"
    )


def _meta(w: Writer) -> str:
    return (
        f'<meta name="{w.name()}" content="{w.words(4, 12)}">\n'
        f'<link rel="preload" as="script" href="{w.address()}?v={w.code(8)}">\n'
    )


def _script(w: Writer) -> str:
    state = ",".join(
        f'"{w.name()}":{{"url":"{w.address()}","title":"{w.words(3, 8)}","id":{n}}}'
        for n in range(w.rng.randint(4, 9))
    )
    return f"{w.code(500)}\nwindow.{UNIT}={{{state}}};"


def _style(w: Writer) -> str:
    return "".join(
        f".{w.name()}{{margin:{n}px;color:#{w.rng.randrange(16**6):06x};display:flex}}"
        for n in range(20)
    )


def _path(w: Writer, size: int = 900) -> str:
    return "M" + "".join(w.rng.choices("0123456789.-lhvcz ", k=size))


KINDS = {
    "menu": Kind(_menu, 4, 8),
    "card": Kind(_card, 2, 21),
    "advert": Kind(_advert, 5, 15),
    "icon": Kind(_icon, 4, 8),
    "form": Kind(_form, 1, 1),
    "box": Kind(_box, 3, 15),
}
FILLERS = {"meta": _meta, "script": _script, "style": _style, "path": _path}
HEAD_PAIRS, PARAGRAPHS = 22, 15


def make_pages(
    examples: Sequence[bytes],
    count: int,
    *,
    seed: int = SEED,
    mean_bytes: int = MEAN_BYTES,
    period: int | None = None,
) -> Iterator[tuple[str, bytes]]:
    """Yield name and bytes of ``count`` pages made from ``examples``, the same for the same seed.

    Sizes are spread log-normally around a mean of ``mean_bytes``, and come again after ``period``
    pages where that is given; the pages themselves never do. Raises ``ValueError`` where no
    example has a head and a body.
    """
    rng = random.Random(seed)
    frames = [frame for data in examples if (frame := _frame(data))]
    if not frames:
        raise ValueError("no example page has a head and a body")
    writer = Writer(rng, frames)
    pools = {name: [kind.make(writer) for _ in range(POOL)] for name, kind in KINDS.items()}
    pools |= {name: [make(writer) for _ in range(POOL)] for name, make in FILLERS.items()}
    sizes = _sizes(rng, min(count, period or count), mean_bytes)
    for number in range(count):
        frame, size = frames[number % len(frames)], sizes[number % len(sizes)]
        page = _page(rng, frame, pools, size).replace(UNIT, _word(number))
        yield f"made-{number:05d}.html", page.encode("utf-8")


def _sizes(rng: random.Random, count: int, mean_bytes: int) -> list[int]:
    """Return sizes whose mean is ``mean_bytes``, but for the smallest and the largest."""
    drawn = [math.exp(rng.gauss(0, SIGMA)) for _ in range(count)]
    factor = mean_bytes * count / sum(drawn)
    return [round(min(max(size * factor, SMALLEST), LARGEST)) for size in drawn]


def _frame(data: bytes) -> Frame | None:
    text, _ = decode_html(data)
    if not (found := _FRAME.match(_CHARSET.sub("", text))):
        return None
    start, head, middle, body, end = found.groups()
    ends = [p.end() for p in islice(_PARAGRAPH.finditer(body), 2)]
    at = ends[-1] if ends else len(body)
    title = _TITLE.search(head)
    return Frame(
        start=start + '\n<meta charset="utf-8">\n',
        head=head,
        middle=middle,
        body=(body[:at], body[at:]),
        end=end,
        paragraphs=tuple(_PARAGRAPH.findall(body)),
        title=title[1].strip() if title else "A page",
    )


def _word(number: int) -> str:
    """Return a word that no other page has."""
    word = ""
    for _ in range(4):
        number, at = divmod(number, len(_SYLLABLES))
        word += _SYLLABLES[at]
    return word


def _page(rng: random.Random, frame: Frame, pools: dict[str, list[str]], size: int) -> str:
    scale = math.sqrt(size / MEAN_BYTES)

    def some(name: str, count: float) -> list[str]:
        return rng.choices(pools[name], k=round(count * scale + rng.random() - 0.5))

    before = [piece for name, kind in KINDS.items() for piece in some(name, kind.before)]
    after = [piece for name, kind in KINDS.items() for piece in some(name, kind.after)]
    rng.shuffle(after)
    head = some("meta", HEAD_PAIRS)
    told = [
        f"\n<p>{UNIT.capitalize()}: {p[3:]}"
        for p in rng.choices(frame.paragraphs or ("<p></p>",), k=round(PARAGRAPHS * scale**0.5))
    ]
    room = size - sum(map(len, (*before, *after, *head, *told, *frame.body, frame.head)))
    scripts = _filled(rng, pools["script"], room * SCRIPT_SHARE)
    styles = _filled(rng, pools["style"], room * STYLE_SHARE)
    paths = _filled(rng, pools["path"], room * (1 - SCRIPT_SHARE - STYLE_SHARE))
    half = len(scripts) // 2
    return "".join(
        [
            frame.start,
            frame.head,
            *head,
            *_wrapped("style", styles, 12),
            *_wrapped("script", scripts[:half], 10),
            frame.middle,
            '\n<svg style="display:none">',
            *(f'<symbol id="s{n}"><path d="{path}"/></symbol>' for n, path in enumerate(paths)),
            "</svg>\n",
            *before,
            frame.body[0],
            *told,
            frame.body[1],
            *after,
            *_wrapped("script", scripts[half:], 10),
            frame.end,
        ]
    )


def _filled(rng: random.Random, pool: list[str], size: float) -> list[str]:
    """Return pieces that come to about ``size`` characters; none for less than one piece."""
    each = sum(map(len, pool)) / len(pool)
    return rng.choices(pool, k=max(0, round(size / each)))


def _wrapped(element: str, pieces: list[str], each: int) -> list[str]:
    """Return elements with up to ``each`` pieces in one."""
    groups = (pieces[at : at + each] for at in range(0, len(pieces), each))
    return [f"<{element}>{''.join(group)}</{element}>\n" for group in groups]
