package probewright.target;

import java.util.Map;

/** Names of the kernel's error numbers, which travel as numbers. As in errno(3), x86 and arm64. */
final class Errno {
  static final int EPERM = 1;
  static final int EACCES = 13;
  static final int EILSEQ = 84;
  static final int EADDRNOTAVAIL = 99;

  private static final Map<Integer, String> NAMES =
      Map.ofEntries(
          Map.entry(1, "EPERM"),
          Map.entry(2, "ENOENT"),
          Map.entry(3, "ESRCH"),
          Map.entry(7, "E2BIG"),
          Map.entry(12, "ENOMEM"),
          Map.entry(13, "EACCES"),
          Map.entry(16, "EBUSY"),
          Map.entry(17, "EEXIST"),
          Map.entry(19, "ENODEV"),
          Map.entry(22, "EINVAL"),
          Map.entry(28, "ENOSPC"),
          Map.entry(84, "EILSEQ"),
          Map.entry(95, "EOPNOTSUPP"),
          Map.entry(99, "EADDRNOTAVAIL"),
          Map.entry(524, "ENOTSUPP"));

  private Errno() {}

  /** The name of a number given in digits, or the digits. */
  static String words(String number) {
    return NAMES.getOrDefault(number(number), number);
  }

  /** The number, 0 when it is none. */
  static int number(String digits) {
    return digits.matches("[0-9]{1,6}") ? Integer.parseInt(digits) : 0;
  }
}
