#!/bin/sh
# Replays a trace in the real repository and in the world model: run.sh [--trace N]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
model="$here/models/swe-bench"

if [ ! -d "$model" ]; then
  echo "run.sh: no world model at examples/swe-bench/models/swe-bench; build it first:" >&2
  echo "  wmh build --name swe-bench --root examples/swe-bench examples/swe-bench/traces.otel.jsonl" >&2
  exit 1
fi

testbed=
for found in "$root"/build/*/examples/swe-bench/swe-testbed; do
  # The newest of the builds there are.
  # shellcheck disable=SC3013  # dash has -nt
  if [ -x "$found" ] && { [ -z "$testbed" ] || [ "$found" -nt "$testbed" ]; }; then
    testbed=$found
  fi
done
if [ -z "$testbed" ]; then
  echo "run.sh: building swe-testbed" >&2
  (cd "$root" && cmake --preset release >&2 && cmake --build --preset release --target swe-testbed >&2)
  testbed=$root/build/release/examples/swe-bench/swe-testbed
fi
exec "$testbed" replay "$here/traces.otel.jsonl" "$model" "$@"
