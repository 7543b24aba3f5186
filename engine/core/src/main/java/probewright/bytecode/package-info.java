/** The instructions of the BPF machine in the verifier's own spelling. */
@NullMarked
package probewright.bytecode;

import org.jspecify.annotations.NullMarked;
