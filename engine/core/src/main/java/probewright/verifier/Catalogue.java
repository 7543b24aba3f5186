package probewright.verifier;

import static probewright.verifier.Rule.Follow.INSTRUCTION;
import static probewright.verifier.Rule.Follow.NONE;
import static probewright.verifier.Rule.Follow.OFFSET;
import static probewright.verifier.Rule.Follow.REGISTER;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;

/**
 * How kernels from 6.1 to 6.12 put each class of refusal: facts of {@code kernel/bpf/verifier.c},
 * each met in the practice VM ({@code RefusalsVmTest}). Of two rules that fit the first holds.
 */
final class Catalogue {
  private static final List<Rule> RULES =
      List.of(
          Rule.of(Kind.NULL_CHECK, REGISTER, "R(\\d+) invalid mem access '\\w*_or_null'"),
          Rule.of(Kind.NULL_CHECK, REGISTER, "R(\\d+) pointer arithmetic on \\w*_or_null .*"),
          Rule.of(Kind.NULL_CHECK, REGISTER, "R(\\d+) type=\\w*_or_null expected=.*"),
          Rule.of(Kind.UNREAD_POINTER, REGISTER, "R(\\d+) invalid mem access '(?:scalar|inv)'"),
          Rule.of(Kind.KERNEL_WRITE, REGISTER, "R(\\d+) cannot write into (?!rdonly)\\w+"),
          Rule.of(Kind.CONSTANT_WRITE, REGISTER, "R(\\d+) cannot write into \\w+"),
          Rule.of(Kind.CONSTANT_WRITE, NONE, "write into map forbidden, .*"),
          Rule.of(Kind.KERNEL_WRITE, NONE, "only read is supported"),
          Rule.of(Kind.LENGTH, REGISTER, "R(\\d+) min value is negative, .* or 'var &= const'"),
          Rule.of(Kind.LENGTH, REGISTER, "R(\\d+) unbounded memory access, use 'var &= const'.*"),
          Rule.of(Kind.LENGTH, REGISTER, "R(\\d+) invalid zero-sized read.*"),
          Rule.of(
              Kind.BEYOND_VALUE,
              OFFSET,
              "invalid access to map value, value_size=(\\d+) off=(-?\\d+) size=(\\d+)"),
          Rule.of(
              Kind.BEYOND_RESERVED,
              OFFSET,
              "invalid access to memory, mem_size=(\\d+) off=(-?\\d+) size=(\\d+)"),
          Rule.of(Kind.UNBOUNDED, OFFSET, "R(\\d+) unbounded memory access.*"),
          Rule.of(Kind.UNBOUNDED, OFFSET, "R(\\d+) min value is negative, .*"),
          Rule.of(Kind.UNBOUNDED, OFFSET, "R(\\d+) (?:min|max) value is outside of .*"),
          Rule.of(Kind.UNBOUNDED, NONE, "(?:math between|value -?\\d+ makes|.* pointer offset) .*"),
          Rule.of(Kind.STACK_OFFSET, OFFSET, "invalid .*variable-offset .* stack R(\\d+).*"),
          Rule.of(
              Kind.STACK_BOUNDS,
              REGISTER,
              "invalid .*(?:to|from) stack R(\\d+) off=(-?\\d+) size=(\\d+)"),
          Rule.of(Kind.UNINITIALISED_REGISTER, REGISTER, "R(\\d+) !read_ok"),
          Rule.of(Kind.RETURN_VALUE, REGISTER, "At program exit the register R(\\d+) has .*"),
          Rule.of(Kind.STACK_SIZE, NONE, "combined stack size of (\\d+) calls is (\\d+)\\. .*"),
          Rule.of(Kind.UNKNOWN_HELPER, NONE, "invalid func \\S+#(\\d+)"),
          Rule.of(
              Kind.HELPER_NOT_ALLOWED,
              NONE,
              "(?:unknown func|program of this type cannot use helper) (\\w+)#\\d+"),
          Rule.of(Kind.SLEEPING, NONE, "helper call might sleep in a non-sleepable prog"),
          Rule.of(Kind.SLEEPING, NONE, "program must be sleepable to call sleepable kfunc .*"),
          Rule.of(Kind.GPL_ONLY, NONE, "cannot call GPL-restricted function from .*"),
          Rule.of(Kind.ENDLESS_LOOP, INSTRUCTION, "infinite loop detected at insn (\\d+)"),
          // before 6.7, of loops that end well, too: a round may not fall into the next
          Rule.of(Kind.LOOP_SHAPE, INSTRUCTION, "back-edge from insn (?:\\d+) to (\\d+)"),
          Rule.of(Kind.TOO_COMPLEX, NONE, "BPF program is too large\\. Processed (\\d+) insn"),
          Rule.of(Kind.TOO_MANY_JUMPS, NONE, "The sequence of (\\d+) jumps is too complex\\."),
          Rule.of(Kind.LEAK, INSTRUCTION, "Unreleased reference id=\\d+ alloc_insn=(\\d+)"),
          Rule.of(Kind.ARGUMENT_ABSENT, NONE, "func '(\\S+)' doesn't have (\\d+)-th argument"),
          Rule.of(Kind.CONTEXT_OFFSET, NONE, "invalid bpf_context access off=(-?\\d+) size=(\\d+)"),
          Rule.of(Kind.DIVISION, NONE, "div by zero"),
          Rule.of(Kind.POINTER_ARITHMETIC, REGISTER, "R(\\d+) .*pointer .*prohibited.*"),
          Rule.of(Kind.POINTER_CUT, NONE, "invalid size of register spill"),
          Rule.of(Kind.ARGUMENT_TYPE, REGISTER, "R(\\d+) type=\\S+ expected=.*"),
          Rule.of(Kind.MISALIGNED, NONE, "misaligned (\\w+) access off .* size (\\d+)"),
          Rule.of(Kind.DYNPTR, NONE, ".*dynptr.*"),
          Rule.of(
              Kind.MISSING_FIELD,
              NONE,
              "failed to resolve CO-RE relocation <\\w+> \\[\\d+\\] (?:struct|union) (\\w+?)"
                  + "(?:___\\w+)?\\.(\\S+) .*"),
          Rule.of(
              Kind.MISSING_TYPE,
              NONE,
              "failed to resolve CO-RE relocation <\\w+> \\[\\d+\\] (.+?)(?:___\\w+)?(?: [(=].*)?"),
          Rule.of(Kind.MISSING_TYPE, NONE, "invalid func unknown#195896080"),
          Rule.of(
              Kind.UNKNOWN_KFUNC,
              NONE,
              "libbpf: extern \\(func ksym\\) '(\\w+)': not found in kernel or module BTFs"),
          Rule.of(
              Kind.KFUNC_TYPE,
              NONE,
              "libbpf: extern \\(func ksym\\) '(\\w+)': func_proto .* incompatible with kernel .*"),
          Rule.of(Kind.KFUNC_NOT_ALLOWED, NONE, "calling kernel function (\\w+) is not allowed"),
          Rule.of(Kind.MAP_KIND, NONE, "cannot pass map_type (\\d+) into func (\\w+)#\\d+"),
          Rule.of(Kind.LOCK, NONE, "tracing progs cannot use (\\w+) yet"),
          Rule.of(Kind.UNREACHABLE, INSTRUCTION, "unreachable insn (\\d+)"),
          Rule.of(Kind.MAP_TOO_LARGE, NONE, "libbpf: map '(\\w+)': failed to create: .*\\(-7\\)"),
          Rule.of(Kind.MAP_MEMORY, NONE, "libbpf: map '(\\w+)': failed to create: .*\\(-12\\)"),
          Rule.of(Kind.MAP_REFUSED, NONE, "libbpf: map '(\\w+)': failed to create: .*\\(-22\\)"));

  /** A rule that fits and how. */
  record Match(Rule rule, Matcher words) {}

  private Catalogue() {}

  /** The first line of the verdict that is known. */
  static Optional<Match> find(List<String> verdict) {
    for (String line : verdict) {
      for (Rule rule : RULES) {
        Matcher matcher = rule.words().matcher(line);
        if (matcher.matches()) {
          return Optional.of(new Match(rule, matcher));
        }
      }
    }
    return Optional.empty();
  }
}
