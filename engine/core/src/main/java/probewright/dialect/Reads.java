package probewright.dialect;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads of memory that is not BPF's own. Clang marks each reading of a value in the tree; one whose
 * place is foreign becomes a call of a helper:
 *
 * <ul>
 *   <li>a chain of members from a pointer: {@code BPF_CORE_READ(req, q, limits.max_sectors)};
 *   <li>the same from a base that itself looks into structs, or into structs of the program's own:
 *       {@code BPF_PROBE_READ}, because {@code BPF_CORE_READ} would ask the kernel for the
 *       program's own structs;
 *   <li>a bit field: {@code kread_bits(pointer, field)};
 *   <li>everything else: {@code kread(*pointer)};
 *   <li>in a process's memory: {@code BPF_CORE_READ_USER} and so on, {@code uread}.
 * </ul>
 *
 * A place that is not read, because its address is taken or it is an array, stays as it is; only
 * the pointers on the way to it are read. What stands in a macro's body is expanded first.
 */
final class Reads {
  /** What libbpf's macros take. */
  private static final int LONGEST_CHAIN = 9;

  /** Builtins that ask of a place, and do not read it. */
  private static final Set<String> QUESTIONS =
      Set.of(
          "__builtin_preserve_field_info",
          "__builtin_preserve_type_info",
          "__builtin_preserve_enum_value",
          "__builtin_btf_type_id",
          "__builtin_object_size",
          "__builtin_constant_p");

  private static final Set<String> CHANGES =
      Set.of(
          "__sync_fetch_and_add",
          "__sync_fetch_and_sub",
          "__sync_fetch_and_or",
          "__sync_fetch_and_and",
          "__sync_fetch_and_xor",
          "__sync_val_compare_and_swap",
          "__sync_bool_compare_and_swap",
          "__sync_lock_test_and_set",
          "__builtin_memset",
          "memset");

  private static final Set<String> COMPARISONS =
      Set.of(
          "__builtin_memcmp",
          "memcmp",
          "__builtin_bcmp",
          "__builtin_strcmp",
          "strcmp",
          "__builtin_strncmp",
          "strncmp",
          "__builtin_strlen",
          "strlen");

  private final Translation work;
  private final Provenance provenance;
  private final Extents extents;
  private final Packets packets;

  Reads(Translation work, Provenance provenance) {
    this.work = work;
    this.provenance = provenance;
    this.extents = new Extents(work.tokens, work.macros);
    this.packets = new Packets(work, extents);
  }

  /** Rewrites all there is in a function's body. */
  void rewrite(Function function) {
    packets.enter(function);
    rewrite(function.body());
  }

  private void rewrite(Node node) {
    switch (node.kind()) {
      case "UnaryExprOrTypeTraitExpr", "OffsetOfExpr" -> {
        return;
      }
      case "CallExpr" -> {
        if (QUESTIONS.contains(node.callee())) {
          return;
        }
        MapMethods.rewrite(node, work);
        TracePrints.rewrite(node, work);
        packets.call(node);
        memory(node);
      }
      case "BinaryOperator" -> {
        if (node.operation().equals("=") && packets.isField(node.first().bare())) {
          packets.set(node);
        } else if (node.operation().equals("=")) {
          refuseWrite(node.first());
        }
      }
      case "CompoundAssignOperator" -> refuseWrite(node.first());
      case "UnaryOperator" -> {
        if (node.operation().equals("++") || node.operation().equals("--")) {
          refuseWrite(node.first());
        }
      }
      default -> {}
    }
    if (isMemory(node)) {
      MapMethods.typed(
          node.is("ArraySubscriptExpr") ? Provenance.arrayOf(node) : node.first(), work);
    }
    if (node.isLoad() && packets.isField(node.first().bare())) {
      packets.get(node.first().bare());
      inside(node.first().bare());
    } else if (node.isLoad() && isRead(node.first().bare())) {
      read(node.first().bare());
    } else {
      node.children().forEach(this::rewrite);
    }
  }

  /** Whether the reading of a place is to be a helper's. */
  private boolean isRead(Node place) {
    return isMemory(place)
        && !packets.isField(place)
        && (provenance.ofPlace(place).isForeign()
            || (provenance.ofPlace(place) == Origin.TRUSTED && isBitField(place)));
  }

  private static boolean isMemory(Node place) {
    return switch (place.kind()) {
      case "MemberExpr", "ArraySubscriptExpr" -> true;
      case "UnaryOperator" -> place.operation().equals("*");
      default -> false;
    };
  }

  private void refuseWrite(Node target) {
    Node place = target.bare();
    if (packets.isField(place)) {
      errorAt(place, "translate.packet-change", place.name());
    }
    if (isMemory(place) && !packets.isField(place) && provenance.ofPlace(place).isForeign()) {
      errorAt(place, "translate.kernel-write");
    }
  }

  private void errorAt(Node node, String code, Object... arguments) {
    int start = extents.startOf(node);
    int end = extents.endOf(node);
    if (start < 0 || end < start) {
      work.error(node.begin(), code, arguments);
    } else if (work.first(start, end)) {
      work.error(start, end, code, arguments);
    }
  }

