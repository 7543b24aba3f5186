/** Loaded, then Attached: objects, links, maps and readers, over libbpf. */
@NullMarked
package probewright.agent.bpf;

import org.jspecify.annotations.NullMarked;
