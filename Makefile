# make demo | test | fast | check | format | clean: needs Python 3.11 or newer (with venv) and make, nothing else.
PYTHON ?= python3
PY := .venv/bin/python
PORT ?=
PYTEST := $(PY) -m pytest -q -n 2 --dist worksteal
# What never asks a database need not run twice.
PURE := $(addprefix --ignore=tests/,calc ui docs planning/concepts/readers)

.PHONY: demo serve test fast check format postgresql clean

.venv/.run: requirements.txt pyproject.toml
	test -x $(PY) || $(PYTHON) -m venv .venv
	$(PY) -m pip install -q --disable-pip-version-check 'uv>=0.9'
	.venv/bin/uv pip install -q --python $(PY) --require-hashes -r requirements.txt
	.venv/bin/uv pip install -q --python $(PY) --no-deps -e .
	touch $@

.venv/.dev: .venv/.run requirements-dev.txt
	.venv/bin/uv pip install -q --python $(PY) --require-hashes -r requirements-dev.txt
	touch $@

demo: .venv/.run  ## a demonstration on a free port, with sign-ins
	.venv/bin/interkomm demo $(if $(PORT),--port $(PORT))

serve: .venv/.run  ## the site in ./interkomm-data
	.venv/bin/interkomm serve $(if $(PORT),--port $(PORT))

check: .venv/.dev  ## format, lint, types, templates, layers, dependencies
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/djlint src --lint --quiet
	.venv/bin/lint-imports
	.venv/bin/deptry . --no-ansi

fast: .venv/.dev  ## tests without browser and server processes
	$(PYTEST) -m "not browser and not operation and not slow"

test: check  ## everything, on SQLite and on PostgreSQL
	INTERKOMM_ALL_TESTS=1 $(PYTEST)
	$(MAKE) --no-print-directory postgresql

postgresql: .venv/.dev  ## what touches the database once more on PostgreSQL
	@if $(PY) -m tests.postgres; then \
		INTERKOMM_TEST_DATABASE=postgresql $(PYTEST) -m "not browser and not operation" $(PURE); \
	else \
		echo "Left out: the tests on PostgreSQL."; \
	fi

format: .venv/.dev
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .

clean:
	rm -rf .venv build demo-data .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
