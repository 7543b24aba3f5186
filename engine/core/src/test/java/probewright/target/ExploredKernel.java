package probewright.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import probewright.compiler.Toolchain;
import probewright.diagnostics.Outcome;
import probewright.diagnostics.Problem;
import probewright.probes.Probe;
import probewright.probes.ProbeQuery;
import probewright.probes.ProbeSite;
import probewright.probes.ProbeSite.Family;

/** A guest whose probes are asked for, with the program that calls some of them in it. */
record ExploredKernel(
    String release, Path folder, Toolchain toolchain, Target target, ProbeCatalogue catalogue)
    implements AutoCloseable {
  static final int TURNS = 1000;
  static final String CALL = "sched_get_priority_max";
  static final String CALLED = "__x64_sys_" + CALL;

  static ExploredKernel open(String release, Path folder) throws Exception {
    Installation installation = Installation.ofEnvironment(System.getenv(), System.getProperties());
    Toolchain toolchain = done(installation.toolchain());
    Target target = installation.open(done(TargetSpec.parse("vm:" + release)));
    ExploredKernel kernel =
        new ExploredKernel(release, folder, toolchain, target, target.catalogue());
    kernel.send("/tmp/explored", kernel.compile());
    return kernel;
  }

  @Override
  public void close() {
    target.close();
  }

  static List<ProbeSite> spread(List<ProbeSite> all, int count) {
    List<ProbeSite> some = new ArrayList<>();
    for (int i = 0; i < Math.min(count, all.size()); i++) {
      some.add(all.get((int) ((long) i * all.size() / count)));
    }
    return some;
  }

  static ProbeSite forced(Probe probe) {
    return new ProbeSite(Family.FUNCTION, "", "", List.of(probe), false, Map.of(), List.of(), "");
  }

  ProbeSite one(String function) throws Exception {
    List<ProbeSite> found =
        catalogue.find(new ProbeQuery(Set.of(Family.FUNCTION), Set.of(), "", function, -1));
    assertThat(found).as(function).hasSize(1);
    return found.get(0);
  }

  List<ProbeSite> find(String pattern, String kind) throws Exception {
    return catalogue.find(query(pattern, kind));
  }

  static ProbeQuery query(String pattern, String kind) {
    return done(ProbeQuery.parse(pattern, kind, -1));
  }

  FireRates started(List<ProbeSite> sites) throws Exception {
    return done(
        FireRates.start(target, toolchain, sites, AttachOptions.none(), RunListener.none()));
  }

  Problem refused(ProbeSite site) throws Exception {
    return refusedAll(List.of(site));
  }

  Problem refusedAll(List<ProbeSite> sites) throws Exception {
    Outcome<FireRates> outcome =
        FireRates.start(target, toolchain, sites, AttachOptions.none(), RunListener.none());
    if (outcome instanceof Outcome.Done<FireRates> attached) {
      attached.value().close();
    }
    assertThat(outcome).as(sites.toString()).isInstanceOf(Outcome.Refused.class);
    return outcome.problems().get(0);
  }

  byte[] compile() throws Exception {
    Path from = Path.of(ExploredKernel.class.getResource("explored.c").toURI());
    Path to = folder.resolve("explored");
    List<String> command = List.of("gcc", "-O1", "-o", to.toString(), from.toString());
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    return Files.readAllBytes(to);
  }

  void send(String path, byte[] bytes) throws Exception {
    String text = Base64.getEncoder().encodeToString(bytes);
    shell("echo " + text + " | base64 -d >" + path + "; chmod +x " + path);
  }

  String shell(String command) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Workloads.Workload workload =
        target.workloads().orElseThrow().start(command, out, new ByteArrayOutputStream())) {
      workload.waitFor();
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  static <T> T done(Outcome<T> outcome) {
    assertThat(outcome).as(outcome.problems().toString()).isInstanceOf(Outcome.Done.class);
    return ((Outcome.Done<T>) outcome).value();
  }

  void say(String words) {
    System.err.println("explore-vm " + release + ": " + words);
  }
}
