package probewright.agent.bpf;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import probewright.agent.bpf.Bpf.Pin;
import probewright.agent.bpf.Bpf.ProgramSpec;
import probewright.agent.wire.AgentException;

/**
 * An object on its way into the kernel, with a log for each of its programs. Closing it frees the
 * logs, and unloads what was not kept. For one thread.
 */
final class Loading implements AutoCloseable {
  /** Where maps can be pinned; libbpf looks whether it is a BPF file system. */
  private static final Path BPF_FILES = Path.of("/sys/fs/bpf");

  private static final long LOG_SENT = 1 << 20;

  private static final Pattern FIGURES =
      Pattern.compile("verification time |stack depth |processed |\\s*$");

  private record Log(long address, long size) {}

  private final long object;
  private final Map<String, Long> programs;
  private final Map<String, Log> logs = new LinkedHashMap<>();
  private boolean kept;

  private Loading(long object, Map<String, Long> programs) {
    this.object = object;
    this.programs = programs;
  }

  /**
   * Opens an object, to be loaded with those of its programs that are named.
   *
   * @throws AgentException {@code load.not-an-object}, {@code load.no-program}, {@code
   *     load.no-target}
   */
  static Loading open(ByteBuffer elf, int size, List<ProgramSpec> specs) throws AgentException {
    LogNative.take();
    long object = ObjectNative.open(elf, size);
    if (object < 0) {
      throw AgentException.withRaw("load.not-an-object", LibBpf.said(), -object);
    }
    boolean open = false;
    try {
      Loading loading = new Loading(object, choose(object, specs));
      open = true;
      return loading;
    } finally {
      if (!open) {
        ObjectNative.close(object);
      }
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
              "load.no-target", LibBpf.said(), spec.name(), spec.target(), -result);
        }
      }
    }
    all.forEach((name, program) -> ObjectNative.autoload(program, wanted.contains(name)));
    all.keySet().retainAll(wanted);
    return all;
  }

  /** The programs that are to be loaded, in the order of the object. */
  List<String> programs() {
    return List.copyOf(programs.keySet());
  }

  void pin(List<Pin> pins) throws AgentException {
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
            throw AgentException.withRaw("load.pin-path", LibBpf.said(), pin.map(), pin.path());
          }
        }
      }
    }
  }

  /** Every map is made anew, and gone with the object. */
  void pinNothing() {
    for (long map = ObjectNative.nextMap(object, 0);
        map != 0;
        map = ObjectNative.nextMap(object, map)) {
      ObjectNative.pin(map, null);
    }
  }

  /**
   * Gives a program a log.
   *
   * @param level of the kernel's {@code log_level}
   * @param size of its buffer in bytes
   */
  void log(String program, int level, long size) throws AgentException {
    long log = ObjectNative.giveLog(programs.getOrDefault(program, 0L), size, level);
    if (log < 0) {
      throw new AgentException("load.failed", program, -log);
    }
    logs.put(program, new Log(log, size));
  }

  /** Loads it: 0, or a negated errno. */
  int load() {
    return ObjectNative.load(object);
  }

  /** Whether the log was too short: the kernel fills it to the last byte. */
  boolean full(String program) {
    Log log = logs.get(program);
    return log != null && ObjectNative.logLength(log.address, log.size) >= log.size - 2;
  }

  /** What the kernel wrote into a program's log, the last of it where it is very long. */
  String words(String program) {
    Log log = logs.get(program);
    if (log == null) {
      return "";
    }
    long length = ObjectNative.logLength(log.address, log.size);
    long sent = Math.min(length, LOG_SENT);
    // the verdict stands at the end
    return LibBpf.utf8(ObjectNative.readLog(log.address, length - sent, sent));
  }

  /** Programs that were taken leave figures in their logs; the refused one has more to say. */
  AgentException refusal(int errno, List<Pin> pins) {
    String said = LibBpf.said();
    for (Pin pin : pins) {
      if (said.contains("couldn't reuse pinned map at '" + pin.path() + "'")) {
        return AgentException.withRaw("load.pin-differs", said, pin.map(), pin.path());
      }
    }
    for (String program : logs.keySet()) {
      String words = words(program);
      if (!words.lines().allMatch(line -> FIGURES.matcher(line).lookingAt())) {
        return AgentException.withRaw("load.failed", words, program, errno, said);
      }
    }
    return AgentException.withRaw("load.failed", said, "", errno, said);
  }

  /** The loaded object stays, and is its new owner's to close. */
  LoadedObject keep(BiFunction<Long, Map<String, Long>, LoadedObject> owner) {
    LoadedObject result = owner.apply(object, programs);
    kept = true;
    return result;
  }

  @Override
  public void close() {
    if (!kept) {
      ObjectNative.close(object);
    }
    logs.values().forEach(log -> ObjectNative.freeLog(log.address, log.size));
  }
}
