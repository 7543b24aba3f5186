/** Measures that stay: how long a person waits. Run by {@code packaging/bench typing}. */
@NullMarked
package probewright.app.bench;

import org.jspecify.annotations.NullMarked;
