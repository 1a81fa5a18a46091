# The only commands anyone needs; `make` lists them.

swift   := swift
bin     := .build/hl-map
release := $(swift) build -c release --static-swift-stdlib --product hl-map
sources := Package.swift Sources Tests
apt     := $(if $(filter 0,$(shell id -u)),,sudo )apt-get

.DEFAULT_GOAL := help
.PHONY: help deps build lib run test test-c test-example lint format bench bench-deps soak fuzz \
  fuzz-guided facts clean

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

deps: ## install the C libraries and rule sets that are missing, and look for Swift
	@command -v $(swift) >/dev/null || { \
	  echo "Swift 6.2 or newer is needed: https://www.swift.org/install" >&2; exit 1; }
	@missing=; \
	for pair in yaml-0.1:libyaml-dev libpcre2-8:libpcre2-dev libpsl:libpsl-dev nettle:nettle-dev \
	    expat:libexpat1-dev; do \
	  pkg-config --exists "$${pair%%:*}" 2>/dev/null || missing="$$missing $${pair##*:}"; \
	done; \
	command -v pkg-config >/dev/null || missing="$$missing pkg-config"; \
	[ -e /usr/share/uap-core/regexes.yaml ] || missing="$$missing uap-core"; \
	[ -z "$$missing" ] || $(MAKE) -s packages names="$$missing"

# Quiet where it works; says what to install by hand where it does not.
.PHONY: packages
packages:
	@log=$$(mktemp); \
	{ $(apt) update -qq; \
	  DEBIAN_FRONTEND=noninteractive $(apt) install -y -qq --no-install-recommends $(names); \
	} >"$$log" 2>&1; result=$$?; \
	[ $$result -eq 0 ] || { tail -n 3 "$$log" >&2; \
	  echo "could not install $(strip $(names)); please install it and try again" >&2; }; \
	rm -f "$$log"; exit $$result

build: deps ## build the command for release: .build/hl-map
	$(release)
	@ln -sf "$$($(release) --show-bin-path)/hl-map" $(bin)

# Only what the header declares can be seen from outside; the Swift runtime is inside.
exports := -Xlinker --version-script=$(CURDIR)/Sources/CHLMap/exports.map
lib: deps ## build the C library for release: .build/lib with libhlmap.so and hlmap.h
	$(swift) build -c release -Xswiftc -static-stdlib $(exports) --scratch-path .build-lib --product hlmap
	@mkdir -p .build/lib
	@cp .build-lib/release/libhlmap.so Sources/CHLMap/include/hlmap.h .build/lib/

run: build ## map the sample events and print them as ECS
	$(bin) run --rules Mappings/harfanglab.yml Fixtures/harfanglab/sample.ndjson

# One release build serves all tests and the commands below it. Suites that read bytes run in debug
# too (see Package.swift), where every access is checked, but for tests whose sizes are made for the
# optimiser.
tests   := $(swift) test -c release -Xswiftc -enable-testing --scratch-path .build-release-tests
tested  := .build-release-tests/release/hl-map
checked := HLMAP_CHECKED=1 $(swift) test --scratch-path .build-checked
large   := manyStages|argumentsThatDouble|manyUnknownFields|findingsAreBounded|oddLayouts
leaves  := .build/tmp

test: deps ## run all tests: release, debug, the mappings; no allocation an event, linear growth
	@rm -rf $(leaves); mkdir -p $(leaves)
	TMPDIR=$(CURDIR)/$(leaves) $(tests)
	TMPDIR=$(CURDIR)/$(leaves) $(checked) --skip '$(large)'
	@left=$$(ls $(leaves) | grep -E '^(hl-map|taxonomy)'); rm -rf $(leaves); \
	  [ -z "$$left" ] || { echo "tests left behind:" $$left >&2; exit 1; }
	$(tested) test Mappings Fixtures/bench/reference.yml Fixtures/language
	$(tested) test --now 2026-01-01T00:00:00Z Fixtures/intake
	$(tested) check --fail-level warning Mappings Fixtures/bench
	$(tested) cover --min-rules 99 --min-source 95 --rules Mappings/harfanglab-ecs.yml \
	  --samples Fixtures/harfanglab-ecs
	$(tested) cover --min-rules 90 --min-source 95 --rules Mappings/sysmon.yml \
	  --samples Fixtures/sysmon
	$(tested) cover --min-rules 90 --min-source 99 --rules Mappings/cloudtrail.yml \
	  --samples Fixtures/cloudtrail
	$(tested) cover --min-rules 75 --min-source 95 --rules Mappings/fortigate.yml \
	  --samples Fixtures/fortigate
	$(tested) cover --min-rules 99 --min-source 98 --rules Mappings/okta.yml --samples Fixtures/okta
	$(tested) fmt --check Mappings Fixtures/bench Fixtures/language
	$(tested) docs --check Mappings/harfanglab.yml
	$(tested) docs --check Mappings/harfanglab-ecs.yml
	$(tested) docs --check Mappings/harfanglab-connector.yml
	$(tested) docs --check Mappings/sysmon.yml
	$(tested) docs --check Mappings/cloudtrail.yml
	$(tested) docs --check Mappings/fortigate.yml
	$(tested) docs --check Mappings/okta.yml
	$(tested) functions --markdown | diff - Mappings/FUNCTIONS.md
	$(tested) functions --casts | diff - Mappings/CASTS.md
	$(tested) functions --decodes | diff - Mappings/DECODES.md
	$(tested) functions --templates | diff - Mappings/TEMPLATES.md
	@command -v valgrind >/dev/null || $(MAKE) -s packages names=valgrind
	@$(MAKE) -s test-c test-example
	python3 Fixtures/bench/bench.py allocations --gate --binary $(tested)
	python3 Fixtures/bench/growth.py --binary $(tested)

