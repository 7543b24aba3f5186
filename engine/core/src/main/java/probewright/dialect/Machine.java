package probewright.dialect;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What of a target's processor the C text depends on.
 *
 * @param clangTarget what libbpf's headers call it, for {@code __TARGET_ARCH_…}
 * @param syscallPrefix what stands before a system call's name in its entry function's name
 */
public record Machine(String clangTarget, String syscallPrefix) {
  /** What programs in the wild write before a system call's name, longest first. */
  private static final List<String> KNOWN_PREFIXES =
      List.of(
          "__x32_compat_sys_",
          "__ia32_compat_sys_",
          "__arm64_sys_",
          "__s390x_sys_",
          "__s390_sys_",
          "__riscv_sys_",
          "__x64_sys_",
          "sys_");

  /** By {@code uname -m}; empty for one that is not known. */
  public static Optional<Machine> of(String uname) {
    return switch (uname) {
      case "x86_64" -> Optional.of(new Machine("x86", "__x64_sys_"));
      case "aarch64" -> Optional.of(new Machine("arm64", "__arm64_sys_"));
      case "riscv64" -> Optional.of(new Machine("riscv", "__riscv_sys_"));
      case "s390x" -> Optional.of(new Machine("s390", "__s390x_sys_"));
      default -> Optional.empty();
    };
  }

  /** Numbers of the kernel's that are others on every machine, by name, as C text. */
  Map<String, String> numbers() {
    return switch (clangTarget) {
      case "x86" ->
          Map.of(
              // the lowest that it can be: at boot the kernel may move it up
              "PAGE_OFFSET", "0xffff888000000000UL",
              "O_DIRECT", "040000",
              "O_LARGEFILE", "0100000",
              "O_DIRECTORY", "0200000",
              "O_NOFOLLOW", "0400000");
      case "arm64" ->
          Map.of(
              "PAGE_OFFSET", "(-(1UL << CONFIG_ARM64_VA_BITS))",
              "O_DIRECTORY", "040000",
              "O_NOFOLLOW", "0100000",
              "O_DIRECT", "0200000",
              "O_LARGEFILE", "0400000");
      default -> Map.of();
    };
  }

  /** The name of this machine's own entry function, where a name is that of any machine's. */
  String ownSyscall(String function) {
    for (String prefix : KNOWN_PREFIXES) {
      if (function.startsWith(prefix) && function.length() > prefix.length()) {
        return syscallPrefix + function.substring(prefix.length());
      }
    }
    return function;
  }
}