  /** Calls that clang turns into plain loads and stores. */
  private void memory(Node call) {
    String callee = call.callee();
    int count = call.children().size();
    if (count < 2) {
      return;
    }
    // clang tells the sizes of atomic builtins apart by their names
    if (CHANGES.contains(callee.replaceFirst("_\\d+$", "")) || CallOrigins.isCopy(call)) {
      Node target = call.children().get(1);
      if (provenance.ofPointer(target).isForeign()) {
        errorAt(target, "translate.kernel-write");
      }
    }
    if (CallOrigins.isCopy(call) && count > 2) {
      Origin from = provenance.ofPointer(call.children().get(2));
      Spot name = call.first().bare().begin();
      if (from.isForeign() && !name.written()) {
        work.expand(name);
      } else if (from.isForeign() && work.first(name.offset(), name.end())) {
        String reader = from == Origin.USER ? "ucopy" : "kcopy";
        work.edits.replace(Rewrite.READ, name.offset(), name.end(), reader);
      }
    }
    if (COMPARISONS.contains(callee)) {
      for (Node argument : call.children().subList(1, count)) {
        if (provenance.ofPointer(argument).isForeign()) {
          errorAt(call, "translate.kernel-compare", callee.replace("__builtin_", ""));
          return;
        }
      }
    }
  }

  private void read(Node place) {
    if (!extents.isWritten(place)) {
      if (!savedRegister(place)) {
        Spot hidden = Extents.hidden(place);
        work.expand(hidden == null ? place.begin() : hidden);
      }
      return;
    }
    int start = extents.startOf(place);
    int end = extents.endOf(place);
    if (!work.first(start, end)) {
      return;
    }
    Origin origin = provenance.ofRead(place);
    if (isBitField(place)) {
      bitField(place, origin, start, end);
      return;
    }
    boolean user = origin == Origin.USER;
    Optional<MemberChain> chain =
        origin == Origin.ANY
            ? Optional.empty()
            : MemberChain.of(place, extents, work, next -> provenance.ofRead(next) == origin)
                .filter(found -> found.arrows().size() <= LONGEST_CHAIN);
    if (chain.isPresent()) {
      boolean plain = !chain.get().own() && !chain.get().baseLooksIntoStructs();
      work.edits.open(
          Rewrite.READ,
          start,
          (plain ? "BPF_CORE_READ" : "BPF_PROBE_READ") + (user ? "_USER(" : "("));
      chain
          .get()
          .arrows()
          .forEach(arrow -> work.edits.replace(Rewrite.READ, arrow, arrow + 2, ", "));
      rewrite(chain.get().base());
      work.edits.close(Rewrite.READ, end, ")");
    } else {
      work.edits.open(Rewrite.READ, start, user ? "uread(" : "kread(");
      inside(place);
      work.edits.close(Rewrite.READ, end, ")");
    }
  }

  /** What a place is reached by: pointers are read, places inside of places are not. */
  private void inside(Node place) {
    place.children().forEach(this::rewrite);
  }

  /** A register read by libbpf's macro for contexts, from registers that lie elsewhere. */
  private boolean savedRegister(Node place) {
    Spot begin = place.begin();
    if (begin.origin() != Spot.Origin.BODY || begin.body() >= 0) {
      return false;
    }
    String name = work.tokens.after(begin.use()).text();
    if (!name.startsWith("PT_REGS_") || name.contains("_CORE")) {
      return false;
    }
    if (work.first(begin.use(), begin.use())) {
      int end = begin.use() + name.length();
      String core =
          name.endsWith("_SYSCALL") ? name.replace("_SYSCALL", "_CORE_SYSCALL") : name + "_CORE";
      work.edits.replace(Rewrite.READ, begin.use(), end, core);
    }
    place.children().forEach(this::rewrite);
    return true;
  }

  private boolean isBitField(Node place) {
    if (!place.is("MemberExpr") || place.isAnonymousMember()) {
      return false;
    }
    if (work.ownMembers.contains(place.target())) {
      return work.ownBitFields.contains(place.target());
    }
    Deque<String> path = new ArrayDeque<>();
    Node holder = place;
    while (true) {
      path.addFirst(holder.name());
      Node base = Extents.named(holder).first();
      String tag = base.type().tag();
      if (!tag.isEmpty() || !base.bare().is("MemberExpr")) {
        return !tag.isEmpty() && work.kernel.isBitField(tag, List.copyOf(path));
      }
      holder = base.bare();
    }
  }

  /**
   * {@code a->b.c} becomes {@code kread_bits(a, b.c)}, {@code a[i].c} {@code kread_bits(&a[i], c)}.
   */
  private void bitField(Node place, Origin origin, int start, int end) {
    Node holder = Extents.named(place);
    while (!holder.arrow() && Extents.named(holder).first().bare().is("MemberExpr")) {
      holder = Extents.named(holder.first().bare());
    }
    boolean own = work.ownMembers.contains(place.target());
    Node base = holder.first();
    int sign = extents.behind(base).start();
    String reader =
        origin == Origin.USER
            ? "uread_copy("
            : own || origin == Origin.ANY ? "kread_copy(" : "kread_bits(";
    work.edits.open(Rewrite.READ, start, reader + (holder.arrow() ? "" : "&"));
    work.edits.replace(Rewrite.READ, sign, sign + (holder.arrow() ? 2 : 1), ", ");
    rewrite(base);
    work.edits.close(Rewrite.READ, end, ")");
  }
}
