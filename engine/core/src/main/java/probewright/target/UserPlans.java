package probewright.target;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import probewright.agent.wire.AgentException;
import probewright.diagnostics.Outcome;
import probewright.diagnostics.Problem;
import probewright.diagnostics.ProblemException;
import probewright.diagnostics.Stage;
import probewright.probes.NamePattern;
import probewright.probes.Probe;

/** Where in a program or library a uprobe or static probe goes. */
final class UserPlans {
  private final AgentBinaries binaries;
  private final boolean hasPid;

  UserPlans(AgentBinaries binaries, boolean hasPid) {
    this.binaries = binaries;
    this.hasPid = hasPid;
  }

  /** A uprobe or uretprobe. */
  Outcome<AttachPlan> function(Probe probe) throws AgentException, ProblemException {
    if (probe.parts().get(0).isEmpty() && !hasPid) {
      return refused("attach.needs-pid", probe);
    }
    String path = binaries.find(probe.parts().get(0));
    String place = probe.parts().get(1);
    if (probe.isPattern()) {
      return matching(probe, path, place);
    }
    if (place.startsWith("0x")) {
      Optional<Long> address = number(place);
      if (address.isEmpty()) {
        return refused("probe.malformed", probe, probe.kind().form());
      }
      long offset = binaries.offset(path, address.get());
      // small numbers are no addresses of a program's, but places in its file
      return at(probe, path, offset < 0 ? address.get() : offset);
    }
    int plus = place.indexOf('+');
    Optional<Long> within = plus < 0 ? Optional.of(0L) : number(place.substring(plus + 1));
    if (within.isEmpty()) {
      return refused("probe.malformed", probe, probe.kind().form());
    }
    String name = plus < 0 ? place : place.substring(0, plus);
    int version = name.indexOf('@');
    String bare = version > 0 ? name.substring(0, version) : name;
    Optional<UserSymbols.Symbol> symbol = binaries.symbols(path, Optional.of(bare)).find(name);
    return symbol.isEmpty()
        ? absent(probe, path, name)
        : at(probe, path, offset(path, symbol.get()) + within.get());
  }

  private Outcome<AttachPlan> absent(Probe probe, String path, String name)
      throws AgentException, ProblemException {
    UserSymbols all = binaries.symbols(path, Optional.empty());
    return all.isEmpty()
        ? refused("attach.no-symbols", probe, path)
        : refused("attach.symbol-absent", name, path, String.join(", ", all.near(name)));
  }

  private static Outcome<AttachPlan> at(Probe probe, String path, long offset) {
    return Outcome.done(
        AttachPlan.one(probe.kind().word(), List.of(path, KernelPlans.hex(offset))));
  }

  /** What really runs: a function that is chosen when it is linked is never called itself. */
  private long offset(String path, UserSymbols.Symbol symbol)
      throws AgentException, ProblemException {
    return symbol.chosen() ? binaries.chosen(path, symbol.name()) : symbol.offset();
  }

  private Outcome<AttachPlan> matching(Probe probe, String path, String spelling)
      throws AgentException, ProblemException {
    Optional<NamePattern> pattern = NamePattern.of(spelling);
    if (pattern.isEmpty()) {
      return refused("probe.bad-pattern", spelling);
    }
    Set<Long> offsets = new TreeSet<>();
    for (UserSymbols.Symbol symbol :
        binaries.symbols(path, Optional.empty()).matching(pattern.get())) {
      offsets.add(offset(path, symbol));
    }
    List<AttachPlan.Link> links =
        offsets.stream()
            .map(
                offset ->
                    new AttachPlan.Link(
                        probe.kind().word(), List.of(path, KernelPlans.hex(offset))))
            .toList();
    return links.isEmpty()
        ? refused("attach.none-fit", probe)
        : Outcome.done(new AttachPlan.Each(links));
  }

  /** A static probe: of a file, or of all files that the process runs. */
  Outcome<AttachPlan> staticProbe(Probe probe) throws AgentException, ProblemException {
    String path = probe.parts().get(0);
    String provider = probe.parts().get(1);
    String name = probe.parts().get(2);
    if (path.isEmpty() && !hasPid) {
      return refused("attach.needs-pid", probe);
    }
    Optional<NamePattern> pattern =
        probe.isPattern() ? NamePattern.of(name) : Optional.<NamePattern>empty();
    if (probe.isPattern() && pattern.isEmpty()) {
      return refused("probe.bad-pattern", name);
    }
    StaticProbes probes = new StaticProbes();
    for (String file : path.isEmpty() ? binaries.mapped() : List.of(path)) {
      addProbes(probes, file, path.isEmpty());
    }
    Predicate<String> wanted = pattern.isPresent() ? pattern.get() : name::equals;
    List<StaticProbes.Place> found = probes.find(provider, wanted);
    if (found.isEmpty()) {
      return refused("attach.usdt-absent", probe, String.join(", ", probes.near(provider, name)));
    }
    List<AttachPlan.Link> links = new ArrayList<>();
    for (StaticProbes.Place place : found) {
      links.add(
          new AttachPlan.Link(
              probe.kind().word(), List.of(place.path(), place.provider(), place.name())));
    }
    return Outcome.done(
        links.size() == 1 ? new AttachPlan.One(links.get(0)) : new AttachPlan.Each(links));
  }

  private void addProbes(StaticProbes probes, String file, boolean anyFile)
      throws AgentException, ProblemException {
    try {
      String path = binaries.find(file);
      probes.add(path, binaries.staticProbes(path));
    } catch (AgentException e) {
      // a process has also mapped what is gone since, and what is no program
      if (!anyFile) {
        throw e;
      }
    }
  }

  private static Outcome<AttachPlan> refused(String code, Object... arguments) {
    return Outcome.refused(Problem.error(Stage.ATTACH, code, arguments));
  }

  private static Optional<Long> number(String digits) {
    try {
      return Optional.of(Long.decode(digits));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
