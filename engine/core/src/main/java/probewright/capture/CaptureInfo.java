package probewright.capture;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
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
    @Nullable Duration length) {
  /** How long it is, where it was ended. */
  public Optional<Duration> ended() {
    return Optional.ofNullable(length);
  }
}
