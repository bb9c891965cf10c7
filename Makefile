# The verbs of this project. `make` alone lists them.

SHELL = /bin/sh
.DEFAULT_GOAL := help
.PHONY: help run test check unit e2e browser bench lighthouse markup format words screenshots

PORT ?= 8000
PYTHON = .venv/bin/python
MANAGE = $(PYTHON) manage.py
# A copy of the requirements as installed: pip runs only when they changed.
INSTALLED = .venv/requirements.txt
E2E = tests/e2e
export PORT

help: ## List the verbs
	@awk -F ':.*## ' '/^[a-z0-9]+:.*## / {printf "make %-12s %s\n", $$1, $$2}' Makefile

run: $(INSTALLED) ## Start the site with its demo stories on 127.0.0.1:8000 (PORT changes it)
	@$(MANAGE) start --port $(PORT) --first 'load_demo --if-empty' --first 'load_demo --sign-ins'

test: browser check e2e ## Run all tests: the gate, then the real browser

check: $(INSTALLED) ## Run the fast gate: lint, format, templates, migrations, unit tests
	@$(PYTHON) -m ruff check .
	@$(PYTHON) -m ruff format --check .
	@$(PYTHON) -m djlint --lint --quiet templates
	@DJANGO_SETTINGS_MODULE=cms.settings.test $(MANAGE) makemigrations --check --dry-run
	@DJANGO_SETTINGS_MODULE=cms.settings.test $(MANAGE) check
	@$(MAKE) --no-print-directory unit

unit: $(INSTALLED) ## Run the unit tests alone (TEST_DATABASE_URL chooses another database)
	@$(PYTHON) -m pytest --ignore=tests/e2e --numprocesses=$$($(PYTHON) -m tests.workers) --dist=worksteal --quiet $(UNIT)

# A few at a time, each with a site and a browser of its own; the tests of one file share theirs.
# A browser test waits for another program: on a machine that is busy elsewhere one may come too late.
# So what failed runs once more and is named both times; what is broken fails twice.
e2e: $(INSTALLED) browser ## Run the end-to-end tests alone (E2E=path chooses some)
	@$(PYTHON) -m pytest $(E2E) --quiet --numprocesses=$$($(PYTHON) -m tests.workers --browser) --dist=loadfile || { echo "Once more what failed."; \
		$(PYTHON) -m pytest $(E2E) --quiet --last-failed --last-failed-no-failures none; }

browser: $(INSTALLED)
	@$(PYTHON) -m tests.e2e.browser

bench: $(INSTALLED) ## Print the figures (ONLY=name prints one)
	@measured=; for script in tests/bench/$(or $(ONLY),[a-z]*).py; do \
		if [ -f "$$script" ]; then measured=1; \
			$(PYTHON) -m tests.bench.$$(basename "$$script" .py) || exit 1; fi; \
	done; [ -n "$$measured" ] || echo "Nothing to measure yet."

lighthouse: $(INSTALLED) browser ## Print what Lighthouse says of every kind of page (needs Node; RUNS=1 is quick)
	@$(PYTHON) -m tests.e2e.lighthouse

markup: $(INSTALLED) ## Check the HTML of every page with the checker of the W3C (needs Node and Java)
	@$(PYTHON) -m tests.e2e.markup

format: $(INSTALLED) ## Put the Python code into shape
	@$(PYTHON) -m ruff check --fix .
	@$(PYTHON) -m ruff format .

words: $(INSTALLED) ## Collect the words of the interface, and list what is to be translated
	@$(MANAGE) collect_words

screenshots: $(INSTALLED) browser ## Make the pictures of the README anew
	@$(PYTHON) -m tests.e2e.screenshots

# A pyenv shim may exist for a version that is not installed, and Debian splits ensurepip off:
# so each candidate has to prove that it can make an environment.
.venv/bin/python:
	@for name in python3.11 python3.12 python3.13; do \
		if $$name -c 'import ensurepip, venv' >/dev/null 2>&1; then \
			echo "Making .venv with $$name."; exec $$name -m venv --clear .venv; fi; \
	done; \
	echo "Python 3.11, 3.12 or 3.13 with venv is needed. On Debian: apt-get install python3.11-venv"; exit 1

$(INSTALLED): requirements.txt | .venv/bin/python
	@if ! cmp -s requirements.txt $@; then \
		echo "Installing the requirements. This takes a minute or two the first time."; \
		$(PYTHON) -m pip install --quiet --quiet --disable-pip-version-check -r requirements.txt || exit 1; fi
	@cp requirements.txt $@
