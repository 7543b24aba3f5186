package probewright.verifier;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import probewright.verifier.Instruction.Effect;

/**
 * Where a value came from: the way is gone back from the instruction that was refused, through
 * copies, stack slots and calls, to what made the value.
 *
 * @param origin what made it
 * @param steps what was done to it on the way, oldest first; the origin is not among them
 */
record Story(Origin origin, List<Step> steps) {
  /** What makes a value. */
  enum Kind {
    /** The result of a helper, which is the name. */
    HELPER,
    /** What a helper wrote to the stack, whose name it is. */
    FILLED,
    /** A member of the context. */
    CONTEXT,
    /** The context itself. */
    ARGUMENT,
    /** Read from a map's value. */
    VALUE,
    /** Read from other memory. */
    MEMORY,
    CONSTANT,
    /** The address of a variable on the stack. */
    STACK,
    /** Nothing: it was never set, or that was cut off. */
    UNKNOWN
  }

  /**
   * @param name a helper's or a constant's, else empty
   * @param index of its instruction, -1 when there is none
   */
  record Origin(Kind kind, String name, int index) {
    boolean isHelper(String helper) {
      return kind == Kind.HELPER && name.equals(helper);
    }
  }

  /** Something done to the value. */
  enum Done {
    /** It was handed to a function. */
    HANDED,
    /** A number that the register {@code by} holds was added to it. */
    MOVED
  }

  record Step(Done done, int position, int index, int by) {}

  private static final int FRAME_POINTER = 10;
  private static final int LAST_ARGUMENT = 5;

  /** What the way back follows: a register, or a slot of the stack. */
  private record Subject(boolean slot, int number) {
    boolean register(int wanted) {
      return !slot && number == wanted;
    }
  }

  /**
   * Follows a register.
   *
   * @param position in the way, of the instruction that was refused
   */
  static Story of(List<Instruction> way, int position, int register) {
    List<Step> steps = new ArrayList<>();
    Subject subject = new Subject(false, register);
    int inner = 0;
    for (int at = position - 1; at >= 0; at--) {
      Instruction instruction = way.get(at);
      Effect effect = instruction.effect();
      if (effect instanceof Effect.Exit) {
        // a function returned here; only its result is followed into it
        inner += inner > 0 || !subject.register(0) ? 1 : 0;
        continue;
      }
      if (inner > 0) {
        inner -= effect instanceof Effect.Enter ? 1 : 0;
        continue;
      }
      if (effect instanceof Effect.Enter) {
        steps.add(0, new Step(Done.HANDED, at, instruction.index(), -1));
        continue;
      }
      Optional<Origin> origin = origin(way, at, subject);
      if (origin.isPresent()) {
        return new Story(origin.get(), List.copyOf(steps));
      }
      if (effect instanceof Effect.Change change
          && subject.register(change.to())
          && change.by() >= 0) {
        steps.add(0, new Step(Done.MOVED, at, instruction.index(), change.by()));
      }
      subject = before(effect, subject);
    }
    Kind kind = subject.register(1) ? Kind.ARGUMENT : Kind.UNKNOWN;
    return new Story(new Origin(kind, "", -1), List.copyOf(steps));
  }

  /** What held the value before an instruction that only handed it on. */
  private static Subject before(Effect effect, Subject subject) {
    if (effect instanceof Effect.Move move && subject.register(move.to())) {
      return new Subject(false, move.from());
    }
    if (effect instanceof Effect.Load load && subject.register(load.to())) {
      return new Subject(true, load.offset());
    }
    if (effect instanceof Effect.Store store
        && store.base() == FRAME_POINTER
        && subject.equals(new Subject(true, store.offset()))) {
      return new Subject(false, store.from());
    }
    return subject;
  }

  private static Optional<Origin> origin(List<Instruction> way, int at, Subject subject) {
    Instruction instruction = way.get(at);
    Effect effect = instruction.effect();
    int index = instruction.index();
    if (effect instanceof Effect.Helper helper) {
      if (subject.register(0)) {
        return made(Kind.HELPER, helper.name(), index);
      }
      boolean writes = helper.name().contains("read") || helper.name().contains("current_comm");
      return subject.slot() && writes
          ? made(Kind.FILLED, helper.name(), index)
          : !subject.slot() && subject.number() <= LAST_ARGUMENT
              ? made(Kind.UNKNOWN, "", index)
              : Optional.empty();
    }
    if (effect instanceof Effect.Load load
        && subject.register(load.to())
        && load.base() != FRAME_POINTER) {
      String base = known(way, at, load.base());
      return made(
          base.startsWith("ctx")
              ? Kind.CONTEXT
              : base.startsWith("map_value") ? Kind.VALUE : Kind.MEMORY,
          "",
          index);
    }
    if (effect instanceof Effect.Constant constant && subject.register(constant.to())) {
      return made(Kind.CONSTANT, constant.value(), index);
    }
    if (effect instanceof Effect.Store store
        && store.from() < 0
        && store.base() == FRAME_POINTER
        && subject.equals(new Subject(true, store.offset()))) {
      return made(Kind.CONSTANT, "", index);
    }
    if (effect instanceof Effect.Move move
        && subject.register(move.to())
        && move.from() == FRAME_POINTER) {
      return made(Kind.STACK, "", index);
    }
    return Optional.empty();
  }

  private static Optional<Origin> made(Kind kind, String name, int index) {
    return Optional.of(new Origin(kind, name, index));
  }

  /** What was last said of a register before an instruction. */
  private static String known(List<Instruction> way, int at, int register) {
    String name = "R" + register;
    for (int i = at - 1; i >= 0; i--) {
      @Nullable String state = way.get(i).state().get(name);
      if (state != null) {
        return state;
      }
    }
    return register == 1 ? "ctx" : "";
  }
}
