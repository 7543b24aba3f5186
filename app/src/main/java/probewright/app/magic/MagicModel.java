package probewright.app.magic;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;
import probewright.app.analysis.Analysis;
import probewright.app.analysis.ProgramAnalysis;
import probewright.btf.Kernel;
import probewright.diagnostics.Outcome;
import probewright.diagnostics.Place;
import probewright.diagnostics.Problem;
import probewright.diagnostics.Severity;
import probewright.diagnostics.Stage;
import probewright.dialect.ExpandedProgram;
import probewright.dialect.Expansion;
import probewright.language.Language;
import probewright.language.Listing;
import probewright.verifier.Known;
import probewright.verifier.Proof;

/**
 * What a program is made into, in step with its text and with the cursor: the expanded program and
 * the instructions of it. Where the text is broken the last good ones stay, and it is known how far
 * they are behind. Belongs to the thread of {@code ui}, the JavaFX thread.
 */
public final class MagicModel {
  /** What is seen of a program. */
  public enum Side {
    PROGRAM,
    EXPANDED,
    BPF;

    /** The one that follows, around the end. */
    public Side next() {
      return switch (this) {
        case PROGRAM -> EXPANDED;
        case EXPANDED -> BPF;
        case BPF -> PROGRAM;
      };
    }
  }

  /**
   * The last program that could be expanded.
   *
   * @param kernel the one that it was made for
   * @param version of the text that it was made of
   * @param serial counts them
   */
  public record Expanded(
      ExpandedProgram program, Expansion expansion, Kernel kernel, long version, long serial) {}

  /**
   * The instructions of the expanded program; without a listing the compiler refused it.
   *
   * @param of the program that they are made of
   */
  public record Instructions(Expanded of, @Nullable Listing listing, List<Problem> problems) {}

  private final ProgramAnalysis analysis;
  private final Executor background;
  private final Executor ui;
  private final ObjectProperty<Side> side = new SimpleObjectProperty<>(Side.PROGRAM);
  private final IntegerProperty line = new SimpleIntegerProperty(1);
  private final StringProperty file = new SimpleStringProperty("");
  private final ReadOnlyObjectWrapper<@Nullable Expanded> expanded = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable Instructions> instructions =
      new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<Map<Integer, Proof.Step>> told =
      new ReadOnlyObjectWrapper<>(Map.of());
  private boolean wanted;
  private long made;

  /** The serial of what is being compiled; 0 for nothing. */
  private long compiling;

  /**
   * @param background where programs are compiled, one after the other
   * @param ui runs tasks later on the thread that owns this: {@code Platform::runLater}
   */
  public MagicModel(ProgramAnalysis analysis, Executor background, Executor ui) {
    this.analysis = analysis;
    this.background = background;
    this.ui = ui;
    analysis.latestProperty().addListener((o, was, now) -> analysed(now));
    side.addListener((o, was, now) -> compile());
    analysed(analysis.latest());
  }

  /** What is chosen to be seen beside the program, or instead of it. */
  public ObjectProperty<Side> sideProperty() {
    return side;
  }

  /** The line of the text that the cursor is in, from 1. */
  public IntegerProperty lineProperty() {
    return line;
  }

  /**
   * The name of the text that the cursor is in, as its places carry it; empty for the program's.
   */
  public StringProperty fileProperty() {
    return file;
  }

  /** The newest good one; null before the first. */
  public ReadOnlyObjectProperty<@Nullable Expanded> expandedProperty() {
    return expanded.getReadOnlyProperty();
  }

  /** Those of the newest program that was compiled; null before the first. */
  public ReadOnlyObjectProperty<@Nullable Instructions> instructionsProperty() {
    return instructions.getReadOnlyProperty();
  }

  /** What the verifier said on its way, in a log; an empty text for nothing. */
  public void told(String log) {
    Map<Integer, Proof.Step> steps = new HashMap<>();
    Proof.read(log).steps().forEach(step -> steps.put(step.instruction(), step));
    told.set(Map.copyOf(steps));
  }

  /** Changes with what the verifier has said. */
  public ReadOnlyObjectProperty<?> toldProperty() {
    return told.getReadOnlyProperty();
  }

