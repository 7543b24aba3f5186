package probewright.target;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import probewright.agent.wire.AgentException;
import probewright.diagnostics.ProblemException;
import probewright.output.Demangler;
import probewright.output.Frame;

/**
 * Names for addresses of processes. What was read of a process is kept, so that its addresses have
 * names after its end; a process that came later under the same number would get the names of the
 * one before where nothing shows the difference. Safe for many threads.
 */
final class UserStacks {
  /** How long what was read of a process is taken as it is. */
  private static final long FRESH_NANOS = 1_000_000_000L;

  private static final class Seen {
    private @Nullable Memory memory;
    private Frame.Reason missing = Frame.Reason.PROCESS_GONE;
    private long memoryRead;
    private @Nullable PerfMap perfMap;
    private long perfMapRead;
  }

  private final AgentClient client;
  private final LongSupplier nanoClock;
  private final Map<Integer, Seen> processes = new HashMap<>();
  private final Map<String, Optional<UserSymbols>> files = new HashMap<>();

  UserStacks(AgentClient client, LongSupplier nanoClock) {
    this.client = client;
    this.nanoClock = nanoClock;
  }

  synchronized Frame frame(int pid, long address) throws ProblemException {
    if (pid <= 0) {
      return new Frame.Unknown(address, "", Frame.Reason.NO_PROCESS);
    }
    AgentBinaries binaries = new AgentBinaries(client, pid);
    Seen process = processes.computeIfAbsent(pid, none -> new Seen());
    Optional<Memory.Part> part = part(process, address);
    if (part.isEmpty() && isStale(process.memory == null, process.memoryRead)) {
      readMemory(process, binaries);
      part = part(process, address);
    }
    if (part.isEmpty()) {
      return new Frame.Unknown(
          address, "", process.memory == null ? process.missing : Frame.Reason.UNMAPPED);
    }
    return part.get().isFile()
        ? inFile(binaries, part.get(), address)
        : inOwnCode(process, binaries, part.get(), address);
  }

  private boolean isStale(boolean never, long read) {
    return never || nanoClock.getAsLong() - read >= FRESH_NANOS;
  }

  private static Optional<Memory.Part> part(Seen process, long address) {
    return process.memory == null ? Optional.empty() : process.memory.at(address);
  }

  private void readMemory(Seen process, AgentBinaries binaries) throws ProblemException {
    process.memoryRead = nanoClock.getAsLong();
    try {
      Memory memory = new Memory(binaries.maps());
      // one that is about to end has none left, and what it had is the better answer
      if (!memory.isEmpty()) {
        process.memory = memory;
      }
    } catch (AgentException e) {
      if (e.code().equals("process.no-permission")) {
        process.missing = Frame.Reason.NO_PERMISSION;
      }
    }
  }

  private Frame inFile(AgentBinaries binaries, Memory.Part part, long address)
      throws ProblemException {
    Optional<UserSymbols> symbols = files.get(part.file());
    if (symbols == null) {
      symbols = read(binaries, part);
      files.put(part.file(), symbols);
    }
    if (symbols.isEmpty()) {
      return new Frame.Unknown(address, part.path(), Frame.Reason.NO_FILE);
    }
    long offset = address - part.start() + part.offset();
    Optional<UserSymbols.Symbol> symbol = symbols.get().at(offset);
    if (symbol.isEmpty()) {
      Frame.Reason reason =
          symbols.get().isStripped() ? Frame.Reason.STRIPPED : Frame.Reason.NO_SYMBOL;
      return new Frame.Unknown(address, part.path(), reason);
    }
    return new Frame.Known(
        address,
        Demangler.demangled(symbol.get().name()),
        offset - symbol.get().offset(),
        part.path());
  }

  private static Optional<UserSymbols> read(AgentBinaries binaries, Memory.Part part)
      throws ProblemException {
    try {
      return Optional.of(binaries.mappedSymbols(part.path(), part.range()));
    } catch (AgentException e) {
      return Optional.empty();
    }
  }

  private Frame inOwnCode(Seen process, AgentBinaries binaries, Memory.Part part, long address)
      throws ProblemException {
    Optional<PerfMap.Code> code = code(process, address);
    if (code.isEmpty() && isStale(process.perfMap == null, process.perfMapRead)) {
      process.perfMapRead = nanoClock.getAsLong();
      try {
        process.perfMap = new PerfMap(binaries.perfMap());
      } catch (AgentException none) {
        // stays without, or with what was read before its end
      }
      code = code(process, address);
    }
    if (code.isPresent()) {
      return new Frame.Known(address, code.get().name(), address - code.get().start(), "perf map");
    }
    boolean named = process.perfMap != null || part.path().equals("[vdso]");
    return new Frame.Unknown(
        address, part.path(), named ? Frame.Reason.NO_SYMBOL : Frame.Reason.NO_PERF_MAP);
  }

  private static Optional<PerfMap.Code> code(Seen process, long address) {
    return process.perfMap == null ? Optional.empty() : process.perfMap.at(address);
  }
}
