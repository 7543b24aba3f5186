# SPDX-License-Identifier: Apache-2.0
# All set-up, for packaging/run, packaging/test and packaging/vm. Sourced; each step is quick when there is nothing to do.
#   PROBEWRIGHT_CACHE    where kernels, image and snapshots live (default: probewright in the user's cache folder)
#   PROBEWRIGHT_DEBS     a folder of packages that another user has downloaded (its debs folder), read only
#   PROBEWRIGHT_REFRESH  1 asks the mirror for newer kernels and packages

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
top=$(dirname "$here")
cache=${PROBEWRIGHT_CACHE:-${XDG_CACHE_HOME:-${HOME:?}/.cache}/probewright}
debs=$cache/debs
export PROBEWRIGHT_CACHE=$cache
PATH=$PATH:/usr/sbin:/sbin # where mke2fs is, and where an ordinary user does not look
# Java spells file names by the locale and cannot open one that is not of it; the language of messages stays
if [ "$(locale charmap 2>/dev/null)" != UTF-8 ]; then
  export LANG=${LC_ALL:-${LANG:-C}} LC_CTYPE=C.UTF-8
  unset LC_ALL
fi
# shellcheck source=lib/say.sh
. "$here/lib/say.sh"
# shellcheck source=lib/apt.sh
. "$here/lib/apt.sh"
# shellcheck source=lib/practice.sh
. "$here/lib/practice.sh"
# shellcheck source=lib/oracle.sh
. "$here/lib/oracle.sh"
# shellcheck source=lib/build.sh
. "$here/lib/build.sh"

# One set-up at a time for each user; the kernel lets go of the lock however the holder ends.
lock_cache() {
  mkdir -p "$cache/practice" "$debs" 2>/dev/null && { : >>"$cache/lock"; } 2>/dev/null || die "$cache cannot be written."
  exec 9>"$cache/lock"
  if ! flock -n 9; then
    say 'waiting for another set-up to end'
    flock 9
  fi
  trap 'interrupted 130' INT
  trap 'interrupted 143' TERM HUP
  sweep
}

# What an interrupted set-up was making; only who holds the lock may do this. Logs lie elsewhere and can be another's.
sweep() {
  rm -rf "$cache"/practice/new.* "$cache"/snapshots/new-* \
    "$debs"/part.* "$debs"/*.deb.[0-9]* "$debs"/*.list.[0-9]* "$build_stamp".[0-9]*
  find "${TMPDIR:-/tmp}" -maxdepth 1 -name 'probewright-*.??????' -type f -user "$(id -u)" -mmin +180 -delete 2>/dev/null
}

interrupted() { # status
  trap '' INT TERM HUP
  sweep
  rm -f "${log:-}"
  printf '\nprobewright: Set-up was interrupted; the next start goes on from here.\n' >&2
  exit "$1"
}

unlock_cache() {
  trap - INT TERM HUP
  exec 9>&-
}

setup() { # more host packages...
  local begun=$SECONDS k
  step_total=$((4 + ${#kernels[@]}))
  lock_cache
  if [ "${PROBEWRIGHT_REFRESH:-}" ]; then rm -f "$debs"/*.list; fi
  host_setup "${host_packages[@]}" "$@"
  [ -e "$cache/practice/image" ] || need_room "$cache" 900
  for k in "${kernels[@]}"; do kernel_setup "$k"; done
  image_setup image
  build_setup
  snapshots_setup
  unlock_cache
  [ -z "$said_anything" ] || say "set-up done in $((SECONDS - begun)) s"
}
