package probewright.btf;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A function's declaration in C, with the names of its parameters. Immutable.
 *
 * @param returned the type it returns
 * @param variadic whether more arguments may follow
 */
public record Signature(
    String name, String returned, List<Parameter> parameters, boolean variadic) {
  /**
   * A parameter.
   *
   * @param name empty where the types do not tell
   * @param declaration type and name together, as C writes them
   * @param type its number in the types it was read from
   */
  public record Parameter(String name, String declaration, int type) {}

  public Signature {
    parameters = List.copyOf(parameters);
  }

  /** The declaration of a function; empty when the types have none of the name. */
  public static Optional<Signature> of(Btf btf, String function) {
    return btf.function(function).flatMap(found -> of(btf, found));
  }

  private static Optional<Signature> of(Btf btf, BtfType.Function function) {
    if (!(btf.type(function.prototype()) instanceof BtfType.FunctionPrototype prototype)) {
      return Optional.empty();
    }
    CDeclarator c = new CDeclarator(btf);
    List<Parameter> parameters = new ArrayList<>();
    for (var parameter : prototype.parameters()) {
      parameters.add(
          new Parameter(
              parameter.name(), c.declare(parameter.type(), parameter.name()), parameter.type()));
    }
    return Optional.of(
        new Signature(
            function.name(), c.spell(prototype.returned()), parameters, prototype.variadic()));
  }

  /** In one line of C, without a semicolon. */
  public String text() {
    String listed =
        parameters.stream().map(Parameter::declaration).collect(Collectors.joining(", "));
    String arguments = listed.isEmpty() ? "void" : variadic ? listed + ", ..." : listed;
    return returned + (returned.endsWith("*") ? "" : " ") + name + "(" + arguments + ")";
  }

  @Override
  public String toString() {
    return text();
  }
}
