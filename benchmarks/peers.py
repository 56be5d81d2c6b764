"""Other programs that read pages, each as a function of a page's bytes; none is needed."""

import logging
import socket
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from typing import NoReturn

Work = Callable[[bytes], object]
"""Takes a page apart; what it returns is empty where nothing was found, and it may raise."""

ADDRESS = "https://www.example.org/2023/04/11/page.html"
"""For those that want one; it is never asked for."""


@dataclass(frozen=True, slots=True)
class Peer:
    """A program to measure beside ours: its name on PyPI, what it gives, and how to call it.

    ``start`` imports it, and raises ``ImportError`` where it is not installed.
    """

    name: str
    gives: str
    start: Callable[[], Work]

    @property
    def version(self) -> str:
        """The version that is installed; ``""`` where none is."""
        try:
            return version(self.name)
        except PackageNotFoundError:
            return ""


@contextmanager
def alone() -> Iterator[None]:
    """Let peers neither open a connection nor log and warn on the screen while they are measured.

    An attempt fails at once, as without a network.
    """

    def refuse(*_: object, **__: object) -> NoReturn:
        raise OSError("no connections while measuring")

    find, connect = socket.getaddrinfo, socket.socket.connect
    socket.getaddrinfo = refuse
    socket.socket.connect = refuse  # type: ignore[method-assign]
    logging.disable(logging.CRITICAL)
    try:
        with warnings.catch_warnings(action="ignore"):
            yield
    finally:
        logging.disable(logging.NOTSET)
        socket.getaddrinfo = find
        socket.socket.connect = connect  # type: ignore[method-assign]


@cache
def trafilatura() -> Work:
    """Return trafilatura's extraction of text and metadata."""
    extract = import_module("trafilatura").bare_extraction
    return lambda data: extract(data, with_metadata=True)


def _newspaper() -> Work:
    article_of = import_module("newspaper").Article

    def work(data: bytes) -> object:
        article = article_of(ADDRESS, fetch_images=False)
        # 0.9 fetches pictures all the same to learn their size, where no meta element names one.
        article.extractor.image_extractor._check_image_size = lambda *_: True
        article.download(input_html=data.decode("utf-8", "replace"))
        article.parse()
        return article.text

    return work


def _readability() -> Work:
    document = import_module("readability").Document

    def work(data: bytes) -> object:
        page = document(data)
        return page.title(), page.author(), page.summary()

    return work


def _goose() -> Work:
    goose = import_module("goose3").Goose({"enable_image_fetching": False})
    return lambda data: goose.extract(raw_html=data.decode("utf-8", "replace")).cleaned_text


def _htmldate() -> Work:
    find = import_module("htmldate").find_date
    return lambda data: find(data)


PEERS = (
    Peer("trafilatura", "text, metadata", trafilatura),
    Peer("readability-lxml", "text, title, author", _readability),
    Peer("newspaper4k", "text, metadata", _newspaper),
    Peer("goose3", "text, metadata", _goose),
    Peer("htmldate", "the date alone", _htmldate),
)
