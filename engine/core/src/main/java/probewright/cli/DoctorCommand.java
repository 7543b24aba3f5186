package probewright.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import probewright.target.Checkup;

/** {@code doctor}: what this machine can do, and what mends each thing missing. */
@Command(name = "doctor", mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  DoctorCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    Words words = new Words(surroundings.locale());
    List<Checkup.Finding> findings = surroundings.installation().checkup();
    for (Checkup.Finding finding : findings) {
      String what = words.say("doctor." + finding.part(), finding.detail());
      surroundings
          .out()
          .println(words.say(finding.there() ? "doctor.ok" : "doctor.missing") + "  " + what);
      if (!finding.there()) {
        surroundings.out().println("    " + words.say("doctor.mend", finding.mend()));
      }
    }
    return findings.stream().allMatch(Checkup.Finding::there) ? 0 : 1;
  }
}
