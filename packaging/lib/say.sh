# SPDX-License-Identifier: Apache-2.0
# Words to the person who waits, and one clear sentence when a step fails. Sourced; needs $cache.

step_number=0
step_total=${step_total:-0}
said_anything=

# A step that has work to do: says so, counts.
step() {
  step_number=$((step_number + 1))
  said_anything=1
  printf '[%d/%d] %s\n' "$step_number" "$step_total" "$*" >&2
}

# A step that has nothing to do still counts, silently.
step_done() { step_number=$((step_number + 1)); }

say() { printf '      %s\n' "$*" >&2; }

die() {
  printf 'probewright: %s\n' "$*" >&2
  exit 1
}

# Runs a command with its words kept in a log; shows a dot now and then on a terminal, and turns failure into a sentence.
quietly() {
  local what=$1 log status dots=
  shift
  log=$(mktemp "${TMPDIR:-/tmp}/probewright-log.XXXXXX") || die "The disk of ${TMPDIR:-/tmp} is full or not writable."
  if [ -t 2 ]; then
    (while printf . >&2; do sleep 2; done) &
    dots=$!
  fi
  "$@" >"$log" 2>&1 </dev/null
  status=$?
  if [ "$dots" ]; then
    kill "$dots" 2>/dev/null
    wait "$dots" 2>/dev/null
    printf '\r' >&2
  fi
  if [ $status -ne 0 ]; then
    explain "$what" "$log"
    rm -f "$log"
    return $status
  fi
  rm -f "$log"
}

# What a log means, in one sentence; its last lines when no sentence is known.
explain() {
  if grep -qiE 'no space left on device|write error|not enough space|disk quota exceeded' "$2"; then
    printf 'probewright: The disk is full: %s needs room under %s and %s.\n' "$1" "$cache" "${TMPDIR:-/tmp}" >&2
  elif grep -qiE 'could not resolve|temporary failure|unable to connect|cannot initiate|unknown host|unknownhost|could not transfer|network is unreachable|connection refused|connection timed out|offline mode' "$2"; then
    printf 'probewright: The network cannot be reached, and %s needs it this once.\n' "$1" >&2
  else
    tail -n 25 "$2" >&2
    printf 'probewright: %s failed; its last words stand above.\n' "$1" >&2
  fi
}

# Room for what is about to be made, told before it is begun.
need_room() { # folder, MiB
  local free
  free=$(df -Pm "$1" | awk 'NR == 2 { print $4 }') || return 0
  [ "$free" -ge "$2" ] || die "The disk is full: $1 has $free MiB free and set-up needs $2 MiB."
}
