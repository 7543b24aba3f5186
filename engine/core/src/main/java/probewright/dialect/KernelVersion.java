package probewright.dialect;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import probewright.btf.Kernel;

/** A kernel's version in three numbers, as {@code LINUX_VERSION_CODE} is made of them. */
record KernelVersion(int major, int minor, int patch) {
  private static final Pattern RELEASE =
      Pattern.compile("(\\d{1,4})\\.(\\d{1,4})(?:\\.(\\d{1,6}))?");

  /** Debian's release says 6.1.0 where its build says which of the 6.1 series it is. */
  private static final Pattern DEBIAN = Pattern.compile("Debian (\\d{1,4}\\.\\d{1,4}\\.\\d{1,6})");

  static KernelVersion of(Kernel kernel) {
    Matcher debian = DEBIAN.matcher(kernel.files().build());
    Matcher release = RELEASE.matcher(debian.find() ? debian.group(1) : kernel.release());
    if (!release.lookingAt()) {
      return new KernelVersion(0, 0, 0);
    }
    String patch = release.group(3) == null ? "0" : release.group(3);
    return new KernelVersion(
        Integer.parseInt(release.group(1)),
        Integer.parseInt(release.group(2)),
        Integer.parseInt(patch));
  }

  boolean isAtLeast(int wantedMajor, int wantedMinor) {
    return major > wantedMajor || (major == wantedMajor && minor >= wantedMinor);
  }

  /** The number as C computes it. */
  String code() {
    return "KERNEL_VERSION(" + major + ", " + minor + ", " + patch + ")";
  }
}
