/** The small privileged process on the target: sessions, requests, and nothing of core. */
@NullMarked
package probewright.agent;

import org.jspecify.annotations.NullMarked;
