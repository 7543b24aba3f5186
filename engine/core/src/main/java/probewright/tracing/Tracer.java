package probewright.tracing;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import probewright.compiler.SourceFiles;
import probewright.compiler.Toolchain;
import probewright.diagnostics.Outcome;
import probewright.diagnostics.ProblemException;
import probewright.dialect.Program;
import probewright.target.AttachOptions;
import probewright.target.Installation;
import probewright.target.Target;
import probewright.target.TargetSpec;

/**
 * A target to run programs on, for Java code:
 *
 * <pre>{@code
 * record Exec(int pid, String comm) {}
 *
 * try (Tracer tracer = Tracer.open("vm");
 *     Tracing tracing = tracer.run(Path.of("exec.c"))) {
 *   for (Exec exec : tracing.events("events", Exec.class)) {
 *     System.out.println(exec);
 *   }
 * }
 * }</pre>
 *
 * <p>Opening a target and running a program block, for up to some seconds; never on the JavaFX
 * thread. Safe for many threads. Closing it, once or many times, ends what runs on it.
 */
public final class Tracer implements AutoCloseable {
  private final Toolchain toolchain;
  private final Target target;

  private Tracer(Toolchain toolchain, Target target) {
    this.toolchain = toolchain;
    this.target = target;
  }

  /**
   * Opens a target.
   *
   * @param target as the command line spells it, such as {@code vm:6.12}
   * @throws RefusedException when there is no such target, or no compiler
   * @throws ProblemException when it does not start
   */
  public static Tracer open(String target) throws RefusedException, ProblemException {
    return open(target, Installation.ofEnvironment(System.getenv(), System.getProperties()));
  }

  /** The same with the engine's parts at places of their own. */
  public static Tracer open(String target, Installation installation)
      throws RefusedException, ProblemException {
    TargetSpec spec = done(TargetSpec.parse(target));
    Toolchain toolchain = done(installation.toolchain());
    return new Tracer(toolchain, installation.open(spec));
  }

  /**
   * Runs the program of a file.
   *
   * @throws RefusedException when the file cannot be read or a stage does not let it through
   * @throws ProblemException when the target is gone
   */
  public Tracing run(Path file) throws RefusedException, ProblemException {
    return run(file, Map.of());
  }

  /**
   * The same with values for the parameters that the program declares ({@code // param:}).
   *
   * @throws RefusedException also for a parameter that it does not have, or a value that is none
   */
  public Tracing run(Path file, Map<String, String> parameters)
      throws RefusedException, ProblemException {
    return run(program(file, parameters), AttachOptions.none());
  }

  /** Reads a program and the files beside it that it includes. */
  public static Program program(Path file, Map<String, String> parameters) throws RefusedException {
    return done(SourceFiles.program(file, parameters, List.of()));
  }

  /**
   * Runs a program.
   *
   * @throws RefusedException when a stage does not let it through
   * @throws ProblemException when the target is gone
   */
  public Tracing run(Program program) throws RefusedException, ProblemException {
    return run(program, AttachOptions.none());
  }

  /**
   * The same for one process, with other sizes of buffers, or with functions that are attached
   * later.
   */
  public Tracing run(Program program, AttachOptions options)
      throws RefusedException, ProblemException {
    return Tracing.start(program, toolchain, target, options, null);
  }

  /**
   * Runs a program and writes a capture of it, until the tracing is closed.
   *
   * @param capture a file that is not there yet
   * @throws RefusedException when a stage does not let it through, or the file cannot be made
   * @throws ProblemException when the target is gone
   */
  public Tracing run(Program program, AttachOptions options, Path capture)
      throws RefusedException, ProblemException {
    return Tracing.start(program, toolchain, target, options, capture);
  }

  /** The target, for its kernel's facts and for workloads. */
  public Target target() {
    return target;
  }

  @Override
  public void close() {
    target.close();
  }

  private static <T> T done(Outcome<T> outcome) throws RefusedException {
    if (outcome instanceof Outcome.Done<T> passed) {
      return passed.value();
    }
    throw new RefusedException(outcome.problems());
  }
}
