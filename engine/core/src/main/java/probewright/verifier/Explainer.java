package probewright.verifier;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import probewright.diagnostics.Fix;
import probewright.diagnostics.Note;
import probewright.diagnostics.Place;
import probewright.verifier.Instruction.Effect;
import probewright.verifier.Rule.Follow;

/** Finds the class, the place and the story of a refusal. */
public final class Explainer {
  private static final String STEP = "verifier.step.";
  private static final Pattern MEMBER = Pattern.compile("(\\w+)->(\\w+)");

  /** What a pointer leads to: {@code *p}, or {@code p[i]}. */
  private static final Pattern ITEM = Pattern.compile("\\*(\\w+)|(\\w+)\\[\\w+\\]");

  private final Refused program;
  private final Text text;
  private final VerifierLog log;

  private Explainer(Refused program, VerifierLog log) {
    this.program = program;
    this.text = text(program.file());
    this.log = log;
  }

  /**
   * Explains what the verifier or libbpf said; empty when it is of no class that is known.
   *
   * @param words the log as the kernel wrote it, and libbpf's lines
   */
  public static Optional<Refusal> explain(Refused program, String words) {
    return new Explainer(program, VerifierLog.read(words)).explain();
  }

  /** The place of the last instruction that the verifier looked at, for refusals of no class. */
  public static @Nullable Place lastPlace(Refused program, String words) {
    Explainer explainer = new Explainer(program, VerifierLog.read(words));
    return explainer.place(explainer.log.way().size() - 1);
  }

  /** What the verifier said of the last instruction, empty when it said nothing. */
  public static String verdict(String words) {
    List<String> verdict = VerifierLog.read(words).verdict();
    return verdict.isEmpty() ? "" : verdict.get(verdict.size() - 1);
  }

  private Optional<Refusal> explain() {
    return Catalogue.find(log.verdict()).map(match -> refusal(match.rule(), match.words()));
  }

  private Text text(String file) {
    return new Text(file, program.texts().getOrDefault(file, ""));
  }

  /** The text that a place is in. */
  private Text text(Place place) {
    return place.file().equals(program.file()) ? text : text(place.file());
  }

  private Refusal refusal(Rule rule, Matcher words) {
    int last = log.way().size() - 1;
    List<Note> notes = new ArrayList<>();
    List<String> groups = groups(words);
    Place place = place(last);
    Kind kind = rule.kind();
    Fix fix = null;
    @Nullable Place pointer = null;
    if (rule.follow() == Follow.INSTRUCTION) {
      place = program.places().apply(number(groups.get(groups.size() - 1)));
      if (kind == Kind.LEAK) {
        way(last, notes);
      }
    } else if (last >= 0 && rule.follow() != Follow.NONE) {
      int register = register(rule, groups, last);
      Story story = Story.of(log.way(), last, register);
      if (rule.follow() == Follow.OFFSET) {
        story = ofOffset(story);
      }
      kind = kind(kind, story, last);
      tell(kind, story, place, notes);
      fix = fix(kind, story, place);
      if (kind == Kind.RETURN_VALUE && story.origin().index() >= 0) {
        place = program.places().apply(story.origin().index());
      }
      if (kind == Kind.NULL_CHECK) {
        pointer = pointer(story, anchored(place));
      }
    } else {
      kind = kind(kind, null, last);
    }
    if (kind == Kind.TOO_COMPLEX && program.loop() >= 0) {
      place = program.places().apply(program.loop());
    } else if (kind == Kind.MISSING_FIELD) {
      place = after(place, groups.get(1).replaceAll("^.*\\.|\\[.*", ""));
    } else if (kind == Kind.MISSING_TYPE && !groups.isEmpty()) {
      place = after(place, groups.get(0).replaceAll("^.*\\W", ""));
    }
    String subject =
        pointer != null
            ? text(pointer).of(pointer)
            : isLoop(kind) && place != null ? text(place).line(place) : words(place);
    place = place == null ? named(kind, groups) : text(place).anchor(place);
    List<String> arguments = new ArrayList<>();
    arguments.add(subject);
    arguments.addAll(groups);
    return new Refusal(kind, pointer == null ? place : pointer, arguments, notes, fix);
  }

