package probewright.oracle;

import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import probewright.compiler.Toolchain;
import probewright.diagnostics.Outcome;
import probewright.diagnostics.Problem;
import probewright.dialect.Program;
import probewright.target.AgentTarget;
import probewright.target.Installation;
import probewright.target.Output;
import probewright.target.Run;
import probewright.target.RunListener;
import probewright.target.Target;
import probewright.target.Workloads.Workload;
import probewright.tracing.RefusedException;

/** Our consumer as the product has it: the agent in the guest, the reader at the wire's end. */
final class EventsOverWire {
  private static final int ROUNDS = 6;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final OracleVm vm;
  private final String tool;
  private final List<String> lines = new ArrayList<>();

  private EventsOverWire(OracleVm vm, String tool) {
    this.vm = vm;
    this.tool = tool;
  }

  /** What the other consumers print. */
  static List<String> measure(OracleVm vm, String kernel, String tool, List<Long> rates)
      throws Exception {
    Installation installation = Installation.ofEnvironment(System.getenv(), System.getProperties());
    Toolchain toolchain = ((Outcome.Done<Toolchain>) installation.toolchain()).value();
    EventsOverWire wire = new EventsOverWire(vm, tool);
    String template = Files.readString(OracleVm.resources().resolve("events/events.c"));
    try (Target target =
        AgentTarget.connect(
            "vm:" + kernel,
            vm.vm().agentInput(),
            vm.vm().agentOutput(),
            Optional.of(vm.vm().workloads()),
            () -> {},
            installation.cache().resolve("btf"),
            PATIENCE)) {
      for (String name : Events.NAMES) {
        Listener listener = new Listener(Events.size(name));
        Outcome<Run> run =
            Run.start(
                Program.of("events.c", text(template, name)),
                toolchain,
                target,
                listener,
                System::nanoTime);
        if (!(run instanceof Outcome.Done<Run> done)) {
          throw new IllegalStateException(run.problems().toString());
        }
        try (Run open = done.value()) {
          wire.consume(name, listener, rates);
          open.detach();
        }
      }
    }
    return wire.lines;
  }

  private static String text(String template, String name) {
    boolean ring = name.startsWith("ring");
    return template
        .replace(
            "BUFFER", ring ? "BPF_RINGBUF_OUTPUT(events_NAME, 64)" : "BPF_PERF_OUTPUT(events_NAME)")
        .replace(
            "SUBMIT",
            ring
                ? "events_NAME.ringbuf_output(&event, sizeof(event), 0)"
                : "events_NAME.perf_submit(ctx, &event, sizeof(event))")
        .replace("NAME", name)
        .replace("SIZE", name.substring(4));
  }

  private void consume(String name, Listener listener, List<Long> rates) throws Exception {
    live(name, listener, 5000);
    for (long rate : rates) {
      if (!keepsUp(name, listener, rate)) {
        break;
      }
    }
    drain(name, listener);
  }

  /** Twice, since a machine has other work as well. */
  private boolean keepsUp(String name, Listener listener, long rate) throws Exception {
    boolean whole = live(name, listener, rate);
    return whole || live(name, listener, rate);
  }

  private boolean live(String name, Listener listener, long rate) throws Exception {
    long count = Events.trial(name, rate);
    long before = listener.received;
    vm.run(tool + " produce " + rate + " " + count);
    listener.awaitQuiet(before + count);
    long received = listener.received - before;
    lines.add("live %s %d %d %d".formatted(name, rate, count, received));
    return received >= count;
  }

  /** The agent's process stands still while the buffer fills. */
  private void drain(String name, Listener listener) throws Exception {
    int size = Events.size(name);
    long room = Events.room(name);
    long count = room * 9 / 10;
    long best = 1;
    long most = 0;
    for (int i = 0; i < ROUNDS; i++) {
      long before = listener.received;
      AtomicLong begun = new AtomicLong();
      OutputStream go =
          new OutputStream() {
            @Override
            public void write(int b) {
              begun.compareAndSet(0, System.nanoTime());
            }
          };
      String command =
          "p=$(pgrep -f [p]robewright.agent.Agent); kill -STOP $p; %s produce 0 %d; echo; kill -CONT $p"
              .formatted(tool, count);
      try (Workload workload =
          vm.vm().workloads().start(command, go, OutputStream.nullOutputStream())) {
        workload.waitFor();
      }
      listener.awaitQuiet(before + count);
      long took = listener.lastAt - begun.get();
      long events = listener.received - before;
      if (took > 0 && events * best > most * took) {
        best = took;
        most = events;
      }
    }
    lines.add("drain %s %d %d %d".formatted(name, most, best, listener.sum.check(size)));
  }

  private static final class Listener implements RunListener {
    private static final long QUIET_NANOS = 400_000_000L;

    final Events.Sum sum = new Events.Sum();
    private final int size;
    volatile long received;
    volatile long lastAt = System.nanoTime();
    private Events.@Nullable Reader reader;

    Listener(int size) {
      this.size = size;
    }

    @Override
    public void outputs(List<Output> outputs) {
      for (Output output : outputs) {
        if (output instanceof Output.Events events) {
          try {
            reader = Events.reader(events.layout(), size, sum);
          } catch (RefusedException refused) {
            throw new IllegalStateException(refused);
          }
        }
      }
    }

    @Override
    public void record(String stream, int cpu, ByteBuffer data) {
      Objects.requireNonNull(reader).read(data);
      received = sum.events();
      lastAt = System.nanoTime();
    }

    @Override
    public void lost(String stream, long kernel, long agent) {
      lastAt = System.nanoTime();
    }

    @Override
    public void ended(Problem why) {}

    /** Until so many are there, or nothing more comes. */
    void awaitQuiet(long events) {
      long since = System.nanoTime();
      while (received < events && System.nanoTime() - Math.max(lastAt, since) < QUIET_NANOS) {
        java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
      }
    }
  }
}
