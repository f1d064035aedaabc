#!/bin/sh
# The agents of the held-out traces in bash and in a world model of the others:
# closed_loop.sh [OPTION OF wmh eval run]...
set -eu
here=$(cd "$(dirname "$0")" && pwd)
wmh=$("$here/../../scripts/built" tools/wmh-cli/wmh wmh-cli)
testbed=$("$here/../../scripts/built" examples/terminal-tasks/terminal-testbed)
exec "$wmh" eval run "$here/evals/default.toml" --closed-loop --testbed "$testbed" "$@"
