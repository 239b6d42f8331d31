# make help · setup · run · test · check · demo · letters · law · bench · bench-press · pictures
.DEFAULT_GOAL := help
SHELL := /bin/bash
PYTHON ?= python3
PORT ?= 5000
VENV := .venv
BIN := $(VENV)/bin
export FLASK_APP := wsgi.py
# Registers for the demonstration and the benches; where the folder lacks, a made-up register is used.
REGISTERS ?= ../shared/data

help: ## what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

$(VENV)/.installed: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit("Drempel needs Python 3.11 or newer; this is " + sys.version.split()[0] if sys.version_info < (3, 11) else 0)'
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || bash tools/system_packages.sh venv
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

translations: $(VENV)/.installed
	@$(BIN)/python tools/translations.py compile

setup: $(VENV)/.installed translations ## make the virtual environment in .venv

setup-dev: $(VENV)/.installed-dev translations

run: setup ## migrate, load the practice region once, serve on 127.0.0.1:$(PORT) with the jobs beside it
	@bash tools/run.sh $(PORT)

system:
	@bash tools/system_packages.sh

test: setup-dev system ## the whole suite, on SQLite and PostgreSQL, with the real browser
	$(BIN)/python -m pytest -n 2 --dist worksteal

prove: setup-dev system ## let every instrument look at every letter, also those that take a second for each
	WHOLE_PROOF=1 $(BIN)/python -m pytest -n 2 tests/reports/test_proof.py tests/reports/test_seeded_faults.py

check: setup-dev ## lint, types, walls, migrations
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m tools.check_modules
	@folder=$$(mktemp -d) && export DREMPEL_DEMONSTRATION=1 DREMPEL_DATA=$$folder && \
	  $(BIN)/flask db upgrade && $(BIN)/flask db check; status=$$?; rm -rf $$folder; exit $$status

demo: setup ## play both cases on real registers; signed letters in build/demo
	@bash tools/demo.sh $(REGISTERS)

letters: setup ## a sample of every letter, in build/letters
	$(BIN)/flask letters render --out build/letters

law: setup ## write docs/law.md anew from the law book
	$(BIN)/flask law table

bench: setup-dev ## measure the register list and the import
	$(BIN)/python -m bench.register_list
	$(BIN)/python -m bench.import_register

bench-sync: setup-dev ## fifty tablets on bad networks, on SQLite and on PostgreSQL; fails when anything is lost or doubled
	$(BIN)/python -m bench.sync

build/bench-press/.installed: bench/press/requirements.txt
	$(PYTHON) -m venv build/bench-press
	build/bench-press/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r bench/press/requirements.txt
	@touch $@

bench-press: setup-dev build/bench-press/.installed ## measure the press beside WeasyPrint, typst and LibreOffice, and a batch
	$(BIN)/python -m bench.press
	$(BIN)/python -m bench.press.batch

pictures: setup-dev system ## the screenshots in docs/
	$(BIN)/python tools/pictures.py

strings: setup-dev ## update the catalogues from the source
	$(BIN)/python tools/translations.py extract

lock: setup-dev ## compile the pinned requirements again
	$(BIN)/uv pip compile -q --generate-hashes --universal --python-version 3.11 --no-header requirements.in -o requirements.txt
	$(BIN)/uv pip compile -q --generate-hashes --universal --python-version 3.11 --no-header requirements-dev.in -o requirements-dev.txt
	$(BIN)/uv pip compile -q --generate-hashes --universal --python-version 3.11 --no-header bench/press/requirements.in -o bench/press/requirements.txt

.PHONY: help setup setup-dev translations run system test prove check demo letters law bench bench-sync bench-press pictures strings lock
