.DEFAULT_GOAL := help
.PHONY: help demo test lint types walls unit browser coverage crashtest elsewhere bench screenshots pictures relay desk image lock clean

help:        ## this list
	@grep -hE '^[a-z]+: .*##' $(MAKEFILE_LIST) | sed -E 's/: [^#]*##/\t/' | expand -t 14
demo:        ## everything on this machine with sample data
	@scripts/setup run
	.venv/bin/intake demo
test:        ## all checks and tests, the same as CI
	@scripts/setup test
	@scripts/test
lint:        ## ruff and TypeScript
	.venv/bin/ruff check . && .venv/bin/ruff format --check . && .venv/bin/node node_modules/typescript/bin/tsc --project intake/relay/newcomer/browser && .venv/bin/node node_modules/typescript/bin/tsc --project intake/audio/studio/page
types:       ## mypy, strict
	.venv/bin/mypy
walls:       ## import contracts
	.venv/bin/lint-imports
unit:        ## tests without the browser
	.venv/bin/pytest -m "not browser"
browser:     ## tests in Debian's Chromium
	.venv/bin/pytest -m browser
coverage:    ## all tests again, and which lines none of them runs
	@scripts/setup test
	rm -f .coverage .coverage.*
	.venv/bin/pytest -n 2 --dist loadscope --no-loadscope-reorder --cov -q
crashtest:   ## kill the relay, the courier and the desk 200 times while people send (KILLS=N SEED=N)
	@scripts/setup test
	.venv/bin/python -m tests.crash.storm --kills $(or $(KILLS),200) $(if $(SEED),--seed $(SEED))
elsewhere:   ## the form in Firefox ESR and WebKitGTK (installs both)
	@scripts/setup elsewhere
	.venv/bin/python -m tests.elsewhere
screenshots: ## every screen of the form in every language, with a contact sheet
	scripts/screenshots
pictures:    ## the README's pictures
	.venv/bin/python scripts/pictures.py
bench:       ## ratios against the raw primitives
	.venv/bin/intake bench
	.venv/bin/python -m tests.browser.blocking
relay:       ## what a relay's machine installs, into dist/
	@scripts/setup run
	rm -rf dist && mkdir dist
	cd packaging/relay && ../../.venv/bin/hatchling build --target wheel --directory ../../dist
	cp requirements/relay.txt dist/requirements.txt
	cp -r packaging/install-relay packaging/envelop packaging/nginx packaging/postgresql packaging/systemd dist
	cp config.example.toml docs/operating.md dist
desk:        ## what a desk or a courier installs, into build/desk/ (docs/windows.md)
	@scripts/setup run
	rm -rf build/desk && mkdir -p build/desk
	.venv/bin/hatchling build --target wheel --directory build/desk
	cp requirements/desk.txt config.example.toml docs/windows.md build/desk
image:       ## a relay's container image, by buildah
	buildah build --file packaging/Containerfile --tag envelop-relay $(if $(BASE),--build-arg BASE=$(BASE)) .
lock:        ## pin all requirements with hashes, without addresses
	scripts/lock
clean:       ## forget what was installed and built
	rm -rf .venv .state node_modules intake/relay/newcomer/assets
