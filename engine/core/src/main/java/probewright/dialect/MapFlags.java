package probewright.dialect;

import java.util.ArrayList;
import java.util.List;

/** The kernel's flags of maps ({@code uapi/linux/bpf.h}), by the names that they have there. */
final class MapFlags {
  private static final List<String> NAMES =
      List.of(
          "BPF_F_NO_PREALLOC",
          "BPF_F_NO_COMMON_LRU",
          "BPF_F_NUMA_NODE",
          "BPF_F_RDONLY",
          "BPF_F_WRONLY",
          "BPF_F_STACK_BUILD_ID",
          "BPF_F_ZERO_SEED",
          "BPF_F_RDONLY_PROG",
          "BPF_F_WRONLY_PROG",
          "BPF_F_CLONE",
          "BPF_F_MMAPABLE",
          "BPF_F_PRESERVE_ELEMS",
          "BPF_F_INNER_MAP");

  private static final long NO_PREALLOC = 1;

  private MapFlags() {}

  /** The flags of a map, with those that its kind cannot be without; empty for none. */
  static String of(BpfMap map, KernelTypes kernel) {
    long flags =
        switch (map.kind()) {
          case LPM_TRIE, SK_STORAGE, INODE_STORAGE, TASK_STORAGE -> map.flags() | NO_PREALLOC;
          default -> map.flags();
        };
    List<String> words = new ArrayList<>();
    for (int bit = 0; bit < 32; bit++) {
      long flag = 1L << bit;
      if ((flags & flag) != 0) {
        boolean named = bit < NAMES.size() && kernel.hasEnumerator(NAMES.get(bit));
        words.add(named ? NAMES.get(bit) : "1U << " + bit);
      }
    }
    return String.join(" | ", words);
  }
}
