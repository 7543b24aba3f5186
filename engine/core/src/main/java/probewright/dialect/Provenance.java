package probewright.dialect;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import probewright.probes.Attachment;

/**
 * Where the pointers of a program come from, and so how what they point at may be read.
 *
 * <p>Flow does not count: a variable has one origin, the join of all that is ever put into it,
 * found by going over initialisers, assignments, arguments and returns until nothing changes.
 * Pointers that go through memory (members of structs, values of maps) have the join of all of
 * their type that went there. Where origins mix the pointer counts as foreign, which is always
 * correct: BPF's own memory can be read by a helper too, only slower. The other way round the
 * verifier would refuse the program.
 */
final class Provenance {
  private final Translation work;
  private final UserMarks marks;
  private final OriginTable origins = new OriginTable();
  private final Map<String, Function> functions = new HashMap<>();

  Provenance(Translation work) {
    this.work = work;
    this.marks = new UserMarks(work);
    for (Function function : work.functions) {
      functions.put(function.name(), function);
      if (function.isProgram()) {
        parameters(function);
      }
    }
    flow();
    origins.settle();
    flow();
  }

  private void flow() {
    do {
      for (Function function : work.functions) {
        flow(function.body(), function);
      }
    } while (origins.changed());
  }

  private void parameters(Function function) {
    List<Attachment> attached = work.attachments.getOrDefault(function.name(), List.of());
    boolean call = Arguments.isSyscall(function, attached, work);
    Origin context = call ? Origin.CONTEXT : Origin.NONE;
    Origin other = call ? Origin.USER : Origin.NONE;
    if (work.typed.contains(function.name())) {
      context = Origin.TRUSTED_CONTEXT;
      other = Origin.TRUSTED;
    }
    for (Attachment attachment : call ? List.<Attachment>of() : attached) {
      context = context.join(ContextOrigins.at(attachment.probe()));
      other = other.join(ContextOrigins.pointerIn(ContextOrigins.at(attachment.probe())));
    }
    List<Node> parameters = function.parameters();
    for (int i = 0; i < parameters.size(); i++) {
      Node parameter = parameters.get(i);
      // the context of fentry and its like may be left out of what the user writes
      boolean first = i == 0 && !isArgument(parameter, context);
      Origin origin =
          first
              ? (context == Origin.NONE ? Origin.CONTEXT : context)
              : (other == Origin.NONE ? Origin.OUTSIDE : other)
                  .typed(parameter.type())
                  .known(parameter.type());
      origins.set(parameter.id(), marks.isMarked(parameter) ? Origin.USER : origin);
    }
  }

  private boolean isArgument(Node parameter, Origin context) {
    return context == Origin.TRUSTED_CONTEXT
        && UserMemory.isKernelOnly(parameter.type(), work)
        && !parameter.name().equals("ctx");
  }

  /** How a place is to be read: as {@link #ofPlace}, with what its type decides decided. */
  Origin ofRead(Node place) {
    Origin origin = ofPlace(place);
    if (origin != Origin.OUTSIDE) {
      return origin;
    }
    Node node = place.bare();
    while ((node.is("MemberExpr") && !node.arrow())
        || (node.is("ArraySubscriptExpr") && arrayOf(node).bare().type().isArray())) {
      node = (node.is("MemberExpr") ? node.first() : arrayOf(node)).bare();
    }
    CType pointer =
        switch (node.kind()) {
          case "MemberExpr", "UnaryOperator" -> node.first().type();
          case "ArraySubscriptExpr" -> arrayOf(node).type();
          default -> CType.NONE;
        };
    return UserMemory.isKernelOnly(pointer, work) ? Origin.KERNEL : Origin.ANY;
  }

