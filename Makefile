# Python >= 3.11 and make are all that must be there. `make` alone prints the targets.
PYTHON ?= python3
RUN := .venv/bin/
TEMPLATES := $(wildcard templates */templates site/mesh/*/templates)

.DEFAULT_GOAL := help
.PHONY: help demo test check bench bench-relevance setup lint layers types migrations templates \
	format assets lock licences roles clean

help: ## Print this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | \
		awk -F ':.*## ' '{ printf "  make %-12s %s\n", $$1, $$2 }'

demo: ## Set up everything, load the demo content, serve it on port 8000 (PORT=...)
	@$(PYTHON) -m scripts demo

test: ## Run every test on every engine that can be had
	@$(PYTHON) -m scripts test $(ARGS)

bench: setup ## Measure pages and search; prints ratios
	@$(RUN)python -m benchmarks

bench-relevance: setup ## Measure the search's ranking on judged collections
	@$(RUN)python -m benchmarks.relevance

check: lint layers types migrations templates ## Run every check that is not a test

setup: ## Make .venv with the packages of a developer
	@$(PYTHON) -m scripts setup dev

lint: setup ## Check style, format and complexity with ruff
	@$(RUN)ruff check .
	@$(RUN)ruff format --check .

layers: setup ## Check that imports point down only
	@PYTHONPATH=.:site $(RUN)lint-imports --no-logo

types: setup ## Check types with mypy
	@$(RUN)mypy .

migrations: setup ## Check that the migrations say what the models say
	@$(RUN)python manage.py check
	@$(RUN)python manage.py makemigrations --check --dry-run

templates: setup ## Check indentation and accessibility rules of the templates
	@$(if $(TEMPLATES),$(RUN)djhtml --tabwidth 2 --check $(TEMPLATES))
	@$(if $(TEMPLATES),$(RUN)curlylint $(TEMPLATES))

format: setup ## Put code and templates into shape
	@$(RUN)ruff check --fix-only --quiet .
	@$(RUN)ruff format .
	@$(if $(TEMPLATES),$(RUN)djhtml --tabwidth 2 $(TEMPLATES))

assets: ## Build the style sheets and scripts into site/mesh/static/dist
	@$(PYTHON) -m scripts assets

lock: setup ## Pin every dependency again, with hashes
	@$(PYTHON) -m scripts lock

licences: setup ## Write docs/licences.md and check that each licence is permissive
	@$(PYTHON) -m scripts licences

roles: setup ## Write docs/roles.md, the rules of the ratings and the API from the code
	@$(RUN)python manage.py describe_roles > docs/roles.md
	@$(RUN)python manage.py describe_ratings > docs/features/rating-rules.md
	@$(RUN)python manage.py describe_api > docs/openapi-v1.json

clean: ## Remove what was built: environments, assets, caches, the demo's data
	rm -rf .venv .venv-node .venv-postgresql var build site/frontend/node_modules site/mesh/static/dist
	rm -rf .coverage* htmlcov .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
