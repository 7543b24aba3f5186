@NullMarked
package probewright.app.compare;

import org.jspecify.annotations.NullMarked;
