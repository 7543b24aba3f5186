package probewright.capture;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a capture says of itself.
 *
 * @param started when it was begun, by the clock of the machine that wrote it
 * @param target as the command line spells it
 * @param release {@code uname -r} of the target
 * @param machine {@code uname -m}
 * @param build {@code uname -v}; may be empty
 * @param processors how many were at work
 * @param targetMonotonic the target's monotonic clock at the start, nanoseconds; null when unknown
 * @param targetWall the target's own time then, nanoseconds since 1970; null when unknown
 * @param pid of the process that the run was limited to; null: it was not
 * @param parameters the values of the program's parameters by name, given or its own
 * @param length from start to end; null when the capture has no end
 */
public record CaptureInfo(
    Instant started,
    String target,
    String release,
    String machine,
    String build,
    int processors,
    @Nullable Long targetMonotonic,
    @Nullable Long targetWall,
    @Nullable Integer pid,
    Map<String, String> parameters,
    @Nullable Duration length) {
  public CaptureInfo {
    parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
  }

  /** How long it is, where it was ended. */
  public Optional<Duration> ended() {
    return Optional.ofNullable(length);
  }
}
