# Everything that is typed in this repository. `make help` lists it.

PYTHON ?= python3
PORT ?= 8000
DATA_DIR ?= ./data
BIN := .venv/bin
MINUTES ?= 1
# Two workers: PostgreSQL, browsers and servers of the tests need a share of the cores too.
PYTEST_ARGS ?= -n 2

.DEFAULT_GOAL := help
.PHONY: help run setup check test coverage bench lock messages format clean

help: ## List what can be made
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /\1\t/' | expand -t 12

run: .venv/run ## Serve the calendar on http://127.0.0.1:$PORT, with a demonstration programme
	@LESEKALENDER_DATA_DIR="$(DATA_DIR)" exec $(BIN)/lesekalender serve --demo --port "$(PORT)"

setup: .venv/dev ## Make the environment of development

check: .venv/dev ## Lint, types, import rules, templates and translations
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/python -m calendar_app.words.extract --check

test: check .venv/readers ## Every check and test; says loudly what it could not test
	$(BIN)/python -m pytest $(PYTEST_ARGS)

# Apart from the tests: measuring makes them half as slow again.
coverage: .venv/readers .venv/dev ## The same tests, and which lines they never reached
	@rm -f .coverage .coverage.*
	$(BIN)/python -m coverage run -m pytest $(PYTEST_ARGS)
	@$(BIN)/python -m coverage combine --quiet
	@$(BIN)/python -m coverage report --fail-under=90

bench: .venv/dev .venv/lighthouse ## Measure speed, as ratios within one run; MINUTES=10 polls for that long
	BENCH_MINUTES=$(MINUTES) $(BIN)/python -m tests.benchmarks

lock: .venv/dev ## Lock the dependencies anew, with hashes and without addresses
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --extra build $(LOCK_FLAGS) -o requirements.lock
	$(BIN)/uv pip compile pyproject.toml --extra dev $(LOCK_FLAGS) -o requirements-dev.lock

LOCK_FLAGS := --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
  --no-emit-find-links --no-header --quiet

messages: .venv/dev ## Bring the message catalogues up to date
	$(BIN)/python -m calendar_app.words.extract

format: .venv/dev ## Format the code
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

clean: ## Remove what was made, but never the data
	rm -rf .venv .coverage .coverage.* .mypy_cache .ruff_cache .pytest_cache dist

# Each mark is as new as what is installed; the development environment can also run.
.venv/run: requirements.lock pyproject.toml | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.venv/dev: requirements-dev.lock pyproject.toml | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@ .venv/run

# Other people's readers of calendars in JavaScript; without npm the tests say that they are missing.
.venv/readers: tests/readers/node/package-lock.json | .venv/bin/python
	@if command -v npm >/dev/null; then \
	  npm ci --prefix tests/readers/node --ignore-scripts --no-audit --no-fund --silent && touch $@; \
	fi

# Lighthouse for `make bench`; without npm it says that it was not measured.
.venv/lighthouse: tests/benchmarks/node/package-lock.json | .venv/bin/python
	@if command -v npm >/dev/null; then \
	  npm ci --prefix tests/benchmarks/node --ignore-scripts --no-audit --no-fund --silent && touch $@; \
	fi

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed; say which: make PYTHON=/path/to/python3.11"; exit 1; }
	$(PYTHON) -m venv .venv
