package probewright.target.vm;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import probewright.diagnostics.Problem;
import probewright.diagnostics.ProblemException;

/**
 * One QEMU process with its three sockets. However it ends, its first reason is kept, its console
 * is read before its folder goes, and every reader of its sockets wakes up.
 */
final class Machine implements AutoCloseable {
  private static final List<String> SOCKETS = List.of("agent", "runner", "qmp");
  private static final long END_SECONDS = 10;

  private final RunFolder folder;
  private final Map<String, SocketChannel> sockets = new LinkedHashMap<>();
  private final CompletableFuture<Process> started = new CompletableFuture<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final AtomicReference<@Nullable Problem> failure = new AtomicReference<>();
  private final BlockingQueue<Qmp.Event> events = new LinkedBlockingQueue<>();
  private volatile boolean closed;
  private volatile boolean watchingAgent;

  /** Ctrl-C ends the JVM, and with it a guest in whatever state; its folder must not stay. */
  private final Thread atExit = new Thread(this::close, "probewright-vm-end");

  private @Nullable Qmp qmp;

  private Machine(RunFolder folder) {
    this.folder = folder;
  }

  /** Starts QEMU and listens to it; the machine itself stands still. */
  static Machine start(RunFolder folder, List<String> command) throws ProblemException {
    Machine machine = new Machine(folder);
    machine.closeAtExit();
    Map<String, ServerSocketChannel> doors = new LinkedHashMap<>();
    try {
      for (String name : SOCKETS) {
        ServerSocketChannel door = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        doors.put(name, door);
        door.bind(UnixDomainSocketAddress.of(folder.socket(name)));
      }
      machine.launch(command, List.copyOf(doors.values()));
      for (Map.Entry<String, ServerSocketChannel> door : doors.entrySet()) {
        machine.sockets.put(door.getKey(), door.getValue().accept());
      }
      SocketChannel monitor = machine.socket("qmp");
      Qmp made =
          new Qmp(
              SocketStreams.input(monitor, () -> {}),
              SocketStreams.output(monitor, () -> {}),
              machine::heard);
      machine.qmp = made;
      made.negotiate();
      return machine;
    } catch (IOException broken) {
      Problem why = machine.failure(broken);
      machine.close();
      throw new ProblemException(why, broken);
    } catch (InterruptedException interrupted) {
      machine.close();
      throw interrupted(interrupted);
    } finally {
      for (ServerSocketChannel door : doors.values()) {
        closeQuietly(door);
      }
    }
  }

  static ProblemException interrupted(InterruptedException cause) {
    Thread.currentThread().interrupt();
    return new ProblemException(VmProblems.problem("vm.interrupted"), cause);
  }

