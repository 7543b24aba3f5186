@NullMarked
package probewright.app.magic;

import org.jspecify.annotations.NullMarked;
