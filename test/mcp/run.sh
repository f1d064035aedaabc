#!/bin/sh
# run.sh FOLDER client.mjs's arguments...: installs the official MCP client into FOLDER and drives it.
# Exits with 77, which CTest reports as skipped, where it cannot be had; with WMH_REQUIRE_MCP set
# that is a failure.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
folder=$1
shift

skip() {
  echo "SKIPPED: the official MCP client is not tested: $1" >&2
  [ -z "${WMH_REQUIRE_MCP:-}" ] && exit 77
  exit 1
}

command -v node > /dev/null || skip "there is no node"
command -v npm > /dev/null || skip "there is no npm"
mkdir -p "$folder"
cp "$here"/*.mjs "$here/package.json" "$folder"
if ! cmp -s "$here/package-lock.json" "$folder/installed.json"; then
  cp "$here/package-lock.json" "$folder"
  (cd "$folder" && npm ci --no-audit --no-fund --ignore-scripts) >&2 || skip "npm ci failed, see above"
  cp "$here/package-lock.json" "$folder/installed.json"
fi
exec node "$folder/client.mjs" "$@"
