# make run            set up, migrate, seed, and serve the demo on http://127.0.0.1:8000
# make test           every check that needs no server (SQLite), two processes
# make test-services  the suite again on PostgreSQL and Redis (test-postgres), with a real worker (test-worker)
# make e2e            the browser journey in Chromium; pictures go to test-artifacts/
# make compose-test   the services of docker-compose.yml as processes of this machine, the journey on them
# make chaos          real processes killed, disks filled, services taken away, as root; CHAOS=short as in .ci/run
# make load           60 people at work for two minutes, PostgreSQL and SQLite (LOAD_PEOPLE, LOAD_SECONDS)
# make bench          speed on 10,000 and 1,000,000 contacts, SQLite and PostgreSQL (BENCH_SIZE=small: a quick look)
# make bench-months   monitoring months of 100,000 and 1,000,000 plans, PostgreSQL and SQLite
# make bench-people   search, lists, timeline and taking over with 10,000 and 100,000 people
# make bench-bundles  a bundle of 40 plans beside WeasyPrint alone, memory over 400 plans
# make bench-signin   whether the time of an answer tells that an ID exists (F9)
# make lint           format and lint only
# make format         let ruff and djade write every file as `make lint` wants it
# make setup          only what `make run` needs before it starts
# make lock           after a change of dependencies in pyproject.toml (needs uv)

PYTHON = .venv/bin/python
MANAGE = $(PYTHON) manage.py

# Of `make test-services`; anything reachable may be given instead.
SERVICES_DATABASE_URL ?= postgres://postgres@127.0.0.1:5432/tsunagi
SERVICES_BROKER_URL ?= redis://127.0.0.1:6379/9

# Of `make bench`, `make bench-months` and `make bench-people`: the server, and how the names of its databases begin.
BENCH_DATABASE_URL ?= postgres://postgres@127.0.0.1:5432/bench

# Of `make load`: how many people, how long, how much faster than people, and the share of the demo
# town they work in.
LOAD_PEOPLE ?= 60
LOAD_SECONDS ?= 120
LOAD_HASTE ?= 1
LOAD_TOWN ?= 1
LOAD = --people $(LOAD_PEOPLE) --seconds $(LOAD_SECONDS) --haste $(LOAD_HASTE) --size $(LOAD_TOWN)

.PHONY: run setup test test-services test-postgres test-worker e2e compose-test chaos load bench bench-months bench-people bench-bundles bench-signin lint format checks lock

setup:
	@scripts/setup run

run: setup
	@$(MANAGE) prepare_database
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) seed
	@exec $(MANAGE) serve --demo

test:
	@scripts/setup test
	@$(MAKE) --no-print-directory checks
	$(PYTHON) -m pytest -n 2

checks:
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	$(MANAGE) makemigrations --check --dry-run --verbosity 0

lint:
	@scripts/setup test
	@$(MAKE) --no-print-directory checks

format:
	@scripts/setup test
	.venv/bin/ruff check --fix-only --quiet .
	.venv/bin/ruff format --quiet .
	git ls-files '*.html' | xargs .venv/bin/djade --target-version 5.2

test-services: test-postgres test-worker

test-postgres:
	@scripts/setup test
	DATABASE_URL=$(SERVICES_DATABASE_URL) CELERY_BROKER_URL=$(SERVICES_BROKER_URL) \
		$(PYTHON) -m pytest -n 2

test-worker:
	@scripts/setup test
	DATABASE_URL=$(SERVICES_DATABASE_URL) CELERY_BROKER_URL=$(SERVICES_BROKER_URL) \
		$(PYTHON) -m pytest tests/services -m services

e2e:
	@scripts/setup e2e
	$(PYTHON) -m pytest tests/e2e -m e2e -n 2 --dist worksteal

compose-test:
	@scripts/setup e2e
	$(PYTHON) -m pytest tests/compose -m compose

load:
	@scripts/setup test
	$(PYTHON) -m tests.load.run --on postgres $(LOAD)
	$(PYTHON) -m tests.load.run --on sqlite $(LOAD)

bench:
	@scripts/setup test
	@$(MANAGE) collectstatic --noinput --verbosity 0
	@BENCH_DATABASE_URL=$(BENCH_DATABASE_URL) $(PYTHON) -m tests.bench

bench-months:
	@scripts/setup test
	@$(MANAGE) collectstatic --noinput --verbosity 0
	@BENCH_DATABASE_URL=$(BENCH_DATABASE_URL) $(PYTHON) -m tests.bench.months

bench-people:
	@scripts/setup test
	@$(MANAGE) collectstatic --noinput --verbosity 0
	@BENCH_DATABASE_URL=$(BENCH_DATABASE_URL) $(PYTHON) -m tests.bench.people

bench-bundles:
	@scripts/setup test
	@$(PYTHON) -m tests.bench.bundles

bench-signin:
	@scripts/setup test
	@$(PYTHON) -m tests.bench.signing_in

# What was measured is added to the file CHAOS_REPORT; its last figures stand in docs/figures.md.
chaos: export CHAOS := $(CHAOS)
chaos:
	@scripts/setup test
	$(PYTHON) -m pytest tests/chaos -m chaos -n 2 --dist worksteal --durations 5

lock:
	uv lock --quiet
	$(EXPORT) --output-file requirements.lock
	$(EXPORT) --group test --group lint --output-file requirements-test.lock
	$(EXPORT) --group test --group lint --group e2e --output-file requirements-e2e.lock

EXPORT = uv export --quiet --frozen --no-header --no-emit-project --no-default-groups
