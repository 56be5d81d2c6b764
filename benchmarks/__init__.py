"""How well and how fast the default pipeline works: predictions, scorecard and speed.

Not part of the installed package; run from the repository's root with ``python -m benchmarks.X``.
"""
