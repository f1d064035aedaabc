#!/bin/sh
# pkg_config.sh <prefix> <compiler>: moves the installed tree's wmh.pc through pkg-config, compiles and runs.
set -eu
prefix=$1
compiler=$2
here=$(dirname -- "$0")
pc=$(find "$prefix" -name wmh.pc)
PKG_CONFIG_PATH=$(dirname -- "$pc")
export PKG_CONFIG_PATH

# shellcheck disable=SC2046,SC2086  # lists of words
$compiler -std=c++20 -o "$prefix/by_pkg_config" "$here/consumer.cpp" \
  $(pkg-config --cflags --libs wmh) -Wl,-rpath,"$(pkg-config --variable=libdir wmh)"
"$prefix/by_pkg_config"
