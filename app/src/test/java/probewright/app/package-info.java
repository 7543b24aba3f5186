@NullMarked
package probewright.app;

import org.jspecify.annotations.NullMarked;
