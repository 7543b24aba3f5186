package probewright.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import probewright.cli.Main;
import probewright.target.Workloads.Workload;

/** The command line at work inside a guest, as one of its users. */
final class GuestCli implements AutoCloseable {
  private static final int INTERRUPTED = 128 + 2;

  private static final String JAVA =
      "/usr/lib/probewright/jre/bin/java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
          + " -Dprobewright.agent=/run/probewright/agent"
          + (" -cp " + OracleVm.FILES + ":" + OracleVm.FILES + "/picocli.jar")
          + ":/run/probewright/agent/* probewright.cli.Main ";

  /** Counts what is printed up to the words that say that probes are attached. */
  private static final class Errors extends ByteArrayOutputStream {
    final CountDownLatch attached = new CountDownLatch(1);

    @Override
    public synchronized void write(byte[] bytes, int from, int length) {
      super.write(bytes, from, length);
      if (toString(StandardCharsets.UTF_8).contains("Attached after")) {
        attached.countDown();
      }
    }
  }

  /** Wakes who waits for so many lines. */
  private static final class Lines extends ByteArrayOutputStream {
    private int ended;

    @Override
    public synchronized void write(byte[] bytes, int from, int length) {
      super.write(bytes, from, length);
      for (int i = from; i < from + length; i++) {
        ended += bytes[i] == '\n' ? 1 : 0;
      }
      notifyAll();
    }

    synchronized boolean await(int lines, long milliseconds) throws InterruptedException {
      long until = System.currentTimeMillis() + milliseconds;
      while (ended < lines && System.currentTimeMillis() < until) {
        wait(milliseconds);
      }
      return ended >= lines;
    }
  }

  private final OracleVm vm;
  private final String user;
  private final Errors err = new Errors();
  private final Lines out = new Lines();
  private final Workload workload;

  private GuestCli(OracleVm vm, String user, String before, String arguments) throws IOException {
    this(vm, user, become(user), before, arguments);
  }

  private static String become(String user) {
    return user.equals("root")
        ? ""
        : "setpriv --reuid " + user + " --regid " + user + " --init-groups ";
  }

  private GuestCli(OracleVm vm, String user, String become, String before, String arguments)
      throws IOException {
    this.vm = vm;
    this.user = user;
    String environment =
        "env -i LANG=C.UTF-8 PATH=$PATH PROBEWRIGHT_CACHE=/tmp/cache-"
            + user
            + " HOME=$(eval echo ~"
            + user
            + ") ";
    String command =
        become
            + environment
            + before
            + "bash -c 'echo $$ >/tmp/cli-"
            + user
            + "; exec "
            + JAVA
            + arguments
            + "'";
    // what a terminal shows is one stream
    this.workload = vm.vm().workloads().start(command, before.isEmpty() ? out : err, err);
  }

  /** What the command line needs in a guest, for {@link OracleVm#boot}. */
  static List<Path> files() throws URISyntaxException {
    return List.of(placeOf(Main.class), placeOf(CommandLine.class));
  }

  private static Path placeOf(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  /** Starts it, without a terminal. */
  static GuestCli start(OracleVm vm, String user, String arguments) throws IOException {
    return new GuestCli(vm, user, "", arguments);
  }

  /** Starts it in a terminal, in which this is typed when a password is asked for. */
  static GuestCli inTerminal(OracleVm vm, String user, String password, String arguments)
      throws IOException {
    String typed = "python3 " + OracleVm.FILES + "/typed.py " + password + " ";
    return new GuestCli(vm, user, typed, arguments);
  }

  /** Starts it as a root who lacks a capability. */
  static GuestCli without(OracleVm vm, String capability, String arguments) throws IOException {
    return new GuestCli(vm, "root", "setpriv --bounding-set -" + capability + " ", "", arguments);
  }

  void awaitAttached() throws InterruptedException {
    assertThat(err.attached.await(240, TimeUnit.SECONDS)).as(this::said).isTrue();
  }

  /** Waits until it has printed so many lines. */
  void awaitLines(int lines) throws InterruptedException {
    assertThat(out.await(lines, 120_000)).as(this::said).isTrue();
  }

  /** Waits for its end. */
  int waitFor() throws IOException, InterruptedException {
    return workload.waitFor();
  }

  /** Ctrl-C, which ends it in good order, and what it printed. */
  String interrupt() throws IOException, InterruptedException {
    signal("INT");
    assertThat(waitFor()).as(this::said).isEqualTo(INTERRUPTED);
    return printed();
  }

  void signal(String name) throws IOException, InterruptedException {
    vm.run("kill -" + name + " $(cat /tmp/cli-" + user + ")");
  }

  String printed() {
    return out.toString(StandardCharsets.UTF_8);
  }

  /** What it said to the person; in a terminal all that is on the screen. */
  String said() {
    return err.toString(StandardCharsets.UTF_8).replace("\r", "");
  }

  @Override
  public void close() {
    workload.close();
  }
}
