/** Frames, messages and credit between the agent and its client. Shared with core. */
@NullMarked
package probewright.agent.wire;

import org.jspecify.annotations.NullMarked;
