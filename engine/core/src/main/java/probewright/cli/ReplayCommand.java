package probewright.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import probewright.capture.Capture;
import probewright.capture.CaptureInfo;
import probewright.capture.Pace;
import probewright.capture.Replay;
import probewright.diagnostics.Outcome;
import probewright.diagnostics.Problem;

/** {@code replay CAPTURE}: prints what the run printed from which the capture was made. */
@Command(name = "replay", mixinStandardHelpOptions = true)
final class ReplayCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Spec private CommandSpec spec;

  @Parameters(descriptionKey = "capture-file", paramLabel = "CAPTURE")
  private Path file;

  @Option(names = "--speed", paramLabel = "FACTOR")
  private @Nullable Double speed;

  @Mixin private final FormatOptions formats = new FormatOptions();

  ReplayCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws Exception {
    Format format = formats.format(spec.commandLine(), surroundings.locale());
    if (speed != null && !(speed > 0)) {
      throw new UsageException(spec.commandLine(), "usage.positive", "--speed");
    }
    Outcome<Capture> opened = Capture.open(file);
    surroundings.report().problems(file.toString(), opened.problems());
    if (!(opened instanceof Outcome.Done<Capture> done)) {
      return 1;
    }
    try (Capture capture = done.value()) {
      about(capture.info());
      return replay(capture, format);
    }
  }

  private void about(CaptureInfo info) {
    DateTimeFormatter when =
        DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM)
            .withLocale(surroundings.locale())
            .withZone(ZoneId.systemDefault());
    Words words = new Words(surroundings.locale());
    PrintStream err = surroundings.err();
    err.println(
        words.say("capture.of", when.format(info.started()), info.target(), info.release()));
    if (info.pid() != null) {
      // as text: it is a name, and no language groups its digits
      err.println(words.say("capture.pid", String.valueOf(info.pid())));
    }
    if (!info.parameters().isEmpty()) {
      String values =
          info.parameters().entrySet().stream()
              .map(value -> value.getKey() + "=" + value.getValue())
              .collect(Collectors.joining(", "));
      err.println(words.say("capture.parameters", values));
    }
  }

  private int replay(Capture capture, Format format) throws Exception {
    Ending ending = new Ending();
    RunPrinter printer = new RunPrinter(format, surroundings, ending::lostTarget, ending::stop);
    Pace pace = speed == null ? Pace.atOnce() : new Pace(speed);
    Replay replay = new Replay(capture, pace, printer);
    ending.replay = replay;
    Farewell farewell = new Farewell(replay::stop);
    try {
      replay.play();
      printer.farewell();
    } finally {
      farewell.said();
    }
    Problem why = ending.why;
    if (why != null) {
      surroundings.report().problems(capture.expanded().program().file(), java.util.List.of(why));
    }
    return 0;
  }

  /** What ends it before its end. */
  private static final class Ending {
    private @Nullable Replay replay;
    private @Nullable Problem why;

    void lostTarget(Problem problem) {
      why = problem;
    }

    void stop() {
      if (replay != null) {
        replay.stop();
      }
    }
  }
}
