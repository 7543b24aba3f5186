package probewright.target;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import probewright.agent.wire.AgentException;
import probewright.diagnostics.ProblemException;
import probewright.probes.Obstacle;
import probewright.probes.Probe;
import probewright.probes.ProbeKind;
import probewright.probes.ProbeSite;
import probewright.probes.ProbeSite.Family;

/** The functions and static probes of programs and libraries as places for probes. */
final class UserSites {
  /** Of so many the implementation is asked for: each takes a request of its own. */
  private static final int FEW = 8;

  private final AgentBinaries binaries;

  UserSites(AgentBinaries binaries) {
    this.binaries = binaries;
  }

  /**
   * The functions of a file whose names fit, in the order of names, each address once.
   *
   * @param file as the person named it, which the probes name it by as well
   */
  List<ProbeSite> functions(String file, Predicate<String> name)
      throws AgentException, ProblemException {
    String path = binaries.find(file);
    List<UserSymbols.Symbol> found =
        new ArrayList<>(binaries.symbols(path, Optional.empty()).matching(name));
    found.sort(java.util.Comparator.comparing(UserSymbols.Symbol::name));
    List<ProbeSite> sites = new ArrayList<>();
    for (UserSymbols.Symbol symbol : found) {
      boolean unknown = symbol.chosen() && found.size() <= FEW && !isChosen(path, symbol.name());
      sites.add(
          new ProbeSite(
              Family.USER_FUNCTION,
              symbol.name(),
              path,
              unknown ? List.of() : both(file, symbol.name()),
              false,
              unknown ? Map.of(ProbeKind.UPROBE, Obstacle.CHOSEN_LATER) : Map.of(),
              List.of(),
              symbol.chosen() ? "IFUNC" : ""));
    }
    return sites;
  }

  private static List<Probe> both(String file, String name) {
    return List.of(
        Probe.of(ProbeKind.UPROBE, file, name), Probe.of(ProbeKind.URETPROBE, file, name));
  }

  private boolean isChosen(String path, String name) throws ProblemException {
    try {
      return binaries.chosen(path, name) >= 0;
    } catch (AgentException unknown) {
      return false;
    }
  }

  /** Names of functions that are like one that is not there. */
  List<String> near(String file, String name) throws AgentException, ProblemException {
    return binaries.symbols(binaries.find(file), Optional.empty()).near(name);
  }

  /** Whether the file has names of functions at all. */
  boolean isStripped(String file) throws AgentException, ProblemException {
    return binaries.symbols(binaries.find(file), Optional.empty()).isStripped();
  }

  /**
   * The static probes whose {@code PROVIDER:NAME} or name fits.
   *
   * @param file empty for all files that the process has mapped
   */
  List<ProbeSite> staticProbes(String file, Predicate<String> name)
      throws AgentException, ProblemException {
    StaticProbes probes = new StaticProbes();
    for (String each : file.isEmpty() ? binaries.mapped() : List.of(file)) {
      add(probes, each, file.isEmpty());
    }
    List<ProbeSite> sites = new ArrayList<>();
    for (StaticProbes.Place place : probes.find("", any -> true)) {
      if (name.test(place.fullName()) || name.test(place.name())) {
        sites.add(
            new ProbeSite(
                Family.STATIC_PROBE,
                place.fullName(),
                place.path(),
                List.of(Probe.of(ProbeKind.USDT, place.path(), place.provider(), place.name())),
                false,
                Map.of(),
                List.of(),
                place.arguments()));
      }
    }
    return sites;
  }

  private void add(StaticProbes probes, String file, boolean mapped)
      throws AgentException, ProblemException {
    try {
      String path = binaries.find(file);
      probes.add(path, binaries.staticProbes(path));
    } catch (AgentException e) {
      // a process has also mapped what is gone since, and what is no program
      if (!mapped) {
        throw e;
      }
    }
  }
}
