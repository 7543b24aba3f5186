/** Every word shown to people, in one language at a time. */
@NullMarked
package probewright.app.words;

import org.jspecify.annotations.NullMarked;
