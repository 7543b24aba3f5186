/** One open program with everything about it: text, run, problems, panels. */
@NullMarked
package probewright.app.workspace;

import org.jspecify.annotations.NullMarked;
