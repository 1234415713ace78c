# Two commands: `make run` opens a demonstration book, `make test` runs every test there is.
PACKAGES := libncurses-dev libzip-dev libexpat1-dev libxlsxwriter-dev tmux python3-pyte

.PHONY: setup build test

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
