/** Help for a person who writes a program: completion, signatures, hover, definitions. */
@NullMarked
package probewright.app.assist;

import org.jspecify.annotations.NullMarked;
