package probewright.agent.bpf;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import probewright.agent.wire.AgentException;

/** The kernel's BPF through libbpf. */
public final class LibBpf implements Bpf {
  private static final long LOG_SIZE = 4L << 20;
  private static final int EBUSY = 16;

  /** {@code BPF_LOG_STATS}: the verdict alone, which costs nothing. */
  static final int VERDICT = 4;

  /** {@code BPF_LOG_LEVEL1}: every instruction. */
  private static final int EVERYTHING = 1;

  /** To write down a million instructions takes minutes under emulation. */
  private static final String TOO_LARGE = "BPF program is too large";

  /** A log that has this has its end: from 6.4 on kernels keep that, before the beginning. */
  static final String LAST_LINE = "\nprocessed ";

  private final Path root;
  private @Nullable List<String> features;

  /**
   * @param root where {@code sys} is: {@code /}
   */
  public LibBpf(Path root) {
    this.root = root;
  }

  /** libbpf's own version, such as {@code v1.1}. */
  public static String version() {
    return LogNative.version();
  }

  @Override
  public synchronized List<String> features() {
    if (features == null) {
      List<String> found = new ArrayList<>();
      int bits = FeatureNative.find();
      for (int i = 0; i < FeatureNative.NAMES.size(); i++) {
        if ((bits >> i & 1) != 0) {
          found.add(FeatureNative.NAMES.get(i));
        }
      }
      List.of("kprobe", "uprobe").stream()
          .filter(kind -> Pmu.isThere(root, kind))
          .forEach(found::add);
      LogNative.take();
      features = List.copyOf(found);
    }
    return features;
  }

  @Override
  public int possibleCpus() {
    return LogNative.possibleCpus();
  }

  @Override
  public int onlineCpus() {
    return CostNative.onlineCpus();
  }

  @Override
  public Counting count() throws AgentException {
    int descriptor = CostNative.count();
    if (descriptor < 0) {
      throw new AgentException("health.no-statistics", -descriptor);
    }
    AtomicBoolean open = new AtomicBoolean(true);
    return () -> {
      if (open.getAndSet(false)) {
        CostNative.stop(descriptor);
      }
    };
  }

  @Override
  public long chosen(String library, String symbol) throws AgentException {
    long address = SymbolNative.chosen(library, symbol);
    if (address < 0) {
      throw new AgentException("ifunc.unknown", symbol);
    }
    return address;
  }

  @Override
  public LoadedObject load(byte[] elf, List<ProgramSpec> programs, List<Pin> pins)
      throws AgentException {
    ByteBuffer bytes = ByteBuffer.allocateDirect(Math.max(elf.length, 1)).put(0, elf);
    try {
      return load(bytes, elf.length, programs, pins, VERDICT);
    } catch (AgentException verdict) {
      String words = Objects.requireNonNullElse(verdict.raw(), "");
      boolean refused = verdict.code().equals("load.failed") && !verdict.argument(0).isEmpty();
      if (!refused || words.contains(TOO_LARGE)) {
        throw verdict;
      }
      try {
        return load(bytes, elf.length, programs, pins, EVERYTHING);
      } catch (AgentException whole) {
        String log = Objects.requireNonNullElse(whole.raw(), "");
        throw log.contains(LAST_LINE)
            ? whole
            : AgentException.withRaw(
                verdict.code(), log + "\n" + words, verdict.arguments().toArray());
      }
    }
  }

  private LoadedObject load(
      ByteBuffer elf, int size, List<ProgramSpec> specs, List<Pin> pins, int logLevel)
      throws AgentException {
    try (Loading loading = Loading.open(elf, size, specs)) {
      loading.pin(pins);
      for (String program : loading.programs()) {
        loading.log(program, logLevel, LOG_SIZE);
      }
      int result = loading.load();
      if (result < 0) {
        throw loading.refusal(-result, pins);
      }
      return loading.keep(
          (object, programs) ->
              new KernelObject(
                  object, programs, maps(object), new Links(root), new CostReader(root)));
    }
  }

  @Override
  public List<Story> verify(byte[] elf, List<ProgramSpec> programs) throws AgentException {
    ByteBuffer bytes = ByteBuffer.allocateDirect(Math.max(elf.length, 1)).put(0, elf);
    Optional<List<Story>> stories = new Stories(bytes, elf.length, programs).tell();
    if (stories.isEmpty()) {
      // refused; why is found out as it is of any load, and should it be taken now, nothing is
      // known
      load(elf, programs, List.of()).close();
    }
    return stories.orElse(List.of());
  }

  private List<KernelMap> maps(long object) {
    List<KernelMap> maps = new ArrayList<>();
    int[] facts = new int[6];
    for (long map = ObjectNative.nextMap(object, 0);
        map != 0;
        map = ObjectNative.nextMap(object, map)) {
      ObjectNative.mapFacts(map, facts);
      if (facts[5] == 0) {
        maps.add(new KernelMap(ObjectNative.mapName(map), facts, possibleCpus(), root));
      }
    }
    return maps;
  }

  @Override
  public EventReader traceReader() throws AgentException {
    long reader = TraceNative.open(root.resolve("sys/kernel/tracing/trace_pipe").toString());
    if (reader == -EBUSY) {
      throw new AgentException("stream.busy", "trace_pipe");
    }
    if (reader < 0) {
      throw new AgentException("stream.open-failed", "trace_pipe", -reader);
    }
    TraceNative.skip(reader);
    return new KernelReader.Trace(reader);
  }

  @Override
  public Waiter waiter(List<EventReader> readers) throws AgentException {
    return new KernelWaiter(readers);
  }

  static String said() {
    return utf8(LogNative.take()).strip();
  }

  static String utf8(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
