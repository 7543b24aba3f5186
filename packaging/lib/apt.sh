# SPDX-License-Identifier: Apache-2.0
# Debian packages: the host's own, installed, and those of the practice VM, only downloaded and unpacked.

host_packages=(
  qemu-system-x86 clang llvm libbpf-dev openjdk-17-jdk-headless maven gcc make libc6-dev
  libgtk-3-0 libgl1 libxtst6 libxxf86vm1 fonts-inter fonts-jetbrains-mono fonts-noto-cjk
  busybox-static fakeroot e2fsprogs xz-utils lz4 zstd kmod util-linux
)
test_packages=(xvfb xauth xdotool sudo clang-19 bpftool shellcheck openssh-client netcat-openbsd)

missing_packages() { # those of "$@" that are not installed
  local p known
  known=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' 2>/dev/null | sed -n 's/^installed //p')
  for p in "$@"; do
    case $'\n'$known$'\n' in *$'\n'$p$'\n'*) ;; *) printf '%s\n' "$p" ;; esac
  done
}

# Installs what is missing. JDK: a full openjdk-17-jdk depends on the headless one, so it serves too.
host_setup() {
  local missing become=()
  mapfile -t missing < <(missing_packages "$@")
  if [ ${#missing[@]} -eq 0 ]; then
    step_done
    return 0
  fi
  local command="apt-get install --no-install-recommends ${missing[*]}"
  if [ "$(id -u)" -ne 0 ]; then
    become=(sudo)
    if ! command -v sudo >/dev/null || ! { sudo -n true 2>/dev/null || { [ -t 0 ] && sudo -v; }; }; then
      die "These Debian packages are missing: ${missing[*]}. Neither root nor sudo is here to install them; let an administrator run: $command"
    fi
  fi
  step "Installing Debian packages: ${missing[*]}"
  export DEBIAN_FRONTEND=noninteractive
  if [ -z "$(apt-cache madison "${missing[0]}" 2>/dev/null)" ]; then
    say 'asking the mirror for its lists'
    quietly 'apt-get update' "${become[@]}" apt-get update -qq || exit 1
  fi
  if ! quietly 'apt-get install' "${become[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" 2>/dev/null; then
    # an old list names files that the mirror no longer has
    say 'asking the mirror for newer lists'
    quietly 'apt-get update' "${become[@]}" apt-get update -qq || exit 1
    quietly 'apt-get install' "${become[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" || exit 1
  fi
}

# --- packages that are unpacked into the cache; no rights needed ---------------------------------------------------

apt_private=()

# The machine's own lists serve; when they are missing or old, lists of our own, which need no root.
apt_refresh() {
  mkdir -p "$cache/apt/lists/partial" "$cache/apt/archives/partial"
  apt_private=(-o "Dir::State::Lists=$cache/apt/lists" -o "Dir::Cache=$cache/apt" -o Debug::NoLocking=1 -o APT::Sandbox::User=)
  say 'asking the mirror for its lists'
  # without the error mode apt calls a mirror that it cannot reach a success
  quietly 'the download' apt-get "${apt_private[@]}" -o APT::Update::Error-Mode=any -o Acquire::Retries=1 update -qq
}

deb_file() { # name version architecture
  printf '%s_%s_%s.deb' "$1" "${2//:/%3a}" "$3"
}

resolve_image() { # image: its packages and what they depend on, as name version architecture
  local empty
  empty=$(mktemp) || return 1
  # shellcheck disable=SC2046
  apt-get "${apt_private[@]}" -s -o Debug::NoLocking=1 -o Dir::State::status="$empty" --no-install-recommends install \
    $(image_words "$1" packages) |
    sed -nE 's/^Inst (\S+) \((\S+) .*\[(\w+)\].*/\1 \2 \3/p' |
    grep -vE "^($(image_words "$1" without | tr '\n' '|')none) "
  rm -f "$empty"
  [ "$1" = image ] || kernel_headers
}

resolve_kernel() { # the package that a meta package stands for today
  local name
  name=$(apt-cache "${apt_private[@]}" depends "$1" 2>/dev/null | sed -nE 's/^ *Depends: (linux-image-[0-9]\S*)/\1/p' | head -n 1)
  [ "$name" ] || return 0
  apt-cache "${apt_private[@]}" show --no-all-versions "$name" | awk -v n="$name" '/^Version:/ { print n, $2, "amd64" }'
}

# Sees to it that list $1 (made by the function that follows) and its packages lie in $debs. A list that is
# there holds: nothing is asked of the network again until PROBEWRIGHT_REFRESH=1.
fetch() {
  local list=$1 name version arch file want=() try
  shift
  mkdir -p "$debs"
  if [ ! -s "$debs/$list" ] && [ "${PROBEWRIGHT_DEBS:-}" ] && [ -s "$PROBEWRIGHT_DEBS/$list" ]; then
    cp "$PROBEWRIGHT_DEBS/$list" "$debs/$list.$$" && mv "$debs/$list.$$" "$debs/$list"
  fi
  for try in 1 2; do
    if [ ! -s "$debs/$list" ]; then
      "$@" >"$debs/$list.$$" 2>/dev/null
      if [ -s "$debs/$list.$$" ]; then mv "$debs/$list.$$" "$debs/$list"; else rm -f "$debs/$list.$$"; fi
    fi
    if [ -s "$debs/$list" ]; then
      want=()
      while read -r name version arch; do
        file=$(deb_file "$name" "$version" "$arch")
        [ -e "$debs/$file" ] && continue
        if [ "${PROBEWRIGHT_DEBS:-}" ] && [ -e "$PROBEWRIGHT_DEBS/$file" ]; then
          cp "$PROBEWRIGHT_DEBS/$file" "$debs/$file.$$" && mv "$debs/$file.$$" "$debs/$file" && continue
        fi
        want+=("$name=$version")
      done <"$debs/$list"
      [ ${#want[@]} -eq 0 ] && return 0
      say "downloading ${#want[@]} packages"
      rm -rf "$debs/part.$$"
      mkdir "$debs/part.$$"
      # an old list names what the mirror no longer has: the first failure is not the last word
      if (cd "$debs/part.$$" && { [ "$try" = 2 ] || exec 2>/dev/null; } && quietly 'the download' apt-get "${apt_private[@]}" -q download "${want[@]}"); then
        mv "$debs/part.$$"/*.deb "$debs/" && rmdir "$debs/part.$$" && return 0
      fi
      rm -rf "$debs/part.$$"
    fi
    [ "$try" = 2 ] && break
    rm -f "$debs/$list"
    apt_refresh || exit 1
  done
  die "The packages of $list cannot be had from the Debian mirror."
}

list_files() { # the files of a list, in full
  local name version arch
  while read -r name version arch; do printf '%s/%s\n' "$debs" "$(deb_file "$name" "$version" "$arch")"; done <"$debs/$1"
}
