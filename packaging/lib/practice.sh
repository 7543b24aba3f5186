# SPDX-License-Identifier: Apache-2.0
# The practice VM: stock kernels and a small image, made in the user's cache without root and never installed.
# Everything is made under a name of its own and then renamed, so an interrupted run leaves nothing half made.

kernels=(6.1 6.12)
declare -A kernel_package=([6.1]=linux-image-cloud-amd64 [6.12]=linux-image-6.12-cloud-amd64)
jdk=/usr/lib/jvm/java-17-openjdk-amd64

short_hash() { sha256sum | cut -c 1-16; }

# The images and the folders that say what is in them. The second is for tests and benchmarks only (lib/oracle.sh).
declare -A image_folders=([image]=practice [oracle]='practice oracle')
declare -A image_modules=([image]=java.base,jdk.unsupported [oracle]=java.base,java.logging,java.sql,jdk.unsupported)

image_words() { # image, packages|without
  local folder
  for folder in ${image_folders[$1]}; do grep -v '^#' "$here/$folder/$2"; done
}

# Named by what it was resolved from, so that another choice of packages is resolved anew.
image_list() { # image
  printf '%s-%s.list' "$1" "$({ image_words "$1" packages; [ "$1" = image ] || kernel_headers; } | short_hash)"
}

image_inputs() { # image
  { cat "$debs/$(image_list "$1")" "$here/lib/practice.sh"
    image_words "$1" without
    [ "$1" = image ] || cat "$here/lib/oracle.sh"
    dpkg-query -W -f '${Version}' openjdk-17-jre-headless; } | short_hash
}

kernel_inputs() { # kernel
  { cat "$debs/kernel-$1.list" "$here/practice/init" "$here/practice/runner.c" "$here/practice/modules" "$here/lib/practice.sh"
    dpkg-query -W -f '${Version}' busybox-static; } | short_hash
}

# Puts name $1 on what lies in $2, at once; what it stood for before goes.
publish() {
  local old
  old=$(readlink "$cache/practice/$1" || :)
  ln -sfn "$2" "$cache/practice/new.link.$$" && mv -T "$cache/practice/new.link.$$" "$cache/practice/$1" || return 1
  if [ "$old" ] && [ "$old" != "$2" ]; then rm -rf "${cache:?}/practice/$old"; fi
}

make_tree() { # image, folder; under fakeroot
  local image=$1 tree=$2 d f
  mkdir -p "$tree"/usr/{bin,sbin,lib,lib64,lib/probewright} "$tree"/{etc,root,proc,sys,dev,run,tmp,mnt,var/tmp,var/lib,var/log}
  for d in bin sbin lib lib64; do ln -s "usr/$d" "$tree/$d"; done
  while read -r f; do
    dpkg-deb --fsys-tarfile "$f" | tar -x -C "$tree" --keep-directory-symlink --no-same-owner \
      --exclude './usr/share/doc' --exclude './usr/share/man' --exclude './usr/share/locale' --exclude './usr/share/info' \
      --exclude './usr/share/lintian' --exclude './usr/share/bash-completion' --exclude './usr/share/i18n' \
      --exclude './usr/lib/x86_64-linux-gnu/gconv' --exclude './usr/share/perl*' || return 1
  done < <(list_files "$(image_list "$image")")
  ln -sf mawk "$tree/usr/bin/awk"
  ln -sf dash "$tree/usr/bin/sh"
  ln -sf /proc/self/mounts "$tree/etc/mtab"
  chmod 1777 "$tree/tmp" "$tree/var/tmp"
  printf 'root:x:0:0:root:/root:/bin/bash\nnobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin\n' >"$tree/etc/passwd"
  printf 'root:x:0:\ntty:x:5:\ndisk:x:6:\nnogroup:x:65534:\n' >"$tree/etc/group"
  printf '127.0.0.1 localhost practice\n' >"$tree/etc/hosts"
  printf 'practice\n' >"$tree/etc/hostname"
  "$jdk/bin/jlink" --add-modules "${image_modules[$image]}" --strip-java-debug-attributes --no-header-files --no-man-pages \
    --output "$tree/usr/lib/probewright/jre" || return 1
  # with its classes already laid out in an archive a JVM starts in half the time
  "$tree/usr/lib/probewright/jre/bin/java" -Xshare:dump || return 1
  [ "$image" = image ] || finish_oracle "$tree"
}

make_image() { # image, file
  local work=$2.d size
  rm -rf "$work" "$2"
  mkdir -p "$work"
  make_tree "$1" "$work" || return 1
  size=$(du -sm --apparent-size "$work" | cut -f 1)
  # no journal: it is never written; a tenth and 16 MiB for what the file system itself needs
  mke2fs -q -t ext4 -O ^has_journal,^resize_inode -m 0 -i 8192 -E root_owner=0:0,nodiscard -L practice -d "$work" "$2" \
    "$((size + size / 8 + 16))M" || return 1
  rm -rf "$work"
}

image_setup() { # image
  local name
  fetch "$(image_list "$1")" resolve_image "$1"
  name=$1-$(image_inputs "$1")
  if [ -e "$cache/practice/$name/sha256" ] && [ "$(readlink "$cache/practice/$1")" = "$name" ]; then
    step_done
    return 0
  fi
  step "Making the practice $1"
  mkdir -p "$cache/practice/new.$$" || exit 1
  # fakeroot: in the image everything belongs to root
  quietly "making the practice $1" fakeroot bash -c \
    'set -u; here=$1 cache=$2 debs=$3; for f in say apt practice oracle; do . "$here/lib/$f.sh"; done; make_image "$4" "$5"' \
    - "$here" "$cache" "$debs" "$1" "$cache/practice/new.$$/image.ext4" || { rm -rf "$cache/practice/new.$$"; exit 1; }
  seal "$name" "$1"
}

