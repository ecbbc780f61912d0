# Two commands: `make demo` to try it, `make test` to check it. Both install what is missing.
.DEFAULT_GOAL := help
.PHONY: help demo demo-check test lint types imports bench packages-demo packages-test

PORT ?= 8000
PYTHON := .venv/bin/python
SUDO := $(if $(filter 0,$(shell id -u)),,sudo)

# Debian's names. WeasyPrint draws the PDF with pango and needs a font to do so.
RUN_PACKAGES := python3 python3-venv libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core
TEST_PACKAGES := $(RUN_PACKAGES) chromium libatomic1 postgresql-15 redis-server gettext git

# $(call install,PACKAGES): install those that Debian does not know as installed; elsewhere trust the machine.
# While it installs, policy-rc.d keeps Debian from starting a PostgreSQL and a Redis of its own.
POLICY := /usr/sbin/policy-rc.d
install = if command -v apt-get >/dev/null; then \
	missing=$$(for package in $(1); do dpkg-query -W -f='$${Status}' $$package 2>/dev/null | grep -q 'ok installed' || echo $$package; done); \
	[ -z "$$missing" ] || { echo "Installing" $$missing; \
	$(SUDO) apt-get update -qq >/dev/null || exit 1; \
	[ -e $(POLICY) ] || { ours=1; printf '\#!/bin/sh\nexit 101\n' | $(SUDO) tee $(POLICY) >/dev/null; $(SUDO) chmod +x $(POLICY); }; \
	$(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing >/dev/null; status=$$?; \
	[ -z "$$ours" ] || $(SUDO) rm -f $(POLICY); exit $$status; }; fi

help:
	@echo "make demo     try it on http://127.0.0.1:8000/ (PORT=8001 make demo for another port)"
	@echo "make test     check everything"
	@echo "make bench    measure"

packages-demo:
	@$(call install,$(RUN_PACKAGES))

packages-test:
	@$(call install,$(TEST_PACKAGES))

.venv/ok: requirements.txt
	@echo "Installing the Python packages into .venv"
	@[ -x .venv/bin/uv ] || { python3 -m venv .venv && .venv/bin/pip install -q --disable-pip-version-check uv; }
	@UV_PYTHON_DOWNLOADS=never .venv/bin/uv pip install -q --python $(PYTHON) --require-hashes -r requirements.txt
	@touch $@

demo: packages-demo
	@$(MAKE) -s --no-print-directory .venv/ok
	@STATIC_COLLECTED=1 PORT=$(PORT) $(PYTHON) manage.py demo || [ $$? -eq 98 ]  # 98: the port is in use, and it said so

demo-check: packages-demo
	@$(MAKE) -s --no-print-directory .venv/ok
	@STATIC_COLLECTED=1 $(PYTHON) manage.py demo_check

lint:
	@$(PYTHON) -m ruff check
	@$(PYTHON) -m ruff format --check

# Strict where a mistake would cost most: the engine, the vault, what changes data, what plugins are made from.
types:
	@$(PYTHON) -m mypy --strict $(wildcard decision_aids/engine decision_aids/vault decision_aids/exercises/base.py) \
		$(shell git ls-files 'cms/**/services.py' 'content/**/services.py' 'decision_aids/**/services.py')

imports:
	@PYTHONPATH=. .venv/bin/lint-imports

test: packages-test
	@$(MAKE) -s --no-print-directory .venv/ok
	@$(MAKE) -s --no-print-directory lint types imports
	@$(PYTHON) manage.py compile_catalogues
	@$(PYTHON) -m tests.both -n 2

bench:
	@$(MAKE) -s --no-print-directory .venv/ok
	@$(PYTHON) -m tests.bench
