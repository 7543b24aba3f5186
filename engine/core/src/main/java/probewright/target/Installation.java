package probewright.target;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import probewright.compiler.Toolchain;
import probewright.diagnostics.Outcome;
import probewright.diagnostics.Problem;
import probewright.diagnostics.ProblemException;
import probewright.diagnostics.Stage;
import probewright.target.vm.PracticeVm;
import probewright.target.vm.VmOptions;

/**
 * Where the parts of the engine are on this machine, and the way to open a target with them.
 *
 * @param agent the folder of the agent's bundle, as the build of {@code engine/agent} leaves it
 * @param accelerator QEMU's word for how the practice VM runs: {@code tcg}, or {@code kvm} when a
 *     person asked for it
 */
public record Installation(Path agent, Path cache, String path, String accelerator) {
  private static final Duration AGENT_PATIENCE = Duration.ofSeconds(20);

  /** Another machine may be a slow one. */
  private static final Duration FAR_PATIENCE = Duration.ofMinutes(1);

  /** A person looks for a password. */
  private static final Duration PASSWORD_PATIENCE = Duration.ofMinutes(3);

  /** {@code -Dprobewright.agent}, {@code $PROBEWRIGHT_ACCEL}, the user's cache folder. */
  public static Installation ofEnvironment(Map<String, String> environment, Properties properties) {
    return new Installation(
        Path.of(properties.getProperty("probewright.agent", "engine/agent/target/bundle")),
        VmOptions.of(TargetSpec.PRACTICE_KERNELS.get(0)).cache(),
        environment.getOrDefault("PATH", ""),
        environment.getOrDefault("PROBEWRIGHT_ACCEL", "tcg"));
  }

  /** The same with another accelerator. */
  public Installation withAccelerator(String word) {
    return new Installation(agent, cache, path, word);
  }

  /** The compiler on the user's PATH. */
  public Outcome<Toolchain> toolchain() {
    return Toolchain.find(cache.resolve("types"), path, null);
  }

  /** What earlier targets of this user said of their kernels. */
  public KnownKernels knownKernels() {
    return new KnownKernels(cache.resolve("btf"));
  }

  /**
   * A name for the kernel that a target will have, before it runs; empty for a machine that may
   * have started another one meanwhile.
   */
  public Optional<String> kernelName(TargetSpec spec) {
    if (!(spec instanceof TargetSpec.Practice practice)) {
      return Optional.empty();
    }
    try {
      return Optional.of(spec + "\n" + PracticeVm.content(options(practice.kernel())));
    } catch (ProblemException notSetUp) {
      return Optional.empty();
    }
  }

  /**
   * Opens a target, its agent answering: a fresh practice VM, or a child that runs as root, or one
   * that ssh leads to. Blocks, as long as a person takes to give a password where one is asked for.
   */
  public Target open(TargetSpec spec) throws ProblemException {
    return open(spec, false);
  }

  /**
   * Opens a target.
   *
   * @param owned whether the caller sees to it that the target is closed also when the JVM is asked
   *     to end; without that, a shutdown hook closes a practice VM at once
   */
  public Target open(TargetSpec spec, boolean owned) throws ProblemException {
    if (spec instanceof TargetSpec.Practice practice) {
      PracticeVm vm = PracticeVm.open(options(practice.kernel()));
      if (owned) {
        vm.leaveEndToOwner();
      }
      return over(vm, vm, spec.toString());
    }
    return spec instanceof TargetSpec.Ssh ssh ? overSsh(ssh) : local();
  }

  private Target local() throws ProblemException {
    boolean root = LocalAgent.isRoot();
    new AgentBundle(agent).check();
    LocalAgent local = new LocalAgent(agent, java(), folders());
    List<String> command = local.command(root, LocalAgent.hasTerminal());
    return over(
        AgentProcess.start(command),
        "local",
        root ? AGENT_PATIENCE : PASSWORD_PATIENCE,
        (status, words) -> LocalAgent.refusal(command, status, words));
  }

  private Target overSsh(TargetSpec.Ssh spec) throws ProblemException {
    AgentBundle bundle = new AgentBundle(agent);
    bundle.check();
    SshAgent remote = new SshAgent(bundle, new LinkedRuntime(cache, java()));
    String ssh =
        folders().stream()
            .map(folder -> folder.resolve("ssh"))
            .filter(Files::isExecutable)
            .findFirst()
            .map(Path::toString)
            .orElse("ssh");
    AgentProcess process = AgentProcess.start(remote.command(ssh, spec.host()));
    try {
      remote.start(process, spec.host());
    } catch (ProblemException e) {
      process.close();
      throw e;
    }
    return over(process, spec.toString(), FAR_PATIENCE, (status, words) -> Optional.empty());
  }

  /** What the end of a process means that should have been an agent. */
  private interface Meaning {
    Optional<Problem> of(int status, String words);
  }

  /** The target behind a process that is an agent by now, or will be. */
  private Target over(AgentProcess process, String id, Duration patience, Meaning meaning)
      throws ProblemException {
    try {
      return AgentTarget.connect(
          id,
          process.in(),
          process.out(),
          Optional.empty(),
          process,
          cache.resolve("btf"),
          patience);
    } catch (ProblemException e) {
      String words = process.lastWords();
      Optional<Problem> why = meaning.of(process.status(), words);
      if (why.isPresent()) {
        throw new ProblemException(why.get(), e);
      }
      throw words.isEmpty()
          ? e
          : new ProblemException(
              Problem.error(Stage.LOAD, "target.no-agent-came", id).withRaw(words), e);
    }
  }

  private static Path java() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }

  private List<Path> folders() {
    return Pattern.compile(Pattern.quote(File.pathSeparator))
        .splitAsStream(path)
        .filter(folder -> !folder.isEmpty())
        .map(Path::of)
        .toList();
  }

  /**
   * The target behind a running practice VM.
   *
   * @param beneath closed with the target
   */
  Target over(PracticeVm vm, AutoCloseable beneath, String id) throws ProblemException {
    return AgentTarget.connect(
        id,
        vm.agentInput(),
        vm.agentOutput(),
        Optional.of(vm.workloads()),
        beneath,
        cache.resolve("btf"),
        AGENT_PATIENCE);
  }

  /** What is there and what is missing on this machine. */
  public List<Checkup.Finding> checkup() {
    return new Checkup(this).findings();
  }

  VmOptions options(String kernel) {
    return VmOptions.of(kernel).withAgent(agent).withAccelerator(accelerator);
  }
}
