# bpftrace's consumer: bpftrace.sh TOOL RATE... prints what tool.c says. It makes text of every field.
tool=$1
shift
export BPFTRACE_PERF_RB_PAGES=64
one() { # name format values rate
  count=$(($4 * 2 / 5))
  taskset -c 0 bpftrace -e "kprobe:__x64_sys_getppid { printf(\"e $2\\n\", $3); }" \
    -c "$tool produce $4 $count" >/run/oracle/bpftrace.out 2>/run/oracle/bpftrace.err || cat /run/oracle/bpftrace.err
  received=$(grep -c '^e ' /run/oracle/bpftrace.out)
  echo "live $1 $4 $count $received"
  [ "$received" -ge "$count" ]
}
for rate; do one perf16 '%lu %d %lu' 'nsecs, pid, elapsed' "$rate" || break; done
for rate; do one perf64 '%lu %d %s %lu %lu %lu' 'nsecs, pid, comm, elapsed, cpu, uid' "$rate" || break; done
