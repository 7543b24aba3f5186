/** The magic made visible: the expanded program, its instructions, what the verifier knew. */
@NullMarked
package probewright.app.magic;

import org.jspecify.annotations.NullMarked;
