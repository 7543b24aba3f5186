package probewright.agent.kernel;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import probewright.agent.wire.AgentException;

/** Programs and libraries on this machine, and what stands in them. */
public final class Binaries {
  private static final List<String> LIBRARIES =
      List.of(
          "lib/x86_64-linux-gnu",
          "usr/lib/x86_64-linux-gnu",
          "lib/aarch64-linux-gnu",
          "usr/lib/aarch64-linux-gnu",
          "lib64",
          "usr/lib64",
          "lib",
          "usr/lib",
          "usr/local/lib");

  private static final List<String> PROGRAMS =
      List.of("usr/local/sbin", "usr/local/bin", "usr/sbin", "usr/bin", "sbin", "bin");

  private static final int MOST_MAPPINGS = 65536;

  private final Path root;

  /**
   * @param root {@code /} but in tests
   */
  public Binaries(Path root) {
    this.root = root;
  }

  /**
   * The file that a name stands for: a path; a library by its short name ({@code c}), as the
   * dynamic linker would find it; a program in the usual folders. For a process it is the file that
   * the process has mapped, or sees under that path; an empty name is its program.
   *
   * @param pid -1 for none
   * @return a path that this process can open
   * @throws AgentException {@code binary.absent} with the name, {@code binary.no-process}
   */
  public Path find(String name, int pid) throws AgentException {
    Path base = pid < 0 ? root : process(pid).resolve("root");
    try {
      if (name.isEmpty() && pid >= 0) {
        return seen(base, program(pid), name);
      }
      if (name.indexOf('/') >= 0) {
        return seen(base, name, name);
      }
      for (String candidate : candidates(name, pid, base)) {
        Path file = base.resolve(candidate.replaceFirst("^/+", ""));
        if (Files.isRegularFile(file)) {
          return plain(file, candidate, pid);
        }
      }
    } catch (IOException e) {
      throw new AgentException("agent.unreadable", String.valueOf(e.getMessage()));
    }
    throw new AgentException("binary.absent", name);
  }

  private Path process(int pid) throws AgentException {
    Path process = root.resolve("proc").resolve(String.valueOf(pid));
    if (!Files.isDirectory(process)) {
      throw new AgentException("binary.no-process", pid);
    }
    return process;
  }

  private String program(int pid) throws IOException {
    return Files.readSymbolicLink(root.resolve("proc/" + pid + "/exe")).toString();
  }

  private Path seen(Path base, String path, String name) throws AgentException, IOException {
    Path file = base.resolve(path.replaceFirst("^/+", ""));
    if (!path.startsWith("/") || !Files.isRegularFile(file)) {
      throw new AgentException("binary.absent", name);
    }
    return plain(file, path, base.equals(root) ? -1 : 0);
  }

  /** Where a process sees the same file as everybody, the path that everybody knows. */
  private Path plain(Path file, String path, int pid) throws IOException {
    Path everybody = root.resolve(path.replaceFirst("^/+", ""));
    boolean same = pid < 0 || (Files.exists(everybody) && Files.isSameFile(file, everybody));
    return same ? everybody : file;
  }

  private List<String> candidates(String name, int pid, Path base) throws IOException {
    List<String> all = new ArrayList<>();
    String library = name.startsWith("lib") ? name : "lib" + name;
    String start = library.contains(".so") ? library : library + ".so";
    if (pid >= 0) {
      for (String mapped : mapped(pid)) {
        String file = mapped.substring(mapped.lastIndexOf('/') + 1);
        if (isVersionOf(start, file) || file.matches("\\Q" + library + "\\E-[0-9.]+\\.so")) {
          all.add(mapped);
        }
      }
    }
    for (String path : LinkerCache.find(base.resolve("etc/ld.so.cache"), start)) {
      if (isVersionOf(start, path.substring(path.lastIndexOf('/') + 1))) {
        all.add(path);
      }
    }
    for (String folder : LIBRARIES) {
      all.addAll(list(base, folder, start));
    }
    PROGRAMS.forEach(folder -> all.add("/" + folder + "/" + name));
    return all;
  }

  /** {@code libc.so.6} of {@code libc.so}, but not {@code libc.so-gdb.py}. */
  private static boolean isVersionOf(String start, String file) {
    return file.startsWith(start) && file.substring(start.length()).matches("(\\.[0-9]+)*");
  }

