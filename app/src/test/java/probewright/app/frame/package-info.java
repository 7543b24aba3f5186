@NullMarked
package probewright.app.frame;

import org.jspecify.annotations.NullMarked;
