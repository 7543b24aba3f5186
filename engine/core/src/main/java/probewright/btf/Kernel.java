package probewright.btf;

/**
 * What is known of a target's kernel, as data.
 *
 * @param release {@code uname -r}, such as {@code 6.12.117+deb12-cloud-amd64}
 * @param machine {@code uname -m}, such as {@code x86_64}
 * @param btf the types of {@code /sys/kernel/btf/vmlinux}
 * @param files what else it says of itself
 */
public record Kernel(String release, String machine, Btf btf, KernelFiles files) {}
