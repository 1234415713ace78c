# Two commands: `make run` opens a demonstration book, `make test` runs every test there is.
PACKAGES := libncurses-dev libzip-dev libexpat1-dev tmux python3-pyte

.PHONY: setup build test test-long test-asan fuzz

setup:
	@missing=""; for p in $(PACKAGES); do dpkg -s $$p >/dev/null 2>&1 || missing="$$missing $$p"; done; \
	if [ -n "$$missing" ]; then \
	  if [ "$$(id -u)" = 0 ]; then apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $$missing; \
	  elif command -v sudo >/dev/null; then sudo apt-get update -qq && sudo DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $$missing; \
	  else echo "Please run: apt-get install$$missing"; exit 1; fi; fi

build: setup
	swift build -c release --static-swift-stdlib --product cheshang

test: setup
	swift test

# Faults in processes of their own: a shim makes each call of each operation fail, or kills the program there.
SHIM := .build/fault_shim.so
BUILT := .build/release/cheshang

$(SHIM): Tests/Trust/fault_shim.c
	mkdir -p .build && cc -O1 -Wall -Wextra -shared -fPIC -o $@ $< -ldl

test-long: build $(SHIM)
	python3 Tests/Trust/kill_loop.py $(BUILT) $(SHIM)
	python3 Tests/Trust/random_kill.py $(BUILT) --times 100
	python3 Tests/Trust/two_processes.py $(BUILT)
	CHESHANG_FAULTS=long swift test --filter 'FaultLoopTests|FaultPairsTests'

# Coverage-guided fuzzing by the toolchain's libFuzzer: `make fuzz TIME=60` runs the seconds given over all targets,
# `make fuzz TARGET=journal` over one. What it finds of use goes to .build-fuzz/found; a crash stops it and is kept there.
TIME := 60
fuzz: setup
	CHESHANG_FUZZ=1 swift build --scratch-path .build-fuzz --product Fuzz -Xswiftc -sanitize=fuzzer -Xswiftc -enable-testing
	mkdir -p .build-fuzz/found
	echo > .build-fuzz/none.swift
	swiftc -parse-as-library -sanitize=fuzzer .build-fuzz/none.swift -o .build-fuzz/fuzz -Xlinker --whole-archive .build-fuzz/debug/libFuzz.a -Xlinker --no-whole-archive -lzip -lexpat
	cd .build-fuzz && FUZZ_TARGET=$(TARGET) ./fuzz -max_total_time=$(TIME) -max_len=65536 -timeout=10 -rss_limit_mb=2048 -artifact_prefix=found/crash- found ../Tests/Fuzz/corpus

# The suites under the address sanitizer (`SANITIZER=thread` for the other), in a build of their own.
SANITIZER := address
test-asan: setup
	swift test --sanitize=$(SANITIZER) --scratch-path .build-$(SANITIZER) --filter 'PipelineTests|CanvasTests|PipelineScreensTests|TerminalTests'
