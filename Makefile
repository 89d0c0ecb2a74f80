# minutec. GNU make, pkg-config, no configure. `make help` lists the targets.

SHELL := /bin/sh
# make V=1 shows each command.
Q := $(if $(V),,@)

.DELETE_ON_ERROR:
.SUFFIXES:

VERSION := 0.1.0
DATE := November 22, 2026
PREFIX ?= /usr/local
DESTDIR ?=
CC ?= cc
CFLAGS ?= -O2 -g
BUILD ?= build
SHARED ?= ../shared
PYTHON ?= python3
MAN_FOLDER ?= $(PREFIX)/share/man
BASH_FOLDER ?= $(PREFIX)/share/bash-completion/completions
ZSH_FOLDER ?= $(PREFIX)/share/zsh/site-functions
FISH_FOLDER ?= $(PREFIX)/share/fish/vendor_completions.d

PACKAGES := libxml-2.0 libxslt libexslt libcmark-gfm libdeflate jansson libutf8proc libxxhash sqlite3 libzip nettle
NEEDS_BUILD := pkg-config libxml2-dev libxslt1-dev libcmark-gfm-dev libcmark-gfm-extensions-dev libdeflate-dev libjansson-dev libutf8proc-dev libxxhash-dev libsqlite3-dev libzip-dev nettle-dev
NEEDS_CHECK := python3 jing trang libxml2-utils valgrind sqlite3 python3-vobject python3-jsonschema ninja-build parallel
NEEDS_BENCH := python3 libxml2-utils xsltproc zip pandoc ninja-build
# What people type at, edit with and read.
NEEDS_CHECK += mandoc groff-base bash zsh fish emacs-nox vim python3-yaml pre-commit
have = $(shell pkg-config --exists $(1) 2>/dev/null && echo yes)

WARNINGS := -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wwrite-strings -Wpointer-arith -Wvla -Wformat=2
# libzip is loaded when an archive is read (src/base/unzip_library.c). make ZIP_NAME= links it like the others.
ifeq ($(origin ZIP_NAME),undefined)
ZIP_NAME := $(shell [ "$$(uname)" = Linux ] && readelf -d "$$($(CC) -print-file-name=libzip.so)" 2>/dev/null | sed -n 's/.*SONAME.*\[\(.*\)\].*/\1/p')
endif
STANDARD := -std=gnu11 -D_GNU_SOURCE -DMINUTEC_VERSION='"$(VERSION)"' -Isrc $(if $(ZIP_NAME),-DZIP_NAME='"$(ZIP_NAME)"')
LIBRARY_FLAGS = $(shell pkg-config --cflags $(PACKAGES) 2>/dev/null)
# The extensions of cmark-gfm have no .pc file of their own.
LIBRARIES = $(shell pkg-config --libs $(if $(ZIP_NAME),$(filter-out libzip,$(PACKAGES)),$(PACKAGES)) 2>/dev/null) -lcmark-gfm-extensions $(if $(ZIP_NAME),-ldl)
ZIP_LIBRARY = $(if $(ZIP_NAME),$(shell pkg-config --libs libzip 2>/dev/null)) # the tests read what was packed
SANITIZE := -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer

# Optimised as one program where the compiler can: a tenth less to do. The objects serve for linking without it too: each test program would
# take five seconds more. make LTO= does without.
LTO_FLAGS := -flto=auto -ffat-lto-objects
LTO ?= $(shell echo 'int main(void){return 0;}' | $(CC) $(LTO_FLAGS) -Werror -x c - -o /dev/null 2>/dev/null && echo $(LTO_FLAGS))

