package probewright.dialect;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a program declares and where it uses what, for a person who writes it: read from clang's
 * tree, also of half-typed text. Offsets count UTF-16 code units of the user's text; ends are
 * exclusive. Immutable.
 */
public final class Outline {
  /** What is declared. */
  public enum Kind {
    FUNCTION,
    PARAMETER,
    VARIABLE,
    MAP,
    RECORD,
    MEMBER,
    ENUMERATOR,
    TYPEDEF
  }

  /**
   * A declaration of the program's own.
   *
   * @param type as C spells it; empty for a map
   * @param start where its name stands
   * @param scopeStart from where the name can be used
   * @param scopeEnd up to where
   * @param owner the struct whose member it is, else empty
   */
  public record Declaration(
      Kind kind,
      String name,
      String type,
      int start,
      int end,
      int scopeStart,
      int scopeEnd,
      String owner) {
    /** Whether the name can be used at an offset. */
    public boolean reaches(int offset) {
      return offset >= scopeStart && offset <= scopeEnd;
    }
  }

  /**
   * A name in use.
   *
   * @param type the type of the expression, as C spells it
   * @param owner the tag of the struct or union whose member it is, else empty
   * @param declaration the program's own declaration of it, null for the kernel's and bcc's
   */
  public record Use(
      int start,
      int end,
      String name,
      String type,
      String owner,
      @Nullable Declaration declaration) {}

  private final List<Declaration> declarations = new ArrayList<>();
  private final List<Use> uses = new ArrayList<>();
  private final Map<String, Declaration> byId = new HashMap<>();
  private final int length;

  private Outline(int length) {
    this.length = length;
  }

  /** The outline of nothing: for text that clang could make no tree of. */
  public static Outline empty() {
    return new Outline(0);
  }

  /**
   * Reads clang's tree.
   *
   * @param tree what {@code -ast-dump=json} printed
   * @param text the text it was made of
   * @param renamed the names that clang was told for some of its own
   */
  static Outline of(byte[] tree, SourceText text, Map<String, String> renamed) {
    Outline outline = new Outline(text.text().length());
    try {
      Node unit = AstReader.read(tree, text, renamed);
      outline.declare(unit, 0, outline.length, "");
      outline.use(unit);
    } catch (JsonProcessingException cutShort) {
      // clang gave up in the middle of its output; what was read stands
    } catch (IOException e) {
      return empty();
    }
    outline.uses.sort(Comparator.comparingInt(Use::start));
    return outline;
  }

  /** In the order of the text. */
  public List<Declaration> declarations() {
    return List.copyOf(declarations);
  }

  /** The name that stands at an offset or ends there. */
  public Optional<Use> useAt(int offset) {
    return uses.stream().filter(use -> use.start <= offset && offset <= use.end).findFirst();
  }

  /** The declaration whose name stands at an offset or ends there. */
  public Optional<Declaration> declarationAt(int offset) {
    return declarations.stream()
        .filter(found -> found.start <= offset && offset <= found.end)
        .findFirst();
  }

  private void declare(Node node, int scopeStart, int scopeEnd, String owner) {
    int end = scopeEnd;
    String inside = owner;
    switch (node.kind()) {
      case "FunctionDecl" -> {
        add(node, Kind.FUNCTION, scopeEnd, "");
        end = endOf(node, scopeEnd);
      }
      case "CompoundStmt", "ForStmt" -> end = endOf(node, scopeEnd);
      case "ParmVarDecl" -> add(node, Kind.PARAMETER, scopeEnd, "");
      case "VarDecl" -> {
        boolean map = node.type().tag().equals("pw_map_" + node.name());
        if (!node.name().startsWith("pw_")) {
          add(node, map ? Kind.MAP : Kind.VARIABLE, scopeEnd, "");
        }
      }
      case "RecordDecl" -> {
        if (node.name().startsWith("pw_")) {
          return;
        }
        // a tag that is only named, or half-typed, declares nothing
        if (!node.children().isEmpty()) {
          add(node, Kind.RECORD, scopeEnd, "");
        }
        inside = node.name();
      }
      case "FieldDecl" -> add(node, Kind.MEMBER, scopeEnd, owner);
      case "EnumConstantDecl" -> {
        if (!node.name().startsWith("pw_")) {
          add(node, Kind.ENUMERATOR, scopeEnd, "");
        }
      }
      case "TypedefDecl" -> add(node, Kind.TYPEDEF, scopeEnd, "");
      default -> {}
    }
    for (Node child : node.children()) {
      declare(child, scopeStart, end, inside);
    }
  }

  private static int endOf(Node node, int otherwise) {
    return node.end().end() > 0 ? node.end().end() : otherwise;
  }

  private void add(Node node, Kind kind, int scopeEnd, String owner) {
    Spot at = node.loc();
    if (node.name().isEmpty() || at.offset() < 0) {
      return;
    }
    boolean written = at.written();
    Declaration found =
        new Declaration(
            kind,
            node.name(),
            kind == Kind.MAP ? "" : node.type().written(),
            at.offset(),
            written ? at.offset() + node.name().length() : at.end(),
            at.offset(),
            scopeEnd,
            owner);
    declarations.add(found);
    byId.put(node.id(), found);
  }

  private void use(Node node) {
    if (node.is("DeclRefExpr") && node.begin().written()) {
      int start = node.begin().offset();
      uses.add(
          new Use(
              start,
              start + node.targetName().length(),
              node.targetName(),
              node.type().written(),
              "",
              byId.get(node.target())));
    } else if (node.is("MemberExpr") && node.end().written() && !node.name().isEmpty()) {
      int start = node.end().offset();
      uses.add(
          new Use(
              start,
              start + node.name().length(),
              node.name(),
              node.type().written(),
              node.first().type().tag(),
              byId.get(node.target())));
    }
    node.children().forEach(this::use);
  }
}
