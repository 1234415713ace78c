# Two commands: `make run` opens a demonstration book, `make test` runs every test there is.
PACKAGES := libncurses-dev libzip-dev libexpat1-dev libxlsxwriter-dev gcc libstdc++-12-dev tmux python3-pyte
RELEASE := .build/release/cheshang

.PHONY: setup release run test test-long test-asan fuzz bench

# Installs what is missing, as root or with sudo; otherwise prints the one line to type.
setup:
	@missing=""; for p in $(PACKAGES); do dpkg -s $$p >/dev/null 2>&1 || missing="$$missing $$p"; done; \
	if [ -n "$$missing" ]; then \
	  if [ "$$(id -u)" = 0 ]; then as=""; \
	  elif command -v sudo >/dev/null 2>&1; then as="sudo"; \
	  else echo "Please run as root: apt-get install -y$$missing"; exit 1; fi; \
	  $$as apt-get update -qq && $$as env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $$missing; \
	fi

# The same with and without a terminal: colours in the compiler's messages would count as another build.
SWIFT_FLAGS := --no-color-diagnostics

# Statically linked: it starts quicker and needs no Swift on the machine it is carried to. Without symbols it is less than
# half as large.
release: setup
	swift build $(SWIFT_FLAGS) -c release --static-swift-stdlib -Xlinker -s --product cheshang

run: release
	@$(RELEASE) demo

# Prints at its end how many faults the loops in memory made; fewer than usual is a failure too.
test: setup
	@mkdir -p .build
	@bash -o pipefail -c 'swift test $(SWIFT_FLAGS) 2>&1 | tee .build/test.log'
	@python3 Tests/Trust/fault_counts.py .build/test.log --at-least 15000

bench: release
	@command -v sqlite3 >/dev/null || $(MAKE) setup PACKAGES=sqlite3
	@python3 Tests/Bench/bench.py $(RELEASE) Tests/Fixtures/dealer-lists

# Faults in processes of their own: a shim makes each call of each operation fail, or kills the program there.
SHIM := .build/fault_shim.so

$(SHIM): Tests/Trust/fault_shim.c
	mkdir -p .build && cc -O1 -Wall -Wextra -shared -fPIC -o $@ $< -ldl

# About a quarter of an hour on two processors, the release build apart. A key of a book costs what it should cost, so only
# every eighth call of a conversion is tried here; without `--every` the script takes them all.
test-long: release $(SHIM)
	@bash -o pipefail -c 'python3 Tests/Trust/kill_loop.py $(RELEASE) $(SHIM) | tee .build/kill.log'
	python3 Tests/Trust/kill_conversion.py $(RELEASE) $(SHIM) --every 8
	python3 Tests/Trust/random_kill.py $(RELEASE) --times 100
	python3 Tests/Trust/two_processes.py $(RELEASE)
	@bash -o pipefail -c 'CHESHANG_FAULTS=long swift test $(SWIFT_FLAGS) --filter "FaultLoopTests|FaultPairsTests|ConversionTests" 2>&1 | tee .build/faults.log'
	@python3 Tests/Trust/fault_counts.py .build/kill.log .build/faults.log --at-least 50000 --kills 4000

# Coverage-guided fuzzing by the toolchain's libFuzzer: `make fuzz TIME=60` runs the seconds given over all targets,
# `make fuzz TARGET=journal` over one. What it finds of use goes to .build-fuzz/found; a crash stops it and is kept there.
TIME := 60
fuzz: setup
	CHESHANG_FUZZ=1 swift build --scratch-path .build-fuzz --product Fuzz -Xswiftc -sanitize=fuzzer -Xswiftc -enable-testing
	mkdir -p .build-fuzz/found
	echo > .build-fuzz/none.swift
	swiftc -parse-as-library -sanitize=fuzzer .build-fuzz/none.swift -o .build-fuzz/fuzz -Xlinker --whole-archive .build-fuzz/debug/libFuzz.a -Xlinker --no-whole-archive -lzip -lexpat
	cd .build-fuzz && FUZZ_TARGET=$(TARGET) ./fuzz -max_total_time=$(TIME) -max_len=65536 -timeout=10 -rss_limit_mb=2048 -artifact_prefix=found/crash- found ../Tests/Fuzz/corpus

# The suites under the address sanitizer (`SANITIZER=thread` for the other), in a build of their own. Its search for leaks
# is off: Swift keeps bits of its own in pointers, and what only such a pointer holds would count as leaked. A crash is the
# program's own to handle, and its end is not put off. `SKIP` leaves suites out.
SANITIZER := address
SKIP := NoSuite
test-asan: setup
	ASAN_OPTIONS=detect_leaks=0:handle_segv=0 TSAN_OPTIONS=handle_segv=0:atexit_sleep_ms=0 swift test $(SWIFT_FLAGS) --disable-xctest --sanitize=$(SANITIZER) --scratch-path .build-$(SANITIZER) --skip '$(SKIP)' --filter 'VaultTests|PipelineTests|CanvasTests|PipelineScreensTests|TerminalTests'
