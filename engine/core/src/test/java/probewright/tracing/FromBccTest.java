package probewright.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import probewright.cli.Main;
import probewright.probes.Attachment;
import probewright.target.Installation;

/** The table for people who come from bcc's Python names what is there, in both languages. */
class FromBccTest {
  private static final List<String> PACKAGES =
      List.of("tracing", "target", "output", "btf", "dialect", "probes", "diagnostics");

  private static final Pattern NAME = Pattern.compile("`(\\w+(?:\\.\\w+)*)`");

  private static final Pattern QUOTED = Pattern.compile("`([^`\n]+)`");
  private static final Pattern OPTION = Pattern.compile("--[a-z]+");
  private static final Pattern ATTACHMENT =
      Pattern.compile(
          "(?:k|kret|u|uret)probe:.*=f|(?:raw_)?tracepoint:.*=f|f(?:entry|exit|mod_ret):.*=f"
              + "|(?:lsm|usdt|perf|socket|xdp):.*=f");

  /** What a user of bcc's Python looks for: sections 4 and 5 of the study, the guide's contents. */
  private static final String WANTED =
      """
      BPF( USDT( attach_kprobe attach_kretprobe attach_tracepoint attach_uprobe attach_uretprobe
      enable_probe attach_raw_tracepoint attach_raw_socket attach_xdp attach_func detach_func
      detach_kprobe detach_kretprobe trace_print trace_fields perf_buffer_poll ring_buffer_poll
      ring_buffer_consume perf_buffer_consume get_table open_perf_buffer items values clear
      items_lookup_and_delete_batch items_update_batch items_delete_batch items_lookup_batch
      print_log2_hist print_linear_hist print_json_hist open_ring_buffer push pop peek ksym ksymname
      sym num_open_kprobes get_syscall_fnname load_func dump_func disassemble_func decode_table
      attach_perf_event attach_kfunc attach_kretfunc attach_fmod_ret attach_lsm trace_open
      trace_readline get_kprobe_functions get_user_functions get_tracepoints tracepoint_exists
      kernel_struct_has_field support_kfunc find_library find_exe monotonic_time
      enumerate_probes get_probe_arg_ctype zero keys key_sprintf getvalue sum max average walk
      open_perf_event BCC_KERNEL_SOURCE BCC_PROBE_LIMIT remove_xdp cleanup close add_module printb get_text get_table(reducer
      """;

  private record Row(String bcc, String java, String elsewhere) {}

  private static List<Row> rows(String file) throws Exception {
    return Files.readAllLines(Path.of("../../docs").resolve(file)).stream()
        .filter(line -> line.startsWith("|") && !line.startsWith("|---"))
        .map(line -> line.substring(1, line.length() - 1).split("\\|", -1))
        .map(cells -> new Row(cells[0].strip(), cells[1].strip(), cells[2].strip()))
        .filter(row -> !row.bcc.equals("bcc"))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"from-bcc.md", "from-bcc.zh_CN.md"})
  void everyNameHasACounterpartThatIsThereOrAReason(String file) throws Exception {
    for (Row row : rows(file)) {
      assertThat(row.java + row.elsewhere).as(row.bcc).isNotEmpty();
      Matcher names = NAME.matcher(row.java);
      while (names.find()) {
        String name = names.group(1);
        assertThat(isThere(name)).as(row.bcc + " is said to be " + name).isTrue();
      }
      assertThat(row.java.isEmpty() || NAME.matcher(row.java).find()).as(row.bcc).isTrue();
    }
  }

  /** Commands and options by the command line's own usage; probes by how they are read. */
  @ParameterizedTest
  @ValueSource(strings = {"from-bcc.md", "from-bcc.zh_CN.md"})
  void whatIsSaidOfTheCommandLineIsThere(String file) throws Exception {
    Map<String, String> usages = new HashMap<>();
    for (String command : List.of("run", "check", "expand", "probes", "format", "replay")) {
      usages.put(command, usage(command));
    }
    String everywhere = String.join("\n", usages.values());
    List<String> seen = new ArrayList<>();
    Matcher quoted = QUOTED.matcher(Files.readString(Path.of("../../docs").resolve(file)));
    while (quoted.find()) {
      String words = quoted.group(1);
      String first = words.split(" ", 2)[0];
      Matcher options = OPTION.matcher(words);
      while (options.find()) {
        assertThat(usages.getOrDefault(first.replace("packaging/", ""), everywhere))
            .as(words)
            .contains(options.group());
        seen.add(options.group());
      }
      String probe = words.replace("0xADDRESS", "0x1").replace("OFFSET", "1");
      if (ATTACHMENT.matcher(probe).matches()) {
        assertThat(Attachment.parse(probe, null).problems()).as(words).isEmpty();
        seen.add("probe");
      }
    }
    assertThat(seen).contains("--attach", "--pid", "--json", "--raw", "--param", "probe");
  }

  private static String usage(String command) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream to = new PrintStream(out, true, StandardCharsets.UTF_8);
    Path nowhere = Path.of("/nonexistent");
    Installation nothing = new Installation(nowhere, nowhere, "", "tcg");
    assertThat(Main.run(to, to, Locale.ENGLISH, nothing, command, "--help")).isZero();
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void bothLanguagesHaveTheSameRows() throws Exception {
    assertThat(rows("from-bcc.zh_CN.md").stream().map(row -> row.bcc + row.java))
        .isEqualTo(rows("from-bcc.md").stream().map(row -> row.bcc + row.java).toList());
    assertThat(rows("from-bcc.zh_CN.md").stream().map(row -> row.elsewhere.isEmpty()))
        .isEqualTo(rows("from-bcc.md").stream().map(row -> row.elsewhere.isEmpty()).toList());
  }

  @Test
  void nothingOfBccsIsForgotten() throws Exception {
    String all = rows("from-bcc.md").stream().map(Row::bcc).collect(Collectors.joining(" "));
    Set<String> missing = new TreeSet<>();
    for (String name : WANTED.strip().split("\\s+", -1)) {
      if (!all.contains("`" + name)) {
        missing.add(name);
      }
    }
    assertThat(missing).isEmpty();
  }

  /** A class, or a class's method or nested class. */
  private static boolean isThere(String name) throws Exception {
    int dot = name.lastIndexOf('.');
    if (find(name.replace('.', '$')) != null) {
      return true;
    }
    Class<?> owner = dot < 0 ? null : find(name.substring(0, dot).replace('.', '$'));
    return owner != null
        && Arrays.stream(owner.getMethods())
            .anyMatch(method -> method.getName().equals(name.substring(dot + 1)));
  }

  private static @org.jspecify.annotations.Nullable Class<?> find(String name) {
    for (String each : PACKAGES) {
      try {
        return Class.forName("probewright." + each + "." + name);
      } catch (ClassNotFoundException elsewhere) {
        // of another package
      }
    }
    return name.equals("System") ? System.class : null;
  }
}