SOURCES := $(sort $(wildcard src/*.c src/*/*.c))
LIBRARY_SOURCES := $(filter-out src/cli/%,$(SOURCES))
CLI_SOURCES := $(filter src/cli/%,$(SOURCES))
DATA := $(sort $(wildcard schemas/*.xsd schemas/*.rng schemas/*.rnc schemas/*.xml schemas/*.json) \
	$(shell find stylesheets -type f ! -name '.*' ! -name '*.md' | LC_ALL=C sort))

.PHONY: all help demo check judge fuzz bench quality seeds schemas docs man lint format install install-man uninstall clean deps-build deps-check deps-fuzz deps-judge need-build \
	asan tests

all: need-build $(BUILD)/minutec

help:
	@sed -n 's/^#: //p' Makefile

#: make            build/minutec and build/libminutec.a (needs no root; names what is missing)
#: make demo       installs what is missing (Debian, Ubuntu), builds, and compiles the samples into build/demo
#: make check      the same, then every test; ends with "N passed, N failed"
#: make judge      the outside judges over all sample outputs (installs them: needs npm)
#: make fuzz       the readers of legacy files on bytes made up by clang's libFuzzer; FUZZ_SECONDS=20 each, FUZZ_FORMATS="docx text"
#: make bench      minutec and the alternatives on a synthetic corpus, as ratios; SIZES=1000,10000 ROUNDS=5 BENCH=--large
#: make quality    what importing finds in real minutes against what a reader found, into docs/import-quality.md (needs $(SHARED)/corpus)
#: make seeds      fills the templates of tests/seeds from $(SHARED)/seeds into build/seeds
#: make schemas    minutes.rng and minutes.xsd from minutes.rnc (needs trang)
#: make docs       docs/vocabulary.md from the grammar
#: make man        the manual pages and the scripts for shells, into build/man and build/completion (needs python3)
#: make lint       layers, clang-tidy or cppcheck
#: make format     clang-format over src and tests
#: make install    to DESTDIR and PREFIX (/usr/local); make uninstall takes it away
#: make clean      removes build/

# -- what is needed -----------------------------------------------------------------------------------------------

need-build:
	@pkg-config --version >/dev/null 2>&1 || { echo "minutec: pkg-config is missing; on Debian and Ubuntu: apt install $(NEEDS_BUILD)" >&2; exit 1; }
	@missing=; for p in $(PACKAGES); do pkg-config --exists $$p || missing="$$missing $$p"; done; \
	[ -z "$$missing" ] || { echo "minutec: missing:$$missing" >&2; \
	echo "  Debian, Ubuntu: make demo or make check installs what is missing, or: apt install $(NEEDS_BUILD)" >&2; \
	echo "  elsewhere: install libxml2, libxslt, cmark-gfm, libdeflate, jansson, utf8proc, xxHash, libzip, Nettle and SQLite with their headers" >&2; exit 1; }

deps-build:
	@.ci/install $(NEEDS_BUILD) gcc make
deps-check:
	@.ci/install $(NEEDS_BUILD) $(NEEDS_CHECK) gcc make

# -- the program ------------------------------------------------------------------------------------------------

# One set of rules for each way to compile: plain in build/, with sanitizers in build/asan/ (not much slower for being optimised less, and
# compiled in half the time).
define flavour
$(1)/obj/%.o: src/%.c Makefile
	@mkdir -p $$(@D)
	$$(Q)echo '  compile  $$<'
	$$(Q)$$(CC) $$(STANDARD) $$(WARNINGS) $$(CFLAGS) $(2) $(3) $$(LIBRARY_FLAGS) -MMD -MP -c -o $$@ $$<
$(1)/obj/data_table.o: $$(BUILD)/gen/data_table.c
	@mkdir -p $$(@D)
	$$(Q)echo '  compile  $$<'
	$$(Q)$$(CC) $$(STANDARD) $$(WARNINGS) $$(CFLAGS) $(2) -c -o $$@ $$<
$(1)/libminutec.a: $$(LIBRARY_SOURCES:src/%.c=$(1)/obj/%.o) $(1)/obj/data_table.o
	@rm -f $$@
	$$(Q)echo '  archive  $$@'
	$$(Q)$$(AR) rcsD $$@ $$^
$(1)/minutec: $$(CLI_SOURCES:src/%.c=$(1)/obj/%.o) $(1)/libminutec.a
	$$(Q)echo '  link     $$@'
	$$(Q)$$(CC) $$(CFLAGS) $(2) $(3) $$(LDFLAGS) -o $$@ $$^ $$(LIBRARIES)
$(1)/test/%: tests/api/%.c $(1)/libminutec.a
	@mkdir -p $$(@D)
	$$(Q)echo '  link     $$@'
	$$(Q)$$(CC) $$(STANDARD) $$(WARNINGS) $$(CFLAGS) $(2) $$(LIBRARY_FLAGS) $$(LDFLAGS) -fno-lto -o $$@ $$< $(1)/libminutec.a $$(LIBRARIES) $$(ZIP_LIBRARY)
-include $$(SOURCES:src/%.c=$(1)/obj/%.d)
endef
$(eval $(call flavour,$(BUILD),,$(LTO)))
$(eval $(call flavour,$(BUILD)/asan,-O1 -g1 $(SANITIZE),))

# Grammar, stylesheets and labels are built in, so that one file can be copied to another machine.
$(BUILD)/gen/data_table.c: $(DATA) Makefile
	@mkdir -p $(@D)
	@{ echo '#include "render/data_table.h"'; i=0; \
	for f in $(DATA); do printf 'static const unsigned char file_%d[] = {\n' $$i; \
	od -An -v -tx1 "$$f" | sed 's/ \(..\)/0x\1,/g'; echo '0};'; i=$$((i+1)); done; \
	echo 'const struct data_file data_table[] = {'; i=0; \
	for f in $(DATA); do printf '{"%s", file_%d, sizeof file_%d - 1},\n' "$$f" $$i $$i; i=$$((i+1)); done; \
	echo '{NULL, NULL, 0}};'; } > $@

# -- the grammar ------------------------------------------------------------------------------------------------

schemas:
	@cd schemas && trang minutes.rnc minutes.rng && trang minutes.rnc minutes.xsd

docs: docs/vocabulary.md
docs/vocabulary.md: schemas/minutes.rng docs/vocabulary.py
	$(PYTHON) docs/vocabulary.py schemas/minutes.rng > $@

# Made of the program's own tables, and so never older than it.
MANUAL := $(BUILD)/man/minutec.1
COMPLETION := $(BUILD)/completion/minutec.bash $(BUILD)/completion/_minutec $(BUILD)/completion/minutec.fish
man: $(MANUAL) $(COMPLETION)
$(MANUAL): $(BUILD)/minutec docs/manual.py docs/vocabulary.py $(wildcard docs/man/*.md) src/base/diag.def schemas/minutes.rng
	@rm -rf $(@D)
	$(Q)$(PYTHON) docs/manual.py $(BUILD)/minutec "$(DATE)" $(@D)
$(BUILD)/completion/minutec.bash $(BUILD)/completion/_minutec $(BUILD)/completion/minutec.fish: $(BUILD)/minutec
	@mkdir -p $(@D)
	$(Q)$(BUILD)/minutec completion $(patsubst .%,%,$(or $(suffix $@),.zsh)) > $@

# -- using it ---------------------------------------------------------------------------------------------------

demo: deps-build
	@$(MAKE) --no-print-directory -j$$(nproc 2>/dev/null || echo 2) all
	@$(BUILD)/minutec build samples/harbour-lag samples/moorland-ltp -o $(BUILD)/demo --cache $(BUILD)/demo.cache
	@echo "Open $(BUILD)/demo/index.html in a browser; the documents are in $(BUILD)/demo/harbour-lag and $(BUILD)/demo/moorland-ltp."

quality: all
	$(Q)$(PYTHON) tests/import/quality.py --minutec $(BUILD)/minutec --shared $(SHARED) --write docs/import-quality.md

seeds:
	@$(PYTHON) tests/seeds/fill.py $(SHARED)/seeds $(BUILD)/seeds

# -- tests ------------------------------------------------------------------------------------------------------

TEST_PROGRAMS := $(notdir $(basename $(wildcard tests/api/*.c)))
asan: $(BUILD)/asan/minutec $(TEST_PROGRAMS:%=$(BUILD)/asan/test/%)
tests: all $(TEST_PROGRAMS:%=$(BUILD)/test/%)

check: deps-check
	@$(MAKE) --no-print-directory -j$$(nproc 2>/dev/null || echo 2) tests asan
	@$(PYTHON) tests/run.py --build $(BUILD) --shared $(SHARED)

judge: demo
	@$(PYTHON) tests/judge/run.py --build $(BUILD) --shared $(SHARED)

# What import is made of, with sanitizers and counters of what was reached; the harness is one program for all formats. FUZZ_SECONDS:
# of each, 0: as many inputs as take about twenty, and the same ones each time.
FUZZ_CC ?= clang
FUZZ_SECONDS ?= 0
FUZZ_FORMATS ?= docx odt fodt html markdown text
FUZZ_FLAGS := -O1 -gline-tables-only $(SANITIZE) -fsanitize-coverage=inline-8bit-counters,pc-table -DFUZZING_BUILD_MODE_UNSAFE_FOR_PRODUCTION
FUZZ_SOURCES := $(filter-out src/import/series% src/import/body%,$(filter src/base/% src/xml/% src/document/% src/import/% src/render/form_mark.c,$(SOURCES)))
FUZZ_OBJECTS := $(FUZZ_SOURCES:%.c=$(BUILD)/fuzz/%.o) $(BUILD)/fuzz/data_table.o
FUZZ_HARNESS := $(patsubst %.c,$(BUILD)/fuzz/%.o,$(sort $(wildcard tests/fuzz/*.c)))

$(BUILD)/fuzz/%.o: %.c Makefile
	@mkdir -p $(@D)
	$(Q)echo '  compile  $<'
	$(Q)$(FUZZ_CC) $(STANDARD) -w $(FUZZ_FLAGS) $(LIBRARY_FLAGS) -MMD -MP -c -o $@ $<
$(BUILD)/fuzz/data_table.o: $(BUILD)/gen/data_table.c
	@mkdir -p $(@D)
	$(Q)echo '  compile  $<'
	$(Q)$(FUZZ_CC) $(STANDARD) -O1 -c -o $@ $<
$(BUILD)/fuzz/libimport.a: $(FUZZ_OBJECTS)
	@rm -f $@
	$(Q)$(AR) rcsD $@ $^
$(BUILD)/fuzz/fuzz_import: $(FUZZ_HARNESS) $(BUILD)/fuzz/libimport.a
	$(Q)echo '  link     $@'
	$(Q)$(FUZZ_CC) $(FUZZ_FLAGS) -fsanitize=fuzzer $(LDFLAGS) -o $@ $^ $(LIBRARIES)
-include $(FUZZ_OBJECTS:.o=.d) $(FUZZ_HARNESS:.o=.d)

# Some releases have the fuzzer's runtime in a package of its own.
deps-fuzz:
	@.ci/install $(NEEDS_BUILD) python3 clang make
	@echo 'int LLVMFuzzerTestOneInput(void); int LLVMFuzzerTestOneInput(void) { return 0; }' | \
	$(FUZZ_CC) -fsanitize=fuzzer -x c - -o /dev/null 2>/dev/null || .ci/install libclang-rt-$$($(FUZZ_CC) -dumpversion | cut -d. -f1)-dev
fuzz: deps-fuzz
	@$(MAKE) --no-print-directory -j$$(nproc 2>/dev/null || echo 2) $(BUILD)/fuzz/fuzz_import
	@$(PYTHON) tests/fuzz/run.py --build $(BUILD) --seconds $(FUZZ_SECONDS) $(FUZZ_FORMATS)

SIZES ?= 1000,10000
ROUNDS ?= 5
BENCH ?=
bench:
	@.ci/install $(NEEDS_BUILD) $(NEEDS_BENCH) gcc make
	@$(MAKE) --no-print-directory -j$$(nproc 2>/dev/null || echo 2) all
	@$(PYTHON) tests/bench/run.py --build $(BUILD) --sizes "$(SIZES)" --rounds $(ROUNDS) $(BENCH)

# In clang-tidy every finding is an error; it is quiet about the headers of others.
# CI leaves out the analyser, which takes most of the time: make lint by hand asks it.
TIDY_FEWER := $(if $(CI),--checks=-clang-analyzer-*)
lint: need-build
	@$(PYTHON) tests/lint.py
	@if command -v clang-tidy >/dev/null; then \
	printf '%s\n' $(SOURCES) | xargs -P $$(nproc 2>/dev/null || echo 2) -n 4 sh -c \
	'clang-tidy --quiet $(TIDY_FEWER) "$$@" -- $(subst ','"'"',$(STANDARD)) $(LIBRARY_FLAGS) 2>/dev/null' clang-tidy; \
	elif command -v cppcheck >/dev/null; then \
	cppcheck --quiet --error-exitcode=1 --inline-suppr --enable=warning,performance,portability -Isrc src; \
	else echo "minutec: neither clang-tidy nor cppcheck is here: apt install clang-tidy" >&2; exit 1; fi

# Headers are laid out by hand.
format:
	clang-format -i $$(find src tests -name '*.c')

# -- installing -------------------------------------------------------------------------------------------------

# Without Python no manual pages.
HAVE_PYTHON := $(shell command -v $(PYTHON) 2>/dev/null)
install: all $(COMPLETION) $(if $(HAVE_PYTHON),install-man)
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/include $(DESTDIR)$(PREFIX)/lib $(DESTDIR)$(PREFIX)/share/minutec/schemas
	install -m 755 $(BUILD)/minutec $(DESTDIR)$(PREFIX)/bin/minutec
	install -m 644 src/minutec.h $(DESTDIR)$(PREFIX)/include/minutec.h
	install -m 644 $(BUILD)/libminutec.a $(DESTDIR)$(PREFIX)/lib/libminutec.a
	install -m 644 schemas/* $(DESTDIR)$(PREFIX)/share/minutec/schemas/
	install -d $(DESTDIR)$(BASH_FOLDER) $(DESTDIR)$(ZSH_FOLDER) $(DESTDIR)$(FISH_FOLDER)
	install -m 644 $(BUILD)/completion/minutec.bash $(DESTDIR)$(BASH_FOLDER)/minutec
	install -m 644 $(BUILD)/completion/_minutec $(DESTDIR)$(ZSH_FOLDER)/_minutec
	install -m 644 $(BUILD)/completion/minutec.fish $(DESTDIR)$(FISH_FOLDER)/minutec.fish
	@$(if $(HAVE_PYTHON),,echo "minutec: without $(PYTHON) there are no manual pages" >&2)

install-man: $(MANUAL)
	for n in 1 5 7; do install -d $(DESTDIR)$(MAN_FOLDER)/man$$n && install -m 644 $(BUILD)/man/*.$$n $(DESTDIR)$(MAN_FOLDER)/man$$n/ || exit 1; done

uninstall:
	rm -f $(DESTDIR)$(BASH_FOLDER)/minutec $(DESTDIR)$(ZSH_FOLDER)/_minutec $(DESTDIR)$(FISH_FOLDER)/minutec.fish
	rm -f $(DESTDIR)$(MAN_FOLDER)/man1/minutec.1 $(DESTDIR)$(MAN_FOLDER)/man1/minutec-*.1 $(DESTDIR)$(MAN_FOLDER)/man5/minutes.5 \
		$(DESTDIR)$(MAN_FOLDER)/man7/minutec-findings.7
	rm -f $(DESTDIR)$(PREFIX)/bin/minutec $(DESTDIR)$(PREFIX)/include/minutec.h $(DESTDIR)$(PREFIX)/lib/libminutec.a
	rm -rf $(DESTDIR)$(PREFIX)/share/minutec

clean:
	rm -rf $(BUILD)
