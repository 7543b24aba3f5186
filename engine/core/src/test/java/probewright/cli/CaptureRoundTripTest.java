package probewright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import probewright.btf.Kernel;
import probewright.compiler.MiniKernel;
import probewright.compiler.Toolchain;
import probewright.dialect.Program;
import probewright.target.AttachOptions;
import probewright.target.Installation;

/** A run on a scripted target is captured; a replay prints what it printed, byte for byte. */
class CaptureRoundTripTest {
  @TempDir static Path folder;
  static Toolchain toolchain;
  static Kernel kernel;

  @BeforeAll
  static void compileKernel() throws IOException {
    kernel = MiniKernel.make(folder);
    toolchain =
        MiniKernel.toolchain(
            folder.resolve("cache"), MiniKernel.clangs().findFirst().orElseThrow());
  }

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private static Installation nothing() {
    return new Installation(folder.resolve("none"), folder.resolve("none"), "", "tcg");
  }

  private PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  private String live(Path capture, Schedule schedule, Format format) throws Exception {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    Surroundings surroundings =
        new Surroundings(stream(printed), stream(err), Locale.ENGLISH, nothing(), false);
    int status =
        new RunSession(surroundings, schedule, AttachOptions.none(), List.of(), capture, format)
            .run(
                new Workshop(toolchain, new ScriptedTarget(kernel)),
                new Program(
                    "calls.c",
                    ScriptedTarget.PROGRAM,
                    Map.of("own.h", "int x;\n"),
                    Map.of(),
                    List.of()));
    assertThat(status).as(err.toString(StandardCharsets.UTF_8)).isZero();
    return printed.toString(StandardCharsets.UTF_8);
  }

  /** A run of the program with parameters, whose file is read by any tool. */
  private Path limited() throws Exception {
    Path capture = folder.resolve("limited.capture");
    Files.deleteIfExists(capture);
    Surroundings surroundings =
        new Surroundings(stream(out), stream(err), Locale.ENGLISH, nothing(), false);
    String declared =
        """
        // param: LIMIT int = 5  how many
        // param: NAME text = "a b"  whose
        """;
    int status =
        new RunSession(
                surroundings,
                once(),
                new AttachOptions(1234),
                List.of(),
                capture,
                new TextFormat(Locale.ENGLISH))
            .run(
                new Workshop(toolchain, new ScriptedTarget(kernel)),
                new Program(
                    "calls.c",
                    declared + ScriptedTarget.PROGRAM,
                    Map.of(),
                    Map.of("NAME", "dd"),
                    List.of()));
    assertThat(status).as(err.toString(StandardCharsets.UTF_8)).isZero();
    err.reset();
    return capture;
  }

  @Test
  void aReplayTellsWhatTheRunWasLimitedToAndItsParameters() throws Exception {
    Path capture = limited();
    run(0, "replay", capture.toString());
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("Limited to process 1234.\nIts parameters: LIMIT=5, NAME=dd.\n");
  }

