package probewright.target;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import probewright.output.Frame;

/** Which function of the kernel an address is in, by {@code /proc/kallsyms}. Immutable. */
final class KernelAddresses {
  private static final String KERNEL = "kernel";

  /**
   * Sizes are not listed; behind the last function of a part of the kernel comes something else.
   */
  private static final long LARGEST = 1 << 20;

  private record Entry(long start, String name, String module) {}

  private final List<Entry> entries = new ArrayList<>();
  private boolean hidden;

  /**
   * @param kallsyms lines {@code ADDRESS TYPE NAME [MODULE]}
   */
  KernelAddresses(List<String> kallsyms) {
    for (String line : kallsyms) {
      int type = line.indexOf(' ') + 1;
      if (type > 0 && line.length() > type + 2 && "tTwW".indexOf(line.charAt(type)) >= 0) {
        long start = Long.parseUnsignedLong(line.substring(0, type - 1), 16);
        String words = line.substring(type + 2);
        int tab = words.indexOf('\t');
        String name = tab < 0 ? words : words.substring(0, tab);
        String module = tab < 0 ? KERNEL : words.substring(tab + 1).replaceAll("[\\[\\]]", "");
        entries.add(new Entry(start, name, module));
      }
    }
    hidden = !entries.isEmpty() && entries.stream().allMatch(entry -> entry.start == 0);
    // the sort is stable: of several names the first is the one that the kernel itself prints
    entries.sort(Comparator.comparing(Entry::start, Long::compareUnsigned));
  }

  Frame frame(long address) {
    if (hidden) {
      return new Frame.Unknown(address, KERNEL, Frame.Reason.NO_PERMISSION);
    }
    int low = 0;
    int high = entries.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (Long.compareUnsigned(entries.get(middle).start, address) <= 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    int found = low - 1;
    while (found > 0 && entries.get(found - 1).start == entries.get(found).start) {
      found--;
    }
    if (found < 0 || address - entries.get(found).start >= LARGEST) {
      return new Frame.Unknown(address, "", Frame.Reason.UNMAPPED);
    }
    Entry entry = entries.get(found);
    return entry.name.equals("_etext")
        ? new Frame.Unknown(address, entry.module, Frame.Reason.NO_SYMBOL)
        : new Frame.Known(address, entry.name, address - entry.start, entry.module);
  }
}
