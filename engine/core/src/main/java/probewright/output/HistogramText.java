package probewright.output;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import probewright.btf.Value;

/**
 * What bcc's {@code print_log2_hist} and {@code print_linear_hist} can be told. Immutable; begin
 * with {@link #of} and change what is to differ.
 *
 * @param valueType what the values are, such as {@code kbytes}; {@code value} by default
 * @param sectionHeader what stands before a section's bucket; {@code Bucket ptr} by default
 * @param section how a bucket is written; null for Python's {@code repr}
 * @param bucket makes other buckets of those in the keys; where two become one, the counts that are
 *     read later take the place of the earlier ones, as in bcc
 * @param sorted puts the buckets into an order; those that it leaves out are not printed
 * @param stripLeadingZero whether rows before the first count are left out
 */
public record HistogramText(
    String valueType,
    String sectionHeader,
    @Nullable Function<Value, String> section,
    UnaryOperator<Value> bucket,
    UnaryOperator<List<Value>> sorted,
    boolean stripLeadingZero) {

  /** With bcc's defaults but for what the values are. */
  public static HistogramText of(String valueType) {
    return new HistogramText(
        valueType, "Bucket ptr", null, UnaryOperator.identity(), UnaryOperator.identity(), false);
  }

  /** bcc's {@code section_header}. */
  public HistogramText withSectionHeader(String header) {
    return new HistogramText(valueType, header, section, bucket, sorted, stripLeadingZero);
  }

  /** bcc's {@code section_print_fn}. */
  public HistogramText withSection(Function<Value, String> print) {
    return new HistogramText(valueType, sectionHeader, print, bucket, sorted, stripLeadingZero);
  }

  /** bcc's {@code bucket_fn}. */
  public HistogramText withBucket(UnaryOperator<Value> other) {
    return new HistogramText(valueType, sectionHeader, section, other, sorted, stripLeadingZero);
  }

  /** bcc's {@code bucket_sort_fn}. */
  public HistogramText withSorted(UnaryOperator<List<Value>> order) {
    return new HistogramText(valueType, sectionHeader, section, bucket, order, stripLeadingZero);
  }

  /** bcc's {@code strip_leading_zero}. */
  public HistogramText withoutLeadingZeros() {
    return new HistogramText(valueType, sectionHeader, section, bucket, sorted, true);
  }

  /** The sections in order, the empty one of a histogram without sections as it is. */
  List<Slots> sections(Histogram histogram) {
    List<Value> buckets =
        histogram.sections().stream().map(Slots::bucket).filter(Objects::nonNull).toList();
    if (buckets.isEmpty()) {
      return histogram.sections();
    }
    return sorted.apply(new ArrayList<>(buckets)).stream()
        .flatMap(
            wanted ->
                histogram.sections().stream()
                    .filter(slots -> slots.bucket() != null && wanted.equals(slots.bucket()))
                    .limit(1))
        .toList();
  }

  /** The line above a section, with the empty line before it; nothing for a plain histogram. */
  List<String> heading(Slots slots) {
    Value of = slots.bucket();
    if (of == null) {
      return List.of();
    }
    String words = section == null ? PythonText.repr(of) : section.apply(of);
    return List.of("", sectionHeader + " = " + words);
  }
}
