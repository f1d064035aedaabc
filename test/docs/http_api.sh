#!/bin/sh
# http_api.sh WMH SOURCE: runs the lines of docs/http-api.md, one after the other, against a server of their own.
set -eu
wmh=$1
source=$2
here=$(mktemp -d)
"$wmh" serve --root "$source/examples/tau-bench" --name airline --port 0 --sessions memory: --json --quiet >"$here/said" &
server=$!
trap 'kill "$server" 2>/dev/null || true; rm -rf "$here"' EXIT

url=
while [ -z "$url" ]; do
  kill -0 "$server"
  sleep 0.1
  url=$(sed -n 's/.*"url": *"\([^"]*\)".*/\1/p' "$here/said")
done
{
  echo 'set -eux; curl() { command curl --fail-with-body "$@"; }'
  awk -v language=sh -f "$source/test/docs/code_blocks.awk" "$source/docs/http-api.md" | sed "s#http://127.0.0.1:8000#$url#"
} >"$here/lines.sh"
sh "$here/lines.sh" >"$here/out" || { cat "$here/out"; exit 1; }
for said in '"repeated":true' '"status":404' 'event: step' '"stop_reason":"actions_done"' 'wmh_step_seconds_count'; do
  grep -q "$said" "$here/out" || { cat "$here/out"; echo "no $said"; exit 1; }
done
