/** A program in bcc's dialect becomes an expanded program: data in, text edits out. */
@NullMarked
package probewright.dialect;

import org.jspecify.annotations.NullMarked;