  @Test
  void aCaptureThatDoesNotTellOfThemIsReadAllTheSame() throws Exception {
    Path capture = limited();
    try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + capture);
        Statement statement = other.createStatement()) {
      statement.execute("DROP TABLE defaults");
      statement.execute("DELETE FROM capture WHERE name='pid'");
    }
    run(0, "replay", capture.toString());
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("Its parameters: NAME=dd.\n")
        .doesNotContain("Limited");
  }

  @Test
  void workloadsAreRefusedBeforeAnythingIsDoneWhereThereAreNone() throws Exception {
    Path capture = folder.resolve("worked.capture");
    Surroundings surroundings =
        new Surroundings(stream(out), stream(err), Locale.ENGLISH, nothing(), false);
    int status =
        new RunSession(
                surroundings,
                once(),
                AttachOptions.none(),
                List.of("true"),
                capture,
                new TextFormat(Locale.ENGLISH))
            .run(
                new Workshop(toolchain, new ScriptedTarget(kernel)),
                Program.of("calls.c", "this is no program"));
    assertThat(status).isEqualTo(1);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .startsWith("probewright: error: The target vm:6.1 runs no workloads.")
        .doesNotContain("calls.c");
    assertThat(capture).doesNotExist();
  }

  private String run(int status, String... arguments) {
    return run(Locale.ENGLISH, status, arguments);
  }

  private String run(Locale locale, int status, String... arguments) {
    out.reset();
    assertThat(Main.run(stream(out), stream(err), locale, nothing(), arguments))
        .as(err.toString(StandardCharsets.UTF_8))
        .isEqualTo(status);
    return out.toString(StandardCharsets.UTF_8);
  }

  private static Schedule once() {
    return new Schedule(Duration.ofMillis(1), null, Integer.MAX_VALUE, false, false);
  }

  private static Schedule thrice() {
    return new Schedule(null, Duration.ofMillis(1), 3, true, false);
  }

  private static Format format(String option) {
    return switch (option) {
      case "--json" -> new JsonFormat();
      case "--csv" -> new CsvFormat();
      default -> new TextFormat(Locale.ENGLISH);
    };
  }

  @ParameterizedTest
  @CsvSource({
    "--text, once",
    "--json, once",
    "--csv, once",
    "--text, thrice",
    "--json, thrice",
    "--csv, thrice"
  })
  void aReplayPrintsWhatTheLiveRunPrinted(String option, String schedule) throws Exception {
    Path capture = folder.resolve(schedule + option + ".capture");
    String printed = live(capture, schedule.equals("once") ? once() : thrice(), format(option));
    String replayed =
        option.equals("--text")
            ? run(0, "replay", capture.toString())
            : run(0, "replay", option, capture.toString());
    assertThat(replayed).isEqualTo(printed);
    // what is in one format can be had in the others
    assertThat(run(0, "replay", "--json", capture.toString()))
        .contains("\"symbol\":\"late_one\"", "\"received\":3", "\"kernelLost\":30");
    assertThat(run(0, "replay", capture.toString(), "--speed", "1000")).contains("vfs_read+0x10");
  }

  @Test
  void theTextIsThatOfARun() throws Exception {
    Path capture = folder.resolve("text.capture");
    live(capture, thrice(), new TextFormat(Locale.ENGLISH));
    assertGolden("replay.txt", run(0, "replay", capture.toString()));
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("on vm:6.1 (Linux 6.1.0-mini).", "calls: 30 events lost");
  }

  /** What programs read is the same in every language. */
  @Test
  void reasonsAreInThePersonsLanguage() throws Exception {
    Path capture = folder.resolve("reasons.capture");
    live(capture, thrice(), new TextFormat(Locale.ENGLISH));
    String english = run(0, "replay", capture.toString());
    String chinese = run(Locale.SIMPLIFIED_CHINESE, 0, "replay", capture.toString());
    assertThat(chinese.lines().filter(line -> !english.contains(line + "\n")))
        .isNotEmpty()
        .allMatch(line -> line.endsWith(" [unknown]: 没有符号") || line.contains("[没有堆栈：没有栈帧]"));
    for (String option : List.of("--json", "--csv")) {
      assertThat(run(Locale.SIMPLIFIED_CHINESE, 0, "replay", option, capture.toString()))
          .isEqualTo(run(0, "replay", option, capture.toString()));
    }
  }

  @Test
  void exportsAreOfEverythingWithTheTimeItCame() throws Exception {
    Path capture = folder.resolve("exports.capture");
    live(capture, thrice(), new TextFormat(Locale.ENGLISH));
    String csv = run(0, "export", capture.toString(), "--format", "csv");
    assertGolden("export.csv", csv.replaceAll("(?m)^\\d+,", "T,"));
    String jsonl = run(0, "export", capture.toString(), "--format", "jsonl");
    assertGolden("export.jsonl", jsonl.replaceAll("\"time\":\\d+,", "\"time\":T,"));
    String chrome = run(0, "export", capture.toString(), "--format", "chrome");
    assertGolden(
        "export.chrome.json",
        chrome
            // those with a time of their own came in the first ten microseconds
            .replaceAll("\"ts\":\\d{2,}\\.\\d{3}", "\"ts\":T")
            .replaceAll("\"started\":\"[^\"]*\"", "\"started\":T")
            .replace("},{", "},\n{"));
    // it is JSON to its end
    assertThat(members(chrome, "ph")).isEqualTo(41);
  }

  private static int members(String text, String name) throws IOException {
    int found = 0;
    try (JsonParser json = new JsonFactory().createParser(text)) {
      while (json.nextToken() != null) {
        found +=
            json.currentToken() == JsonToken.FIELD_NAME && json.currentName().equals(name) ? 1 : 0;
      }
    }
    return found;
  }

  private static void assertGolden(String name, String text) throws IOException {
    String rewrite = System.getProperty("probewright.golden");
    if (rewrite != null) {
      Files.writeString(Path.of(rewrite, name), text);
      return;
    }
    try (InputStream in = CaptureRoundTripTest.class.getResourceAsStream("capture/" + name)) {
      String golden = in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(text).isEqualTo(golden);
    }
  }

  @Test
  void oneOutputIsExportedToAFile() throws Exception {
    Path capture = folder.resolve("one.capture");
    live(capture, once(), new TextFormat(Locale.ENGLISH));
    Path to = folder.resolve("steps.csv");
    assertThat(
            run(
                0,
                "export",
                capture.toString(),
                "--format",
                "csv",
                "--stream",
                "calls",
                "-o",
                to.toString()))
        .isEmpty();
    assertThat(Files.readString(to).replaceAll("(?m)^\\d+,", "T,"))
        .startsWith("time,output,sequence,cpu,ts,place")
        .contains("T,calls,2,1,5000002750,")
        .doesNotContain("steps", "sizes");
    run(1, "export", capture.toString(), "--format", "csv", "--stream", "none");
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains(
            "has no output 'none'", "It has: trace_pipe, calls, steps, sizes, by_pid, stacks");
    run(1, "export", capture.toString(), "--format", "csv", "-o", "/dev/full");
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("'/dev/full' cannot be written.");
    byte[] before = Files.readAllBytes(capture);
    run(2, "export", capture.toString(), "--format", "csv", "-o", capture.toString());
    assertThat(Files.readAllBytes(capture)).isEqualTo(before);
  }

  /** The database as any other tool sees it. */
  @Test
  void theProgramAndItsFilesAreInIt() throws Exception {
    Path capture = folder.resolve("files.capture");
    live(capture, once(), new TextFormat(Locale.ENGLISH));
    try (probewright.capture.Capture opened =
        ((probewright.diagnostics.Outcome.Done<probewright.capture.Capture>)
                probewright.capture.Capture.open(capture))
            .value()) {
      Program program = opened.expanded().program();
      assertThat(program.file()).isEqualTo("calls.c");
      assertThat(program.text()).isEqualTo(ScriptedTarget.PROGRAM);
      assertThat(program.headers()).isEqualTo(Map.of("own.h", "int x;\n"));
      assertThat(opened.expanded().text()).contains("SEC(\"kprobe");
      assertThat(opened.expanded().attachments().toString()).isEqualTo("[kprobe:ksys_write=f]");
      assertThat(opened.outputs())
          .extracting(output -> output.name())
          .containsExactly("trace_pipe", "calls", "steps", "sizes", "by_pid", "stacks");
    }
  }
}
