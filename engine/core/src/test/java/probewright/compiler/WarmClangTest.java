package probewright.compiler;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WarmClangTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final byte[] NOTHING = {};

  @TempDir Path folder;
  private Path clang;

  @BeforeEach
  void findClang() {
    clang = Clang.find(System.getenv("PATH"), null).orElseThrow().executable();
  }

  /** One that is loaded: the third run is the first that needs it. */
  private WarmClang warm(Path executable) throws IOException {
    WarmClang warm = new WarmClang(executable, new Cache(folder.resolve("cache")));
    for (int i = 0; i < 3; i++) {
      assertThat(warm.run(List.of(executable.toString(), "--version"), null, NOTHING, LIMIT).exit())
          .isZero();
    }
    return warm;
  }

  /** The loaded ones that this process has started. */
  private static List<ProcessHandle> loaded() {
    return ProcessHandle.current().children().filter(ProcessHandle::isAlive).toList();
  }

  private static List<ProcessHandle> since(List<ProcessHandle> before) {
    List<ProcessHandle> now = new ArrayList<>(loaded());
    now.removeAll(before);
    return now;
  }

  private List<String> command(String... more) {
    return Stream.concat(
            Stream.of(clang.toString(), "-x", "c", "-target", "bpf", "-O2", "-fsyntax-only"),
            Stream.of(more))
        .toList();
  }

  @Test
  void saysWhatAStartedOneSays() throws Exception {
    WarmClang warm = warm(clang);
    byte[] wrong = "int f(void) { return missing; }\n".getBytes(UTF_8);
    byte[] right = "int f(void) { return 1; }\n".getBytes(UTF_8);
    List<String> dump = command("-Xclang", "-ast-dump=json", "-");
    Path own = Files.createDirectory(folder.resolve("own"));
    Files.writeString(own.resolve("there.h"), "int there;\n");
    byte[] includes = "#include \"there.h\"\nint f(void) { return there; }\n".getBytes(UTF_8);

    for (byte[] text : List.of(wrong, right, includes)) {
      ChildProcess.Result started = ChildProcess.run(dump, own, text, LIMIT);
      ChildProcess.Result forked = warm.run(dump, own, text, LIMIT);

      assertThat(forked.exit()).isEqualTo(started.exit());
      assertThat(forked.err()).isEqualTo(started.err());
      // addresses of nodes are each process's own; what indents the tree is not sent
      assertThat(shape(forked.out())).isEqualTo(shape(started.out()).replaceAll("\n *", ""));
    }
  }

  private static String shape(byte[] dump) {
    return new String(dump, UTF_8).replaceAll("0x[0-9a-f]+", "0x");
  }

  @Test
  void oneThatIsGoneIsLoadedAgain() throws Exception {
    List<ProcessHandle> before = loaded();
    WarmClang warm = warm(clang);
    ProcessHandle first = since(before).get(0);

    first.destroyForcibly();
    first.onExit().get(LIMIT.toSeconds(), TimeUnit.SECONDS);

    for (int i = 0; i < 2; i++) {
      assertThat(warm.run(command("-"), null, "int a;\n".getBytes(UTF_8), LIMIT).exit()).isZero();
    }
    assertThat(since(before)).hasSize(1).doesNotContain(first);
  }

  @Test
  void aRunThatCrashesTakesNothingAlong() throws Exception {
    List<ProcessHandle> before = loaded();
    WarmClang warm = warm(clang);
    byte[] crash = "#pragma clang __debug crash\n".getBytes(UTF_8);

    int started = ChildProcess.run(command("-"), folder, crash, LIMIT).exit();
    assertThat(started).isNotZero();
    assertThat(warm.run(command("-"), folder, crash, LIMIT).exit()).isEqualTo(started);
    assertThat(warm.run(command("-"), null, "int a;\n".getBytes(UTF_8), LIMIT).exit()).isZero();
    assertThat(since(before)).hasSize(1);
  }

  @Test
  void aRunThatTakesTooLongIsEnded() throws Exception {
    List<ProcessHandle> before = loaded();
    WarmClang warm = warm(clang);
    Path never = pipe();

    assertThatThrownBy(
            () -> warm.run(command(never.toString()), null, NOTHING, Duration.ofMillis(200)))
        .isInstanceOf(ChildProcess.TimeUp.class);
    nothingRunsIn(since(before).get(0));
  }

  @Test
  void anInterruptEndsTheRun() throws Exception {
    List<ProcessHandle> before = loaded();
    WarmClang warm = warm(clang);
    Path never = pipe();
    CompletableFuture<Throwable> outcome = new CompletableFuture<>();
    Thread asking =
        new Thread(
            () -> {
              try {
                warm.run(command(never.toString()), null, NOTHING, LIMIT);
                outcome.complete(new AssertionError("it ended by itself"));
              } catch (IOException e) {
                outcome.complete(e);
              }
            });
    asking.start();
    ProcessHandle server = since(before).get(0);
    until(() -> server.children().findAny().isPresent());

    asking.interrupt();

    assertThat(outcome.get(LIMIT.toSeconds(), TimeUnit.SECONDS))
        .isInstanceOf(InterruptedIOException.class);
    nothingRunsIn(server);
  }

  @Test
  void itEndsWithTheProcessThatStartedIt() throws Exception {
    Path library = folder.resolve("warm.so");
    try (var code = WarmClang.class.getResourceAsStream("warm.so")) {
      Files.write(library, code.readAllBytes());
    }
    Path place = Files.createDirectory(folder.resolve("place"));
    ProcessBuilder builder = new ProcessBuilder(clang.toString());
    builder.environment().put("LD_PRELOAD", library.toString());
    builder.environment().put("PROBEWRIGHT_CLANG", place.resolve("socket").toString());
    Process process = builder.start();
    assertThat(process.getInputStream().read()).isEqualTo('\n');
    assertThat(place.resolve("socket")).exists();

    process.getOutputStream().close();

    assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(place).doesNotExist();
  }

  @Test
  void aShellOnTheWayToClangIsLeftAlone() throws Exception {
    List<ProcessHandle> before = loaded();
    WarmClang warm = warm(script("exec " + clang + " \"$@\""));

    assertThat(warm.run(command("-"), null, "int a;\n".getBytes(UTF_8), LIMIT).exit()).isZero();
    assertThat(since(before)).hasSize(1);
  }

  @Test
  void whatCannotBeKeptLoadedIsStartedEachTime() throws Exception {
    List<ProcessHandle> before = loaded();
    Path other = script("[ $# -gt 0 ] && exec env -u LD_PRELOAD " + clang + " \"$@\"");
    WarmClang warm = warm(other);
    List<String> command = new ArrayList<>(command("-"));
    command.set(0, other.toString());

    assertThat(warm.run(command, null, "int a;\n".getBytes(UTF_8), LIMIT).exit()).isZero();
    assertThat(since(before)).isEmpty();
  }

  @Test
  void whereItsLibraryCannotBeKeptItIsStartedEachTime() throws Exception {
    List<ProcessHandle> before = loaded();
    Path noFolder = Files.writeString(folder.resolve("no-folder"), "");
    WarmClang warm = new WarmClang(clang, new Cache(noFolder));

    for (int i = 0; i < 4; i++) {
      assertThat(warm.run(command("-"), null, "int a;\n".getBytes(UTF_8), LIMIT).exit()).isZero();
    }
    assertThat(since(before)).isEmpty();
  }

  private Path script(String words) throws IOException {
    Path file = folder.resolve("other-clang");
    Files.writeString(file, "#!/bin/sh\n" + words + "\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }

  /** A file that is never read to its end, for nobody writes to it. */
  private Path pipe() throws Exception {
    Path pipe = folder.resolve("pipe.c");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    return pipe;
  }

  private static void nothingRunsIn(ProcessHandle server) throws Exception {
    until(() -> server.children().findAny().isEmpty());
    assertThat(server.isAlive()).isTrue();
  }

  private static void until(java.util.function.BooleanSupplier holds) throws Exception {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!holds.getAsBoolean()) {
      assertThat(System.nanoTime()).as("it never came to hold").isLessThan(end);
      Thread.onSpinWait();
    }
  }
}
