@NullMarked
package probewright.app.window;

import org.jspecify.annotations.NullMarked;
