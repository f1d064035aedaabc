# Sourced by the scripts beside it: where the tree is, how many jobs fit, and short names for CMake.
# shellcheck shell=sh
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
cd "$root" || exit 1

if command -v ccache >/dev/null 2>&1; then
  export CMAKE_CXX_COMPILER_LAUNCHER=ccache
  # One cache for all checkouts and their build folders: where they are is only in the debug information.
  export CCACHE_BASEDIR="$root" CCACHE_NOHASHDIR=1
  # The language of a compiler's messages is part of the cache's key.
  unset LC_ALL LC_CTYPE LC_MESSAGES
  export LANG=C.UTF-8
fi

say() { printf '%s\n' "$*" >&2; }
die() { say "$0: $*"; exit 1; }

# One job a core, as far as each finds the 1.5 GB that a coroutine-heavy file may take.
jobs() {
  cores=$(nproc 2>/dev/null || echo 1)
  fit=$(awk '/^MemAvailable:/ { print int($2 / 1572864) }' /proc/meminfo 2>/dev/null)
  [ -n "$fit" ] || fit=$cores
  [ "$fit" -ge 1 ] || fit=1
  [ "$fit" -lt "$cores" ] && echo "$fit" || echo "$cores"
}

# build <preset> [target...]: configures and builds.
build() {
  preset=$1
  shift
  say "== $preset: configure"
  cmake --preset "$preset" >/dev/null || die "configuring failed; rm -rf build/$preset starts afresh"
  say "== $preset: build"
  cmake --build --preset "$preset" -j "$(jobs)" ${1:+--target "$@"} >&2
}
