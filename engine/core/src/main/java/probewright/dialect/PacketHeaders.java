package probewright.dialect;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The headers of packets that a program names: structs marked {@code BPF_PACKET_HEADER}, the
 * program's own and those of {@code bcc/proto.h}. Immutable.
 */
final class PacketHeaders {
  private static final String MARK = "BPF_PACKET_HEADER";
  private static final int BYTE = 8;
  private static final Pattern DIGITS = Pattern.compile(".*?(\\d+)(?:_t)?");

  /** Those that programs need not declare; read once. */
  private static final Map<String, Map<String, Field>> KNOWN =
      read(new Tokens(Resources.text(Resources.PACKETS)), false);

  /**
   * Where a field stands, as it goes over the wire.
   *
   * @param first its first bit, counted from the header's
   * @param width in bits, of one element where it is an array
   */
  record Field(int first, int width, boolean array) {}

  private final Map<String, Map<String, Field>> headers;

  private PacketHeaders(Map<String, Map<String, Field>> headers) {
    this.headers = headers;
  }

  static PacketHeaders of(Tokens tokens) {
    Map<String, Map<String, Field>> all = new HashMap<>(KNOWN);
    all.putAll(read(tokens, true));
    all.values().removeIf(Map::isEmpty);
    return new PacketHeaders(all);
  }

  boolean has(String tag) {
    return headers.containsKey(tag);
  }

  Optional<Field> field(String tag, String name) {
    return Optional.ofNullable(headers.getOrDefault(tag, Map.of()).get(name));
  }

  /**
   * The structs of a text with their fields.
   *
   * @param others whether to say of those without the mark that they have no fields
   */
  private static Map<String, Map<String, Field>> read(Tokens tokens, boolean others) {
    Map<String, Map<String, Field>> found = new HashMap<>();
    for (int i = 0; i < tokens.all().size(); i++) {
      boolean struct =
          tokens.at(i).is("struct")
              && tokens.at(i + 1).kind() == Tokens.Kind.WORD
              && tokens.at(i + 2).is("{");
      int close = struct ? tokens.closing(i + 2) : -1;
      if (close > 0) {
        boolean marked = false;
        for (int j = close; !tokens.at(j).is(";") && !tokens.at(j).text().isEmpty(); j++) {
          marked |= tokens.at(j).is(MARK);
        }
        if (marked || others) {
          found.put(tokens.at(i + 1).text(), marked ? fields(tokens, i + 3, close) : Map.of());
        }
      }
    }
    return found;
  }

  private static Map<String, Field> fields(Tokens tokens, int from, int close) {
    Map<String, Field> fields = new LinkedHashMap<>();
    int reached = 0;
    int width = 0;
    for (int i = from; i < close; i++) {
      Tokens.Token token = tokens.at(i);
      Tokens.Token next = tokens.at(i + 1);
      if (next.is(":")) {
        int bits = number(tokens.at(i + 2).text());
        fields.put(token.text(), new Field(reached, bits, false));
        reached += bits;
        i += 2;
      } else if (next.is(";") || next.is("[") || next.is(",")) {
        reached = (reached + BYTE - 1) / BYTE * BYTE;
        fields.put(token.text(), new Field(reached, width, next.is("[")));
        reached += width * (next.is("[") ? number(tokens.at(i + 2).text()) : 1);
        i += next.is("[") ? 3 : 0;
      } else if (token.is(";")) {
        width = 0;
      } else {
        width = width(token.text(), width);
      }
    }
    return fields;
  }

  /** The width of a type of so many words, as far as they are known. */
  private static int width(String word, int before) {
    Matcher digits = DIGITS.matcher(word);
    return switch (word) {
      case "char", "bool", "_Bool" -> 8;
      case "short" -> 16;
      case "long" -> 64;
      case "int", "unsigned", "signed" -> before == 0 ? 32 : before;
      default -> digits.matches() ? Integer.parseInt(digits.group(1)) : before;
    };
  }

  private static int number(String text) {
    return text.matches("\\d{1,4}") ? Integer.parseInt(text) : 0;
  }
}
