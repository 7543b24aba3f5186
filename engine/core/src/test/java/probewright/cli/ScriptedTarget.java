package probewright.cli;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import probewright.btf.Kernel;
import probewright.compiler.BpfObject;
import probewright.diagnostics.Outcome;
import probewright.diagnostics.Problem;
import probewright.output.Frame;
import probewright.output.Health;
import probewright.output.RawEntry;
import probewright.output.Symbols;
import probewright.probes.Attachment;
import probewright.probes.PerfEvent;
import probewright.target.AttachOptions;
import probewright.target.Attached;
import probewright.target.AttachedProbe;
import probewright.target.Loaded;
import probewright.target.MapReference;
import probewright.target.ProbeCatalogue;
import probewright.target.StreamListener;
import probewright.target.Target;
import probewright.target.Workloads;

/**
 * A target whose programs send what is written here: some of it between two reads of maps, the rest
 * when they are detached.
 */
public final class ScriptedTarget implements Target {
  public static final String PROGRAM =
      """
      // attach: kprobe:ksys_write=f
      // show: calls.place as ksym
      // show: calls.stack as kstack:stacks
      struct call_t { u64 ts; u64 place; u32 pid; int stack; char comm[16]; };
      struct step_t { u64 number; };
      BPF_PERF_OUTPUT(calls);
      BPF_RINGBUF_OUTPUT(steps, 8);
      BPF_HISTOGRAM(sizes);
      BPF_HASH(by_pid, u32, u64);
      BPF_STACK_TRACE(stacks, 64);

      int f(struct pt_regs *ctx)
      {
          struct call_t call = {};
          struct step_t step = {};
          u32 pid = bpf_get_current_pid_tgid() >> 32;
          call.ts = bpf_ktime_get_ns();
          call.stack = stacks.get_stackid(ctx, 0);
          calls.perf_submit(ctx, &call, sizeof(call));
          steps.ringbuf_output(&step, sizeof(step), 0);
          sizes.increment(bpf_log2l(ctx->dx));
          by_pid.increment(pid);
          bpf_trace_printk("wrote");
          return 0;
      }
      """;

  static final long MONOTONIC = 5_000_000_000L;
  private static final long VFS_READ = 0xffffffff81000010L;
  private static final long NAMED_LATER = 0xffffffffc0000020L;

  private final Kernel kernel;
  private final ArrayDeque<Frame> later =
      new ArrayDeque<>(
          List.of(
              new Frame.Unknown(NAMED_LATER, "", Frame.Reason.NO_SYMBOL),
              new Frame.Known(NAMED_LATER, "late_one", 32, "fresh")));

  public ScriptedTarget(Kernel kernel) {
    this.kernel = kernel;
  }

  @Override
  public String id() {
    return "vm:6.1";
  }

  @Override
  public Kernel kernel() {
    return kernel;
  }

  @Override
  public Optional<Clocks> clocks() {
    return Optional.of(new Clocks(MONOTONIC, 1_700_000_000_000_000_000L));
  }

  @Override
  public Outcome<Loaded> load(BpfObject object, AttachOptions loading) {
    return Outcome.done(
        new Loaded() {
          @Override
          public Outcome<Attached> attach(
              List<Attachment> attachments, AttachOptions options, StreamListener listener) {
            Run run = new Run(listener);
            listener.symbols(run.symbols());
            return Outcome.done(run);
          }

          @Override
          public void close() {}
        });
  }

  @Override
  public ProbeCatalogue catalogue() {
    throw new IllegalStateException("nothing can be probed here");
  }

  @Override
  public Optional<Workloads> workloads() {
    return Optional.empty();
  }

  @Override
  public void close() {}

  private final class Run implements Attached {
    private final StreamListener listener;
    private long reads;
    private boolean detached;

    Run(StreamListener listener) {
      this.listener = listener;
    }

    private ByteBuffer call(long ts, long place, int pid, int stack, String comm) {
      ByteBuffer call = ByteBuffer.allocate(48).order(ByteOrder.LITTLE_ENDIAN);
      call.putLong(ts).putLong(place).putInt(pid).putInt(stack);
      call.put(comm.getBytes(StandardCharsets.UTF_8));
      // the kernel fills records up
      return call.position(0);
    }

