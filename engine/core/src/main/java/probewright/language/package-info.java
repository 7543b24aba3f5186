/** Help for a person who writes a program: completion, signatures, hover, definitions. */
@NullMarked
package probewright.language;

import org.jspecify.annotations.NullMarked;
