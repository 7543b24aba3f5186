/**
 * Captures: what a run sends, kept in a file while it runs, and replayed from it later through the
 * same decoders. The file is a database that other tools can open (docs/capture.md).
 */
@NullMarked
package probewright.capture;

import org.jspecify.annotations.NullMarked;
