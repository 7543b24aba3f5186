@NullMarked
package probewright.bytecode;

import org.jspecify.annotations.NullMarked;
