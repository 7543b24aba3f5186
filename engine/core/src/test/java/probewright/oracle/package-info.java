/** Ours beside bcc's own, in one guest: what both say, and how long both take. */
@NullMarked
package probewright.oracle;

import org.jspecify.annotations.NullMarked;
