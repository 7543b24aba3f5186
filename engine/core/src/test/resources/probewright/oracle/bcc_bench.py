# bcc's side of the benchmark: bcc_bench.py ROUNDS FILE… compiles the files' text as one program, ROUNDS times, and says
# for each how long text to object took; nothing is loaded or attached.
import sys, time

begun = time.monotonic()
from bcc import BPF
from newer import TYPES

print("import %d" % ((time.monotonic() - begun) * 1e6), flush=True)
BPF._trace_autoload = lambda self: None
text = TYPES + "\n".join(open(f).read() for f in sys.argv[2:])
for _ in range(int(sys.argv[1])):
    begun = time.monotonic()
    BPF(text=text)
    print("object %d" % ((time.monotonic() - begun) * 1e6), flush=True)
peak = [line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")][0]
print("peak " + peak, flush=True)
