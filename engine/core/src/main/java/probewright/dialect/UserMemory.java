package probewright.dialect;

import java.util.regex.Pattern;

/** What types and probes say of whether a pointer leads into a process's memory. */
final class UserMemory {
  /** Structs that system calls take from processes; the kernel has its own copies of them too. */
  private static final Pattern SHARED =
      Pattern.compile(
          "sockaddr(?:_\\w+)?|iovec|compat_iovec|(?:user_)?msghdr|u?mmsghdr|(?:__kernel_)?timespec"
              + "|timespec64|timeval|(?:__kernel_)?itimerspec|itimerval|pollfd|epoll_event|stat"
              + "|stat64|statx|statfs|rusage|rlimit|rlimit64|sigaction|sigevent|siginfo"
              + "|utsname|(?:new|old)_utsname|linux_dirent(?:64)?|bpf_attr|clone_args|open_how"
              + "|perf_event_attr|ifreq|iocb|timex|tms|sembuf|robust_list_head|sysinfo"
              + "|__user_cap_\\w+|flock|flock64|sched_(?:attr|param)|io_uring_params|cmsghdr");

  private UserMemory() {}

  /** Whether what a pointer of this type points at is the kernel's alone. */
  static boolean isKernelOnly(CType pointer, Translation work) {
    String tag = pointer.tag();
    return !tag.isEmpty()
        && !SHARED.matcher(tag).matches()
        && !work.ownTags.contains(tag)
        && work.kernel.hasRecord(tag)
        && pointer.depth() == 1;
  }

  /** Whether a pointer to a struct may lead to a process. */
  static boolean isShared(CType pointer) {
    String tag = pointer.tag();
    return tag.isEmpty() || pointer.depth() != 1 || SHARED.matcher(tag).matches();
  }
}