  /** Where the value of an expression points, as if it were a pointer. */
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
              : origins.of(node.target());
      case "UnaryOperator" ->
          switch (node.operation()) {
            case "&" -> ofPlace(node.first());
            case "*" -> loaded(node);
            case "!" -> Origin.NONE;
            default -> ofPointer(node.first()).moved();
          };
      case "MemberExpr", "ArraySubscriptExpr" -> loaded(node);
      case "CallExpr" -> ofCall(node);
      case "BinaryOperator" -> ofOperator(node);
      case "CompoundAssignOperator" -> ofPointer(node.first()).moved();
      case "ConditionalOperator" ->
          node.children().size() == 3
              ? ofPointer(node.children().get(1)).join(ofPointer(node.last()))
              : Origin.OUTSIDE;
      case "BinaryConditionalOperator", "OpaqueValueExpr" -> Origin.OUTSIDE;
      case "StmtExpr" -> ofPointer(node.first().last());
      case "IntegerLiteral",
          "CharacterLiteral",
          "UnaryExprOrTypeTraitExpr",
          "OffsetOfExpr",
          "ImplicitValueInitExpr" ->
          Origin.NONE;
      case "StringLiteral", "CompoundLiteralExpr", "PredefinedExpr" -> Origin.LOCAL;
      default -> node.type().isPointer() ? Origin.OUTSIDE : Origin.NONE;
    };
  }

  private Origin ofOperator(Node node) {
    return switch (node.operation()) {
      case "=", "," -> ofPointer(node.last());
      case "==", "!=", "<", ">", "<=", ">=", "&&", "||" -> Origin.NONE;
      default -> {
        if (node.first().type().isPointer() || node.first().bare().type().isArray()) {
          yield ofPointer(node.first()).moved();
        }
        if (node.last().type().isPointer() || node.last().bare().type().isArray()) {
          yield ofPointer(node.last()).moved();
        }
        yield ofPointer(node.first()).join(ofPointer(node.last()));
      }
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
        Origin origin = base.bare().type().isArray() ? ofPlace(base.bare()) : ofPointer(base);
        yield indexOf(node).bare().is("IntegerLiteral") && base.bare().type().isArray()
            ? origin
            : origin.moved();
      }
      case "UnaryOperator" -> node.operation().equals("*") ? ofPointer(node.first()) : Origin.LOCAL;
      default -> node.type().isPointer() ? ofPointer(node) : ofValue(node);
    };
  }

  /** A struct that is a value, not a place, is BPF's own. */
  private static Origin ofValue(Node node) {
    return node.kind().isEmpty() ? Origin.NONE : Origin.LOCAL;
  }

  /** The array or pointer of a subscript, which C lets stand on either side. */
  static Node arrayOf(Node subscript) {
    Node left = subscript.first();
    return left.type().isPointer() ? left : subscript.last();
  }

  static Node indexOf(Node subscript) {
    return subscript.first().type().isPointer() ? subscript.last() : subscript.first();
  }

  /** Where a value points that is read from a place. */
  private Origin loaded(Node place) {
    Origin from = ofPlace(place);
    CType type = place.type();
    if (from.isContext() && ContextOrigins.isNetwork(place)) {
      return Origin.LOCAL;
    }
    return switch (from) {
      case TRUSTED ->
          UserMemory.isKernelOnly(type, work) ? Origin.TRUSTED : Origin.KERNEL.known(type);
      case KERNEL ->
          ContextOrigins.isSavedRegister(place) ? Origin.USER : Origin.KERNEL.known(type);
      case OUTSIDE -> ContextOrigins.isSavedRegister(place) ? Origin.USER : Origin.OUTSIDE;
      case CONTEXT -> Origin.KERNEL.known(type);
      case TRUSTED_CONTEXT -> ContextOrigins.pointerIn(from).typed(type);
      case USER_CONTEXT, ANY_CONTEXT -> ContextOrigins.pointerIn(from);
      case LOCAL, NONE -> fromOwn(place);
      default -> from;
    };
  }

  private Origin fromOwn(Node place) {
    if (!place.type().isPointer()) {
      return Origin.NONE;
    }
    Origin origin = origins.stored(place.type());
    Node root = place.bare();
    while ((root.is("MemberExpr") && !root.arrow()) || root.is("ArraySubscriptExpr")) {
      root = (root.is("MemberExpr") ? root.first() : arrayOf(root)).bare();
    }
    if (root.is("DeclRefExpr")) {
      origin = origin.join(origins.of(root.target()));
      return origin == Origin.NONE ? origins.unknown() : origin;
    }
    // what went through a map is a number to the verifier, wherever it points
    return switch (origin) {
      case NONE -> origins.unknown();
      case LOCAL, TRUSTED -> Origin.KERNEL;
      default -> origin;
    };
  }

  private Origin ofCast(Node cast) {
    Node inner = cast.last().bare();
    Origin origin = ofPointer(inner);
    if (origin == Origin.NONE || !cast.type().isPointer()) {
      boolean isNull = inner.core().is("IntegerLiteral") || !cast.type().isPointer();
      return origin == Origin.NONE && !isNull && !inner.type().isPointer()
          ? origins.unknown()
          : origin;
    }
    if (origin == Origin.TRUSTED && !cast.type().tag().equals(inner.type().tag())) {
      return Origin.KERNEL;
    }
    return origin;
  }

  private Origin ofCall(Node call) {
    if (MapMethods.mapOf(call, work) != null) {
      return Origin.LOCAL;
    }
    String callee = call.callee();
    Function own = functions.get(callee);
    if (own != null) {
      return origins.of(own.name());
    }
    return switch (callee) {
      case "bpf_map_lookup_elem", "bpf_ringbuf_reserve", "bpf_get_local_storage" -> Origin.LOCAL;
      case "bpf_get_current_task_btf" -> Origin.TRUSTED;
      case "bpf_get_current_task" -> Origin.KERNEL;
      default ->
          call.first().bare().type().plain().contains("(*)") || callee.isEmpty()
              ? Origin.OUTSIDE
              : CallOrigins.ofLibrary(call);
    };
  }

  private void flow(Node node, Function within) {
    switch (node.kind()) {
      case "VarDecl" -> {
        if (marks.isMarked(node)) {
          origins.put(node.id(), Origin.USER);
        } else if (!node.children().isEmpty()) {
          into(node.id(), node.type(), node.last());
        }
      }
      case "InitListExpr" ->
          node.children().stream()
              .filter(child -> child.type().isPointer())
              .forEach(child -> origins.store(child.type(), ofPointer(child)));
      case "BinaryOperator" -> {
        if (node.operation().equals("=")) {
          Node left = node.first().bare();
          if (left.is("DeclRefExpr")) {
            into(left.target(), left.type(), node.last());
          } else if (left.type().isPointer()) {
            origins.store(left.type(), as(left.type(), node.last()));
          }
        }
      }
      case "CallExpr" -> arguments(node);
      case "ReturnStmt" -> {
        if (!node.children().isEmpty()) {
          origins.put(within.name(), ofPointer(node.first()));
        }
      }
      default -> {}
    }
    node.children().forEach(child -> flow(child, within));
  }

  /** A variable takes a value: a pointer's origin, or that of the pointers in a struct. */
  private void into(String variable, CType type, Node value) {
    if (type.isRecord() || type.isArray()) {
      if (value.isLoad()) {
        Origin from = ofPlace(value.first());
        origins.put(variable, from == Origin.LOCAL ? Origin.NONE : from);
      }
    } else {
      origins.put(variable, as(type, value));
    }
  }

  /** To the verifier a kernel object stays what it is, whatever type the program calls it by. */
  private Origin as(CType type, Node value) {
    Origin origin = ofPointer(value);
    return origin == Origin.TRUSTED && !type.tag().equals(value.bare().type().tag())
        ? Origin.KERNEL
        : origin;
  }

  private void arguments(Node call) {
    Function callee = functions.get(call.callee());
    boolean ofMap = MapMethods.mapOf(call, work) != null;
    for (int i = 1; i < call.children().size(); i++) {
      Node argument = call.children().get(i);
      if (callee != null && i <= callee.parameters().size()) {
        Node parameter = callee.parameters().get(i - 1);
        origins.put(
            parameter.id(),
            marks.isMarked(parameter) ? Origin.USER : as(parameter.type(), argument));
      }
      Node filled = argument.core();
      if (filled.is("UnaryOperator") && filled.operation().equals("&")) {
        out(call, filled.first().bare(), ofMap);
      }
    }
  }

  /** What a call may put into a variable whose address it gets. */
  private void out(Node call, Node variable, boolean ofMap) {
    boolean holds =
        variable.type().isPointer() || variable.type().isRecord() || variable.type().isArray();
    if (!holds || call.callee().startsWith("__builtin_preserve")) {
      return;
    }
    if (variable.type().isPointer() && variable.is("DeclRefExpr")) {
      origins.store(variable.type(), origins.of(variable.target()));
    }
    if (functions.containsKey(call.callee()) && variable.is("DeclRefExpr")) {
      origins.put(variable.target(), origins.stored(variable.type()));
    }
    if (ofMap || functions.containsKey(call.callee())) {
      return;
    }
    Origin origin = read(call);
    if (origin == Origin.NONE) {
      return;
    }
    if (variable.is("DeclRefExpr")) {
      origins.put(variable.target(), origin.known(variable.type()));
    } else if (variable.type().isPointer()) {
      origins.store(variable.type(), origin.known(variable.type()));
    }
  }

  /** What pointers are that a helper reads for the program. */
  private Origin read(Node call) {
    String callee = call.callee();
    if (CallOrigins.isCopy(call) && call.children().size() > 2) {
      Origin from = ofPointer(call.children().get(2));
      return from.isForeign() ? from : Origin.NONE;
    }
    if (callee.startsWith("bpf_probe_read_user")) {
      return Origin.USER;
    }
    if (callee.startsWith("bpf_probe_read_kernel")) {
      return Origin.KERNEL;
    }
    if (callee.equals("bpf_probe_read") && call.children().size() > 3) {
      Origin from = ofPointer(call.children().get(3));
      return from.isForeign() ? from : Origin.OUTSIDE;
    }
    return callee.startsWith("bpf_probe_read") ? Origin.OUTSIDE : Origin.NONE;
  }
}
