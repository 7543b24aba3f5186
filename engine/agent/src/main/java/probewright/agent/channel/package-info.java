/** The byte stream to the client: a virtio-serial port, or two descriptors. */
@NullMarked
package probewright.agent.channel;

import org.jspecify.annotations.NullMarked;
