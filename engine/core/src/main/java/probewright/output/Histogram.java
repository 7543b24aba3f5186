package probewright.output;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import probewright.btf.Btf;
import probewright.btf.BtfType.Composite;
import probewright.btf.BtfType.Member;
import probewright.btf.Decoder;
import probewright.btf.MapTypes;
import probewright.btf.Value;

/**
 * A map of counts by slot, read as bcc reads it: the key is the slot, or a struct whose first field
 * is the bucket and whose second is the slot; padding between them does not count. Of more fields,
 * which bcc cannot tell apart, the one named {@code slot} is it, or else the last; the bucket is
 * all the others. Sections come in the order in which the kernel gave their first entries.
 *
 * @param sections one without bucket for a plain key; at least one for every bucket otherwise
 * @param outside the sum of counts whose slot the scale does not have
 */
public record Histogram(List<Slots> sections, long outside) {
  public Histogram {
    sections = List.copyOf(sections);
  }

  /** A logarithmic histogram: slots 0 to 64. */
  public static Histogram log2(Btf btf, MapTypes types, List<RawEntry> entries) {
    return log2(btf, types, UnaryOperator.identity(), entries);
  }

  /** The same with other buckets made of those in the keys. */
  public static Histogram log2(
      Btf btf, MapTypes types, UnaryOperator<Value> bucket, List<RawEntry> entries) {
    return new Reader(btf, types, Log2Histogram.SLOTS).read(bucket, entries);
  }

  /** A linear histogram: slots 0 to 1024. */
  public static Histogram linear(Btf btf, MapTypes types, List<RawEntry> entries) {
    return linear(btf, types, UnaryOperator.identity(), entries);
  }

  /** The same with other buckets made of those in the keys. */
  public static Histogram linear(
      Btf btf, MapTypes types, UnaryOperator<Value> bucket, List<RawEntry> entries) {
    return new Reader(btf, types, LinearHistogram.SLOTS).read(bucket, entries);
  }

  private static final class Reader {
    private final Decoder decoder;
    private final MapTypes types;
    private final int slots;
    private final List<Member> bucket;
    private final @Nullable Member slot;

    Reader(Btf btf, MapTypes types, int slots) {
      this.decoder = new Decoder(btf);
      this.types = types;
      this.slots = slots;
      List<Member> fields =
          btf.resolve(types.key()) instanceof Composite key && key.members().size() > 1
              ? key.members().stream().filter(field -> !field.name().startsWith("__pad_")).toList()
              : List.of();
      Member last = fields.isEmpty() ? null : fields.get(fields.size() - 1);
      this.slot =
          fields.stream().filter(field -> field.name().equals("slot")).findFirst().orElse(last);
      this.bucket = fields.stream().filter(field -> !field.equals(slot)).toList();
    }

    private @Nullable Value bucket(byte[] key) {
      if (bucket.size() < 2) {
        return bucket.isEmpty() ? null : decoder.decode(bucket.get(0), key, 0);
      }
      return new Value.Fields(
          bucket.stream()
              .map(field -> new Value.Field(field.name(), decoder.decode(field, key, 0)))
              .toList());
    }

    Histogram read(UnaryOperator<Value> other, List<RawEntry> entries) {
      Map<String, Slots> sections = new LinkedHashMap<>();
      if (bucket.isEmpty()) {
        sections.put("", new Slots(null, new long[slots]));
      }
      long outside = 0;
      for (RawEntry entry : entries) {
        Value asked = bucket(entry.key());
        Value of = asked == null ? null : other.apply(asked);
        Slots section =
            sections.computeIfAbsent(
                of == null ? "" : identity(of), name -> new Slots(of, new long[slots]));
        Value key =
            slot == null
                ? decoder.decode(types.key(), entry.key())
                : decoder.decode(slot, entry.key(), 0);
        BigInteger index = number(key);
        long count = number(decoder.decode(types.value(), entry.value())).longValue();
        if (index.signum() < 0 || index.compareTo(BigInteger.valueOf(slots)) >= 0) {
          outside += count;
        } else {
          // as bcc does it: the last entry of a slot counts, entries are not summed
          section.counts()[index.intValue()] = count;
        }
      }
      return new Histogram(new ArrayList<>(sections.values()), outside);
    }

    /** What makes two buckets one: for text the bytes before the first NUL, whatever follows. */
    private static String identity(Value bucket) {
      return bucket instanceof Value.Text text
          ? new String(PythonText.untilNul(text.bytes()), StandardCharsets.ISO_8859_1)
          : bucket.text();
    }

    private static BigInteger number(Value value) {
      if (value instanceof Value.Int i) {
        return i.value();
      } else if (value instanceof Value.Enumerator e) {
        return e.value();
      } else if (value instanceof Value.Bool b) {
        return b.value() ? BigInteger.ONE : BigInteger.ZERO;
      }
      return BigInteger.ZERO;
    }
  }
}
