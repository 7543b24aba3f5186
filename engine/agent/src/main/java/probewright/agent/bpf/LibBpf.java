package probewright.agent.bpf;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import probewright.agent.wire.AgentException;

/** The kernel's BPF through libbpf. */
public final class LibBpf implements Bpf {
  /** From 6.4 on the kernel keeps a log's end, before that it fails when one is too long. */
  private static final List<Long> LOG_SIZES = List.of(4L << 20, 64L << 20);

  /** Where maps can be pinned; libbpf looks whether it is a BPF file system. */
  private static final Path BPF_FILES = Path.of("/sys/fs/bpf");

  private static final long LOG_SENT = 1 << 20;
  private static final int ENOSPC = 28;

  private final Path root;

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
  public int possibleCpus() {
    return LogNative.possibleCpus();
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
    for (int i = 0; ; i++) {
      try {
        return load(bytes, elf.length, programs, pins, LOG_SIZES.get(i));
      } catch (LogTooSmall e) {
        if (i + 1 == LOG_SIZES.size()) {
          throw new AgentException("load.failed", e.program, ENOSPC);
        }
      }
    }
  }

  private LoadedObject load(
      ByteBuffer elf, int size, List<ProgramSpec> specs, List<Pin> pins, long logSize)
      throws AgentException, LogTooSmall {
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
        long log = ObjectNative.giveLog(program.getValue(), logSize);
        if (log < 0) {
          throw new AgentException("load.failed", program.getKey(), -log);
        }
        logs.put(program.getKey(), log);
      }
      int result = ObjectNative.load(object);
      if (result < 0) {
        throw refusal(-result, logs, logSize, pins);
      }
      loaded = true;
      return new KernelObject(object, programs, maps(object), new Links(root));
    } finally {
      if (!loaded) {
        ObjectNative.close(object);
      }
      logs.values().forEach(log -> ObjectNative.freeLog(log, logSize));
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
      if (spec.many()) {
        ObjectNative.many(program);
      }
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

  /** The first program with words from the verifier is the one that was refused. */
  private static AgentException refusal(
      int errno, Map<String, Long> logs, long logSize, List<Pin> pins) throws LogTooSmall {
    String said = said();
    for (Pin pin : pins) {
      if (said.contains("couldn't reuse pinned map at '" + pin.path() + "'")) {
        return AgentException.withRaw("load.pin-differs", said, pin.map(), pin.path());
      }
    }
    for (Map.Entry<String, Long> log : logs.entrySet()) {
      String words = utf8(ObjectNative.readLog(log.getValue(), logSize, LOG_SENT));
      if (!words.isEmpty()) {
        if (errno == ENOSPC) {
          throw new LogTooSmall(log.getKey());
        }
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
        maps.add(new KernelMap(ObjectNative.mapName(map), facts, possibleCpus()));
      }
    }
    return maps;
  }

  @Override
  public EventReader traceReader() throws AgentException {
    long reader = TraceNative.open(root.resolve("sys/kernel/tracing/trace_pipe").toString());
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

  private static final class LogTooSmall extends Exception {
    private static final long serialVersionUID = 1L;
    private final String program;

    private LogTooSmall(String program) {
      super(program);
      this.program = program;
    }
  }
}
