package probewright.diagnostics;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** What a stage came to: a value with its warnings, or the problems that stopped it. */
public sealed interface Outcome<T> {
  /** Warnings and notes of a stage that was done, or the errors of one that was refused. */
  List<Problem> problems();

  /** The stage was passed. */
  record Done<T>(T value, List<Problem> problems) implements Outcome<T> {
    public Done {
      problems = List.copyOf(problems);
    }
  }

  /** The stage was refused; at least one of the problems is an error. */
  record Refused<T>(List<Problem> problems) implements Outcome<T> {
    public Refused {
      problems = List.copyOf(problems);
    }
  }

  static <T> Outcome<T> done(T value) {
    return new Done<>(value, List.of());
  }

  static <T> Outcome<T> refused(Problem problem) {
    return new Refused<>(List.of(problem));
  }

  /** The next stage on this one's value; problems of both are kept in order. */
  default <R> Outcome<R> then(Function<? super T, Outcome<R>> next) {
    if (this instanceof Done<T> done) {
      Outcome<R> result = next.apply(done.value());
      List<Problem> all = new ArrayList<>(done.problems());
      all.addAll(result.problems());
      return result instanceof Done<R> passed
          ? new Done<>(passed.value(), all)
          : new Refused<>(all);
    }
    return new Refused<>(problems());
  }
}
