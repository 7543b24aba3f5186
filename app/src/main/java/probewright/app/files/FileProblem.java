package probewright.app.files;

import java.io.IOException;
import java.nio.file.Path;

/** A file that could not be read or written, told by a key of the window's words. */
public final class FileProblem extends IOException {
  private static final long serialVersionUID = 1L;

  private final String key;
  private final String file;
  private final String raw;

  FileProblem(String key, Path file, IOException cause) {
    super(key + " " + file, cause);
    this.key = key;
    this.file = file.toString();
    String message = cause.getMessage();
    this.raw = message == null ? cause.getClass().getSimpleName() : message;
  }

  /** The key of its sentence; its places are the file and the system's own words. */
  public String key() {
    return key;
  }

  public String file() {
    return file;
  }

  /** What the operating system said. */
  public String raw() {
    return raw;
  }
}
