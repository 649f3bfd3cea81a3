# The few words a developer needs. Each is a script in scripts/ that says what it does and how long it took.
SHELL := /bin/bash

.DEFAULT_GOAL := help
.PHONY: help setup run test check e2e bench deny

help: ## this list
	@echo "诚评 Chengping. Say:"
	@sed -n 's/^\([a-z0-9]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 16
	@echo
	@echo "For your own shell:  . scripts/env   (then cargo, cargo leptos and playwright work as they do here)"
	@echo "First time? \`make run\`, then open http://127.0.0.1:3000"

setup: ## install what is missing (once; the first time takes minutes)
	@scripts/setup

run: setup ## build, load demonstration data, serve on http://127.0.0.1:3000 (data in var/)
	@scripts/run

test: ## everything: format, lints, Rust tests on SQLite and PostgreSQL, WASM, release build, browser
	@scripts/test

check: setup ## fast, while you work: format, lints, Rust tests on SQLite
	@scripts/test check

e2e: setup ## the release build and the browser journeys
	@scripts/test browser

bench: setup ## the benchmarks
	@scripts/bench

deny: ## licences, sources, and which crate may use which (see deny.toml)
	@scripts/setup --with-deny
	@. scripts/env && cargo deny check bans licenses sources
