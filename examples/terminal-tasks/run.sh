#!/bin/sh
# Replays a trace in bash and in the world model: run.sh [--trace N]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
model="$here/models/terminal-tasks"

if [ ! -d "$model" ]; then
  echo "run.sh: no world model at examples/terminal-tasks/models/terminal-tasks; build it first:" >&2
  echo "  wmh build --name terminal-tasks --root examples/terminal-tasks examples/terminal-tasks/traces.otel.jsonl" >&2
  exit 1
fi

testbed=
for found in "$root"/build/*/examples/terminal-tasks/terminal-testbed; do
  # The newest of the builds there are.
  # shellcheck disable=SC3013  # dash has -nt
  if [ -x "$found" ] && { [ -z "$testbed" ] || [ "$found" -nt "$testbed" ]; }; then
    testbed=$found
  fi
done
if [ -z "$testbed" ]; then
  echo "run.sh: building terminal-testbed" >&2
  (cd "$root" && cmake --preset release >&2 && cmake --build --preset release --target terminal-testbed >&2)
  testbed=$root/build/release/examples/terminal-tasks/terminal-testbed
fi
exec "$testbed" replay "$here/traces.otel.jsonl" "$model" "$@"
