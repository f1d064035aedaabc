#!/bin/sh
# Replays a trace in the real repository and in the world model: run.sh [--trace N]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
model="$here/models/swe-bench"

if [ ! -d "$model" ]; then
  echo "run.sh: no world model at examples/swe-bench/models/swe-bench; build it first:" >&2
  echo "  wmh build --name swe-bench --root examples/swe-bench examples/swe-bench/traces.otel.jsonl" >&2
  exit 1
fi
testbed=$("$here/../../scripts/built" examples/swe-bench/swe-testbed)
exec "$testbed" replay "$here/traces.otel.jsonl" "$model" "$@"
