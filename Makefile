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
	CHESHANG_FAULTS=long swift test --filter FaultLoopTests
