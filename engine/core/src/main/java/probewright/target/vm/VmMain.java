package probewright.target.vm;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import probewright.diagnostics.Messages;
import probewright.diagnostics.Problem;
import probewright.diagnostics.ProblemException;
import probewright.target.Workloads;

/** The developer's way into the practice VM; see {@code packaging/vm}. */
public final class VmMain {
  /** As of env and its like: the command was not run, or its machine ended under it. */
  private static final int NO_MACHINE = 125;

  private VmMain() {}

  /**
   * {@code [--kernel 6.1|6.12] [--cold] [--accel tcg|kvm] [--timing] COMMAND…} runs a command as
   * root in a guest of its own and ends with its status. One word is a shell command, several are
   * the words of one.
   */
  public static void main(String[] arguments) {
    int status;
    try {
      status = run(new ArrayDeque<>(List.of(arguments)));
    } catch (ProblemException failed) {
      tell(failed.problem());
      status = NO_MACHINE;
    } catch (InterruptedException interrupted) {
      status = NO_MACHINE;
    }
    System.exit(status);
  }

  private static int run(Deque<String> words) throws ProblemException, InterruptedException {
    VmOptions options = VmOptions.of(VmOptions.KERNELS.get(VmOptions.KERNELS.size() - 1));
    String agent = System.getProperty("probewright.agent", "");
    if (!agent.isEmpty() && Files.isExecutable(Path.of(agent, "launch"))) {
      options = options.withAgent(Path.of(agent));
    }
    boolean timing = false;
    while (!words.isEmpty() && words.peek().startsWith("--")) {
      switch (words.pop()) {
        case "--kernel" -> options = options.withKernel(words.isEmpty() ? "" : words.pop());
        case "--accel" -> options = options.withAccelerator(words.isEmpty() ? "" : words.pop());
        case "--cold" -> options = options.withSnapshots(false);
        case "--timing" -> timing = true;
        default -> words.clear();
      }
    }
    if (words.isEmpty()) {
      tell(VmProblems.problem("vm.usage"));
      return 2;
    }
    return command(options, List.copyOf(words), timing);
  }

  private static int command(VmOptions options, List<String> words, boolean timing)
      throws ProblemException, InterruptedException {
    long begun = System.nanoTime();
    try (PracticeVm vm = PracticeVm.open(options)) {
      if (timing) {
        System.err.printf(
            Locale.ROOT,
            "%s in %.2f s%n",
            vm.restored() ? "restored" : "booted",
            (System.nanoTime() - begun) / 1e9);
      }
      // not System.out: it would swallow errors of writing
      Workloads.Workload workload =
          vm.workloads()
              .start(
                  shell(words),
                  new FileOutputStream(FileDescriptor.out),
                  new FileOutputStream(FileDescriptor.err));
      return workload.waitFor();
    }
  }

  static String shell(List<String> words) {
    return words.size() == 1
        ? words.get(0)
        : words.stream()
            .map(word -> "'" + word.replace("'", "'\\''") + "'")
            .collect(Collectors.joining(" "));
  }

  private static void tell(Problem problem) {
    Messages messages = new Messages(Locale.getDefault());
    PrintStream err =
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
    if (problem.raw() != null) {
      Arrays.stream(problem.raw().split("\n")).forEach(line -> err.println("  | " + line));
    }
    err.println(messages.sentence(problem));
    String help = messages.help(problem);
    if (!help.isEmpty()) {
      err.println(help);
    }
  }
}
