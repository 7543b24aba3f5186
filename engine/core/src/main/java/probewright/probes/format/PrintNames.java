package probewright.probes.format;

import java.util.Optional;
import java.util.OptionalLong;

/** What a print format names and the record does not hold. Safe for many threads. */
public interface PrintNames {
  /** The value of an enumerator, or of {@code HZ}; empty when it is not known. */
  OptionalLong constant(String name);

  /**
   * The bytes that a typedef or an enumeration takes, negative when it has a sign; 0 when it is not
   * known.
   */
  int sizeOf(String type);

  /** The kernel's function at an address, as {@code NAME+0xOFFSET}; empty when there is none. */
  Optional<String> symbol(long address);

  /** Of one who knows nothing. */
  static PrintNames none() {
    return new PrintNames() {
      @Override
      public OptionalLong constant(String name) {
        return OptionalLong.empty();
      }

      @Override
      public int sizeOf(String type) {
        return 0;
      }

      @Override
      public Optional<String> symbol(long address) {
        return Optional.empty();
      }
    };
  }
}
