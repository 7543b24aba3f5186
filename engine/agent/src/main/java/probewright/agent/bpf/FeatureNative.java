package probewright.agent.bpf;

import java.util.List;

/** {@code feature.c}. */
final class FeatureNative {
  /** The names of the bits, the lowest first. */
  static final List<String> NAMES = List.of("ring", "map.batch", "kprobe.multi", "trampoline");

  static {
    System.loadLibrary("probewright-agent");
  }

  private FeatureNative() {}

  /** Tries each on this kernel, with programs and maps that are gone when it returns. */
  static native int find();
}
