/** clang as a child process: analysis, code, diagnostics. */
@NullMarked
package probewright.compiler;

import org.jspecify.annotations.NullMarked;
