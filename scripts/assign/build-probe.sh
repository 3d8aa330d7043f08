#!/usr/bin/env bash
# Builds scripts/assign/probe.cc with the assignment reader. usage: build-probe.sh [OUT]  (default build/assign-probe)
set -euo pipefail
cd "$(dirname "$0")/../.."
mkdir -p build/probe
objects=()
for source in native/match/assign/*.cc native/match/checksums/{bech32,crc32,crc32_tokens}.cc native/match/boundary.cc scripts/assign/probe.cc; do
  object=build/probe/$(basename "$source" .cc).o
  objects+=("$object")
  if [ ! -e "$object" ] || [ -n "$(find native/match/assign scripts/assign/probe.cc -newer "$object" \( -name '*.h' -o -name '*.inc' -o -path "*$(basename "$source")" \) -print -quit)" ]; then
    echo "$source $object"
  fi
done | xargs -r -P2 -L1 sh -c 'g++ -std=c++20 -O2 -g1 -Wall -Wextra -Wshadow -Werror -Wno-missing-field-initializers -Inative -c "$0" -o "$1"'
g++ -o "${1:-build/assign-probe}" build/probe/*.o -lz
