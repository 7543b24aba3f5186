package probewright.app;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import probewright.btf.Kernel;
import probewright.btf.TypePage;
import probewright.diagnostics.Outcome;
import probewright.diagnostics.Place;
import probewright.diagnostics.Problem;
import probewright.diagnostics.Stage;
import probewright.dialect.Cursor;
import probewright.dialect.Examination;
import probewright.dialect.ExpandedProgram;
import probewright.dialect.Headers;
import probewright.dialect.Outline;
import probewright.dialect.Program;
import probewright.language.Completion;
import probewright.language.Completion.Kind;
import probewright.language.Completions;
import probewright.language.Definition;
import probewright.language.Hover;
import probewright.language.Language;
import probewright.language.Listing;
import probewright.language.Signature;

/** Answers for tests: "syntax error" is a problem, members are those of a request. */
public final class FakeLanguage implements Language {
  private volatile CountDownLatch held = new CountDownLatch(0);

  /** Lists come no sooner than the latch says. */
  CountDownLatch hold() {
    held = new CountDownLatch(1);
    return held;
  }

  @Override
  public Examination examine(Program program, Kernel kernel) {
    Optional<Place> wrong = wrong(program);
    if (wrong.isPresent()) {
      return new Examination(
          Outline.empty(),
          Outcome.refused(
              Problem.errorAt(
                  Stage.TRANSLATE, wrong.get(), "probe.unknown-kind", "syntax error", "kprobe")));
    }
    return new Examination(
        Outline.empty(),
        Outcome.done(
            new ExpandedProgram(
                program,
                program.text(),
                program.text(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                false)));
  }

  /** Where "syntax error" stands, in the program's own text or in a header. */
  static Optional<Place> wrong(Program program) {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put(program.file(), program.text());
    program.headers().forEach((name, text) -> texts.put(Headers.file(program.file(), name), text));
    return texts.entrySet().stream()
        .filter(text -> text.getValue().contains("syntax error"))
        .findFirst()
        .map(
            text -> {
              String before = text.getValue().substring(0, text.getValue().indexOf("syntax error"));
              int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
              return new Place(text.getKey(), line, 1, line, 7);
            });
  }

  @Override
  public Outcome<Listing> listing(ExpandedProgram expanded, Kernel kernel) {
    return Outcome.done(listing(expanded.program().file()));
  }

  static Listing listing(String file) {
    return new Listing(
        List.of(
            new Listing.Program(
                "on_start",
                List.of(
                    new Listing.Instruction(0, "r6 = r1", "on_start", Place.point(file, 1, 1)),
                    new Listing.Instruction(1, "r0 = 0", "on_start", Place.point(file, 2, 1))))));
  }

  @Override
  public Completions complete(
      Program program, Kernel kernel, Outline outline, int offset, Locale locale) {
    try {
      held.await();
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
    Cursor cursor = Cursor.at(program.text(), offset);
    List<Completion> all =
        cursor.place() == Cursor.Place.MEMBER
            ? List.of(
                new Completion("tag", Kind.MEMBER, "int", "tag", ""),
                new Completion("q", Kind.MEMBER, "struct request_queue *", "q", ""))
            : Stream.of("bpf_ktime_get_ns", "bpf_get_current_comm", "bpf_get_current_pid_tgid")
                .map(
                    name ->
                        new Completion(
                            name, Kind.HELPER, "long " + name + "(void *buf)", name, "A helper."))
                .toList();
    List<Completion> fits =
        all.stream().filter(one -> one.name().startsWith(cursor.word())).toList();
    return new Completions(cursor.wordStart(), fits, false);
  }

  @Override
  public Optional<Signature> signature(
      Program program, Kernel kernel, Outline outline, int offset, Locale locale) {
    return Cursor.at(program.text(), offset)
        .call()
        .map(
            call ->
                new Signature(
                    "long " + call.name() + "(void *buf, u32 size)",
                    List.of("void *buf", "u32 size"),
                    call.argument(),
                    "A helper."));
  }

  @Override
  public Optional<Hover> hover(
      Program program, Kernel kernel, Outline outline, int offset, Locale locale) {
    Cursor cursor = Cursor.at(program.text(), offset);
    return cursor.place() == Cursor.Place.NOTHING || cursor.word().isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Hover(cursor.wordStart(), offset, "int " + cursor.word(), "A name.", "program"));
  }

  @Override
  public Optional<Definition> definition(
      Program program, Kernel kernel, Outline outline, int offset) {
    return TypePage.of(kernel.btf(), "struct request")
        .map(page -> new Definition.OfKernel(page, 1));
  }
}
