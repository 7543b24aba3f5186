package probewright.agent;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import probewright.agent.bpf.Bpf;
import probewright.agent.bpf.BpfMap;
import probewright.agent.bpf.Cost;
import probewright.agent.bpf.Counting;
import probewright.agent.bpf.EventReader;
import probewright.agent.bpf.LoadedObject;
import probewright.agent.bpf.ProbeSpec;
import probewright.agent.bpf.Waiter;
import probewright.agent.wire.AgentException;

/** A kernel whose one object has one stream, which floods while a program is attached. */
final class FakeBpf implements Bpf {
  static final int RECORD = 64;

  /** What happened, in order: loaded, attached, detached, unloaded. */
  final List<String> log = new CopyOnWriteArrayList<>();

  final AtomicLong produced = new AtomicLong();

  /** So many records there are, and then no more. */
  volatile long most = Long.MAX_VALUE;

  private volatile boolean attached;

  /** Whether nobody may have the kernel count. */
  volatile boolean forbidden;

  /** What a verifier waits for before it tells what it knows. */
  volatile CountDownLatch thought = new CountDownLatch(0);

  /** Nothing can be waited for any more. */
  volatile boolean broken;

  @Override
  public LoadedObject load(byte[] elf, List<ProgramSpec> programs, List<Pin> pins)
      throws AgentException {
    if (elf.length == 0) {
      throw AgentException.withRaw("load.failed", "words of the verifier", "f", 13, "");
    }
    log.add("loaded");
    return new LoadedObject() {
      @Override
      public List<BpfMap> maps() {
        return List.of(new FakeMap());
      }

      @Override
      public Link attach(String program, ProbeSpec probe) throws AgentException {
        List<String> parts = probe.parts();
        if (parts.contains("absent")) {
          throw AgentException.withRaw("attach.failed", "words of libbpf", 2);
        }
        log.add("attached " + parts.get(0));
        attached = true;
        return () -> {
          attached = false;
          log.add("detached " + parts.get(0));
        };
      }

      @Override
      public void insertProgram(BpfMap map, byte[] key, String program) {
        log.add("inserted " + program);
      }

      @Override
      public EventReader perfReader(BpfMap map, int pages) {
        return new Flood(false);
      }

      @Override
      public EventReader ringReader(BpfMap map) {
        return new Flood(false);
      }

      @Override
      public Cost cost() {
        return new Cost(
            List.of(new Cost.Program("f", 7, produced.get(), 10 * produced.get(), 1)),
            List.of(new Cost.Memory("counts", 8, 4096)));
      }

      @Override
      public void close() {
        log.add("unloaded");
      }
    };
  }

  @Override
  public List<Story> verify(byte[] elf, List<ProgramSpec> programs) throws AgentException {
    load(elf, programs, List.of()).close();
    try {
      thought.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return programs.stream()
        .map(program -> new Story(program.name(), 7, Part.WHOLE, "0: R1=ctx() R10=fp0\n"))
        .toList();
  }

  @Override
  public EventReader traceReader() {
    // others write to the trace pipe as well
    return new Flood(true);
  }

  @Override
  public Waiter waiter(List<EventReader> readers) {
    CountDownLatch woken = new CountDownLatch(1);
    return new Waiter() {
      @Override
      public void await(int milliseconds) throws AgentException {
        if (broken) {
          throw new AgentException("stream.failed", 9);
        }
        try {
          woken.await(attached ? 0 : milliseconds, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }

      @Override
      public void wake() {
        woken.countDown();
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public long chosen(String library, String symbol) throws AgentException {
    throw new AgentException("ifunc.unknown", symbol);
  }

  @Override
  public Counting count() throws AgentException {
    if (forbidden) {
      throw new AgentException("health.no-statistics", 1);
    }
    log.add("counts");
    return () -> log.add("counts no more");
  }

  @Override
  public int onlineCpus() {
    return 2;
  }

  @Override
  public List<String> features() {
    return List.of("ring");
  }

  @Override
  public int possibleCpus() {
    return 2;
  }

  private final class Flood implements EventReader {
    private final boolean endless;

    Flood(boolean endless) {
      this.endless = endless;
    }

    @Override
    public void fill(ByteBuffer direct) {
      while ((endless || attached) && produced.get() < most && direct.remaining() >= RECORD + 8) {
        direct.putInt(RECORD).putInt(1).putLong(produced.incrementAndGet());
        direct.position(direct.position() + RECORD - 8);
      }
    }

    @Override
    public void settle() {}

    @Override
    public Held held() {
      return new Held(RECORD, 2 * RECORD, 1 << 18, 2);
    }

    @Override
    public void close() {
      log.add("reader closed");
    }
  }

  private static final class FakeMap implements BpfMap {
    @Override
    public String name() {
      return "counts";
    }

    @Override
    public int type() {
      return 1;
    }

    @Override
    public int keySize() {
      return 1;
    }

    @Override
    public int valueSize() {
      return 2;
    }

    @Override
    public int maxEntries() {
      return 4;
    }

    @Override
    public Cursor read() {
      AtomicLong page = new AtomicLong();
      return () -> {
        byte n = (byte) page.incrementAndGet();
        return new Page(2, new byte[] {n, n}, new byte[] {n, 0, n, 1}, n == 2);
      };
    }

    @Override
    public Cursor drain() {
      return read();
    }

    @Override
    public void clear() {}

    @Override
    public byte[] lookup(byte[] key) {
      return new byte[2];
    }

    @Override
    public byte[] take(byte[] key) {
      return lookup(key);
    }

    @Override
    public void update(byte[] keys, byte[] values, int count) {
      throw new IllegalStateException("a fault");
    }

    @Override
    public void insertGroup(byte[] key, String path) {}

    @Override
    public void count(int type, long config) {}

    @Override
    public void insert(byte[] key, BpfMap inner) {}

    @Override
    public void delete(byte[] keys, int count) {}
  }
}
