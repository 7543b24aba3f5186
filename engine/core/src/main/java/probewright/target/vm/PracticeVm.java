package probewright.target.vm;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import probewright.diagnostics.ProblemException;
import probewright.target.AgentBundle;
import probewright.target.Workloads;

/**
 * A running practice VM: a throw-away guest whose agent is up. It is started from its snapshot
 * where there is one that fits, else booted. When the guest panics, hangs, is killed, or its agent
 * ends, every stream throws a {@link ProblemException} that says so, with the console's last lines
 * as its raw words. Threads: any; the agent's input has one reader, its output one writer. A reader
 * that is interrupted closes its channel.
 */
public final class PracticeVm implements AutoCloseable {
  private static final Duration PULSE = Duration.ofSeconds(5);

  /** A restore takes a fifth of a second; one that has not ended by then gives way to a boot. */
  private static final Duration RESTORE_LIMIT = Duration.ofSeconds(15);

  private final Machine machine;
  private final GuestRunner runner;
  private final boolean restored;
  private final CountDownLatch closed = new CountDownLatch(1);

  private PracticeVm(Machine machine, boolean restored) {
    this.machine = machine;
    this.restored = restored;
    this.runner =
        new GuestRunner(
            SocketStreams.input(machine.socket("runner"), machine::endReached),
            SocketStreams.output(machine.socket("runner"), machine::endReached),
            machine::failure,
            status -> machine.agentEnded());
  }

  /** Hashes of what a machine of these options is made of: its kernel, modules and files. */
  public static String content(VmOptions options) throws ProblemException {
    return VmCache.find(options).content();
  }

  /** Starts a machine and waits until its agent is up. Blocks: not for the JavaFX thread. */
  public static PracticeVm open(VmOptions options) throws ProblemException {
    VmCache files = VmCache.find(options);
    if (options.agent() != null) {
      new AgentBundle(options.agent()).check();
    }
    Optional<Snapshot> snapshot =
        options.snapshots() ? Snapshots.find(options, files) : Optional.empty();
    if (snapshot.isPresent()) {
      try {
        return restore(options, files, snapshot.get()).pulsing(options);
      } catch (ProblemException unfit) {
        if (Thread.currentThread().isInterrupted()) {
          throw unfit;
        }
        // a snapshot can be spoilt or deleted under us; booting needs none
        System.getLogger(PracticeVm.class.getName())
            .log(System.Logger.Level.WARNING, "snapshot passed over: " + unfit.problem(), unfit);
      }
    }
    return boot(options, files, Optional.empty()).pulsing(options);
  }

  /** A cold boot; with a folder, the guest's memory lies in it, ready to become a snapshot. */
  static PracticeVm boot(VmOptions options, VmCache files, Optional<Path> snapshotFolder)
      throws ProblemException {
    RunFolder folder = folder();
    Machine machine;
    try {
      Path initrd = snapshotFolder.orElse(folder.path()).resolve(Snapshot.INITRD);
      Initrd.write(files.initrd(), Optional.ofNullable(options.agent()), initrd);
      QemuCommand.Memory memory =
          snapshotFolder
              .map(to -> QemuCommand.Memory.shared(to.resolve(Snapshot.MEMORY)))
              .orElse(QemuCommand.Memory.anonymous());
      machine =
          Machine.start(folder, QemuCommand.arguments(options, files, initrd, memory, folder));
    } catch (IOException failed) {
      throw closing(folder, VmProblems.of(failed, "vm.folder", folder.path()));
    }
    return ready(
        machine,
        false,
        options,
        () -> {
          machine.qmp().execute("cont", java.util.Map.of());
          if (options.agent() != null) {
            machine.await(Machine::isAgentUp, options.bootLimit());
          }
        });
  }

