package probewright.dialect;

import java.util.HashMap;
import java.util.Map;

/**
 * Where the pointers of a program come from, and so how what they point at may be read.
 *
 * <p>Flow does not count: a variable has one origin, the join of all that is ever put into it,
 * found by going over initialisers, assignments, arguments and returns until nothing changes. Where
 * origins mix the pointer counts as foreign, which is always correct: BPF's own memory can be read
 * through a probe read too, only slower. The other way round the verifier would refuse the program.
 */
final class Provenance {
  /** Where a pointer points. */
  enum Origin {
    /** Nowhere yet: null, or a variable that nothing was put into. */
    NONE,
    /** BPF's own memory: the stack, globals, values of maps, records of ring buffers. */
    LOCAL,
    /** The program's context. */
    CONTEXT,
    /** A kernel object whose type the verifier knows. */
    TRUSTED,
    /** Anywhere else: the kernel's memory or a process's. */
    FOREIGN;

    Origin join(Origin other) {
      if (this == NONE || this == other) {
        return other;
      }
      return other == NONE ? this : FOREIGN;
    }
  }

  private final Translation work;
  private final Map<String, Origin> origins = new HashMap<>();
  private final Map<String, Function> functions = new HashMap<>();
  private boolean changed;

  Provenance(Translation work) {
    this.work = work;
    for (Function function : work.functions) {
      functions.put(function.name(), function);
      if (function.isProgram()) {
        for (int i = 0; i < function.parameters().size(); i++) {
          origins.put(function.parameters().get(i).id(), ofParameter(function, i));
        }
      }
    }
    do {
      changed = false;
      for (Function function : work.functions) {
        flow(function.body(), function);
      }
    } while (changed);
  }

  private Origin ofParameter(Function function, int index) {
    if (index == 0) {
      return Origin.CONTEXT;
    }
    // to the verifier a pointer to anything but a struct is a number
    boolean struct = !function.parameters().get(index).type().tag().isEmpty();
    return struct && work.typed.contains(function.name()) ? Origin.TRUSTED : Origin.FOREIGN;
  }

  /** Where the value of a pointer expression points. */
  Origin ofPointer(Node expression) {
    Node node = expression.bare();
    if (node.type().isArray()) {
      return ofPlace(node);
    }
    return switch (node.kind()) {
      case "CStyleCastExpr" -> ofCast(node);
      case "DeclRefExpr" ->
          node.type().plain().contains("(") && functions.containsKey(node.targetName())
              ? Origin.LOCAL
              : origins.getOrDefault(node.target(), Origin.NONE);
      case "UnaryOperator" ->
          switch (node.operation()) {
            case "&" -> ofPlace(node.first());
            case "*" -> loaded(node);
            default -> ofPointer(node.first());
          };
      case "MemberExpr", "ArraySubscriptExpr" -> loaded(node);
      case "CallExpr" -> ofCall(node);
      case "BinaryOperator" ->
          switch (node.operation()) {
            case "=", "," -> ofPointer(node.last());
            default ->
                node.first().type().isPointer() || node.first().bare().type().isArray()
                    ? ofPointer(node.first())
                    : ofPointer(node.last());
          };
      case "CompoundAssignOperator" -> ofPointer(node.first());
      case "ConditionalOperator" ->
          node.children().size() == 3
              ? ofPointer(node.children().get(1)).join(ofPointer(node.last()))
              : Origin.FOREIGN;
      case "StmtExpr" -> ofPointer(node.first().last());
      case "IntegerLiteral" -> Origin.NONE;
      case "StringLiteral", "CompoundLiteralExpr", "PredefinedExpr" -> Origin.LOCAL;
      default -> Origin.FOREIGN;
    };
  }

