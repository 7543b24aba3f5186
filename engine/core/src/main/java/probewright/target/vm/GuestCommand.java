package probewright.target.vm;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import probewright.diagnostics.Problem;
import probewright.diagnostics.ProblemException;
import probewright.target.Workloads;

/**
 * One command in the guest. Its output is written on a thread of its own, so that a slow stream
 * holds up no other command; credit goes back for what was written, which bounds what waits here.
 */
final class GuestCommand implements Workloads.Workload {
  private final GuestRunner runner;
  private final int id;
  private final OutputStream stdout;
  private final OutputStream stderr;
  private final BlockingQueue<Object> arrived = new LinkedBlockingQueue<>();
  private final CompletableFuture<Object> result = new CompletableFuture<>();

  GuestCommand(GuestRunner runner, int id, OutputStream stdout, OutputStream stderr) {
    this.runner = runner;
    this.id = id;
    this.stdout = stdout;
    this.stderr = stderr;
    Thread writer = new Thread(this::write, "probewright-vm-command-" + id);
    writer.setDaemon(true);
    writer.start();
  }

  /** On the runner's reader thread. */
  void arrived(RunnerFrame frame) {
    arrived.add(frame);
  }

  /** The guest is gone. */
  void ended(Problem why) {
    arrived.add(why);
  }

  private void write() {
    try {
      while (!result.isDone()) {
        Object next = arrived.take();
        if (next instanceof RunnerFrame frame) {
          take(frame);
        } else {
          result.complete(next);
        }
      }
    } catch (InterruptedException | IOException failed) {
      // a stream that cannot be written: the command has no one to talk to
      close();
      result.complete(VmProblems.problem("vm.output").withRaw(String.valueOf(failed.getMessage())));
    }
  }

  private void take(RunnerFrame frame) throws IOException {
    switch (frame.type()) {
      case RunnerFrame.STDOUT, RunnerFrame.STDERR -> {
        OutputStream stream = frame.type() == RunnerFrame.STDOUT ? stdout : stderr;
        stream.write(frame.payload());
        stream.flush();
        runner.send(
            new RunnerFrame(RunnerFrame.CREDIT, id, RunnerFrame.number(frame.payload().length)));
      }
      case RunnerFrame.EXIT -> result.complete(frame.number());
      default ->
          result.complete(
              VmProblems.problem("vm.refused")
                  .withRaw(new String(frame.payload(), java.nio.charset.StandardCharsets.UTF_8)));
    }
  }

  @Override
  public int waitFor() throws ProblemException, InterruptedException {
    try {
      Object end = result.get();
      if (end instanceof Problem problem) {
        throw new ProblemException(problem);
      }
      return (Integer) end;
    } catch (ExecutionException impossible) {
      throw new AssertionError(impossible);
    }
  }

  @Override
  public void close() {
    runner.kill(id);
  }
}
