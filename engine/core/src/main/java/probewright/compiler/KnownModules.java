package probewright.compiler;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/** The modules that well-known types belong to, by how the types' names begin. */
final class KnownModules {
  private static final Map<String, String> BY_PREFIX =
      Map.ofEntries(
          Map.entry("btrfs_", "btrfs"),
          Map.entry("bonding", "bonding"),
          Map.entry("ceph_", "ceph"),
          Map.entry("cifs_", "cifs"),
          Map.entry("dm_", "dm_mod"),
          Map.entry("ext4_", "ext4"),
          Map.entry("f2fs_", "f2fs"),
          Map.entry("fuse_", "fuse"),
          Map.entry("ib_", "ib_core"),
          Map.entry("jbd2_", "jbd2"),
          Map.entry("kvm", "kvm"),
          Map.entry("loop_", "loop"),
          Map.entry("mlx5_", "mlx5_core"),
          Map.entry("nf_conn", "nf_conntrack"),
          Map.entry("nf_ct_", "nf_conntrack"),
          Map.entry("nfs_", "nfs"),
          Map.entry("nft_", "nf_tables"),
          Map.entry("nvme_", "nvme"),
          Map.entry("ovl_", "overlay"),
          Map.entry("rdma_", "rdma_cm"),
          Map.entry("rpc_", "sunrpc"),
          Map.entry("scsi_", "scsi_mod"),
          Map.entry("svc_", "sunrpc"),
          Map.entry("tun_", "tun"),
          Map.entry("veth_", "veth"),
          Map.entry("virtnet_", "virtio_net"),
          Map.entry("xfs_", "xfs"),
          Map.entry("zfs_", "zfs"));

  private KnownModules() {}

  static Optional<String> of(String type) {
    return BY_PREFIX.entrySet().stream()
        .filter(entry -> type.startsWith(entry.getKey()))
        .max(Comparator.comparingInt(entry -> entry.getKey().length()))
        .map(Map.Entry::getValue);
  }
}
