package probewright.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import probewright.capture.Capture;
import probewright.capture.ChromeTrace;
import probewright.capture.Replay;
import probewright.diagnostics.Outcome;
import probewright.diagnostics.Problem;
import probewright.diagnostics.ProblemException;
import probewright.diagnostics.Stage;
import probewright.target.Output;
import probewright.target.RunListener;

/** {@code export CAPTURE --format F}: what a capture holds, in a format of others. */
@Command(name = "export", mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {
  /** What it can be written as. */
  enum As {
    CSV,
    JSONL,
    CHROME
  }

  private final Surroundings surroundings;

  @Spec private CommandSpec spec;

  @Parameters(descriptionKey = "capture-file", paramLabel = "CAPTURE")
  private Path file;

  @Option(names = "--format", paramLabel = "FORMAT", required = true)
  private String format;

  @Option(names = "--stream", paramLabel = "NAME")
  private @Nullable String stream;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "OUT")
  private @Nullable Path out;

  ExportCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws Exception {
    As as = as();
    if (out != null && Files.exists(out) && Files.exists(file) && Files.isSameFile(out, file)) {
      throw new UsageException(spec.commandLine(), "usage.value", "--output", out);
    }
    Outcome<Capture> opened = Capture.open(file);
    surroundings.report().problems(file.toString(), opened.problems());
    if (!(opened instanceof Outcome.Done<Capture> done)) {
      return 1;
    }
    try (Capture capture = done.value()) {
      String names = capture.outputs().stream().map(Output::name).collect(Collectors.joining(", "));
      if (stream != null && capture.outputs().stream().noneMatch(o -> o.name().equals(stream))) {
        throw new ProblemException(
            Problem.error(Stage.STREAM, "capture.no-output", file, stream, names));
      }
      export(capture, as);
    }
    return 0;
  }

  private As as() {
    for (As known : As.values()) {
      if (known.name().toLowerCase(Locale.ROOT).equals(format)) {
        return known;
      }
    }
    throw new UsageException(spec.commandLine(), "usage.value", "--format", format);
  }

  private void export(Capture capture, As as) throws IOException {
    Path to = out;
    if (to == null) {
      // who reads it may have had enough
      write(capture, as, surroundings.out());
      return;
    }
    try (OutputStream file = Files.newOutputStream(to);
        PrintStream text = new PrintStream(file, false, StandardCharsets.UTF_8)) {
      write(capture, as, text);
      if (text.checkError()) {
        throw new IOException("write error");
      }
    } catch (ProblemException known) {
      throw known;
    } catch (IOException e) {
      throw new ProblemException(
          Problem.error(Stage.STREAM, "capture.not-exported", to)
              .withRaw(String.valueOf(e.getMessage())),
          e);
    }
  }

  private void write(Capture capture, As as, PrintStream to) throws IOException {
    AtomicReference<@Nullable Replay> playing = new AtomicReference<>();
    LongSupplier time =
        () -> {
          Replay replay = playing.get();
          return replay == null ? 0 : replay.time();
        };
    Runnable closed =
        () -> {
          Replay replay = playing.get();
          if (replay != null) {
            replay.stop();
          }
        };
    if (as == As.CHROME) {
      try (ChromeTrace trace = new ChromeTrace(capture, to, time)) {
        play(capture, trace, playing);
      }
      return;
    }
    RunPrinter printer =
        new RunPrinter(
            as == As.CSV ? new CsvFormat(time) : new JsonFormat(time),
            new Surroundings(
                to,
                surroundings.err(),
                surroundings.locale(),
                surroundings.installation(),
                surroundings.raw()),
            problem -> {},
            closed);
    play(capture, printer, playing);
    if (stream == null) {
      printer.farewell();
    }
  }

  private void play(
      Capture capture, RunListener listener, AtomicReference<@Nullable Replay> playing)
      throws ProblemException {
    Replay replay =
        Replay.ofAll(capture, stream == null ? listener : new OneOutput(stream, listener));
    playing.set(replay);
    replay.play();
  }
}
