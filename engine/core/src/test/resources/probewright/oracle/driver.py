# bcc's side of the comparison: DRIVER FOLDER NAME loads every program of a folder as one BPF object, since bcc reads the
# kernel's headers anew for each, and answers with one line of JSON when it is told to stop.
#   /run/oracle/NAME.go    made by the host: attach        prints "ready"
#   /run/oracle/NAME.stop  made by the host: say what came  prints the JSON
import ctypes, glob, io, json, os, re, sys, time
from contextlib import redirect_stdout
from bcc import BPF
from newer import TYPES

folder, name = sys.argv[1], sys.argv[2]
texts = {os.path.basename(f)[:-2]: open(f).read() for f in sorted(glob.glob(folder + "/*.c"))}
text = "\n".join(texts.values())
autoload = BPF._trace_autoload
BPF._trace_autoload = lambda self: None
bpf = BPF(text=TYPES + text)
print("compiled", flush=True)


def wait(word, meanwhile):
    while not os.path.exists("/run/oracle/%s.%s" % (name, word)):
        meanwhile()


def plain(value):
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if isinstance(value, ctypes.Array):
        return [plain(v) for v in value]
    if isinstance(value, ctypes.Structure):
        return {f[0]: plain(getattr(value, f[0])) for f in value._fields_ if not f[0].startswith("__pad")}
    return getattr(value, "value", value)


def attach(probe, function):
    kind, rest = probe.split(":", 1)
    if kind in ("kprobe", "kretprobe"):
        if rest.startswith("syscall:"):
            rest = bpf.get_syscall_fnname(rest[len("syscall:"):]).decode()
        getattr(bpf, "attach_" + kind)(event=rest, fn_name=function)
    elif kind in ("uprobe", "uretprobe"):
        path, symbol = rest.rsplit(":", 1)
        getattr(bpf, "attach_" + kind)(name=path, sym=symbol, fn_name=function)
    else:
        raise ValueError(probe)


wait("go", lambda: time.sleep(0.05))
events, lost = {}, []
for stream in re.findall(r"BPF_PERF_OUTPUT\((\w+)\)", text):
    def got(cpu, data, size, stream=stream):
        events[stream].append(plain(bpf[stream].event(data)))
    events[stream] = []
    bpf[stream].open_perf_buffer(got, page_cnt=64, lost_cb=lost.append)
for stream in re.findall(r"BPF_RINGBUF_OUTPUT\((\w+)", text):
    def came(ctx, data, size, stream=stream):
        events[stream].append(plain(bpf[stream].event(data)))
    events[stream] = []
    bpf[stream].open_ring_buffer(came)
autoload(bpf)
for probe, function in re.findall(r"^// attach: (\S+)=(\w+)$", text, re.M):
    attach(probe, function)
# what other programs left in the trace pipe is not ours
while bpf.trace_fields(nonblocking=True)[0] is not None:
    pass
print("ready", flush=True)

lines = []


def drain():
    if "bpf_trace_printk" in text:
        line = bpf.trace_fields(nonblocking=True)
        while line[0] is not None:
            lines.append([line[0].decode(), line[1], line[5].decode()])
            line = bpf.trace_fields(nonblocking=True)
    if re.search("BPF_RINGBUF_OUTPUT", text):
        bpf.ring_buffer_consume()
    if "BPF_PERF_OUTPUT" in text:
        bpf.perf_buffer_poll(timeout=50)
    else:
        time.sleep(0.05)


wait("stop", drain)
for _ in range(5):
    drain()
maps, histograms = {}, {}
for table in re.findall(r"BPF_(?:HASH|ARRAY)\((\w+)", text):
    maps[table] = [[plain(k), plain(v)] for k, v in bpf[table].items()]
for table in re.findall(r"BPF_HISTOGRAM\((\w+)", text):
    words = io.StringIO()
    with redirect_stdout(words):
        (bpf[table].print_linear_hist if "linear" in table else bpf[table].print_log2_hist)("value")
    histograms[table] = words.getvalue().splitlines()
stacks = {}
for table in re.findall(r"BPF_STACK_TRACE\((\w+)", text):
    stacks[table] = {k.value: list(bpf[table].walk(k.value)) for k in bpf[table].keys()}
print(json.dumps({"events": events, "maps": maps, "histograms": histograms, "stacks": stacks, "trace": lines, "lost": lost}), flush=True)
