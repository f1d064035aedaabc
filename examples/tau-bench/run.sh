#!/bin/sh
# Replays a trace in the real desk and in the world model: run.sh [--trace N]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
model="$here/models/airline"

if [ ! -d "$model" ]; then
  echo "run.sh: no world model at examples/tau-bench/models/airline; build it first:" >&2
  echo "  wmh build --name airline --root examples/tau-bench examples/tau-bench/traces.otel.jsonl" >&2
  exit 1
fi
testbed=$("$here/../../scripts/built" examples/tau-bench/tau-bench-testbed)
exec "$testbed" replay "$here/traces.otel.jsonl" "$model" "$@"