# Names the finished folder new.$$ by its inputs and keeps the hash of its content, which snapshots are keyed by.
seal() { # folder name, published name
  (cd "$cache/practice/new.$$" && sha256sum ./* >sha256) || exit 1
  rm -rf "$cache/practice/$1"
  mv "$cache/practice/new.$$" "$cache/practice/$1" && publish "$2" "$1" || die "$cache/practice cannot be written."
}

# The kernel as QEMU starts it without a BIOS (PVH). Emulated, a guest that unpacks its own kernel takes a second or
# two for it. Offsets: the kernel's Documentation/arch/x86/boot.rst, "The Real-Mode Kernel Header".
unpack_kernel() { # bzImage, file
  local sectors payload length start
  sectors=$(od -An -tu1 -j 497 -N 1 "$1") payload=$(od -An -tu4 -j 584 -N 4 "$1") length=$(od -An -tu4 -j 588 -N 4 "$1")
  start=$(((sectors + 1) * 512 + payload))
  local unpack=()
  case $(od -An -tx1 -j "$start" -N 4 "$1") in
    ' 02 21 4c 18') unpack=(lz4 -dc) ;;
    ' 28 b5 2f fd') unpack=(zstd -qdc) ;;
    ' fd 37 7a 58') unpack=(xz -dc) ;;
    *) mv "$1" "$2" && return ;; # QEMU starts it as it is, only slower
  esac
  # the last four bytes are the size of what was packed
  tail -c "+$((start + 1))" "$1" | head -c "$((length - 4))" | "${unpack[@]}" >"$2"
}

make_kernel() { # kernel, folder
  local k=$1 to=$2 root=$2/initrd.d version module file dep
  mkdir -p "$root"/{bin,modules,lower,upper,new,proc,sys,dev} "$to/root"
  dpkg-deb --fsys-tarfile "$(list_files "kernel-$k.list")" | tar -x -C "$to/root" ./boot ./lib/modules || return 1
  unpack_kernel "$to"/root/boot/vmlinuz-* "$to/kernel" || return 1
  version=$(ls "$to/root/lib/modules")
  /sbin/depmod -b "$to/root" "$version" || return 1
  # the agent finds the kernel's options here
  mv "$to/root/boot/config-$version" "$to/root/lib/modules/$version/config" || return 1
  # the modules stand in a small image of their own, mounted at /lib/modules/VERSION
  mke2fs -q -t ext4 -O ^has_journal,^resize_inode -m 0 -i 8192 -E root_owner=0:0,nodiscard -L modules \
    -d "$to/root/lib/modules/$version" "$to/modules.ext4" "$(($(du -sm "$to/root/lib/modules" | cut -f 1) * 9 / 8 + 8))M" || return 1
  for module in $(grep -v '^#' "$here/practice/modules"); do
    file=$(grep -E "/$module\.ko(\.xz)?:" "$to/root/lib/modules/$version/modules.dep") || continue # built in
    # modules.dep names what a module needs nearest first
    for dep in $(printf '%s\n' "${file#*:}" | tr ' ' '\n' | tac) "${file%%:*}"; do
      module=$(basename "${dep%.xz}")
      [ -e "$root/modules/$module" ] && continue
      case $dep in
        *.xz) xz -dc "$to/root/lib/modules/$version/$dep" >"$root/modules/$module" ;;
        *) cp "$to/root/lib/modules/$version/$dep" "$root/modules/" ;;
      esac || return 1
      echo "$module" >>"$root/modules.order"
    done
  done
  gcc -O2 -Wall -Wextra -Werror -static -s -o "$root/runner" "$here/practice/runner.c" || return 1
  cp "$(command -v busybox)" "$root/bin/busybox" && cp "$here/practice/init" "$root/init" && chmod 755 "$root/init" || return 1
  for file in sh mount insmod cat mkdir ln cp usleep switch_root hostname ifconfig poweroff uname; do
    ln -s busybox "$root/bin/$file"
  done
  (cd "$root" && find . | LC_ALL=C sort | busybox cpio -o -H newc 2>/dev/null) >"$to/initrd" || return 1
  printf '%s\n' "$version" >"$to/version"
  rm -rf "$root" "$to/root"
}

kernel_setup() { # kernel
  local name
  fetch "kernel-$1.list" resolve_kernel "${kernel_package[$1]}"
  name=kernel-$1-$(kernel_inputs "$1")
  if [ -e "$cache/practice/$name/sha256" ] && [ "$(readlink "$cache/practice/$1")" = "$name" ]; then
    step_done
    return 0
  fi
  step "Unpacking the practice kernel $1"
  mkdir -p "$cache/practice/new.$$" || exit 1
  quietly "unpacking the kernel $1" fakeroot bash -c \
    'set -u; here=$1 cache=$2 debs=$3; . "$here/lib/say.sh"; . "$here/lib/apt.sh"; . "$here/lib/practice.sh"; make_kernel "$4" "$5"' \
    - "$here" "$cache" "$debs" "$1" "$cache/practice/new.$$" || { rm -rf "$cache/practice/new.$$"; exit 1; }
  seal "$name" "$1"
}
