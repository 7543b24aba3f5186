package probewright.target;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import probewright.compiler.Toolchain;
import probewright.diagnostics.Outcome;
import probewright.diagnostics.ProblemException;
import probewright.target.vm.Snapshots;

/** Looks at this machine for what a run needs, without changing anything. */
public final class Checkup {
  /** Set-up mends all that is not a package of its own. */
  private static final String SET_UP = "packaging/run doctor";

  private final Installation installation;

  Checkup(Installation installation) {
    this.installation = installation;
  }

  /**
   * One thing a run needs.
   *
   * @param part its name: clang, qemu, kernel, snapshot, agent
   * @param detail which one it is, or was looked for
   * @param mend the one command that brings it, empty when it is there
   */
  public record Finding(String part, boolean there, String detail, String mend) {}

  List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    Outcome<Toolchain> clang = installation.toolchain();
    findings.add(
        clang instanceof Outcome.Done<Toolchain> found
            ? new Finding("clang", true, found.value().clangVersion(), "")
            : new Finding("clang", false, "", "sudo apt-get install -y clang"));
    findings.add(
        finding(
            "qemu",
            onPath("qemu-system-x86_64"),
            "",
            "sudo apt-get install -y --no-install-recommends qemu-system-x86"));
    findings.add(finding("agent", hasAgent(), "", SET_UP));
    for (String kernel : TargetSpec.PRACTICE_KERNELS) {
      boolean there = Files.isDirectory(installation.cache().resolve("practice").resolve(kernel));
      findings.add(finding("kernel", there, kernel, SET_UP));
      findings.add(finding("snapshot", there && hasSnapshot(kernel), kernel, SET_UP));
    }
    return findings;
  }

  private boolean hasAgent() {
    try {
      new AgentBundle(installation.agent()).check();
      return true;
    } catch (ProblemException notWhole) {
      return false;
    }
  }

  private boolean hasSnapshot(String kernel) {
    try {
      return Snapshots.exists(installation.options(kernel));
    } catch (ProblemException notSetUp) {
      return false;
    }
  }

  private boolean onPath(String program) {
    return Pattern.compile(Pattern.quote(File.pathSeparator))
        .splitAsStream(installation.path())
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  private static Finding finding(String part, boolean there, String detail, String mend) {
    return new Finding(part, there, detail, there ? "" : mend);
  }
}
