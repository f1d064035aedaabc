#!/bin/sh
# Replays a trace in the real desk and in the world model: run.sh [--trace N]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
model="$here/models/airline"

if [ ! -d "$model" ]; then
  echo "run.sh: no world model at examples/tau-bench/models/airline; build it first:" >&2
  echo "  wmh build --name airline --root examples/tau-bench examples/tau-bench/traces.otel.jsonl" >&2
  exit 1
fi

testbed=
for found in "$root"/build/*/examples/tau-bench/tau-bench-testbed; do
  # The newest of the builds there are.
  # shellcheck disable=SC3013  # dash has -nt
  if [ -x "$found" ] && { [ -z "$testbed" ] || [ "$found" -nt "$testbed" ]; }; then
    testbed=$found
  fi
done
if [ -z "$testbed" ]; then
  echo "run.sh: building tau-bench-testbed" >&2
  (cd "$root" && cmake --preset release >&2 && cmake --build --preset release --target tau-bench-testbed >&2)
  testbed=$root/build/release/examples/tau-bench/tau-bench-testbed
fi
exec "$testbed" replay "$here/traces.otel.jsonl" "$model" "$@"
