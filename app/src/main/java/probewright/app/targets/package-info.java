/** Which kernel is traced. */
@NullMarked
package probewright.app.targets;

import org.jspecify.annotations.NullMarked;
