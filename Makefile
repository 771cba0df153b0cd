# One-line recipes for the main jobs. `make run` and `make test` set up all they need by themselves.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/pip --disable-pip-version-check

.DEFAULT_GOAL := help
.PHONY: help run setup test check format lint types contracts guidance catalogue lock seed bench relevance fuzz addresses crawl guided clean crash hostile slow screenshots trees

help: ## List what there is to make
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

run: $(VENV)/.runtime ## Serve the site on http://127.0.0.1:8000 (PORT=… and FINDER_HOME=… are honoured)
	@exec $(BIN)/finder serve

setup: $(VENV)/.development ## Make .venv with everything needed for development

test: $(VENV)/.development $(VENV)/.browser $(VENV)/.page-checks $(VENV)/.pango ## Run every test
	$(BIN)/pytest -n auto --dist loadfile

check: format lint types contracts guidance test ## Format, lint, types, import contracts, guidance, tests

format: $(VENV)/.development ## Is everything formatted? (`.venv/bin/ruff format` does it)
	$(BIN)/ruff format --check .

lint: $(VENV)/.development ## Ruff's rules
	$(BIN)/ruff check .

types: $(VENV)/.development ## mypy, strict
	$(BIN)/mypy

contracts: $(VENV)/.development ## Who may import whom
	$(BIN)/lint-imports

guidance: $(VENV)/.development ## Hold every article to its rules today, over the invented places
	@home=$$(mktemp -d) && trap 'rm -rf "$$home"' EXIT && export FINDER_HOME="$$home" && \
		$(BIN)/finder init >/dev/null && $(BIN)/finder check guidance

catalogue: $(VENV)/.development ## Bring the translations up to date with the source
	@pot=$$(mktemp) && trap 'rm -f "$$pot"' EXIT && \
		$(BIN)/pybabel --quiet extract $(EXTRACTING) --output-file "$$pot" finder && \
		$(BIN)/pybabel --quiet update $(UPDATING) --input-file "$$pot" --output-dir finder/translations
	$(BIN)/pytest -q tests/web/test_catalogue.py

EXTRACTING := --mapping-file pyproject.toml --keywords N_ --keywords said --add-location file --sort-by-file --width 100
UPDATING := --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date --width 100

lock: $(VENV)/.development ## Pin requirements.in and requirements-dev.in anew, with hashes
	$(PIP) install pip-tools
	$(BIN)/pip-compile $(PINNING) -o requirements.txt requirements.in
	$(BIN)/pip-compile $(PINNING) -o requirements-dev.txt requirements-dev.in

PINNING := --upgrade --generate-hashes --strip-extras --allow-unsafe --quiet \
	--no-emit-index-url --no-emit-trusted-host --no-emit-find-links

seed: $(VENV)/.development ## Make the demonstration directory anew
	$(BIN)/python seed_data/facilities/make.py

bench: $(VENV)/.development ## Measure the engine against its peers, in one run (long)
	$(PIP) install --quiet -r bench/requirements.txt
	$(BIN)/python -m bench.engines

relevance: $(VENV)/.development ## Judge the answers: the judged queries over the 2023 directory
	$(BIN)/python -m bench.relevance --set all --ablations

fuzz: $(VENV)/.development ## Ask 100,000 odd things; fails on a fault, a slow or a useless page
	$(BIN)/python -m bench.fuzz

addresses: $(VENV)/.development ## Ask 10,000 permanent addresses; each must answer 200 or 301
	$(BIN)/python -m bench.addresses

crawl: $(VENV)/.development ## Follow the links of the whole site; none may lead nowhere
	$(BIN)/python -m bench.crawl

crash: $(VENV)/.development ## Kill a publish 200 times and fill its disk 50 times (root, for the disks)
	$(BIN)/python -m bench.crash

hostile: $(VENV)/.development ## Hand in 400 hostile files; fails on a traceback, a change, or 600 MiB
	$(BIN)/python -m bench.hostile

screenshots: $(VENV)/.development $(VENV)/.browser ## Make docs/screenshots anew, from invented places
	$(BIN)/python scripts/screenshots.py

trees: $(VENV)/.development $(VENV)/.browser ## Write anew what a screen reader gets of the main pages
	WRITE_TREES=1 $(BIN)/pytest -q tests/journeys/test_trees.py

slow: $(VENV)/.development $(VENV)/.browser ## Time first visits over a bad line (SITE=http://127.0.0.1:8000, which runs)
	$(BIN)/python -m bench.slow $(or $(SITE),http://127.0.0.1:8000)

guided: $(VENV)/.development ## Ask every search of every article about the 100 largest cities
	$(BIN)/python -m bench.guided

clean: ## Remove .venv and every cache; the directory in var/ stays
	rm -rf $(VENV) node_modules .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache *.egg-info

# Each stamp is newer than what it was made from, or is made again.

$(VENV)/.runtime: requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed; this is " + sys.version.split()[0]) if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv $(VENV)
	$(PIP) install --quiet --require-hashes -r requirements.txt
	$(PIP) install --quiet --no-deps --editable .
	@touch $@

$(VENV)/.development: $(VENV)/.runtime requirements-dev.txt
	$(PIP) install --quiet --require-hashes -r requirements-dev.txt
	@touch $@

$(VENV)/.browser: | $(VENV)/.development
	@./scripts/install-browser
	@touch $@

$(VENV)/.page-checks: package-lock.json | $(VENV)/.development
	@./scripts/install-page-checks
	@touch $@

$(VENV)/.pango: | $(VENV)/.development
	@./scripts/install-pango $(BIN)/python
	@touch $@