    private ByteBuffer step(long number) {
      return ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(0, number);
    }

    @Override
    public void detach() {
      if (detached) {
        return;
      }
      detached = true;
      listener.record("calls", 0, call(MONOTONIC + 1500, VFS_READ, 41, 7, "dd"));
      listener.record("calls", 1, call(123, NAMED_LATER, 41, 7, "d,\"d\n"));
      listener.record("steps", -1, step(1));
      listener.record("calls", 1, call(MONOTONIC + 2750, NAMED_LATER, 42, -14, "sh"));
      listener.lost("calls", 30, 0);
      listener.lost("steps", 0, 12);
      listener.record(
          "trace_pipe",
          -1,
          ByteBuffer.wrap(
              "              dd-41      [001] ....1     5.000004: bpf_trace_printk: wrote"
                  .getBytes(StandardCharsets.UTF_8)));
      listener.record("steps", -1, step(-1));
    }

    /** Something comes between two reads, as it does from a live kernel. */
    @Override
    public List<RawEntry> read(String map) {
      reads++;
      listener.record("steps", -1, step(100 + reads));
      return switch (map) {
        case "sizes" -> List.of(entry(4, 1, 8, reads), entry(4, 13, 8, 3));
        case "by_pid" -> List.of(entry(4, 41, 8, 1L << 40), entry(4, 42, 8, reads));
        default -> List.of(new RawEntry(number(4, 7), stack()));
      };
    }

    private RawEntry entry(int keySize, long key, int valueSize, long value) {
      return new RawEntry(number(keySize, key), number(valueSize, value));
    }

    private byte[] number(int size, long value) {
      ByteBuffer bytes = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(0, value);
      return java.util.Arrays.copyOf(bytes.array(), size);
    }

    private byte[] stack() {
      return ByteBuffer.allocate(127 * 8)
          .order(ByteOrder.LITTLE_ENDIAN)
          .putLong(VFS_READ)
          .putLong(NAMED_LATER)
          .array();
    }

    @Override
    public Symbols symbols() {
      return new Symbols() {
        @Override
        public Frame kernel(long address) {
          if (address == VFS_READ) {
            return new Frame.Known(address, "vfs_read", 16, "kernel");
          }
          Frame frame = later.size() > 1 ? later.remove() : later.element();
          return frame;
        }

        @Override
        public Frame user(int pid, long address) {
          return new Frame.Unknown(address, "", Frame.Reason.NO_PROCESS);
        }

        @Override
        public List<Long> stack(String map, long number) {
          return map.equals("stacks") && number == 7 ? List.of(VFS_READ) : List.of();
        }
      };
    }

    @Override
    public Optional<byte[]> lookup(String map, byte[] key) {
      throw unscripted();
    }

    @Override
    public Optional<byte[]> take(String map, byte[] key) {
      throw unscripted();
    }

    @Override
    public List<RawEntry> drain(String map) {
      throw unscripted();
    }

    @Override
    public void update(String map, byte[] key, byte[] value) {
      throw unscripted();
    }

    @Override
    public void update(String map, List<RawEntry> entries) {
      throw unscripted();
    }

    @Override
    public void insert(String map, byte[] key, MapReference what) {
      throw unscripted();
    }

    @Override
    public void count(String map, PerfEvent event) {
      throw unscripted();
    }

    @Override
    public void delete(String map, byte[] key) {
      throw unscripted();
    }

    @Override
    public void delete(String map, List<byte[]> keys) {
      throw unscripted();
    }

    @Override
    public void clear(String map) {}

    @Override
    public String iterate(String function) {
      throw unscripted();
    }

    @Override
    public Optional<Problem> countCosts(boolean on) {
      throw unscripted();
    }

    @Override
    public Health health() {
      throw unscripted();
    }

    @Override
    public List<AttachedProbe> probes() {
      throw unscripted();
    }

    @Override
    public Outcome<AttachedProbe> attach(Attachment attachment) {
      throw unscripted();
    }

    @Override
    public void close() {}

    private IllegalStateException unscripted() {
      return new IllegalStateException("the script has no such step");
    }
  }
}
