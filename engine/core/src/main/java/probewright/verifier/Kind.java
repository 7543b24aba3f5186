package probewright.verifier;

import java.util.Locale;

/** The classes of refusals. Each has its sentence, why and help in the bundles. */
public enum Kind {
  NULL_CHECK,
  RELEASED,
  UNREAD_POINTER,
  ARGUMENT_TYPE,
  BEYOND_VALUE,
  BEYOND_RESERVED,
  UNBOUNDED,
  STACK_OFFSET,
  LENGTH,
  STACK_BOUNDS,
  UNINITIALISED_REGISTER,
  NO_RESULT,
  RETURN_VALUE,
  STACK_SIZE,
  UNKNOWN_HELPER,
  HELPER_NOT_ALLOWED,
  SLEEPING,
  GPL_ONLY,
  ENDLESS_LOOP,
  LOOP_SHAPE,
  TOO_COMPLEX,
  TOO_MANY_JUMPS,
  LEAK,
  CONTEXT_WRITE,
  CONTEXT_OFFSET,
  ARGUMENT_ABSENT,
  CONSTANT_WRITE,
  KERNEL_WRITE,
  DIVISION,
  POINTER_ARITHMETIC,
  POINTER_CUT,
  MISALIGNED,
  DYNPTR,
  MISSING_FIELD,
  MISSING_TYPE,
  UNKNOWN_KFUNC,
  KFUNC_TYPE,
  KFUNC_NOT_ALLOWED,
  MAP_KIND,
  LOCK,
  UNREACHABLE,
  MAP_REFUSED,
  MAP_TOO_LARGE,
  MAP_MEMORY;

  /** The code of its problem. */
  public String code() {
    return "verifier." + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
