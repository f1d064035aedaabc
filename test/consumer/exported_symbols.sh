#!/bin/sh
# exported_symbols.sh <prefix>: the shared library exports what WMH_API marks and nothing else of its own.
# Weak symbols of std and boost are inline code that every user of their headers shares; they may show.
set -eu
library=$(find "$1" -name 'libwmh.so' | head -n 1)
[ -n "$library" ] || { echo "no libwmh.so under $1" >&2; exit 1; }

bad=$(nm -DC --defined-only "$library" | sed 's/^[0-9a-f]* //' | awk '
  { kind = $1; name = substr($0, 3); sub(/^(vtable|typeinfo( name)?|guard variable) for /, "", name) }
  name ~ /^wmh::v[0-9_]+::detail::/ { print "  private: " $0; next }
  name ~ /^wmh::/ { next }
  kind !~ /^[WVuvw]$/ { print "  foreign: " $0 }')
[ -z "$bad" ] || { printf '%s exports\n%s\n' "$library" "$bad" >&2; exit 1; }