  /** Where a word is next named from a place on, in the text that the place is in. */
  private @Nullable Place after(@Nullable Place place, String word) {
    return (place == null ? text : text(place)).after(place, word);
  }

  private static boolean isLoop(Kind kind) {
    return kind == Kind.ENDLESS_LOOP || kind == Kind.LOOP_SHAPE;
  }

  /** Finer than what the kernel says, by where the value came from and what was done. */
  private Kind kind(Kind kind, @Nullable Story story, int last) {
    Effect effect = last < 0 ? new Effect.Other() : log.way().get(last).effect();
    if (kind == Kind.UNREAD_POINTER
        && story != null
        && story.origin().isHelper("bpf_ringbuf_reserve")) {
      return Kind.RELEASED;
    }
    if (kind == Kind.UNINITIALISED_REGISTER && effect instanceof Effect.Exit) {
      return Kind.NO_RESULT;
    }
    if (kind == Kind.CONTEXT_OFFSET && effect instanceof Effect.Store) {
      return Kind.CONTEXT_WRITE;
    }
    boolean sleeps =
        effect instanceof Effect.Helper helper && helper.name().startsWith("bpf_copy_from_user");
    return kind == Kind.HELPER_NOT_ALLOWED && sleeps ? Kind.SLEEPING : kind;
  }

  private int register(Rule rule, List<String> groups, int last) {
    boolean first = rule.words().pattern().contains("R(\\d+)");
    if (first) {
      return number(groups.get(0));
    }
    Effect effect = log.way().get(last).effect();
    return effect instanceof Effect.Load load
        ? load.base()
        : effect instanceof Effect.Store store ? store.base() : 0;
  }

  /** Of a pointer that was moved by a number the number is what matters. */
  private Story ofOffset(Story pointer) {
    for (int i = pointer.steps().size() - 1; i >= 0; i--) {
      Story.Step step = pointer.steps().get(i);
      if (step.done() == Story.Done.MOVED) {
        Story number = Story.of(log.way(), step.position(), step.by());
        if (number.origin().kind() != Story.Kind.CONSTANT
            && number.origin().kind() != Story.Kind.STACK) {
          return number;
        }
        // the pointer was added to the number
        return Story.of(log.way(), step.position(), addend(step));
      }
    }
    return pointer;
  }

  private int addend(Story.Step step) {
    return log.way().get(step.position()).effect() instanceof Effect.Change change
        ? change.to()
        : step.by();
  }

  private void tell(Kind kind, Story story, @Nullable Place failing, List<Note> notes) {
    Place origin =
        story.origin().index() < 0 ? null : program.places().apply(story.origin().index());
    boolean elsewhere = origin != null && (failing == null || !onOneLine(origin, failing));
    String code =
        switch (story.origin().kind()) {
          case HELPER -> kind == Kind.NULL_CHECK ? helperStep(story.origin().name()) : "helper";
          case FILLED -> "filled";
          case CONTEXT -> "context";
          case VALUE -> "value";
          case MEMORY -> "memory";
          case ARGUMENT, CONSTANT, STACK, UNKNOWN -> "";
        };
    if (!code.isEmpty() && (elsewhere || story.origin().kind() == Story.Kind.HELPER)) {
      notes.add(0, Note.at(anchored(origin), STEP + code, words(origin)));
    }
    for (Story.Step step : story.steps()) {
      Place place = program.places().apply(step.index());
      if (step.done() == Story.Done.HANDED && place != null) {
        notes.add(Note.at(anchored(place), STEP + "handed", words(place)));
      }
    }
    if (kind == Kind.RELEASED) {
      released(notes);
    }
  }

  private static boolean onOneLine(Place one, Place other) {
    return one.line() == other.line() && one.file().equals(other.file());
  }

  private void released(List<Note> notes) {
    for (int i = log.way().size() - 1; i >= 0; i--) {
      if (log.way().get(i).effect() instanceof Effect.Helper helper
          && helper.name().matches("bpf_ringbuf_(?:submit|discard)")) {
        Place place = place(i);
        notes.add(Note.at(anchored(place), STEP + "released", words(place)));
        return;
      }
    }
  }

