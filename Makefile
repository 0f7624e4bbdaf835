# The verbs of the project. Nothing is needed but Python 3.11 or newer with venv, make, and the package registries;
# for what is compiled also a C compiler.
.DEFAULT_GOAL := help
.PHONY: help site serve compiled test check format bench evaluate golden catalogue trust wheel clean

PYTHON ?= python3
VENV := .venv
COMPILED := .compiled
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

help: ## list the verbs
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

$(VENV)/site: pyproject.toml constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(PIP) install --constraint constraints.txt --editable .
	touch $@

$(VENV)/test: $(VENV)/site
	$(PIP) install --constraint constraints.txt --editable '.[test]'
	touch $@

site: $(VENV)/site ## build public/ from content/
	$(BIN)/sitegen build
	@echo "The site is in public/. To look at it: $(BIN)/sitegen serve, then open http://127.0.0.1:8000/"

compiled: $(COMPILED)/done ## compile what reads documents into .compiled/, and compare: a quarter faster; needs a C compiler

# By way of an archive of the sources: what is compiled beside them would be run instead of them when they have changed.
$(COMPILED)/done: pyproject.toml constraints.txt $(shell find sitegen templates -type f ! -name '*.pyc') | $(VENV)/test
	rm -rf $(COMPILED) dist/compiled
	$(PYTHON) -m venv $(COMPILED)
	$(PIP) install build
	@echo "Compiling takes some minutes."
	HATCH_BUILD_HOOKS_ENABLE=1 PIP_CONSTRAINT=$(CURDIR)/constraints.txt $(BIN)/python -m build --outdir dist/compiled > $(COMPILED)/log 2>&1 || (tail -30 $(COMPILED)/log; exit 1)
	$(COMPILED)/bin/python -m pip --disable-pip-version-check --quiet install --constraint constraints.txt dist/compiled/*.whl
	SITEGEN_COMPILED=1 $(BIN)/python -m pytest -q tests/test_compiled.py
	touch $@

serve: $(VENV)/site ## build, serve, watch, reload
	$(BIN)/sitegen serve

browser:
	@tests/browser/install

test: $(VENV)/test browser ## run all tests, in a real browser too
	$(BIN)/python -m pytest -n 2 --dist worksteal

check: $(VENV)/test ## ruff, mypy --strict, the direction of imports
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -q tests/test_architecture.py

format: $(VENV)/test ## put the code into its one form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/test browser ## measure ours and, where installed, Hugo, Pelican, Eleventy: hours; BENCH="--rows cold" for one row
	$(BIN)/python -m tests.benchmarks.run $(BENCH)

evaluate: $(VENV)/test ## measure what is understood of labelled documents; EVALUATE="--timeml FOLDER" for public data
	@$(MAKE) --no-print-directory compiled || echo "The readers can't be compiled here: they are measured as they are."
	$(BIN)/python -m tests.evaluation.run $(EVALUATE)

golden: $(VENV)/test ## write the golden files anew, to be read before they are committed
	SITEGEN_GOLDEN=1 $(BIN)/python -m pytest --snapshot-update

catalogue: $(VENV)/site ## write the catalogue of interface strings anew
	$(BIN)/pybabel --quiet extract -F templates/locales/babel.cfg -k say --no-location --sort-output --omit-header -o templates/locales/messages.pot .

trust: $(VENV)/test ## long random histories of edits against clean builds
	SITEGEN_HISTORIES=200 $(BIN)/python -m pytest -n 2 tests/test_law.py --timeout 7200

wheel: $(VENV)/test ## build the package
	$(PIP) install build
	$(BIN)/python -m build --wheel

clean: ## remove what was built; the archive's state too
	rm -rf public .sitegen .compiled build dist
