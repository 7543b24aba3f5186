@NullMarked
package probewright.app.problems;

import org.jspecify.annotations.NullMarked;
