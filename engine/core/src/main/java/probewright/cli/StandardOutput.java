package probewright.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where a command's answer goes. Who reads a pipe may have had enough; a file wants all of it. */
record StandardOutput(PrintStream out) {
  private static final Path LINK = Path.of("/proc/self/fd/1");

  /** Whether something could not be written into a file. Flushes. */
  boolean hasLostWords() {
    return out.checkError() && isFile();
  }

  /** A pipe's and a socket's link is no path; a terminal's is, and who sat there has gone. */
  private static boolean isFile() {
    try {
      String name = Files.readSymbolicLink(LINK).toString();
      return name.startsWith("/") && !name.startsWith("/dev/pts/") && !name.startsWith("/dev/tty");
    } catch (IOException closed) {
      return false;
    }
  }
}