  /**
   * The very pointer within an expression: the one that got the result, or one that is followed.
   */
  private @Nullable Place pointer(Story story, @Nullable Place failing) {
    if (failing == null) {
      return null;
    }
    String expression = text(failing).expression(failing);
    Place origin = program.places().apply(story.origin().index());
    String variable = origin == null ? "" : text(origin).assigned(origin);
    Place place = text(failing).within(failing, variable);
    return place == null && expression.matches("\\*+\\w+")
        ? text(failing).within(failing, expression.replace("*", ""))
        : place;
  }

  private static String helperStep(String name) {
    return name.equals("bpf_map_lookup_elem")
        ? "lookup"
        : name.equals("bpf_ringbuf_reserve") ? "reserve" : "helper";
  }

  private @Nullable Place anchored(@Nullable Place place) {
    return place == null ? null : text(place).anchor(place);
  }

  /** The last branch before the program ends, and where it ends. */
  private void way(int last, List<Note> notes) {
    for (int i = last; i >= 0; i--) {
      if (log.way().get(i).branches()) {
        Place place = place(i);
        String line = place == null ? "" : text(place).line(place);
        notes.add(Note.at(place, STEP + "branch", line));
        return;
      }
    }
  }

  private @Nullable Fix fix(Kind kind, Story story, @Nullable Place failing) {
    if (kind == Kind.NULL_CHECK && story.origin().kind() == Story.Kind.HELPER) {
      Place origin = program.places().apply(story.origin().index());
      return origin == null ? null : text(origin).check(origin, text(origin).assigned(origin));
    }
    if (kind == Kind.UNREAD_POINTER && failing != null) {
      return read(text(failing), text(failing).anchor(failing));
    }
    return null;
  }

  /** Reads what a pointer leads to with the helper for the memory that it leads into. */
  private @Nullable Fix read(Text where, Place place) {
    String expression = where.expression(place);
    Matcher member = MEMBER.matcher(expression);
    if (member.matches()) {
      String macro = program.userMemory() ? "BPF_PROBE_READ_USER" : "BPF_CORE_READ";
      String words = macro + "(" + member.group(1) + ", " + member.group(2) + ")";
      return where.read(place, words, macro);
    }
    Matcher item = ITEM.matcher(expression);
    if (!item.matches()) {
      return null;
    }
    String pointer = item.group(1) == null ? item.group(2) : item.group(1);
    String type = where.pointed(pointer);
    String helper = program.userMemory() ? "bpf_probe_read_user" : "bpf_probe_read_kernel";
    String from = item.group(1) == null ? "&" + expression : pointer;
    return type.isEmpty() || type.equals("void")
        ? null
        : where.read(
            place,
            "({ " + type + " got; " + helper + "(&got, sizeof(got), " + from + "); got; })",
            helper);
  }

  private @Nullable Place named(Kind kind, List<String> groups) {
    boolean ofName =
        switch (kind) {
          case MAP_REFUSED, MAP_TOO_LARGE, MAP_MEMORY, UNKNOWN_KFUNC, KFUNC_TYPE, LOCK -> true;
          default -> false;
        };
    Place place = ofName && !groups.isEmpty() ? named(groups.get(0)) : null;
    place = place == null ? named(program.name()) : place;
    return place == null ? program.places().apply(0) : place;
  }

  /** Where a function or a map is first named, in the program before its headers. */
  private @Nullable Place named(String name) {
    return Stream.concat(Stream.of(program.file()), program.texts().keySet().stream().sorted())
        .map(file -> text(file).named(name))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  /** The user's own words at a place: an expression, or else the line. */
  private String words(@Nullable Place place) {
    if (place == null) {
      return program.name();
    }
    String expression = text(place).expression(text(place).anchor(place));
    return expression.isEmpty() ? text(place).line(place) : expression;
  }

  private @Nullable Place place(int position) {
    for (int i = position; i >= 0; i--) {
      Place place = program.places().apply(log.way().get(i).index());
      if (place != null) {
        return place;
      }
    }
    return null;
  }

  private static List<String> groups(Matcher words) {
    List<String> groups = new ArrayList<>();
    for (int i = 1; i <= words.groupCount(); i++) {
      groups.add(String.valueOf(words.group(i)));
    }
    return groups;
  }

  private static int number(String digits) {
    return digits.matches("\\d{1,9}") ? Integer.parseInt(digits) : -1;
  }
}
