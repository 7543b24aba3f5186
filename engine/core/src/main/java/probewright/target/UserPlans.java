package probewright.target;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
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
  private final StaticSpecs specs;
  private final boolean hasPid;

  UserPlans(AgentBinaries binaries, StaticSpecs specs, boolean hasPid) {
    this.binaries = binaries;
    this.specs = specs;
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
    UserSymbols found = binaries.symbols(path, Optional.of(bare));
    if (found.find(name).isEmpty()) {
      // a stripped file's other names may be packed away in it
      found = binaries.symbols(path, Optional.empty());
    }
    Optional<UserSymbols.Symbol> symbol = found.find(name);
    if (symbol.isEmpty()) {
      return absent(probe, path, name, found);
    }
    List<Long> same = found.alike(symbol.get());
    return same.size() > 1
        ? refused(
            "attach.symbol-ambiguous",
            name,
            path,
            same.size(),
            same.stream().map(KernelPlans::hex).collect(Collectors.joining(", ")))
        : at(probe, path, offset(path, symbol.get()) + within.get());
  }

  private static Outcome<AttachPlan> absent(
      Probe probe, String path, String name, UserSymbols all) {
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
      links.add(link(place));
    }
    List<Problem> notes =
        specs.takeUnreadable().stream()
            .map(argument -> Problem.error(Stage.ATTACH, "attach.usdt-argument", probe, argument))
            .map(Problem::asWarning)
            .toList();
    return new Outcome.Done<>(
        links.size() == 1 ? new AttachPlan.One(links.get(0)) : new AttachPlan.Each(links), notes);
  }

  private AttachPlan.Link link(StaticProbes.Place place) throws AgentException, ProblemException {
    long semaphore =
        place.semaphore() == 0 ? 0 : Math.max(0, binaries.offset(place.path(), place.semaphore()));
    return new AttachPlan.Link(
        "usdt.place",
        List.of(
            place.path(),
            KernelPlans.hex(place.offset()),
            KernelPlans.hex(semaphore),
            String.valueOf(specs.number(place.arguments()))));
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
