# The same verbs for people, Make and CI. `make help` lists them.
.DEFAULT_GOAL := help
SHELL := /bin/sh
PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
RELEASED := pyproject.toml README.md LICENSE CHANGELOG.md .gitignore
export PYTHONUTF8 := 1
export DOCS TARGET DEVIATE EXAMPLES

.PHONY: help setup drift pull bundle offline generate probe report emulate regenerate nightly site test contract check audit sbom wheel format lock clean

help: ## List the targets.
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: $(VENV)/.ready ## Make .venv with the command `driftline` in it (uses uv when it is there).

$(VENV)/.ready: requirements.lock pyproject.toml
	@echo "==> setup: $(VENV) from requirements.lock (a minute or two the first time)"
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed, this is " + sys.version.split()[0] if sys.version_info < (3, 11) else 0)'
	@if command -v uv >/dev/null 2>&1; then \
	  { [ -x $(PY) ] || uv venv -q --python $(PYTHON) $(VENV); } && \
	  uv pip install -q --python $(PY) --require-hashes -r requirements.lock && \
	  uv pip install -q --python $(PY) --no-deps --no-build-isolation -e . ; \
	else \
	  { [ -x $(PY) ] || $(PYTHON) -m venv $(VENV); } && \
	  $(PY) -m pip install -q --disable-pip-version-check --require-hashes -r requirements.lock && \
	  $(PY) -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e . ; \
	fi
	@touch $@

drift: setup ## The main job: pull, bundle, check, generate, probe, compare, report. DOCS=... TARGET=... DEVIATE=...
	@$(PY) -m scripts.pull
	@$(PY) -m scripts.bundle
	@$(PY) -m scripts.check
	@$(PY) -m scripts.generate
	@$(PY) -m scripts.probe
	@$(PY) -m scripts.report

pull bundle generate probe report emulate regenerate nightly: setup
	@$(PY) -m scripts.$@

pull: ## Pull docs and specs into the snapshot.
bundle: ## Fold the specs into one document.
offline: setup ## Compare docs, spec and examples, offline.
	@$(PY) -m scripts.check
generate: ## Make the client from the bundle.
probe: ## Ask the live service and run the contract tests on it.
report: ## Compare all witnesses and report.
emulate: ## Serve the pretend vendor on this machine.
regenerate: ## Pull, then bundle, client, version, changelog and pull-request text anew. DOCS=...
nightly: ## Probe, compare, keep, report and alert, for a scheduler. TARGET=...
site: setup ## Rewrite the made parts of the pretend vendor's docs.
	@$(PY) -m emulator.build_site

test: setup ## Run the tests.
	@echo "==> test: the whole suite (set DRIFTLINE_CORPUS to the folder of real docs to run what needs them)"
	@$(PY) -m pytest -q -n auto --dist worksteal

contract: setup ## Run the contract tests (on the pretend vendor; pytest contract_tests --target URL for another).
	@$(PY) -m pytest contract_tests -q

check: setup ## Format, lint, types, layers, and --check of everything that is made.
	@echo "==> check: format and lint" && $(PY) -m ruff format --check -q . && $(PY) -m ruff check -q .
	@echo "==> check: types" && $(PY) -m mypy && $(PY) -m mypy --strict generated/yuno_client
	@echo "==> check: layers" && $(PY) -m pytest -q tests/test_layers.py
	@echo "==> check: what is made is up to date" && $(PY) -m scripts.made --check
	@echo "==> check: known vulnerabilities of what is locked" && $(PY) -m scripts.audit --or-say
	@echo "make check: all gates passed"

audit: setup ## Ask PyPI for known vulnerabilities of what is locked.
	@$(PY) -m scripts.audit

sbom: setup ## List what a release is made of: dist/*.cdx.json (CycloneDX).
	@$(PY) -m scripts.sbom

wheel: setup ## Build dist/*.whl and *.tar.gz from what is committed; the same commit gives the same bytes.
	@if [ -n "$$(git status --porcelain -- src $(RELEASED))" ]; then \
	  echo "wheel: not everything is committed in: src $(RELEASED)" && git status --short -- src $(RELEASED) && exit 2; fi
	@SOURCE_DATE_EPOCH=$$(git log -1 --format=%ct) $(PY) -m hatchling build -c -d dist

format: setup ## Format the code.
	@$(PY) -m ruff format -q . && $(PY) -m ruff check -q --fix .

lock: ## Lock the dependencies anew (needs uv).
	@uv pip compile -q --universal --generate-hashes --no-header --python-version 3.11 pyproject.toml --group dev -o requirements.lock

clean: ## Remove what can be made again.
	@rm -rf $(VENV) .driftline reports .pytest_cache .mypy_cache .ruff_cache .hypothesis
