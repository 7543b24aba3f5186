package probewright.agent.bpf;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import probewright.agent.wire.AgentException;

/** The kernel's BPF through libbpf. */
public final class LibBpf implements Bpf {
  private static final long LOG_SIZE = 4L << 20;

  /** Where maps can be pinned; libbpf looks whether it is a BPF file system. */
  private static final Path BPF_FILES = Path.of("/sys/fs/bpf");

  private static final long LOG_SENT = 1 << 20;
  private static final int EBUSY = 16;

  /** {@code BPF_LOG_STATS}: the verdict alone, which costs nothing. */
  private static final int VERDICT = 4;

  /** {@code BPF_LOG_LEVEL1}: every instruction. */
  private static final int EVERYTHING = 1;

  /** To write down a million instructions takes minutes under emulation. */
  private static final String TOO_LARGE = "BPF program is too large";

  /** A log that has this has its end: from 6.4 on kernels keep that, before the beginning. */
  private static final String LAST_LINE = "\nprocessed ";

  private static final Pattern FIGURES =
      Pattern.compile("verification time |stack depth |processed |\\s*$");

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
    LogNative.take();
    long object = ObjectNative.open(elf, size);
    if (object < 0) {
      throw AgentException.withRaw("load.not-an-object", said(), -object);
    }
    Map<String, Long> logs = new LinkedHashMap<>();
    boolean loaded = false;
    try {
      Map<String, Long> programs = choose(object, specs);
      pin(object, pins);
      for (Map.Entry<String, Long> program : programs.entrySet()) {
        long log = ObjectNative.giveLog(program.getValue(), LOG_SIZE, logLevel);
        if (log < 0) {
          throw new AgentException("load.failed", program.getKey(), -log);
        }
        logs.put(program.getKey(), log);
      }
      int result = ObjectNative.load(object);
      if (result < 0) {
        throw refusal(-result, logs, pins);
      }
      loaded = true;
      return new KernelObject(
          object, programs, maps(object), new Links(root), new CostReader(root));
    } finally {
      if (!loaded) {
        ObjectNative.close(object);
      }
      logs.values().forEach(log -> ObjectNative.freeLog(log, LOG_SIZE));
    }
  }

  private static Map<String, Long> choose(long object, List<ProgramSpec> specs)
      throws AgentException {
    Map<String, Long> all = new LinkedHashMap<>();
    for (long program = ObjectNative.nextProgram(object, 0);
        program != 0;
        program = ObjectNative.nextProgram(object, program)) {
      all.put(ObjectNative.programName(program), program);
    }
    Set<String> wanted = new HashSet<>();
    for (ProgramSpec spec : specs) {
      Long program = all.get(spec.name());
      if (program == null) {
        throw new AgentException("load.no-program", spec.name());
      }
      wanted.add(spec.name());
      ObjectNative.many(program, spec.many());
      if (!spec.target().isEmpty()) {
        int result = ObjectNative.target(program, spec.target());
        if (result < 0) {
          throw AgentException.withRaw(
              "load.no-target", said(), spec.name(), spec.target(), -result);
        }
      }
    }
    all.forEach((name, program) -> ObjectNative.autoload(program, wanted.contains(name)));
    all.keySet().retainAll(wanted);
    return all;
  }

  private void pin(long object, List<Pin> pins) throws AgentException {
    for (Pin pin : pins) {
      Path path = Path.of(pin.path());
      if (!path.startsWith(BPF_FILES) || !path.equals(path.normalize())) {
        throw new AgentException("load.pin-path", pin.map(), pin.path());
      }
      for (long map = ObjectNative.nextMap(object, 0);
          map != 0;
          map = ObjectNative.nextMap(object, map)) {
        if (ObjectNative.mapName(map).equals(pin.map())) {
          int result = ObjectNative.pin(map, pin.path());
          if (result < 0) {
            throw AgentException.withRaw("load.pin-path", said(), pin.map(), pin.path());
          }
        }
      }
    }
  }

  /** Programs that were taken leave figures in their logs; the refused one has more to say. */
  private static AgentException refusal(int errno, Map<String, Long> logs, List<Pin> pins) {
    String said = said();
    for (Pin pin : pins) {
      if (said.contains("couldn't reuse pinned map at '" + pin.path() + "'")) {
        return AgentException.withRaw("load.pin-differs", said, pin.map(), pin.path());
      }
    }
    for (Map.Entry<String, Long> log : logs.entrySet()) {
      String words = utf8(ObjectNative.readLog(log.getValue(), LOG_SIZE, LOG_SENT));
      if (!words.lines().allMatch(line -> FIGURES.matcher(line).lookingAt())) {
        return AgentException.withRaw("load.failed", words, log.getKey(), errno, said);
      }
    }
    return AgentException.withRaw("load.failed", said, "", errno, said);
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

  private static String utf8(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
