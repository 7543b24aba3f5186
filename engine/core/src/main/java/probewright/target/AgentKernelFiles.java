package probewright.target;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import probewright.agent.wire.AgentException;
import probewright.btf.KernelFiles;
import probewright.diagnostics.ProblemException;
import probewright.diagnostics.Stage;

/** A kernel's files over the wire. What does not change while the kernel runs is asked for once. */
final class AgentKernelFiles implements KernelFiles {
  private final AgentFiles files;
  private final Map<String, Optional<byte[]>> kept = new ConcurrentHashMap<>();

  private final String build;

  AgentKernelFiles(AgentClient client, String build) {
    this.files = new AgentFiles(client);
    this.build = build;
  }

  @Override
  public String build() {
    return build;
  }

  @Override
  public Optional<String> tracepointFormat(String category, String event) throws ProblemException {
    return text("format/" + category + "/" + event);
  }

  @Override
  public Map<String, String> tracepointFormats(String category) throws ProblemException {
    String prefix = "format/" + category + "/";
    Map<String, String> formats = new TreeMap<>();
    // in one request, which a single event's is as well
    String all = text("formats/" + category).orElse("");
    for (String one : all.split("(?m)^event: ", -1)) {
      int name = one.indexOf('\n');
      if (name > 0) {
        String event = one.substring(0, name);
        String format = one.substring(name + 1);
        kept.put(prefix + event, Optional.of(format.getBytes(StandardCharsets.UTF_8)));
        formats.put(event, format);
      }
    }
    return formats;
  }

  @Override
  public List<String> counters() throws ProblemException {
    return text("pmus").map(names -> names.lines().toList()).orElse(List.of());
  }

  @Override
  public List<String> tracepoints() throws ProblemException {
    // a module that is loaded meanwhile brings more
    return read("events").map(AgentKernelFiles::lines).orElse(List.of());
  }

  @Override
  public List<String> traceableFunctions() throws ProblemException {
    return text("functions")
        .map(all -> all.lines().map(line -> line.split("\\s", 2)[0]).toList())
        .orElse(List.of());
  }

  @Override
  public Map<String, String> config() throws ProblemException {
    Map<String, String> options = new LinkedHashMap<>();
    for (String line : text("config").map(whole -> whole.lines().toList()).orElse(List.of())) {
      int equals = line.indexOf('=');
      if (line.startsWith("CONFIG_") && equals > 0) {
        options.put(line.substring(0, equals), line.substring(equals + 1));
      }
    }
    return options;
  }

  @Override
  public List<String> modulesWithTypes() throws ProblemException {
    return read("btf-modules").map(AgentKernelFiles::lines).orElse(List.of());
  }

  @Override
  public Optional<byte[]> moduleBtf(String module) throws ProblemException {
    return once("btf/" + module);
  }

  @Override
  public int processors() throws ProblemException {
    int count = 0;
    String ranges = read("processors").map(AgentKernelFiles::string).orElse("0").strip();
    for (String range : ranges.split(",", -1)) {
      String[] ends = range.split("-", -1);
      count += Integer.parseInt(ends[ends.length - 1]) - Integer.parseInt(ends[0]) + 1;
    }
    return count;
  }

  private Optional<String> text(String what) throws ProblemException {
    return once(what).map(AgentKernelFiles::string);
  }

  private Optional<byte[]> once(String what) throws ProblemException {
    Optional<byte[]> there = kept.get(what);
    if (there == null) {
      there = read(what);
      // what is absent may come with a module
      if (there.isPresent()) {
        kept.put(what, there);
      }
    }
    return there;
  }

  private Optional<byte[]> read(String what) throws ProblemException {
    try {
      return Optional.of(files.read(what));
    } catch (AgentException e) {
      if (e.code().equals("agent.no-such-file")) {
        return Optional.empty();
      }
      throw new ProblemException(AgentFiles.refused(Stage.TRANSLATE, e), e);
    }
  }

  private static List<String> lines(byte[] bytes) {
    return string(bytes).lines().toList();
  }

  private static String string(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