# A stranger's C program, by itself and under valgrind, on the library of the release tests. Optimised
# Swift compares bytes between the members of enums before it looks whether they matter, so valgrind
# looks for reads outside of memory and for leaks alone.
library := .build-release-tests/release
test-c: deps
	$(swift) build -c release -Xswiftc -enable-testing --scratch-path .build-release-tests $(exports) \
	  --product hlmap
	@others=$$(nm -D --defined-only $(library)/libhlmap.so | awk '$$2 ~ /[A-Z]/ && $$3 !~ /^hlmap_/'); \
	  [ -z "$$others" ] || { echo "exported besides hlmap_: $$others" | head -n 5 >&2; exit 1; }
	@command -v cc >/dev/null || $(MAKE) -s packages names=gcc
	cc -std=gnu11 -Wall -Wextra -Werror -g -ISources/CHLMap/include Tests/CLibrary/program.c \
	  -L$(library) -lhlmap -Wl,-rpath,$(CURDIR)/$(library) -pthread -o .build/c-program
	.build/c-program Mappings/harfanglab.yml
	valgrind -q --undef-value-errors=no --error-exitcode=1 --leak-check=full --errors-for-leak-kinds=definite \
	  --show-leak-kinds=definite .build/c-program Mappings/harfanglab.yml

# A package that depends on this one by its path, as a user's does.
test-example: deps
	$(swift) build --package-path Tests/Example --scratch-path .build-example
	@tail -n 3 Fixtures/harfanglab/sample.ndjson | \
	  .build-example/debug/example Mappings/harfanglab.yml > .build/example.txt
	@grep -q '"event":' .build/example.txt && grep -q 'written by Mappings/harfanglab.yml' .build/example.txt

lint: ## check the format of all sources
	$(swift) format lint --strict -r $(sources)

format: ## format all sources
	$(swift) format -i -r $(sources)

bench: build bench-deps ## compare speed with other engines; options: ARGS="--rounds 3 --alloc --large"
	python3 Fixtures/bench/bench.py $(ARGS)

# A peer that cannot be installed is left out of the table.
venv := .build/bench/venv
bench-deps:
	@for pair in g++:g++ jq:jq gojq:gojq mlr:miller valgrind:valgrind; do \
	  command -v "$${pair%%:*}" >/dev/null || $(MAKE) -s packages names="$${pair##*:}" || true; \
	done
	@[ -x /usr/bin/time ] || $(MAKE) -s packages names=time || true
	@[ -e /usr/include/simdjson.h ] || $(MAKE) -s packages names=libsimdjson-dev || true
	@[ -d $(venv) ] || { mkdir -p .build/bench && python3 -m venv $(venv) && \
	  for package in orjson pyVRL duckdb minijinja jinja2 logprep pyyaml regex python-dateutil \
	    dateparser tldextract ua-parser xmltodict pygrok lxml; do \
	    $(venv)/bin/pip install -q --disable-pip-version-check $$package || true; \
	  done; }

soak: deps ## run what is tried at random for longer: killed writers 200 times, fuzzing SECONDS=60
	KILL_ROUNDS=200 FUZZ_SECONDS=$(or $(SECONDS),60) $(tests) --filter 'KilledWriter|Fuzz'

fuzz: deps ## run the fuzz tests for longer: SECONDS=60
	FUZZ_SECONDS=$(or $(SECONDS),60) $(tests) --filter Fuzz

# Counters of coverage are more than the default linker takes.
fuzzing := .build-fuzz/x86_64-unknown-linux-gnu/release
fuzz-guided: deps ## fuzz by coverage with libFuzzer: ENTRY=event|rules|expression|template|message SECONDS=60
	mkdir -p .build-fuzz/$(or $(ENTRY),event)
	HLMAP_FUZZ=1 $(swift) build -c release --product Fuzz -debug-info-format none \
	  --scratch-path .build-fuzz -Xswiftc -sanitize=fuzzer,address -Xswiftc -parse-as-library \
	  -Xswiftc -use-ld=lld
	ASAN_OPTIONS=detect_leaks=0 FUZZ_ENTRY=$(or $(ENTRY),event) \
	  FUZZ_RULES=Fixtures/fuzz/$(if $(filter message,$(ENTRY)),intake,rules).yml $(fuzzing)/Fuzz \
	  -max_total_time=$(or $(SECONDS),60) -timeout=5 -detect_leaks=0 .build-fuzz/$(or $(ENTRY),event)

facts: ## write the embedded facts of fields anew from ../shared/ecs and ../shared/corpus
	python3 Sources/Schema/Facts/generate.py ecs ../shared/ecs/ecs_flat-*.yml
	python3 Sources/Schema/Facts/generate.py intake ../shared/ecs/ecs_flat-9.4.0.yml \
	  ../shared/corpus/taxonomy/built_in_fields.txt ../shared/corpus/taxonomy/sekoiaio_flat.yml

clean: ## remove everything that was built
	rm -rf .build .build-release-tests .build-checked .build-fuzz .build-lib .build-example
