#!/bin/sh
# Replays a trace in bash and in the world model: run.sh [--trace N]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
model="$here/models/terminal-tasks"

if [ ! -d "$model" ]; then
  echo "run.sh: no world model at examples/terminal-tasks/models/terminal-tasks; build it first:" >&2
  echo "  wmh build --name terminal-tasks --root examples/terminal-tasks examples/terminal-tasks/traces.otel.jsonl" >&2
  exit 1
fi
testbed=$("$here/../../scripts/built" examples/terminal-tasks/terminal-testbed)
exec "$testbed" replay "$here/traces.otel.jsonl" "$model" "$@"
