"""onrecord: an evidence-linked record of who said and did what, read from news pages."""

__version__ = "0.1.0"
