package probewright.compiler;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import probewright.btf.Btf;
import probewright.btf.BtfType;
import probewright.btf.BtfType.Member;

/** Where in this kernel a member is found that a struct does not have, or no longer. */
final class MovedMembers {
  private static final int MOST = 3;

  /** Renamed between kernels beyond recognition; what of it is there is looked up. */
  private static final Map<String, List<String>> RENAMED =
      Map.ofEntries(
          Map.entry("task_struct.state", List.of("__state")),
          Map.entry("task_struct.__state", List.of("state")),
          Map.entry("task_struct.cpu", List.of("thread_info.cpu", "on_cpu")),
          Map.entry("task_struct.real_start_time", List.of("start_boottime")),
          Map.entry("request.rq_disk", List.of("q->disk")),
          Map.entry("bio.bi_disk", List.of("bi_bdev->bd_disk")),
          Map.entry("bio.bi_bdev", List.of("bi_disk")),
          Map.entry("bio.bi_rw", List.of("bi_opf")),
          Map.entry("inode.i_atime", List.of("__i_atime", "i_atime_sec")),
          Map.entry("inode.i_mtime", List.of("__i_mtime", "i_mtime_sec")),
          Map.entry("inode.i_ctime", List.of("__i_ctime", "i_ctime_sec")),
          Map.entry("dentry.d_iname", List.of("d_shortname.string")),
          Map.entry("dentry.d_u", List.of("d_child", "d_sib")),
          Map.entry("file.f_dentry", List.of("f_path.dentry")),
          Map.entry("file.f_vfsmnt", List.of("f_path.mnt")),
          Map.entry("super_block.s_bdev_file", List.of("s_bdev")),
          Map.entry("mm_struct.mmap", List.of("mm_mt")),
          Map.entry("mm_struct.mmap_sem", List.of("mmap_lock")));

  private final Btf types;

  MovedMembers(Btf types) {
    this.types = types;
  }

  /** Ways to it from the struct, as C spells them; empty when nothing is like it. */
  List<String> of(String tag, String name) {
    Optional<? extends BtfType> struct =
        types.struct(tag).isPresent() ? types.struct(tag) : types.union(tag);
    if (struct.isEmpty()) {
      return List.of();
    }
    int id = struct.get().id();
    Set<String> found = new LinkedHashSet<>();
    RENAMED.getOrDefault(tag + "." + name, List.of()).stream()
        .filter(way -> types.member(id, way.split("\\W+", 2)[0]).isPresent())
        .forEach(found::add);
    if (found.isEmpty()) {
      inside(id, name, found);
      found.addAll(NearNames.of(name, names(id)));
    }
    return found.stream().limit(MOST).toList();
  }

  /** In the structs that it holds or, one step away, points to. */
  private void inside(int struct, String name, Set<String> found) {
    for (Member member : members(struct)) {
      if (types.resolve(member.type()) instanceof BtfType.Composite held
          && types.member(held.id(), name).isPresent()) {
        found.add(member.name() + "." + name);
      }
    }
    for (Member member : members(struct)) {
      if (types.resolve(member.type()) instanceof BtfType.Pointer pointer
          && types.resolve(pointer.target()) instanceof BtfType.Composite there
          && there.id() != struct
          && types.member(there.id(), name).isPresent()) {
        found.add(member.name() + "->" + name);
      }
    }
  }

  private List<String> names(int struct) {
    List<String> names = new ArrayList<>();
    members(struct).forEach(member -> names.add(member.name()));
    return names;
  }

  /** With those of anonymous members, which stand among its own. */
  private List<Member> members(int struct) {
    List<Member> all = new ArrayList<>();
    if (types.resolve(struct) instanceof BtfType.Composite composite) {
      for (Member member : composite.members()) {
        if (member.name().isEmpty()) {
          all.addAll(members(member.type()));
        } else {
          all.add(member);
        }
      }
    }
    return all;
  }
}
