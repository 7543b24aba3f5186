package probewright.target;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
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
  /** Within one of these, what is missing at one address is missing at the others. */
  private static final int PAGE_BITS = 12;

  private static final class Seen {
    private final Rereads memoryRereads;
    private final Rereads perfMapRereads;
    private Frame.Reason missing = Frame.Reason.PROCESS_GONE;
    private @Nullable Memory memory;
    private @Nullable PerfMap perfMap;

    Seen(LongSupplier nanoClock) {
      memoryRereads = new Rereads(nanoClock);
      perfMapRereads = new Rereads(nanoClock);
    }
  }

  private final IntFunction<ProcessFiles> files;
  private final LongSupplier nanoClock;
  private final Map<Integer, Seen> processes = new HashMap<>();
  private final Map<String, Optional<UserSymbols>> symbolsOf = new HashMap<>();

  UserStacks(IntFunction<ProcessFiles> files, LongSupplier nanoClock) {
    this.files = files;
    this.nanoClock = nanoClock;
  }

  synchronized Frame frame(int pid, long address) throws ProblemException {
    if (pid <= 0) {
      return new Frame.Unknown(address, "", Frame.Reason.NO_PROCESS);
    }
    ProcessFiles now = files.apply(pid);
    Seen process = processes.computeIfAbsent(pid, none -> new Seen(nanoClock));
    Optional<Memory.Part> part = part(process, address);
    if (part.isEmpty() && process.memoryRereads.isDue(address >>> PAGE_BITS)) {
      readMemory(process, now);
      part = part(process, address);
    }
    if (part.isEmpty()) {
      return new Frame.Unknown(
          address, "", process.memory == null ? process.missing : Frame.Reason.UNMAPPED);
    }
    return part.get().isFile()
        ? inFile(now, part.get(), address)
        : inOwnCode(process, now, part.get(), address);
  }

  private static Optional<Memory.Part> part(Seen process, long address) {
    return process.memory == null ? Optional.empty() : process.memory.at(address);
  }

  private void readMemory(Seen process, ProcessFiles now) throws ProblemException {
    try {
      Memory memory = new Memory(now.maps());
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

  private Frame inFile(ProcessFiles now, Memory.Part part, long address) throws ProblemException {
    Optional<UserSymbols> symbols = symbolsOf.get(part.file());
    if (symbols == null) {
      symbols = read(now, part);
      symbolsOf.put(part.file(), symbols);
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

  private static Optional<UserSymbols> read(ProcessFiles now, Memory.Part part)
      throws ProblemException {
    try {
      return Optional.of(now.mappedSymbols(part.path(), part.range()));
    } catch (AgentException e) {
      return Optional.empty();
    }
  }

  private Frame inOwnCode(Seen process, ProcessFiles now, Memory.Part part, long address)
      throws ProblemException {
    Optional<PerfMap.Code> code = code(process, address);
    if (code.isEmpty() && process.perfMapRereads.isDue(address)) {
      try {
        process.perfMap = new PerfMap(now.perfMap());
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
