@NullMarked
package probewright.diagnostics;

import org.jspecify.annotations.NullMarked;
