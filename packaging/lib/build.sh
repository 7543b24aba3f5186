# SPDX-License-Identifier: Apache-2.0
# The build, only when a source is newer than the last one, and the snapshots of the practice VM.

build_stamp=$top/target/built

build_is_fresh() {
  [ -e "$build_stamp" ] && [ -d "$top/target/lib" ] && [ -d "$top/engine/core/target/classes" ] &&
    [ -z "$(find "$top/pom.xml" "$top/engine" "$top/lessons" "$top/app" \
      \( -path '*/src/*' -o -name pom.xml \) -newer "$build_stamp" -print -quit)" ]
}

# Maven without the network; with it when Maven itself says that something is not there yet.
maven() {
  local log status mvn=mvn
  # Java asks the password file for the home and not the environment; this user's libraries are where HOME says
  [ -e "$HOME/.m2/repository" ] && set -- "-Dmaven.repo.local=$HOME/.m2/repository" "$@"
  [ -x "$top/mvnw" ] && mvn=$top/mvnw
  log=$(mktemp "${TMPDIR:-/tmp}/probewright-maven.XXXXXX") || die "The disk of ${TMPDIR:-/tmp} is full or not writable."
  (cd "$top" && set -o pipefail && "$mvn" -B -o "$@" 2>&1 | tee "$log")
  status=$?
  if [ $status -ne 0 ] && grep -qE 'offline mode|in offline' "$log"; then
    say 'some libraries are not here yet: Maven fetches them and begins again'
    (cd "$top" && "$mvn" -B "$@")
    status=$?
  fi
  rm -f "$log"
  return $status
}

# Maven's words without those that only say what it does: results of tests, warnings and errors stay.
maven_tests() {
  (set -o pipefail && maven "$@" 2>&1 | sed -uE '/^(\[INFO\] *$|\[INFO\] [^TBR]|\[INFO\] (Building jar|Re(actor|compiling|sults))|SLF4J|cc |make)/d')
}

build_setup() {
  if build_is_fresh; then
    step_done
    return 0
  fi
  step 'Building Probewright (the first time Maven fetches its libraries)'
  { mkdir -p "$top/target" && [ -w "$top/target" ]; } 2>/dev/null ||
    die "$top/target cannot be written, and the build is older than its sources."
  touch "$build_stamp.$$" # what changes while it builds is newer
  rm -rf "$top/target/lib"
  quietly 'the build' maven -Dmaven.test.skip=true package dependency:copy-dependencies \
    -DincludeScope=runtime -DexcludeGroupIds=probewright -DoutputDirectory="$top/target/lib" || { rm -f "$build_stamp.$$"; exit 1; }
  mv "$build_stamp.$$" "$build_stamp"
}

# What Java needs to find: the classes of the modules and the libraries beside them.
class_path() {
  printf '%s' "$top/app/target/classes:$top/lessons/target/classes:$top/engine/core/target/classes:$top/engine/agent/target/classes:$top/target/lib/*"
}

# Starts a main class in a JVM; what comes before -- are options of the JVM.
java_run() {
  local options=()
  while [ "$1" != -- ]; do
    options+=("$1")
    shift
  done
  shift
  ${instead:+exec} "$jdk/bin/java" -Xshare:auto "${options[@]}" -Dprobewright.agent="$top/engine/agent/target/bundle" -cp "$(class_path)" "$@"
}

# As the last word of a script: the JVM takes the shell's place, so that a signal to the one reaches the other.
java_exec() {
  local instead=yes
  java_run "$@"
}

# For what starts, does little and ends.
short_lived=(-XX:TieredStopAtLevel=1 -XX:+UseSerialGC)

# The workbench starts from jars: the JVM's archive of classes takes no folders.
workbench_jars() {
  local built=("$top"/app/target/probewright-app-*.jar "$top"/lessons/target/probewright-lessons-*.jar
    "$top"/engine/core/target/probewright-core-*.jar "$top"/engine/agent/target/bundle/probewright-agent-*.jar "$top"/target/lib/*.jar)
  local IFS=:
  printf "%s" "${built[*]}"
}

workbench_archive=$top/target/workbench.jsa

# Options of the workbench's JVM; an archive that does not fit is left out without a word.
workbench_options() {
  printf '%s\n' "${short_lived[@]}" -Xlog:cds=off -Xlog:cds+dynamic=off "-Dprobewright.agent=$top/engine/agent/target/bundle"
  [ ! -e "$workbench_archive" ] || printf '%s\n' "-XX:SharedArchiveFile=$workbench_archive"
}

# Once after each build: a start that ends by itself leaves the classes it loaded in an archive. Needs a screen, one that nobody sees where
# there is such, and settings of its own.
quick_start_setup() {
  local own screen=()
  if [ -e "$workbench_archive" ] && [ ! "$build_stamp" -nt "$workbench_archive" ]; then
    return 0
  fi
  say 'preparing quick starts, once after each build'
  own=$(mktemp -d "${TMPDIR:-/tmp}/probewright-train.XXXXXX") || return 0
  rm -f "$workbench_archive" "$workbench_archive.$$"
  if command -v xvfb-run >/dev/null; then screen=(xvfb-run -a); fi
  XDG_CONFIG_HOME=$own XDG_STATE_HOME=$own timeout 60 "${screen[@]}" "$jdk/bin/java" "${short_lived[@]}" -Xlog:disable -Dprobewright.start=train \
    -XX:ArchiveClassesAtExit="$workbench_archive.$$" -cp "$(workbench_jars)" probewright.app.Main >/dev/null 2>&1
  rm -rf "$own"
  if [ -e "$workbench_archive.$$" ]; then
    mv "$workbench_archive.$$" "$workbench_archive"
  else
    say 'it did not work; starts take a second longer'
  fi
}

# The shell gives its place to the workbench.
workbench_exec() {
  local options
  mapfile -t options < <(workbench_options)
  exec "$jdk/bin/java" "${options[@]}" -cp "$(workbench_jars)" probewright.app.Main "$@"
}

# A snapshot for each kernel; the program itself knows whether those that are there fit.
snapshots_setup() {
  if java_run "${short_lived[@]}" -- "$snapshots_main" --has-snapshots 2>/dev/null; then
    step_done
    return 0
  fi
  step 'Booting the practice VMs once, to start from there later'
  quietly 'the snapshot' java_run "${short_lived[@]}" -- "$snapshots_main" --make-snapshots || say 'they will boot anew at each start'
}

snapshots_main=probewright.target.PracticeSetUp
