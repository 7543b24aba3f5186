#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# Prints the tables of packaging/bench start. Needs a screen: bench-start.sh ROUNDS
set -u
# shellcheck source=setup.sh
. "$(dirname "$(readlink -f "$0")")/../setup.sh"
rounds=$1
quick_start_setup
own=$(mktemp -d "${TMPDIR:-/tmp}/probewright-start.XXXXXX") || exit 1
trap 'rm -rf "$own"' EXIT
export XDG_CONFIG_HOME=$own XDG_STATE_HOME=$own

# name, then options of the JVM
starts() {
  local name=$1 times
  shift
  times=$(for _ in $(seq "$rounds"); do
    "$jdk/bin/java" "$@" -Dprobewright.start=timed -cp "$(workbench_jars)" probewright.app.Main 2>/dev/null
  done | sed -n 's/^first frame after \([0-9]*\) ms, \([0-9]*\) ms.*/\1 \2/p')
  printf '| %s | %s | %s | %s | %s |\n' "$name" "$(nth "$(((rounds + 1) / 2))" 1)" "$(nth 1 1)" "$(nth "$rounds" 1)" "$(nth "$(((rounds + 1) / 2))" 2)"
}

# The nth of a sorted column of the times.
nth() { cut -d' ' -f"$2" <<<"$times" | sort -n | sed -n "$1p"; }

printf 'Load %s, %s processors, %s starts each.\n\n' "$(cut -d' ' -f1 /proc/loadavg)" "$(nproc)" "$rounds"
printf '| start to first frame, ms | median | least | most | on a processor |\n|---|---|---|---|---|\n'
starts 'as Java comes'
starts 'serial collector, C1' "${short_lived[@]}"
mapfile -t options < <(workbench_options)
starts 'with the archive: as packaging/run starts it' "${options[@]}"
printf '\n'
"$jdk/bin/java" "${options[@]}" -cp "$top/app/target/test-classes:$(workbench_jars)" probewright.app.bench.SwitchBench "$own/settings.properties"
