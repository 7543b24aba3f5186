package probewright.output;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import probewright.btf.Btf;
import probewright.btf.BtfType;
import probewright.btf.BtfType.Composite;
import probewright.btf.BtfType.Encoding;
import probewright.btf.BtfType.Member;
import probewright.btf.Decoder;
import probewright.btf.Show;
import probewright.btf.Value;

/**
 * The columns of an event stream: the fields of the struct that is submitted, in C's order, those
 * of anonymous members among them. An event that is no struct has one column. Immutable and safe
 * for many threads.
 */
public final class EventLayout {
  private static final int WIDEST_TEXT = 32;
  private static final int ADDRESS = 18;

  private final Btf btf;
  private final int type;
  private final Decoder decoder;
  private final long size;
  private final List<Column> columns;
  private final Shown shown;

  private EventLayout(Btf btf, int type, List<Column> columns, Shown shown) {
    this.btf = btf;
    this.type = type;
    this.decoder = new Decoder(btf);
    this.size = btf.sizeOf(type);
    this.columns = columns;
    this.shown = shown;
  }

  /** The layout of events of a type of the object's BTF. */
  public static EventLayout of(Btf btf, int type) {
    return of(btf, type, List.of());
  }

  /** The same with members that the program wants shown in a way of their own. */
  public static EventLayout of(Btf btf, int type, List<Show> shows) {
    List<Column> columns = new ArrayList<>();
    Shown shown = Shown.of(btf, type, shows);
    if (btf.resolve(type) instanceof Composite composite) {
      columns(btf, composite, 0, shown, columns);
    } else {
      columns.add(column(btf, new Member("value", type, 0, 0), Optional.empty()));
    }
    return new EventLayout(btf, type, List.copyOf(columns), shown);
  }

  /** Whether events have such a member, of a size that suits. */
  public boolean has(Show show) {
    return Shown.has(btf, type, show);
  }

  private static void columns(
      Btf btf, Composite composite, long base, Shown shown, List<Column> columns) {
    for (Member member : composite.members()) {
      Member moved =
          new Member(
              member.name(), member.type(), base + member.bitOffset(), member.bitFieldSize());
      if (member.name().isEmpty() && btf.resolve(member.type()) instanceof Composite inner) {
        columns(btf, inner, moved.bitOffset(), shown, columns);
      } else if (!isFiller(member.name())) {
        columns.add(column(btf, moved, shown.format(member.name())));
      }
    }
  }

  /** Room that bcc's own generated structs leave, which holds nothing. */
  private static boolean isFiller(String name) {
    return name.isEmpty() || name.startsWith("__pad_") || name.startsWith("__do_not_use__");
  }

  private static Column column(Btf btf, Member member, Optional<Show.Format> format) {
    BtfType type = btf.resolve(member.type());
    if (format.isPresent()) {
      boolean number = format.get() == Show.Format.PORT || format.get() == Show.Format.TIME;
      int width = Math.max(member.name().length(), width(format.get()));
      return new Column(member.name(), btf.spelling(member.type()), number, width, member);
    }
    boolean numeric =
        type instanceof BtfType.FloatingPoint
            || type instanceof BtfType.Pointer
            || (type instanceof BtfType.Int i && i.encoding() != Encoding.BOOL);
    int width = Math.max(member.name().length(), width(btf, type));
    return new Column(member.name(), btf.spelling(member.type()), numeric, width, member);
  }

  private static int width(Show.Format format) {
    return switch (format) {
      case IPV4 -> 15;
      case IPV6 -> 39;
      case MAC -> 17;
      case PORT -> 5;
      case HEX, TIME -> ADDRESS;
      case KSYM, USYM, KSTACK, USTACK -> WIDEST_TEXT;
    };
  }

  private static int width(Btf btf, BtfType type) {
    if (type instanceof BtfType.Int i) {
      return switch (i.size()) {
        case 1 -> 4;
        case 2 -> 6;
        case 4 -> 10;
        // nanoseconds since boot take 14 to 16 digits; a full 64-bit number may push its line
        default -> 16;
      };
    } else if (type instanceof BtfType.Pointer) {
      return ADDRESS;
    } else if (type instanceof BtfType.Enumeration e) {
      return e.enumerators().stream().mapToInt(x -> x.name().length()).max().orElse(4);
    }
    boolean text = type instanceof BtfType.Array array && btf.sizeOf(array.element()) == 1;
    return text ? (int) Math.min(WIDEST_TEXT, Math.max(1, btf.sizeOf(type.id()) - 1)) : WIDEST_TEXT;
  }

  /** The types that the events' type is among. */
  public Btf btf() {
    return btf;
  }

  /** The events' type. */
  public int type() {
    return type;
  }

  /** The columns, in the struct's order. */
  public List<Column> columns() {
    return columns;
  }

  /** Bytes of the struct; events are at least as long, since the kernel fills them up. */
  public long size() {
    return size;
  }

  /** The event decoded, a value for each column; what takes a target's names stays a number. */
  public EventRow row(EventRing.Event event) {
    return row(event, null);
  }

  /** The event decoded, a value for each column. */
  public EventRow row(EventRing.Event event, @Nullable Symbols symbols) {
    List<Value> values = new ArrayList<>(columns.size());
    int pid = shown.isEmpty() ? -1 : shown.pid(event.bytes());
    for (Column column : columns) {
      Value value = decoder.decode(column.member(), event.bytes(), 0);
      values.add(shown.value(value, List.of(column.name()), event.bytes(), pid, symbols));
    }
    return new EventRow(event.sequence(), event.nanos(), event.cpu(), values);
  }

  /** The line above the rows: the columns' names. */
  public String header() {
    return line(columns.stream().map(Column::name).toList());
  }

  /** A row as one line of text, aligned with {@link #header}. */
  public String line(EventRow row) {
    return line(row.values().stream().map(Value::text).map(EventLayout::oneLine).toList());
  }

  private String line(List<String> cells) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      line.append(i == 0 ? "" : "  ").append(columns.get(i).pad(cells.get(i)));
    }
    return line.toString().stripTrailing();
  }

  /** Text of the kernel may hold anything; what would break the line or the terminal is shown. */
  private static String oneLine(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              if (Character.isISOControl(c)) {
                safe.append(String.format(java.util.Locale.ROOT, "\\x%02x", c));
              } else {
                safe.appendCodePoint(c);
              }
            });
    return safe.toString();
  }
}
