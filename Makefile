# Every target first builds what it needs; Python 3.11 or newer and make are enough.

PYTHON ?= python3
OUTLETS := vns vna customs vnp sggp ppp
SAMPLED := 2026-11-05T00:00:00Z  # after the last capture of the sample archive: the demo's "now"
BIN := .venv/bin

# Always cache bytecode: a crawl of few pages spends most of its time starting.
unexport PYTHONDONTWRITEBYTECODE

# The demo's articles are invented, so they never go into an operator's database.
demo: export DATABASE_URL = sqlite:///$(CURDIR)/demo/tinsach.db
crawl migrate: export DATABASE_URL ?= sqlite:///$(CURDIR)/tinsach.db

.PHONY: help s3 demo crawl migrate lock test soak quick lint format types bench samples clean

help:
	@echo "make demo                crawl the sample archive offline into SQLite, print what was kept and stripped"
	@echo "make crawl OUTLET=vna    the same on the live site (set CONTACT to your mail address or page)"
	@echo "make test                lint, types and the tests, on SQLite and PostgreSQL"
	@echo "make soak                the tests that take minutes or want a quiet machine, and random examples"
	@echo "make s3                  an S3 server for the tests, in an environment of its own (make test does that, too)"
	@echo "make quick               the tests that take no time"
	@echo "make bench               benchmarks: engine, store, stories, the whole pipeline"
	@echo "make migrate             bring the database up to date"
	@echo "make lock                write the lock files anew, after a change of a requirements file"

.venv/run: requirements-lock.txt
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else \
	  "tinsach needs Python 3.11 or newer, this is " + sys.version.split()[0] + ": set PYTHON=python3.11")'
	@echo "installing what a crawl needs (once) ..."
	@.ci/install $(PYTHON) requirements-lock.txt
	@touch $@

.venv/dev: .venv/run requirements-dev-lock.txt
	@echo "installing what the tests need (once) ..."
	@.ci/install $(PYTHON) requirements-dev-lock.txt
	@touch $@

# An S3 server for tests/cluster/test_s3.py; boto3 wants an older python-dateutil than the engine has.
s3: .venv/s3/ready
.venv/s3/ready: requirements-s3-lock.txt .venv/dev
	@VENV=.venv/s3 .ci/install $(PYTHON) requirements-s3-lock.txt
	@touch $@

# Pins every installed version and hash, transitive dependencies included. Run it after a change of a
# requirements file; needs uv on the path.
lock:
	@for name in requirements requirements-dev requirements-s3; do \
	  uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header \
	    $$name.txt -o $$name-lock.txt || exit $$?; \
	done

demo: .venv/run
	@mkdir -p demo
	@$(BIN)/alembic -q upgrade head
	@for outlet in $(OUTLETS); do \
	  $(BIN)/scrapy crawl $$outlet -s REPLAY_WARC=samples/$$outlet.warc.gz -s REPLAY_AT=$(SAMPLED) -s ARCHIVE_DIR= --loglevel ERROR || exit $$?; \
	done
	@$(BIN)/scrapy report
	@echo "To look further: export DATABASE_URL=$(DATABASE_URL)"

crawl: .venv/run
	@test -n "$(OUTLET)" || { echo "name the outlet: make crawl OUTLET=vna (one of $(OUTLETS))" >&2; exit 2; }
	@$(BIN)/alembic -q upgrade head
	@mkdir -p log
	@$(BIN)/scrapy crawl $(OUTLET) --logfile log/$(OUTLET).log $(ARGS) || { code=$$?; \
	  echo "tinsach: exit code $$code; the log is log/$(OUTLET).log" >&2; exit $$code; }

migrate: .venv/run
	@$(BIN)/alembic upgrade head

test: lint types
	@$(MAKE) -s s3 || echo "no S3 server can be installed: its tests are skipped" >&2
	@$(BIN)/python -m pytest -q -n 3 --dist worksteal -m "not soak"

soak: .venv/dev
	@$(BIN)/python -m pytest -q -m "soak or hypothesis" --hypothesis-profile random

quick: .venv/dev
	@$(BIN)/python -m pytest -q -m "not slow and not postgres and not soak"

lint: .venv/dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check -q .

format: .venv/dev
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

types: .venv/dev
	@$(BIN)/mypy

bench: .venv/dev
	@$(BIN)/python -m bench

samples: .venv/dev
	@$(BIN)/python -m samples.make_samples

clean:
	@rm -rf .venv demo build .pytest_cache .mypy_cache .ruff_cache .hypothesis *.egg-info
