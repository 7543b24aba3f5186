package probewright.app.magic;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import org.jspecify.annotations.Nullable;
import probewright.app.session.Engine.RunRequest;
import probewright.app.session.Failures;
import probewright.app.session.Verdict;
import probewright.diagnostics.Outcome;
import probewright.diagnostics.Problem;
import probewright.diagnostics.Stage;
import probewright.language.Listing;
import probewright.verifier.Knowledge;

/**
 * What the verifier knew of a program. It is asked when somebody looks and a run has loaded that
 * very text, or when it is told to. Belongs to the thread of {@code ui}, the JavaFX thread.
 */
final class KnowledgeModel {
  /** How far it is. */
  enum Phase {
    /** Nobody has asked. */
    NOTHING,
    ASKING,
    REFUSED,
    KNOWN
  }

  /**
   * What there is.
   *
   * @param verdict the newest, also while another one is asked for; null before the first
   * @param problems why there is none of what was asked last
   */
  record State(Phase phase, @Nullable Verdict verdict, List<Problem> problems) {}

  private final Function<RunRequest, CompletableFuture<Outcome<Verdict>>> verifier;
  private final Supplier<RunRequest> now;
  private final Executor ui;
  private final ReadOnlyObjectWrapper<State> state =
      new ReadOnlyObjectWrapper<>(new State(Phase.NOTHING, null, List.of()));
  private final BooleanProperty seen = new SimpleBooleanProperty();
  private @Nullable RunRequest loaded;
  private @Nullable RunRequest asked;
  private long question;

  /**
   * @param verifier whom to ask
   * @param now the program as it stands, and its target
   * @param ui runs tasks later on the thread that owns this: {@code Platform::runLater}
   */
  KnowledgeModel(
      Function<RunRequest, CompletableFuture<Outcome<Verdict>>> verifier,
      Supplier<RunRequest> now,
      Executor ui) {
    this.verifier = verifier;
    this.now = now;
    this.ui = ui;
    seen.addListener((o, was, is) -> askWhereRun());
  }

  ReadOnlyObjectProperty<State> stateProperty() {
    return state.getReadOnlyProperty();
  }

  /** Whether somebody looks. */
  BooleanProperty seenProperty() {
    return seen;
  }

  /** The kernel has taken a program in a run. */
  void loaded(@Nullable RunRequest request) {
    loaded = request;
    askWhereRun();
  }

  /** Asks of the program as it stands; nothing happens while that is being asked. */
  void ask() {
    RunRequest request = now.get();
    boolean asking = state.get().phase() == Phase.ASKING;
    if (request.target().isEmpty() || (asking && request.equals(asked))) {
      return;
    }
    asked = request;
    long mine = ++question;
    state.set(new State(Phase.ASKING, state.get().verdict(), List.of()));
    var unused =
        verifier
            .apply(request)
            .whenComplete((answer, failure) -> ui.execute(() -> met(mine, answer, failure)));
  }

  /** The answer is not waited for any more. */
  void cancel() {
    if (state.get().phase() == Phase.ASKING) {
      question++;
      Verdict before = state.get().verdict();
      state.set(new State(before == null ? Phase.NOTHING : Phase.KNOWN, before, List.of()));
    }
  }

  /** The program is written for another kernel now, whose verifier may know other things. */
  void forget() {
    question++;
    asked = null;
    state.set(new State(Phase.NOTHING, null, List.of()));
  }

  private void askWhereRun() {
    RunRequest request = loaded;
    if (seen.get() && request != null && !request.equals(asked) && request.equals(now.get())) {
      ask();
    }
  }

  private void met(long mine, @Nullable Outcome<Verdict> answer, @Nullable Throwable failure) {
    if (mine != question) {
      return;
    }
    Verdict before = state.get().verdict();
    if (answer instanceof Outcome.Done<Verdict> done) {
      state.set(new State(Phase.KNOWN, done.value(), List.of()));
    } else if (answer != null) {
      List<Problem> errors = answer.problems().stream().filter(Problem::isError).toList();
      state.set(new State(Phase.REFUSED, before, errors));
    } else {
      state.set(new State(Phase.REFUSED, before, List.of(Failures.problem(Stage.LOAD, failure))));
    }
  }

  /**
   * What was known of a function, as long as it still has the very instructions that the verifier
   * went through: edits that do not touch them change nothing.
   *
   * @param program with all its instructions, of the text as it is now
   */
  Optional<Knowledge> of(Listing.Program program) {
    Verdict verdict = state.get().verdict();
    return verdict == null || !same(verdict.listing().program(program.name()), program)
        ? Optional.empty()
        : verdict.of(program.name());
  }

  /** Whether there is a verdict on a function, but of other instructions than it has now. */
  boolean outdated(Listing.Program program) {
    Verdict verdict = state.get().verdict();
    return verdict != null && !same(verdict.listing().program(program.name()), program);
  }

  private static boolean same(Optional<Listing.Program> then, Listing.Program now) {
    return then.isPresent() && spelt(then.get()).equals(spelt(now));
  }

  private static List<String> spelt(Listing.Program program) {
    return program.instructions().stream().map(one -> one.index() + " " + one.text()).toList();
  }
}