  private static List<String> list(Path base, String folder, String start) throws IOException {
    Path there = base.resolve(folder);
    if (!Files.isDirectory(there)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(there)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> isVersionOf(start, file))
          .sorted()
          .map(file -> "/" + folder + "/" + file)
          .toList();
    }
  }

  /**
   * The files that a process has mapped to run, a line each, as the process names them.
   *
   * @throws AgentException {@code binary.no-process}
   */
  public InputStream mappedFiles(int pid) throws AgentException, IOException {
    process(pid);
    return text(String.join("\n", mapped(pid)).getBytes(StandardCharsets.UTF_8));
  }

  private Set<String> mapped(int pid) throws IOException {
    Set<String> files = new LinkedHashSet<>();
    try (Stream<String> lines = Files.lines(root.resolve("proc/" + pid + "/maps"))) {
      lines
          .limit(MOST_MAPPINGS)
          .map(line -> line.split(" +", 6))
          .filter(parts -> parts.length == 6 && parts[5].startsWith("/"))
          .filter(parts -> parts[1].indexOf('x') >= 0)
          .forEach(parts -> files.add(parts[5]));
    }
    return files;
  }

  /**
   * The functions that a file names, or the debug file that belongs to it.
   *
   * @param only the one that is asked for
   * @see ElfSymbols#lines
   */
  public InputStream symbols(String path, Optional<String> only)
      throws AgentException, IOException {
    return symbols(path, root, Path.of(path), only);
  }

  /**
   * The same of a file that a process has mapped.
   *
   * @param range the mapping, as {@link Processes#mapped} takes it
   */
  public InputStream symbols(String path, int pid, String range)
      throws AgentException, IOException {
    Processes processes = new Processes(root);
    Path file = processes.mapped(pid, range, path);
    Path base = processes.rootOf(pid);
    Path named = base.resolve(path.substring(1));
    return symbols(file.toString(), base, named, Optional.empty());
  }

  /**
   * The names that a stripped file keeps packed away, for the client to unpack: a line {@code
   * OFFSET ADDRESS SIZE} in hexadecimal for each part of the file that is mapped, an empty line,
   * and the bytes of the section {@code .gnu_debugdata}. Nothing where the file has no such
   * section. Source: GDB's manual, "MiniDebugInfo".
   */
  public static InputStream packedNames(String path) throws AgentException, IOException {
    try (Elf elf = open(path)) {
      Optional<Elf.Section> section = elf.section(".gnu_debugdata");
      if (section.isEmpty()) {
        return text(new byte[0]);
      }
      StringBuilder head = new StringBuilder();
      for (Elf.Segment segment : elf.segments()) {
        head.append(Long.toHexString(segment.offset())).append(' ');
        head.append(Long.toHexString(segment.address())).append(' ');
        head.append(Long.toHexString(segment.fileSize())).append('\n');
      }
      return new SequenceInputStream(
          text(head.append('\n').toString().getBytes(StandardCharsets.UTF_8)),
          text(elf.read(section.get()).array()));
    } catch (Elf.NotElfException e) {
      throw new AgentException("binary.not-elf", path, String.valueOf(e.getMessage()));
    }
  }

  /** The same of a file that a process has mapped. */
  public InputStream packedNames(String path, int pid, String range)
      throws AgentException, IOException {
    return packedNames(new Processes(root).mapped(pid, range, path).toString());
  }

  private static InputStream symbols(String path, Path base, Path named, Optional<String> only)
      throws AgentException, IOException {
    try (Elf elf = open(path)) {
      Optional<Path> debug =
          elf.section(Elf.SHT_SYMTAB).isPresent() || !named.startsWith(base)
              ? Optional.empty()
              : new DebugFiles(base).find(elf, named);
      if (debug.isEmpty()) {
        return text(ElfSymbols.lines(elf, Optional.empty(), only));
      }
      try (Elf names = Elf.open(debug.get())) {
        return text(ElfSymbols.lines(elf, Optional.of(names), only));
      }
    } catch (Elf.NotElfException e) {
      throw new AgentException("binary.not-elf", path, String.valueOf(e.getMessage()));
    }
  }

  /**
   * The static probes of a file.
   *
   * @see SdtNotes#lines
   */
  public static InputStream staticProbes(String path) throws AgentException, IOException {
    try (Elf elf = open(path)) {
      return text(SdtNotes.lines(elf));
    } catch (Elf.NotElfException e) {
      throw new AgentException("binary.not-elf", path, String.valueOf(e.getMessage()));
    }
  }

  /** The offset in the file of what the file itself numbers by addresses. */
  public static long offset(String path, long address) throws AgentException, IOException {
    try (Elf elf = open(path)) {
      return elf.offset(address);
    }
  }

  private static Elf open(String path) throws AgentException, IOException {
    try {
      Path file = Path.of(path);
      // a device or a pipe would be opened for ever
      if (!Files.isRegularFile(file)) {
        throw new AgentException("binary.absent", path);
      }
      return Elf.open(file);
    } catch (NoSuchFileException e) {
      throw new AgentException("binary.absent", path);
    }
  }

  private static InputStream text(byte[] lines) {
    return new ByteArrayInputStream(lines);
  }
}
