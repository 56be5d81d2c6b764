# onrecord: everything a fresh machine with Python 3.11, pip and make needs.
# uv comes from PyPI into .tools/, what the lock pins into .venv/, both inside this folder.
PYTHON ?= python3
UV_VERSION := 0.13.9
UV := .tools/bin/uv
export UV_PYTHON_DOWNLOADS := never
export UV_CACHE_DIR ?= $(CURDIR)/.uv-cache
export VIRTUAL_ENV := $(CURDIR)/.venv
RUN := .venv/bin/
# Hashes and no addresses: the same lock serves every index.
INSTALL := $(UV) pip install --quiet --compile-bytecode --require-hashes
COMPILE := $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --custom-compile-command "make lock" pyproject.toml --group dev
DATA ?= ../shared/data

.PHONY: demo test lint types scorecard speed train-pages docs lock clean

demo: .venv/.ready ## install, read the bundled pages, show the result
	$(RUN)onrecord demo

test: lint types ## lint, types, layers and the tests
	$(RUN)pytest

lint: .venv/.ready
	$(RUN)ruff check .
	$(RUN)ruff format --check .

types: .venv/.ready
	$(RUN)mypy

scorecard: .venv/.ready ## accuracy on the public development sets in DATA
	$(RUN)python -m benchmarks.scorecard $(DATA)

speed: .venv/.ready ## pages, documents and characters a second, as ratios
	$(INSTALL) -r requirements/bench.lock
	$(RUN)python -m benchmarks.speed

train-pages: .venv/.ready ## make the page model anew from the pages in DATA, in out/ (torch, 12 minutes)
	$(UV) venv --quiet --allow-existing --python $(PYTHON) .venv-train
	VIRTUAL_ENV=$(CURDIR)/.venv-train $(UV) pip install --quiet -r training/requirements.txt --editable .
	mkdir -p out
	.venv-train/bin/python -m training.pages $(DATA) out/pages.npz --evaluate

docs: .venv/.ready ## write the generated pages, pictures and example outputs anew
	$(RUN)python docs/generate_reference.py
	$(RUN)python docs/make_terminal_image.py
	$(RUN)python docs/run_examples.py

$(UV):
	$(PYTHON) -m pip install --quiet --disable-pip-version-check --target .tools "uv==$(UV_VERSION)"

.venv/.ready: $(UV) pyproject.toml requirements/dev.lock
	$(UV) venv --quiet --allow-existing --python $(PYTHON) .venv
	$(INSTALL) -r requirements/dev.lock
	$(UV) pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@

lock: $(UV) ## refresh the locks after editing pyproject.toml
	$(COMPILE) -o requirements/dev.lock
	$(COMPILE) --group bench -c requirements/dev.lock -o requirements/bench.lock

clean:
	rm -rf .venv .venv-train .tools .uv-cache .mypy_cache .ruff_cache out *.ledger *.ledger-*
