package probewright.target.vm;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.IntConsumer;
import probewright.diagnostics.Problem;
import probewright.diagnostics.ProblemException;
import probewright.target.Workloads;

/** Our end of the guest's runner: commands, the clock, signs of life. */
final class GuestRunner implements Workloads {
  private static final int ENTROPY_BYTES = 256;

  private final OutputStream output;
  private final Function<Throwable, Problem> failure;
  private final IntConsumer agentEnded;
  private final Map<Integer, GuestCommand> commands = new ConcurrentHashMap<>();
  private final AtomicInteger lastId = new AtomicInteger();
  private volatile boolean over;
  private final Semaphore awake = new Semaphore(0);
  private final Semaphore pongs = new Semaphore(0);

  /**
   * @param failure asked once the channel is at its end or cannot be written: why
   * @param agentEnded told the status with which the guest's agent has ended, on the reader's
   *     thread
   */
  GuestRunner(
      InputStream input,
      OutputStream output,
      Function<Throwable, Problem> failure,
      IntConsumer agentEnded) {
    this.output = output;
    this.failure = failure;
    this.agentEnded = agentEnded;
    Thread reader = new Thread(() -> read(input), "probewright-vm-runner");
    reader.setDaemon(true);
    reader.start();
  }

  @Override
  public Workload start(String command, OutputStream stdout, OutputStream stderr)
      throws ProblemException {
    byte[] text = command.getBytes(StandardCharsets.UTF_8);
    if (text.length > RunnerFrame.LONGEST / 8) {
      // the kernel takes 128 KiB in one argument
      throw VmProblems.of("vm.command-too-long", RunnerFrame.LONGEST / 8 / 1024);
    }
    int id = lastId.incrementAndGet();
    GuestCommand started = new GuestCommand(this, id, stdout, stderr);
    commands.put(id, started);
    if (over) {
      Problem why = failure.apply(new IOException("the runner's channel is closed"));
      started.ended(why);
      throw new ProblemException(why);
    }
    try {
      send(new RunnerFrame(RunnerFrame.START, id, text));
    } catch (IOException gone) {
      commands.remove(id);
      Problem why = failure.apply(gone);
      started.ended(why);
      throw new ProblemException(why, gone);
    }
    return started;
  }

  /** Sets the guest's clock and stirs its random numbers; false when it does not answer in time. */
  boolean wake(Duration limit) throws IOException, InterruptedException {
    Instant now = Instant.now();
    byte[] entropy = new byte[ENTROPY_BYTES];
    new SecureRandom().nextBytes(entropy);
    awake.drainPermits();
    send(
        new RunnerFrame(
            RunnerFrame.WAKE,
            0,
            ByteBuffer.allocate(12 + ENTROPY_BYTES)
                .putLong(now.getEpochSecond())
                .putInt(now.getNano())
                .put(entropy)
                .array()));
    return awake.tryAcquire(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Whether the guest answers in time. */
  boolean ping(Duration limit) throws IOException, InterruptedException {
    pongs.drainPermits();
    send(new RunnerFrame(RunnerFrame.PING, 0, new byte[0]));
    return pongs.tryAcquire(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  void kill(int id) {
    if (commands.containsKey(id)) {
      try {
        send(new RunnerFrame(RunnerFrame.KILL, id, new byte[0]));
      } catch (IOException gone) {
        // with its machine the command is gone too, which its reader tells
        commands.remove(id);
      }
    }
  }

  void send(RunnerFrame frame) throws IOException {
    synchronized (output) {
      output.write(frame.bytes());
      output.flush();
    }
  }

  private void read(InputStream input) {
    Problem end;
    try (DataInputStream frames = new DataInputStream(new BufferedInputStream(input, 1 << 16))) {
      for (RunnerFrame frame = RunnerFrame.read(frames);
          frame != null;
          frame = RunnerFrame.read(frames)) {
        take(frame);
      }
      end = failure.apply(new IOException("end of the runner's channel"));
    } catch (IOException broken) {
      end = failure.apply(broken);
    }
    over = true; // from here on start() looks after its own command
    for (GuestCommand command : commands.values()) {
      command.ended(end);
    }
    commands.clear();
  }

  private void take(RunnerFrame frame) {
    switch (frame.type()) {
      case RunnerFrame.AWAKE -> awake.release();
      case RunnerFrame.PONG -> pongs.release();
      case RunnerFrame.AGENT_ENDED -> agentEnded.accept(frame.number());
      case RunnerFrame.EXIT, RunnerFrame.REFUSED -> {
        GuestCommand command = commands.remove(frame.id());
        if (command != null) {
          command.arrived(frame);
        }
      }
      default -> {
        GuestCommand command = commands.get(frame.id());
        if (command != null) {
          command.arrived(frame);
        }
      }
    }
  }
}
