SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.NOTPARALLEL:

# Tests are built with other flags than the program, so each has a build folder of its own.
# The libraries of Swift become part of the program, where the toolchain has them for that: so it begins in two thirds of
# the time, and runs where there is no Swift. The linker that comes with Swift is as good as the system's for it, and
# does not warn of what those libraries do.
SWIFT_BIN := $(dir $(realpath $(shell command -v swift)))
STATIC := $(if $(and $(wildcard $(SWIFT_BIN)../lib/swift_static/linux/libswiftCore.a),$(wildcard $(SWIFT_BIN)ld.lld)), \
	--static-swift-stdlib -Xswiftc -use-ld=lld)
BUILD := swift build -c release --product folkmoot $(STATIC)
TEST := swift test -c release -Xswiftc -enable-testing --scratch-path .build-tests --disable-xctest
FOLKMOOT := .build/release/folkmoot
PYTHON := .venv/bin/python
STUDY := scenarios/studies/planning-london.json
GENERATED := 3000
STUDIES_RESULTS := scenarios/studies/results
HINDCASTS_RESULTS := scenarios/hindcasts/results
SWIFT_FILES := Package.swift Sources Tests
BENCH :=
# The C peer is compiled by the clang that comes with Swift, where there is one.
BENCH_CC = $(shell command -v "$$(dirname "$$(readlink -f "$$(command -v swift)")")/clang" || command -v clang || echo cc)
BENCH_CFLAGS := -std=c11 -O3 -fno-math-errno -fno-trapping-math

.PHONY: help
help: ## show what there is
	@echo "Folkmoot: make <target>"
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: run
run: build ## build, run the default study and print its comparison (STUDY=… for another)
	$(FOLKMOOT) run $(STUDY) --out results/$(basename $(notdir $(STUDY)))

.PHONY: hindcast
hindcast: build ## run past programmes as planned, and compare the forecasts with what happened
	@python3 -B Scripts/hindcast.py --folkmoot $(FOLKMOOT) --out results/hindcasts

.PHONY: build
build: ## build the program, installing what is missing first
	@Scripts/install-dependencies.sh build
	$(BUILD)

.PHONY: test
test: .venv/requirements.txt ## run all tests, installing what is missing first
	$(PYTHON) Tests/RegisterChecks/check_register.py
	$(PYTHON) Scripts/check_schema.py scenarios
	$(PYTHON) -B Tests/HindcastChecks/check_hindcast.py
	$(TEST)
	$(PYTHON) Tests/WorkbookChecks/check_workbook.py .build-tests/release/folkmoot

.PHONY: browser-test
browser-test: build ## look at report.html in a headless Chromium: drawn, readable at every width, sortable, printable
	python3 -B Tests/BrowserChecks/check_report.py $(FOLKMOOT)

.PHONY: verify
verify: verify-dependencies .venv/requirements.txt ## run the slow checks by name: 3,000 generated scenarios against the naive model, 600 for each law; workbooks by LibreOffice
	@echo "Checking $(GENERATED) generated scenarios; this takes minutes."
	@FOLKMOOT_GENERATED=$(GENERATED) $(TEST) --filter 'GeneratedComparison|LawTests' 2>&1 | sed -E \
		-e '/^(◇|↳ T|\[|Build|✔ (Suite|Test case)|✘ (Suite|Test case))/d' \
		-e 's/^✔ Test "(.*)" (with .* cases? )?passed after (.*)\.$$/holds  \1 (\3)/' \
		-e 's/^✘ Test "(.*)" (with .* cases? )?failed after .* seconds with (.*)\.$$/FAILS  \1: \3/'
	$(PYTHON) Tests/WorkbookChecks/check_workbook.py .build-tests/release/folkmoot --recalculate

.PHONY: bench
bench: build .venv-bench/requirements.txt ## measure speed and memory beside C and numpy, and say which floors hold (BENCH=--quick for less)
	@mkdir -p .build-bench
	$(BENCH_CC) $(BENCH_CFLAGS) Benchmarks/reference/reference.c -o .build-bench/reference -lm -pthread
	$(BENCH_CC) $(BENCH_CFLAGS) -march=native Benchmarks/reference/reference.c -o .build-bench/reference-native -lm -pthread
	$(BENCH_CC) $(BENCH_CFLAGS) -DNARROW Benchmarks/reference/reference.c -o .build-bench/reference-narrow -lm -pthread
	$(BENCH_CC) -O1 Benchmarks/libm_probe.c -o .build-bench/libm-probe -lm
	@case "$(BENCH)" in *--native-build*) $(BUILD) -Xcc -march=native --scratch-path .build-native;; esac
	.venv-bench/bin/python -B Benchmarks/make_scenarios.py .build-bench/scenarios
	.venv-bench/bin/python -B Benchmarks/bench.py --folkmoot $(FOLKMOOT) $(BENCH)

.PHONY: lint
lint: ## check the format of the Swift files
	swift format lint --strict --parallel --configuration .swift-format --recursive $(SWIFT_FILES)

.PHONY: format
format: ## mend the format of the Swift files
	swift format format --in-place --parallel --configuration .swift-format --recursive $(SWIFT_FILES)

.PHONY: schema
schema: build ## rewrite the published JSON Schemas from the program
	$(FOLKMOOT) schema > .build/folkmoot.schema.json
	$(FOLKMOOT) schema --library > .build/folkmoot-library.schema.json
	mv .build/folkmoot.schema.json .build/folkmoot-library.schema.json scenarios/

.PHONY: results
results: build ## rebuild the committed results of all studies and hindcasts, and the output shown in README.md
	Scripts/rebuild-results.sh $(FOLKMOOT) $(STUDIES_RESULTS) $(HINDCASTS_RESULTS)
	Scripts/update-readme.sh $(FOLKMOOT)

.PHONY: results-check
results-check: build ## rebuild the results of all studies and hindcasts elsewhere and compare with those committed
	@folder=$$(mktemp -d); trap 'rm -rf "$$folder"' EXIT; \
	Scripts/rebuild-results.sh $(FOLKMOOT) "$$folder/studies" "$$folder/hindcasts"; \
	diff --recursive --brief --exclude=environment.json --exclude=workbook.xlsx \
		$(STUDIES_RESULTS) "$$folder/studies" \
		&& diff --recursive --brief --exclude=environment.json $(HINDCASTS_RESULTS) "$$folder/hindcasts" \
		&& echo "The committed results are what the program gives."

.PHONY: goldens
goldens: test-dependencies ## rewrite the expected outputs that tests compare with; read the diff
	FOLKMOOT_GOLDENS=write $(TEST)
	git diff --stat -- Tests

.PHONY: clean
clean: ## remove what was built here (results stay)
	rm -rf .build .build-tests .build-bench .build-native .venv .venv-bench

# The pinned Python packages of the tests; made again when the pins change.
.venv/requirements.txt: Scripts/requirements.txt | test-dependencies
	python3 -m venv .venv
	$(PYTHON) -m pip install --quiet --disable-pip-version-check --requirement $<
	cp $< $@

.venv-bench/requirements.txt: Benchmarks/requirements.txt | test-dependencies
	python3 -m venv .venv-bench
	.venv-bench/bin/python -m pip install --quiet --disable-pip-version-check --requirement $<
	cp $< $@

# LibreOffice is large: where it cannot be installed, the check of workbooks says that it is passed over.
.PHONY: verify-dependencies
verify-dependencies: test-dependencies
	@Scripts/install-dependencies.sh verify || true

.PHONY: test-dependencies
test-dependencies:
	@Scripts/install-dependencies.sh test
