package probewright.btf;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import probewright.btf.BtfType.Composite;
import probewright.btf.BtfType.Enumeration;
import probewright.btf.BtfType.Enumerator;
import probewright.btf.BtfType.Function;
import probewright.btf.BtfType.FunctionPrototype;
import probewright.btf.BtfType.Member;
import probewright.btf.BtfType.Typedef;

/**
 * A kernel type's definition as a page to read: in C, each member behind its offset and its size in
 * bytes, anonymous structs and unions unfolded where they stand.
 *
 * @param name as C says it, such as {@code struct file}
 * @param text the page, without a newline at its end
 * @param links where it names other types that have a page, in order
 */
public record TypePage(String name, String text, List<Link> links) {
  private static final Pattern NAMED =
      Pattern.compile("\\b(?:(struct|union|enum) )?([A-Za-z_]\\w*)");

  /**
   * A type's name in the page.
   *
   * @param start UTF-16 offset
   * @param end exclusive
   * @param type what {@link #of} takes
   */
  public record Link(int start, int end, String type) {}

  public TypePage {
    links = List.copyOf(links);
  }

  /**
   * The page of a type.
   *
   * @param name with or without {@code struct}, {@code union} or {@code enum}; a typedef, a
   *     function or an enumerator, which leads to its enumeration
   */
  public static Optional<TypePage> of(Btf btf, String name) {
    return find(btf, name.strip()).map(type -> page(btf, type));
  }

  /**
   * The line of a member, from 1, for a reader who came for it; empty when the page has none of the
   * name.
   */
  public Optional<Integer> lineOf(String member) {
    Pattern declared =
        Pattern.compile(
            "\\b"
                + Pattern.quote(member)
                + "(?:(?:\\[\\d*\\])*(?:\\)?\\(.*\\))?(?:\\s*:\\s*\\d+)?\\s*;| = )");
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      if (declared.matcher(lines.get(i)).find()) {
        return Optional.of(i + 1);
      }
    }
    return Optional.empty();
  }

  private static Optional<BtfType> find(Btf btf, String name) {
    int space = name.indexOf(' ');
    String bare = name.substring(space + 1);
    return switch (space < 0 ? "" : name.substring(0, space)) {
      case "struct" -> btf.struct(bare).map(t -> t);
      case "union" -> btf.union(bare).map(t -> t);
      case "enum" -> btf.enumeration(bare).map(t -> t);
      default ->
          btf.struct(bare)
              .<BtfType>map(t -> t)
              .or(() -> btf.union(bare))
              .or(() -> btf.typedef(bare))
              .or(() -> btf.enumeration(bare))
              .or(() -> btf.function(bare))
              .or(() -> btf.enumerationOf(bare));
    };
  }

  private static TypePage page(Btf btf, BtfType type) {
    List<String> lines = new ArrayList<>();
    CDeclarator c = new CDeclarator(btf);
    String name = type.name();
    if (type instanceof Composite composite) {
      name = composite.keyword() + " " + type.name();
      lines.add(row("", "", name + " {  /* " + bytes(composite.size()) + " */"));
      new Members(btf, c, lines).add(composite, 0, 1);
      lines.add(row("", "", "};"));
    } else if (type instanceof Enumeration enumeration) {
      name = ("enum " + type.name()).strip();
      lines.add(name + " {  /* " + bytes(enumeration.size()) + " */");
      for (Enumerator value : enumeration.enumerators()) {
        String number =
            enumeration.signed()
                ? Long.toString(value.value())
                : Long.toUnsignedString(value.value());
        lines.add("\t" + value.name() + " = " + number + ",");
      }
      lines.add("};");
    } else if (type instanceof Typedef typedef) {
      lines.add(
          "typedef "
              + c.declare(typedef.target(), name)
              + ";  /* "
              + bytes(btf.sizeOf(typedef.id()))
              + " */");
    } else if (type instanceof Function function
        && btf.type(function.prototype()) instanceof FunctionPrototype prototype) {
      String parameters =
          prototype.parameters().stream()
              .map(parameter -> c.declare(parameter.type(), parameter.name()))
              .collect(Collectors.joining(", "));
      lines.add(
          c.declare(
                  prototype.returned(),
                  name
                      + "("
                      + (parameters.isEmpty() ? "void" : parameters)
                      + (prototype.variadic() ? ", ..." : "")
                      + ")")
              + ";");
    }
    String text = String.join("\n", lines);
    return new TypePage(name, text, links(btf, text, name));
  }

  private static List<Link> links(Btf btf, String text, String self) {
    List<Link> links = new ArrayList<>();
    Matcher word = NAMED.matcher(text);
    while (word.find()) {
      String keyword = word.group(1);
      boolean there =
          keyword == null
              ? btf.typedef(word.group(2)).isPresent()
              : find(btf, word.group()).isPresent();
      if (there && !word.group().equals(self)) {
        links.add(new Link(word.start(), word.end(), word.group()));
      }
    }
    return links;
  }

  private static String bytes(long size) {
    return String.format(Locale.ROOT, "%,d", size) + (size == 1 ? " byte" : " bytes");
  }

  private static String row(String offset, String size, String c) {
    return String.format(Locale.ROOT, "%8s %6s  %s", offset, size, c);
  }

  /** The members of a composite and of the anonymous ones in it, a row each. */
  private record Members(Btf btf, CDeclarator c, List<String> lines) {
    void add(Composite composite, long bitsBefore, int depth) {
      String indent = "\t".repeat(depth);
      for (Member member : composite.members()) {
        long bits = bitsBefore + member.bitOffset();
        if (member.name().isEmpty()
            && btf.resolve(member.type()) instanceof Composite inner
            && inner.name().isEmpty()) {
          lines.add(row("", "", indent + inner.keyword() + " {"));
          add(inner, bits, depth + 1);
          lines.add(row("", "", indent + "};"));
        } else if (member.bitFieldSize() > 0) {
          String place = bits / 8 + ":" + bits % 8;
          String declared = c.declare(member.type(), member.name()) + " : " + member.bitFieldSize();
          lines.add(row(place, "", indent + declared + ";"));
        } else {
          lines.add(
              row(
                  Long.toString(bits / 8),
                  Long.toString(btf.sizeOf(member.type())),
                  indent + c.declare(member.type(), member.name()) + ";"));
        }
      }
    }
  }
}