  /** What the verifier knew of registers after an instruction, by their names, in their order. */
  public Map<String, Known> known(Listing.Instruction one) {
    Proof.Step step = told.get().get(one.index());
    Map<String, Known> known = new TreeMap<>();
    if (step != null && step.text().equals(one.text())) {
      step.known().forEach((register, words) -> known.put(register, Known.of(words)));
    }
    return known;
  }

  /** The instructions, null while they are not known. */
  public @Nullable Listing listing() {
    Instructions now = instructions.get();
    return now == null ? null : now.listing();
  }

  /**
   * Whether the text as it was last looked at, or for the kernel it is now written for, is not what
   * the expanded program was made of.
   */
  public boolean behind() {
    Expanded now = expanded.get();
    Analysis latest = analysis.latest();
    return now != null
        && latest != null
        && !(latest.examination().expanded() instanceof Outcome.Done);
  }

  /** What keeps the text as it was last looked at from being translated. */
  public Optional<Problem> hindrance() {
    Analysis latest = analysis.latest();
    return latest == null
        ? Optional.empty()
        : latest.examination().expanded().problems().stream()
            .filter(problem -> problem.severity() == Severity.ERROR)
            .findFirst();
  }

  /** How many states of the text came since that of the expanded program. */
  public long edits() {
    Expanded now = expanded.get();
    return now == null ? 0 : Math.max(0, analysis.version() - now.version());
  }

  /** Somebody needs the instructions though they are not seen, such as the story of a refusal. */
  public void want() {
    wanted = true;
    compile();
  }

  /** The instructions of the line that the cursor is in, program by program. */
  public List<Listing.Program> ofLine() {
    Instructions now = instructions.get();
    return now == null || now.listing() == null
        ? List.of()
        : now.listing().ofLine(cursorFile(now.of()), line.get());
  }

  /** The lines around that of the cursor that have instructions, the one above first. */
  public List<Place> linesNear() {
    Instructions now = instructions.get();
    if (now == null || now.listing() == null) {
      return List.of();
    }
    String text = cursorFile(now.of());
    return now.listing().linesNear(text, line.get()).stream()
        .map(near -> Place.point(text, near, 1))
        .toList();
  }

  /** Where the cursor's line stands in the expanded program, from 1; 0 while there is none. */
  public int shownLine() {
    Expanded now = expanded.get();
    if (now == null) {
      return 0;
    }
    return file.get().isEmpty()
        ? now.expansion().shownLine(line.get())
        : now.expansion().shownLine(file.get(), line.get());
  }

  /** Whether a place is in another of the program's texts than the cursor. */
  public boolean elsewhere(Place place) {
    Expanded now = expanded.get();
    return now != null && !place.file().equals(cursorFile(now));
  }

  private String cursorFile(Expanded now) {
    return file.get().isEmpty() ? now.program().program().file() : file.get();
  }

  private void analysed(@Nullable Analysis latest) {
    if (latest != null
        && latest.examination().expanded() instanceof Outcome.Done<ExpandedProgram> done) {
      expanded.set(
          new Expanded(
              done.value(), Expansion.of(done.value()), latest.kernel(), latest.version(), ++made));
      compile();
    }
  }

  private void compile() {
    Expanded now = expanded.get();
    Instructions there = instructions.get();
    Optional<Language> language = analysis.language();
    boolean needed = side.get() == Side.BPF || wanted;
    if (!needed || now == null || language.isEmpty()) {
      return;
    }
    if (now.serial() == compiling || (there != null && there.of().serial() == now.serial())) {
      return;
    }
    compiling = now.serial();
    background.execute(
        () -> {
          try {
            Outcome<Listing> listing = language.get().listing(now.program(), now.kernel());
            ui.execute(() -> compiled(now, listing));
          } catch (RuntimeException fault) {
            // nobody foresaw it: who looks must not wait for ever
            Problem told = Problem.error(Stage.COMPILE, "cli.unexpected", fault);
            ui.execute(() -> compiled(now, Outcome.refused(told)));
            throw fault;
          }
        });
  }

  private void compiled(Expanded of, Outcome<Listing> listing) {
    if (compiling == of.serial()) {
      compiling = 0;
    }
    if (of.serial() == made) {
      Listing done = listing instanceof Outcome.Done<Listing> there ? there.value() : null;
      instructions.set(new Instructions(of, done, listing.problems()));
    } else {
      compile();
    }
  }
}
