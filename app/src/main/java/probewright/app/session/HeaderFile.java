package probewright.app.session;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file that a program includes from its own folder.
 *
 * @param name as it is included
 * @param file the name that places in it carry
 * @param path where it lies, absolute
 * @param there whether it is on the disk or open
 * @param text null for one that is not there or cannot be read
 */
public record HeaderFile(
    String name, String file, Path path, boolean there, @Nullable String text) {}
