#!/bin/sh
# Serves the world model of examples/tau-bench and lets grpo.py train against it.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
wmh=$("$here/../../scripts/built" tools/wmh-cli/wmh)
said=$(mktemp)
"$wmh" serve --root "$here/../tau-bench" --name airline --port 0 --sessions memory: --json --quiet >"$said" &
server=$!
trap 'kill "$server" 2>/dev/null; rm -f "$said"' EXIT

url=
while [ -z "$url" ]; do
  kill -0 "$server" || exit 1
  sleep 0.1
  url=$(sed -n 's/.*"url": *"\([^"]*\)".*/\1/p' "$said")
done
python3 "$here/grpo.py" "$url" "$@"
