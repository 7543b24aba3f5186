package probewright.oracle;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import probewright.agent.bpf.Bpf.ProgramSpec;
import probewright.agent.bpf.BpfMap;
import probewright.agent.bpf.EventReader;
import probewright.agent.bpf.LibBpf;
import probewright.agent.bpf.LoadedObject;
import probewright.agent.bpf.ProbeSpec;
import probewright.agent.bpf.Waiter;
import probewright.agent.wire.AgentException;
import probewright.agent.wire.MalformedFrameException;
import probewright.btf.Btf;
import probewright.output.EventLayout;

/**
 * Our consumer in the guest with the agent's reader in the same JVM: {@code FOLDER TOOL RATE…};
 * prints what {@code events/tool.c} says.
 */
final class EventsInProcess {
  private static final int ROUNDS = 24;
  private static final int BATCH = 256 << 10;

  /** C2 has a hundredth of its usual speed here: one method may take it some seconds. */
  private static final long WINDOW_NANOS = 3_000_000_000L;

  private static final int STEADY_WINDOWS = 3;
  private static final double STEADY = 0.05;
  private static final int MOST_WINDOWS = 20;

  private final String tool;
  private final String name;
  private final EventReader reader;
  private final Waiter waiter;
  private final Events.Sum sum = new Events.Sum();
  private final ByteBuffer batch = ByteBuffer.allocateDirect(BATCH);
  private final Events.Reader each;

  private EventsInProcess(
      String tool, String name, EventReader reader, Waiter waiter, EventLayout layout)
      throws Exception {
    this.tool = tool;
    this.name = name;
    this.reader = reader;
    this.waiter = waiter;
    this.each = Events.reader(layout, Events.size(name), sum);
  }

  public static void main(String[] arguments) throws Exception {
    LibBpf bpf = new LibBpf(Path.of("/"));
    for (String name : Events.NAMES) {
      byte[] elf = Files.readAllBytes(Path.of(arguments[0], name + ".o"));
      Btf btf = Btf.ofElf(elf);
      EventLayout layout = EventLayout.of(btf, btf.struct("event").orElseThrow().id());
      LoadedObject object =
          bpf.load(elf, List.of(new ProgramSpec("produce", "", false)), List.of());
      BpfMap map =
          object.maps().stream().filter(m -> m.name().equals("events")).findFirst().orElseThrow();
      try (EventReader reader =
              name.startsWith("ring") ? object.ringReader(map) : object.perfReader(map, 64);
          Waiter waiter = bpf.waiter(List.of(reader))) {
        LoadedObject.Link link =
            object.attach("produce", new ProbeSpec("kprobe", List.of("__x64_sys_getppid"), -1));
        EventsInProcess consumer = new EventsInProcess(arguments[1], name, reader, waiter, layout);
        consumer.live(5000);
        consumer.warmUp();
        for (int i = 2; i < arguments.length; i++) {
          long rate = Long.parseLong(arguments[i]);
          if (!consumer.keepsUp(rate)) {
            break;
          }
        }
        consumer.drain();
        link.close();
      }
      object.close();
    }
  }

  private Process produce(long rate, long count) throws Exception {
    return new ProcessBuilder(tool, "produce", String.valueOf(rate), String.valueOf(count)).start();
  }

  /**
   * What runs for long runs compiled: the last batch is decoded again and again, until that becomes
   * no quicker any more.
   */
  private void warmUp() throws Exception {
    while (batch.limit() == 0) {
      produce(0, Events.room(name) / 2).waitFor();
      readAll();
    }
    List<Long> windows = new ArrayList<>();
    while (!isSteady(windows) && windows.size() < MOST_WINDOWS) {
      windows.add(window());
    }
    System.out.printf("warm %s %s%n", name, windows);
  }

  /** How often the batch is decoded in a while. */
  private long window() throws MalformedFrameException {
    long times = 0;
    long until = System.nanoTime() + WINDOW_NANOS;
    while (System.nanoTime() < until) {
      batch.rewind();
      each.readAll(batch);
      times++;
    }
    return times;
  }

  private static boolean isSteady(List<Long> windows) {
    if (windows.size() < STEADY_WINDOWS) {
      return false;
    }
    List<Long> last = windows.subList(windows.size() - STEADY_WINDOWS, windows.size());
    return Collections.max(last) - Collections.min(last) < STEADY * Collections.max(last);
  }

  /** Twice, since a machine has other work as well. */
  private boolean keepsUp(long rate) throws Exception {
    boolean whole = live(rate);
    return whole || live(rate);
  }

  private boolean live(long rate) throws Exception {
    long count = Events.trial(name, rate);
    long before = sum.events();
    Process producer = produce(rate, count);
    while (producer.isAlive()) {
      waiter.await(5);
      readAll();
    }
    readAll();
    System.out.printf("live %s %d %d %d%n", name, rate, count, sum.events() - before);
    return sum.events() - before >= count;
  }

  private void readAll() throws AgentException, MalformedFrameException {
    do {
      batch.clear();
      reader.fill(batch);
      batch.flip();
      each.readAll(batch);
    } while (batch.limit() > BATCH / 2);
  }

  private void drain() throws Exception {
    int size = Events.size(name);
    long room = Events.room(name);
    long best = 1;
    long most = 0;
    for (int i = 0; i < ROUNDS; i++) {
      produce(0, room * 9 / 10).waitFor();
      long before = sum.events();
      long begun = System.nanoTime();
      readAll();
      long took = System.nanoTime() - begun;
      if ((sum.events() - before) * best > most * took) {
        best = took;
        most = sum.events() - before;
      }
    }
    System.out.printf("drain %s %d %d %d%n", name, most, best, sum.check(size));
  }
}
