# onrecord: everything a fresh machine with Python 3.11, pip and make needs.
# uv comes from PyPI into .tools/, the environment into .venv/, both inside this folder.
PYTHON ?= python3
UV_VERSION := 0.13.9
UV := .tools/bin/uv
export UV_PYTHON_DOWNLOADS := never
export UV_CACHE_DIR ?= $(CURDIR)/.uv-cache
RUN := $(UV) run --frozen --python $(PYTHON)
DATA ?= ../shared/data

.PHONY: demo test lint types scorecard speed docs lock clean

demo: .venv/.ready ## install, read the bundled pages, show the result
	$(RUN) onrecord demo

test: lint types ## lint, types, layers and the tests
	$(RUN) pytest

lint: .venv/.ready
	$(RUN) ruff check .
	$(RUN) ruff format --check .

types: .venv/.ready
	$(RUN) mypy

scorecard: .venv/.ready ## accuracy on the public development sets in DATA
	$(RUN) python -m benchmarks.scorecard $(DATA)

speed: .venv/.ready ## pages, documents and characters a second, as ratios
	$(RUN) --group bench python -m benchmarks.speed

docs: .venv/.ready ## write the generated pages, pictures and example outputs anew
	$(RUN) python docs/generate_reference.py
	$(RUN) python docs/make_terminal_image.py
	$(RUN) python docs/run_examples.py

$(UV):
	$(PYTHON) -m pip install --quiet --disable-pip-version-check --target .tools "uv==$(UV_VERSION)"

.venv/.ready: $(UV) pyproject.toml uv.lock
	$(UV) sync --quiet --frozen --compile-bytecode --python $(PYTHON)
	touch $@

lock: $(UV) ## refresh uv.lock after editing pyproject.toml
	$(UV) lock

clean:
	rm -rf .venv .tools .uv-cache .mypy_cache .ruff_cache out *.ledger *.ledger-*
