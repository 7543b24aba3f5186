package probewright.app.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What tells that a file was written by somebody else.
 *
 * @param key which file it is, for one that was put in its place; null where the system has none
 */
public record FileStamp(long size, FileTime modified, @Nullable String key) {
  /** That of a file now; empty where there is none. Blocks on the disk. */
  public static Optional<FileStamp> of(Path file) {
    try {
      BasicFileAttributes is = Files.readAttributes(file, BasicFileAttributes.class);
      Object key = is.fileKey();
      return Optional.of(
          new FileStamp(is.size(), is.lastModifiedTime(), key == null ? null : key.toString()));
    } catch (IOException gone) {
      return Optional.empty();
    }
  }
}