  /**
   * The process is started by a thread that lives as long as it does: the kernel's parent-death
   * signal is about the thread and not about the process that it belongs to.
   */
  private void launch(List<String> command, List<ServerSocketChannel> doors) throws IOException {
    Thread keeper =
        new Thread(
            () -> {
              try {
                Process process =
                    new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.log().toFile())
                        .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
                        .start();
                started.complete(process);
                watch(process, doors);
              } catch (IOException absent) {
                started.completeExceptionally(absent);
                ended.countDown();
              }
            },
            "probewright-vm");
    keeper.setDaemon(true);
    keeper.start();
    try {
      started.join();
    } catch (java.util.concurrent.CompletionException failed) {
      fail(
          VmProblems.problem("vm.no-qemu", command.get(0))
              .withRaw(String.valueOf(failed.getCause())));
      throw new IOException(failed.getCause());
    }
  }

  private void watch(Process process, List<ServerSocketChannel> doors) {
    int status = waitFor(process);
    if (!closed) {
      fail(whyEnded(status));
    }
    // whoever waits for a socket wakes up
    doors.forEach(Machine::closeQuietly);
    ended.countDown();
  }

  private Problem whyEnded(int status) {
    String words = folder.lastWords();
    if (status == 127 && words.contains(QemuCommand.QEMU)) {
      return VmProblems.problem("vm.no-qemu", QemuCommand.QEMU).withRaw(words);
    }
    return VmProblems.diskIsFull(words)
        ? VmProblems.problem("vm.disk-full", folder.path()).withRaw(words)
        : VmProblems.ended(status > 128 ? "signal " + (status - 128) : "" + status, words);
  }

  private static int waitFor(Process process) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return process.waitFor();
        } catch (InterruptedException again) {
          interrupted = true; // this thread must live as long as the process
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  Qmp qmp() {
    if (qmp == null) {
      throw new IllegalStateException();
    }
    return qmp;
  }

  SocketChannel socket(String name) {
    SocketChannel socket = sockets.get(name);
    if (socket == null) {
      throw new IllegalStateException(name);
    }
    return socket;
  }

  long pid() {
    return started.join().pid();
  }

  private void heard(Qmp.Event event) {
    if (watchingAgent && isAgentPort(event) && Boolean.FALSE.equals(event.data().get("open"))) {
      agentEnded();
    } else {
      events.add(event);
    }
  }

  /** Its first process says so, or the port that it let go of. */
  void agentEnded() {
    fail(VmProblems.problem("vm.agent-ended").withRaw(folder.lastWords()));
  }

  private static boolean isAgentPort(Qmp.Event event) {
    return event.name().equals("VSERPORT_CHANGE") && "agent".equals(event.data().get("id"));
  }

  /** The agent has opened its port. */
  static boolean isAgentUp(Qmp.Event event) {
    return isAgentPort(event) && Boolean.TRUE.equals(event.data().get("open"));
  }

  /** From now on an agent that lets go of its port is a failure. */
  void watchAgent() {
    watchingAgent = true;
  }

  /** Waits for the first event of those that come that fits. */
  Qmp.Event await(java.util.function.Predicate<Qmp.Event> fits, Duration limit)
      throws ProblemException, InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (true) {
      Qmp.Event event = events.poll(Math.min(50, millisTo(end)), TimeUnit.MILLISECONDS);
      if (event != null && fits.test(event)) {
        return event;
      }
      Problem why = failure.get();
      if (why != null) {
        throw new ProblemException(why);
      }
      if (event == null && millisTo(end) == 0) {
        fail(VmProblems.problem("vm.boot-timeout", limit.toSeconds()).withRaw(folder.lastWords()));
      }
    }
  }

  private static long millisTo(long nanoTime) {
    return Math.max(0, (nanoTime - System.nanoTime()) / 1_000_000);
  }

  /** Ends the machine with a reason, unless it has one. */
  void fail(Problem why) {
    failure.compareAndSet(null, why);
    kill();
  }

  void hung(Duration limit) {
    fail(VmProblems.problem("vm.hung", limit.toSeconds()).withRaw(folder.lastWords()));
  }

  /**
   * Why the machine is at its end. A broken socket is heard of a little before the end of its
   * process, so this waits for that; the cause counts only where nothing better is known.
   */
  Problem failure(Throwable cause) {
    try {
      if (started.isDone() && !ended.await(END_SECONDS, TimeUnit.SECONDS)) {
        hung(Duration.ofSeconds(END_SECONDS));
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    Problem why = failure.get();
    return why != null
        ? why
        : VmProblems.problem(closed ? "vm.closed" : "vm.start").withRaw(String.valueOf(cause));
  }

  /** At the end of a socket: returns when the machine was closed, throws why it ended otherwise. */
  void endReached() throws ProblemException {
    if (!closed) {
      Problem why = failure(new IOException("end of stream"));
      if (!closed) {
        throw new ProblemException(why);
      }
    }
  }

  private void closeAtExit() {
    try {
      Runtime.getRuntime().addShutdownHook(atExit);
    } catch (IllegalStateException exiting) {
      closed = true; // the process we are about to start is ended by its parent's death
    }
  }

  /** From here on the owner closes it, also when the JVM is asked to end. */
  void stayAtExit() {
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException exiting) {
      // the hook is what runs; a second close finds nothing to do
      return;
    }
  }

  private void kill() {
    Process process = started.isCompletedExceptionally() ? null : started.getNow(null);
    if (process != null) {
      process.destroyForcibly();
    }
  }

  /** Waits until QEMU has ended by itself, as after {@code quit}. */
  boolean awaitEnd(Duration limit) throws InterruptedException {
    return ended.await(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** From now on the end of the process is as it should be. */
  void expectEnd() {
    closed = true;
  }

  @Override
  public void close() {
    closed = true;
    kill();
    for (SocketChannel socket : sockets.values()) {
      closeQuietly(socket);
    }
    boolean interrupted = false;
    while (started.isDone()) {
      try {
        // a killed process ends; its folder is deleted only when nothing writes there any more
        if (ended.await(END_SECONDS, TimeUnit.SECONDS)) {
          break;
        }
      } catch (InterruptedException again) {
        interrupted = true;
      }
    }
    closeQuietly(folder);
    stayAtExit();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static void closeQuietly(AutoCloseable resource) {
    try {
      resource.close();
    } catch (Exception left) {
      // a socket has nothing to lose; what a folder leaves is swept at the next start
      System.getLogger(Machine.class.getName()).log(System.Logger.Level.DEBUG, "close", left);
    }
  }
}