  private static PracticeVm restore(VmOptions options, VmCache files, Snapshot snapshot)
      throws ProblemException {
    RunFolder folder = folder();
    QemuCommand.Memory memory = QemuCommand.Memory.copyOnWrite(snapshot.memory());
    Machine machine =
        Machine.start(
            folder,
            QemuCommand.incoming(
                QemuCommand.arguments(options, files, snapshot.initrd(), memory, folder)));
    return ready(
        machine,
        true,
        options,
        () -> {
          machine.qmp().prepareMigration();
          machine
              .qmp()
              .execute(
                  "migrate-incoming",
                  java.util.Map.of("uri", "exec:cat " + Snapshots.quoted(snapshot.state())));
          Qmp.Event end = machine.await(Snapshots::isMigrationsEnd, RESTORE_LIMIT);
          if (!Snapshots.isCompleted(end)) {
            machine.fail(VmProblems.problem("vm.unfit", snapshot.folder()));
          }
          // it was saved standing still, and so it comes back
          machine.qmp().execute("cont", java.util.Map.of());
        });
  }

  private interface Start {
    void run() throws IOException, InterruptedException;
  }

  /** Both ways end the same: the clock is right, the random numbers are new, the agent is up. */
  private static PracticeVm ready(Machine machine, boolean restored, VmOptions options, Start start)
      throws ProblemException {
    PracticeVm vm = new PracticeVm(machine, restored);
    try {
      start.run();
      if (!vm.runner.wake(options.bootLimit())) {
        machine.fail(VmProblems.problem("vm.boot-timeout", options.bootLimit().toSeconds()));
        throw new ProblemException(machine.failure(new IOException("no answer")));
      }
      if (options.agent() != null) {
        machine.watchAgent();
      }
      return vm;
    } catch (IOException failed) {
      ProblemException why =
          failed instanceof ProblemException known
              ? known
              : new ProblemException(machine.failure(failed), failed);
      machine.close();
      throw why;
    } catch (InterruptedException interrupted) {
      machine.close();
      throw Machine.interrupted(interrupted);
    }
  }

  private static RunFolder folder() throws ProblemException {
    try {
      return RunFolder.create();
    } catch (IOException failed) {
      throw VmProblems.of(failed, "vm.folder", System.getProperty("java.io.tmpdir"));
    }
  }

  private static ProblemException closing(RunFolder folder, ProblemException why) {
    try {
      folder.close();
    } catch (IOException left) {
      why.addSuppressed(left);
    }
    return why;
  }

  /** Asks the guest for a sign of life now and then: one that spins or stands still is ended. */
  private PracticeVm pulsing(VmOptions options) {
    Thread pulse =
        new Thread(
            () -> {
              try {
                while (!closed.await(
                    Math.min(PULSE.toMillis(), options.hangLimit().toMillis()),
                    TimeUnit.MILLISECONDS)) {
                  if (!runner.ping(options.hangLimit())) {
                    machine.hung(options.hangLimit());
                    return;
                  }
                }
              } catch (IOException | InterruptedException over) {
                // the machine has ended, which whoever uses it is told
                return;
              }
            },
            "probewright-vm-pulse");
    pulse.setDaemon(true);
    pulse.start();
    return this;
  }

  /**
   * The owner has a shutdown hook of its own, which needs the machine until it has closed it; this
   * machine's hook would pull it away, since hooks run side by side.
   */
  public void leaveEndToOwner() {
    machine.stayAtExit();
  }

  /** What the agent sends. */
  public InputStream agentInput() {
    return SocketStreams.input(machine.socket("agent"), machine::endReached);
  }

  /** What the agent gets. */
  public OutputStream agentOutput() {
    return SocketStreams.output(machine.socket("agent"), machine::endReached);
  }

  /** Shell commands in the guest, as root. */
  public Workloads workloads() {
    return runner;
  }

  /** Whether it came from a snapshot. */
  public boolean restored() {
    return restored;
  }

  /** The QEMU process. */
  public long pid() {
    return machine.pid();
  }

  Machine machine() {
    return machine;
  }

  /** Ends the guest at once and deletes its folder. */
  @Override
  public void close() {
    closed.countDown();
    machine.close();
  }
}
