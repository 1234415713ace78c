# Two commands: `make run` opens a demonstration book, `make test` runs every test there is.
PACKAGES := libncurses-dev libzip-dev libexpat1-dev libxlsxwriter-dev tmux python3-pyte
RELEASE := .build/release/cheshang

.PHONY: setup release run test bench

# Installs what is missing, as root or with sudo; otherwise prints the one line to type.
setup:
	@missing=""; for p in $(PACKAGES); do dpkg -s $$p >/dev/null 2>&1 || missing="$$missing $$p"; done; \
	if [ -n "$$missing" ]; then \
	  if [ "$$(id -u)" = 0 ]; then as=""; \
	  elif command -v sudo >/dev/null 2>&1; then as="sudo"; \
	  else echo "Please run as root: apt-get install -y$$missing"; exit 1; fi; \
	  $$as apt-get update -qq && $$as env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $$missing; \
	fi

# Statically linked: it starts quicker and needs no Swift on the machine it is carried to.
release: setup
	swift build -c release --static-swift-stdlib --product cheshang

run: release
	@$(RELEASE) demo

test: release
	CHESHANG_BINARY=$(CURDIR)/$(RELEASE) swift test

bench: release
	@command -v sqlite3 >/dev/null || $(MAKE) setup PACKAGES=sqlite3
	@python3 Tests/Bench/bench.py $(RELEASE) Tests/Fixtures/dealer-lists
