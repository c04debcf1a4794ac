# What a newcomer needs: make run, make test, make airflow. `make` alone lists all.
.PHONY: help run test airflow docs lint clean
PYTHON_IN_VENV = .venv/bin/python
CHECKS = "ruff check --quiet --output-format concise ." "ruff format --check ." mypy \
	"sqlfluff lint --processes 2 dbt" "yamllint --strict ." lint-imports

help:  ## this list
	@sed -n 's/^\([a-z]*\):.*## /make \1\t/p' Makefile

run:  ## the whole pipeline on the bundled articles, or on a folder: make run ARTICLES=path/to/folder
	@PYTHON="$$PYTHON" sh requirements/venv.sh run
	@$(PYTHON_IN_VENV) -m communique.airflow_run --articles "$$ARTICLES"

airflow:  ## the scheduler with the nightly runs on, its pages on this machine only; Ctrl-C stops it
	@sh requirements/venv.sh run
	@exec $(PYTHON_IN_VENV) -m communique.airflow_server

test:  ## every check and every test
	@sh requirements/venv.sh dev
	@sh requirements/ftm.sh
	@$(MAKE) --no-print-directory lint; checks=$$?; \
	$(PYTHON_IN_VENV) -m pytest -n 2 --dist loadfile && exit $$checks

lint:  ## style, types, SQL, YAML and the import contract
	@sh requirements/venv.sh dev
	@failed=; for check in $(CHECKS); do \
		echo "-- $$check"; .venv/bin/$$check || failed="$$failed, $$check"; \
	done; test -z "$$failed" || { echo "Failed$$failed"; exit 1; }

docs:  ## codebook, picture of the tables, worked questions, and dbt's own docs as one page
	@sh requirements/venv.sh dev
	$(PYTHON_IN_VENV) -m communique.codebook
	$(PYTHON_IN_VENV) -m communique.questions

clean:  ## take away what runs and tests have written, except data/ and .venv/
	rm -rf .airflow .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache dbt/target dbt/logs
	find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +
