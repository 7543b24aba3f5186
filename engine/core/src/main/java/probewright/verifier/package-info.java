/** Why the kernel's verifier refused a program: its log in, the story in words' codes out. */
@NullMarked
package probewright.verifier;

import org.jspecify.annotations.NullMarked;
