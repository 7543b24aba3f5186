package probewright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import probewright.target.Installation;

/** Nonsense on the command line and files that are no programs; no kernel is needed to refuse. */
class BadUsageTest {
  private static final Locale CHINESE = Locale.SIMPLIFIED_CHINESE;

  @TempDir private Path folder;

  private record Result(int status, String out, String err) {}

  private Result run(Locale locale, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    // a PATH with nothing on it: neither clang nor QEMU
    Installation nothing =
        new Installation(folder.resolve("agent"), folder.resolve("cache"), "", "tcg");
    int status =
        Main.run(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            locale,
            nothing,
            arguments);
    return new Result(
        status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private Path program(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("program.c"), bytes);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "frob | There is no command 'frob'.",
        "--frob | There is no option '--frob' here.",
        "run | FILE.c is missing.",
        "run EMPTY | FILE.c is missing.",
        "run p.c --capture EMPTY | The option --capture cannot be ''.",
        "check EMPTY | FILE.c is missing.",
        "replay EMPTY | CAPTURE is missing.",
        "export EMPTY --format csv | CAPTURE is missing.",
        "export c --format csv -o EMPTY | The option --output cannot be ''.",
        "check | FILE.c is missing.",
        "expand | FILE.c is missing.",
        "run --frob p.c | There is no option '--frob' here.",
        "run p.c q.c | 'q.c' is one word too many.",
        "run p.c --for | The option --for needs a value: SECONDS.",
        "run p.c --for x | The option --for cannot be 'x'.",
        "run p.c --for 1 --for 2 | The option --for is given twice.",
        "run p.c --for -1 | The option --for must be more than 0.",
        "run p.c --for 1e99 | The option --for can be 1000000000 at most.",
        "run p.c --interval Infinity | The option --interval can be 1000000000 at most.",
        "run p.c --interval 0 | The option --interval must be more than 0.",
        "run p.c --interval NaN | The option --interval must be more than 0.",
        "run p.c --interval 1 --count 0 | The option --count must be more than 0.",
        "run p.c --count 3 | The option --count needs --interval.",
        "run p.c --clear | The option --clear needs --interval.",
        "run p.c --attach kprobe | 'kprobe' is not an attachment.",
        "run p.c --attach =f | '=f' is not an attachment.",
        "run p.c --attach kprobe:x= | 'kprobe:x=' is not an attachment.",
        "run p.c --attach foo:bar=f | 'foo:bar' is not a probe.",
        "run p.c --attach tracepoint:x=f | 'tracepoint:x' is not a whole probe.",
        "run p.c --target mars | 'mars' is not a target.",
        "run p.c --target vm:5.4 | 'vm:5.4' is not a target.",
        "check p.c --target ssh: | 'ssh:' is not a target.",
        "expand p.c --target ssh:-v | 'ssh:-v' is not a target.",
        "run p.c --param a | The option --param cannot be 'a'.",
        "run p.c --param 1=b | The option --param cannot be '1=b'.",
        "probes x --kind frob | 'frob' is not a probe.",
        "probes kprobe:x --kind fentry | 'kprobe:x' already names a kind, and --kind asks for fentry.",
        "probes --kind usdt | A probe of the kind usdt is in a program or library, and none is named.",
        "probes --rates | PATTERN is missing.",
        "probes x --rates --duration 0 | The option --duration must be more than 0.",
        "probes x --rates --duration 3601 | The option --duration can be 3600 at most.",
        "probes x --samples 0 | The option --samples must be more than 0.",
        "probes x --samples 1 --rates | Only one of --rates and --samples can be given.",
        "probes x --workload true | The option --workload needs --rates.",
        "format | PROBE is missing.",
        "format usdt:/bin/x:a:b | 'usdt:/bin/x:a:b' has no record that is known beforehand.",
        "run p.c --pid 0 | The option --pid must be more than 0.",
        "run p.c --json --csv | Only one of --json and --csv can be given.",
        "run p.c --capture | The option --capture needs a value: CAPTURE.",
        "replay | CAPTURE is missing.",
        "replay c --speed 0 | The option --speed must be more than 0.",
        "replay c --json --csv | Only one of --json and --csv can be given.",
        "export c | The option --format needs a value: FORMAT.",
        "export c --format xml | The option --format cannot be 'xml'.",
      })
  void nonsenseIsBadUsageAndSaidInOneSentence(String line, String sentence) {
    String[] words = line.split(" ");
    for (int i = 0; i < words.length; i++) {
      words[i] = words[i].equals("EMPTY") ? "" : words[i];
    }
    Result result = run(Locale.ENGLISH, words);
    assertThat(result.err().lines().findFirst()).hasValue("probewright: error: " + sentence);
    assertThat(result.err().lines().toList())
        .hasSizeLessThanOrEqualTo(3)
        .last()
        .asString()
        .matches("  See: probewright( run| check| expand| probes| format| replay| export)? --help");
    assertThat(result.status()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
  }

  @Test
  void noWordsAtAllShowTheUsage() {
    Result result = run(Locale.ENGLISH);
    assertThat(result.err()).startsWith("Usage: probewright").contains("run", "doctor");
    assertThat(result.status()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "run", "check", "expand", "replay", "export", "doctor"})
  void everyOptionIsExplainedInBothLanguages(String command) {
    List<String> words = command.isEmpty() ? List.of("--help") : List.of(command, "--help");
    Result english = run(Locale.ENGLISH, words.toArray(String[]::new));
    Result chinese = run(CHINESE, words.toArray(String[]::new));
    assertThat(english.status()).isZero();
    assertThat(english.err()).isEmpty();
    assertThat(english.out()).startsWith("Usage: probewright");
    assertThat(chinese.out()).startsWith("用法：probewright").doesNotContain("Usage", "Show");
    for (Result help : List.of(english, chinese)) {
      // words that need more room than the column has stand on the next line
      String joined = help.out().replaceAll("\\R {20,}", "  ");
      assertThat(joined.lines().filter(line -> line.matches(" +(-|FILE|CAPTURE).*")))
          .isNotEmpty()
          .allMatch(line -> line.matches(" +(-\\S+|FILE\\S+|CAPTURE)(, --\\S+)? {2,}\\S.*"));
    }
  }

  @Test
  void refusalsAreSaidInChineseToThoseWhoReadIt() {
    Result result = run(CHINESE, "run", "p.c", "--frob");
    assertThat(result.err()).contains("这里没有选项“--frob”。", "参见：probewright run --help");
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "check", "expand"})
  void withoutClangItIsClangThatIsMissing(String command) throws IOException {
    Path file =
        program("int kprobe__vfs_read(void *ctx) { return 0; }".getBytes(StandardCharsets.UTF_8));
    Result result = run(Locale.ENGLISH, command, file.toString());
    assertThat(result.err()).contains("There is no clang", "apt-get install");
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.out()).isEmpty();
  }

  @Test
  void filesThatAreNoProgramsAreRefusedByName() throws IOException {
    assertRefused(folder.resolve("absent.c"), "There is no file '%s'.");
    assertRefused(folder, "'%s' is a folder, not a program.");
    assertRefused(
        program(new byte[] {0x7f, 'E', 'L', 'F', (byte) 0xff}), "'%s' is not UTF-8 text.");
    assertRefused(program(new byte[5 << 20]), "'%s' is larger than 4 MiB, which no program is.");
    assertRefused(Path.of("/dev/zero"), "'%s' is larger than 4 MiB, which no program is.");
  }

  private void assertRefused(Path file, String sentence) {
    for (String command : List.of("run", "expand")) {
      Result result = run(Locale.ENGLISH, command, file.toString());
      assertThat(result.err().lines().findFirst())
          .hasValue(file + ": error: " + String.format(sentence, file));
      assertThat(result.status()).isEqualTo(1);
      assertThat(result.out()).isEmpty();
    }
  }
}
