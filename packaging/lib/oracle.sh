# SPDX-License-Identifier: Apache-2.0
# The oracle: the practice VM with bcc itself in it, so that our output and speed can be held against bcc's. Its image
# is made only for the tests and the benchmark that ask for it, and its kernels are the practice VM's own.

# The headers of exactly the kernels that were fetched, which bcc compiles against, as name version architecture.
kernel_headers() {
  local k name version arch
  for k in "${kernels[@]}"; do
    while read -r name version arch; do
      name=${name/image/headers}
      printf '%s %s %s\n' "$name" "$version" "$arch" "${name/cloud-amd64/common}" "$version" all
    done <"$debs/kernel-$k.list"
  done
}

# What installing the packages would have done. Python's own compiler is started where it lies, by its own loader.
finish_oracle() { # folder
  local tree=$1
  PYTHONHOME=$tree/usr "$tree/lib64/ld-linux-x86-64.so.2" --library-path "$tree/usr/lib/x86_64-linux-gnu" \
    "$tree/usr/bin/python3" -m compileall -q -s "$tree" "$tree/usr/lib/python3.11" "$tree/usr/lib/python3" || return 1
  people "$tree"
}

# For sshd and sudo: who there is, and how they show it. Ann's password is "sesame".
people() { # folder
  local tree=$1
  printf 'sshd:x:100:65534::/run/sshd:/usr/sbin/nologin\nann:x:1000:1000::/home/ann:/bin/bash\n' >>"$tree/etc/passwd"
  printf 'ann:x:1000:\n' >>"$tree/etc/group"
  printf 'root:*:19000::::::\nann:%s:19000::::::\n' \
    '$6$probewright$wANEPfrvIJ1IiyEhrgBdnreBdxvIhWiLusFOa6aqahVjWWwShwm9SzfbftR0zqdUsJWAMxD79si7Ch8wqYr4/0' >"$tree/etc/shadow"
  chmod 600 "$tree/etc/shadow"
  printf 'auth required pam_unix.so\n' >"$tree/etc/pam.d/common-auth"
  printf 'account required pam_unix.so\n' >"$tree/etc/pam.d/common-account"
  printf 'session required pam_permit.so\n' | tee "$tree/etc/pam.d/common-session" >"$tree/etc/pam.d/common-session-noninteractive"
  mkdir -m 700 -p "$tree/home/ann" && chown 1000:1000 "$tree/home/ann"
}

# A cache of its own for VmOptions, which differs from the user's in its image only.
oracle_setup() {
  local k
  step_total=$((step_number + 1))
  lock_cache
  need_room "$cache" 1500
  image_setup oracle
  mkdir -p "$cache/oracle/practice"
  ln -sfn "$cache/practice/oracle" "$cache/oracle/practice/image"
  for k in "${kernels[@]}"; do ln -sfn "$cache/practice/$k" "$cache/oracle/practice/$k"; done
  unlock_cache
}
