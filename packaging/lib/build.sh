# SPDX-License-Identifier: Apache-2.0
# The build, only when a source is newer than the last one, and the snapshots of the practice machine.

build_stamp=$top/target/built

build_is_fresh() {
  [ -e "$build_stamp" ] && [ -d "$top/app/target/classes" ] &&
    [ -z "$(find "$top/pom.xml" "$top/engine" "$top/lessons" "$top/app" \
      \( -path '*/src/*' -o -name pom.xml \) -newer "$build_stamp" -print -quit)" ]
}

# Maven without the network when it has fetched everything once; with it when that does not do.
maven() {
  local mvn=mvn
  [ -x "$top/mvnw" ] && mvn=$top/mvnw
  if [ -e "$build_stamp" ] && (cd "$top" && "$mvn" -B -o -q "$@"); then return 0; fi
  (cd "$top" && "$mvn" -B -q "$@")
}

build_setup() {
  if build_is_fresh; then
    step_done
    return 0
  fi
  step 'Building Probewright (the first time Maven fetches its libraries)'
  mkdir -p "$top/target" 2>/dev/null && [ -w "$top/target" ] || die "$top/target cannot be written, and the build is older than its sources."
  touch "$build_stamp.$$"
  quietly 'the build' maven -DskipTests package || { rm -f "$build_stamp.$$"; exit 1; }
  mv "$build_stamp.$$" "$build_stamp"
}

# What Java needs to find: the classes of the modules and the libraries beside them.
class_path() {
  printf '%s' "$top/app/target/classes:$top/lessons/target/classes:$top/engine/core/target/classes:$top/engine/agent/target/classes:$top/app/target/lib/*"
}

java_run() { # main class, arguments...; takes the place of the shell
  local main=$1
  shift
  exec "$jdk/bin/java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto -Dprobewright.agent="$top/engine/agent/target/bundle" \
    -cp "$(class_path)" "$main" "$@"
}

# A snapshot for each kernel; the program itself knows whether there is one that fits.
snapshots_setup() {
  local k
  for k in "${kernels[@]}"; do
    if (java_run probewright.target.vm.VmMain --kernel "$k" --has-snapshot); then
      step_done
    else
      step "Booting the practice machine $k once, to start from there later"
      quietly "the snapshot of $k" java_run_apart probewright.target.vm.VmMain --kernel "$k" --make-snapshot || say 'it will boot anew at each start'
    fi
  done
}

java_run_apart() { (java_run "$@"); }