  /** In whose memory an lvalue stands. */
  Origin ofPlace(Node expression) {
    Node node = expression.bare();
    return switch (node.kind()) {
      case "DeclRefExpr", "StringLiteral", "CompoundLiteralExpr" -> Origin.LOCAL;
      case "MemberExpr" -> node.arrow() ? ofPointer(node.first()) : ofPlace(node.first());
      case "ArraySubscriptExpr" -> {
        Node base = arrayOf(node);
        yield base.bare().type().isArray() ? ofPlace(base.bare()) : ofPointer(base);
      }
      case "UnaryOperator" -> node.operation().equals("*") ? ofPointer(node.first()) : Origin.LOCAL;
      default -> node.type().isPointer() ? ofPointer(node) : Origin.LOCAL;
    };
  }

  /** The array or pointer of a subscript, which C lets stand on either side. */
  static Node arrayOf(Node subscript) {
    Node left = subscript.first();
    return left.type().isPointer() ? left : subscript.last();
  }

  private Origin loaded(Node place) {
    // the context of an iterator holds pointers that the verifier knows
    boolean iterator =
        place.is("MemberExpr") && place.first().type().tag().startsWith("bpf_iter__");
    boolean struct = !place.type().tag().isEmpty();
    return struct && (iterator || ofPlace(place) == Origin.TRUSTED)
        ? Origin.TRUSTED
        : Origin.FOREIGN;
  }

  private Origin ofCast(Node cast) {
    Node inner = cast.last().bare();
    if (inner.type().isPointer() || inner.type().isArray()) {
      return ofPointer(inner);
    }
    return switch (inner.core().kind()) {
      case "IntegerLiteral" -> Origin.NONE;
      default -> inner.core().type().isPointer() ? ofPointer(inner.core()) : Origin.FOREIGN;
    };
  }

  private Origin ofCall(Node call) {
    if (MapMethods.mapOf(call, work) != null) {
      return Origin.LOCAL;
    }
    String callee = call.callee();
    Function own = functions.get(callee);
    if (own != null) {
      return origins.getOrDefault(own.name(), Origin.NONE);
    }
    return switch (callee) {
      case "bpf_map_lookup_elem", "bpf_ringbuf_reserve" -> Origin.LOCAL;
      case "bpf_get_current_task_btf" -> Origin.TRUSTED;
      default -> Origin.FOREIGN;
    };
  }

  private void put(String id, Origin origin) {
    Origin before = origins.getOrDefault(id, Origin.NONE);
    Origin after = before.join(origin);
    if (after != before) {
      origins.put(id, after);
      changed = true;
    }
  }

  private void flow(Node node, Function within) {
    switch (node.kind()) {
      case "VarDecl" -> {
        if (node.type().isPointer() && !node.children().isEmpty()) {
          put(node.id(), ofPointer(node.last()));
        }
      }
      case "BinaryOperator" -> {
        Node left = node.first().bare();
        if (node.operation().equals("=") && left.type().isPointer() && left.is("DeclRefExpr")) {
          put(left.target(), ofPointer(node.last()));
        }
      }
      case "CallExpr" -> arguments(node);
      case "ReturnStmt" -> {
        if (!node.children().isEmpty() && node.first().type().isPointer()) {
          put(within.name(), ofPointer(node.first()));
        }
      }
      default -> {}
    }
    node.children().forEach(child -> flow(child, within));
  }

  private void arguments(Node call) {
    Function callee = functions.get(call.callee());
    for (int i = 1; i < call.children().size(); i++) {
      Node argument = call.children().get(i);
      if (callee != null && i <= callee.parameters().size()) {
        Node parameter = callee.parameters().get(i - 1);
        if (parameter.type().isPointer()) {
          put(parameter.id(), ofPointer(argument));
        }
      }
      Node filled = argument.core();
      if (filled.is("UnaryOperator") && filled.operation().equals("&")) {
        Node variable = filled.first().bare();
        // what a helper puts into a pointer variable is an address from outside
        if (variable.is("DeclRefExpr")
            && variable.type().isPointer()
            && MapMethods.mapOf(call, work) == null) {
          put(variable.target(), Origin.FOREIGN);
        }
      }
    }
  }
}
