package probewright.target.vm;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * QEMU's arguments. A snapshot fits only the machine it was made of, so all that makes the machine
 * stands in {@link #machine} and goes into the snapshot's key.
 */
final class QemuCommand {
  static final String QEMU = "qemu-system-x86_64";

  /** The guest's memory: its own, or a file that a snapshot is made of or started from. */
  record Memory(@Nullable Path file, boolean shared) {
    /** Gone with the process. */
    static Memory anonymous() {
      return new Memory(null, false);
    }

    /** What the guest writes lands in the file: for making a snapshot. */
    static Memory shared(Path file) {
      return new Memory(file, true);
    }

    /** What the guest writes stays in the process, so that any number of guests share the file. */
    static Memory copyOnWrite(Path file) {
      return new Memory(file, false);
    }
  }

  private static final String KERNEL_ARGUMENTS =
      // panic=-1 with -no-reboot: a panic ends QEMU at once, which is how we hear of it
      "console=ttyS0 quiet panic=-1 oops=panic "
          // stable addresses, fewer surprises in time, nothing that only slows an emulated machine
          + "nokaslr mitigations=off apparmor=0 audit=0 nowatchdog tsc=reliable no_timer_check";

  private QemuCommand() {}

  static List<String> machine(VmOptions options) {
    return List.of(
        "-nodefaults",
        "-no-user-config",
        "-display",
        "none",
        "-no-reboot",
        "-machine",
        "pc,memory-backend=ram",
        "-accel",
        // A person may ask for kvm; without asking, /dev/kvm is not so much as looked at. The
        // emulated
        // processors take turns: on a thread each, one may read code that the other is patching,
        // and
        // a guest whose functions are probed and let go dies of that now and then.
        options.accelerator().equals("tcg") ? "tcg,thread=single" : options.accelerator(),
        "-cpu",
        options.accelerator().equals("kvm") ? "host" : "max",
        "-smp",
        String.valueOf(VmOptions.PROCESSORS),
        "-m",
        options.memoryMiB() + "M",
        "-append",
        KERNEL_ARGUMENTS);
  }

  static List<String> arguments(
      VmOptions options, VmCache files, Path initrd, Memory memory, RunFolder folder) {
    List<String> all = new ArrayList<>();
    // the guest dies with the thread that started it, even where a JVM is killed without a word
    // and in a session of its own, so that a terminal's Ctrl-C is ours to answer
    all.addAll(List.of("setsid", "setpriv", "--pdeathsig", "KILL", QEMU));
    all.addAll(machine(options));
    all.addAll(List.of("-kernel", files.kernel().toString(), "-initrd", initrd.toString()));
    all.addAll(List.of("-object", memoryObject(options, memory)));
    all.addAll(List.of("-serial", "file:" + folder.console()));
    disk(all, "image", files.image(), true);
    disk(all, "modules", files.modules(), true);
    disk(all, "scratch", folder.scratch(), false);
    all.addAll(List.of("-device", "virtio-serial-pci"));
    for (String port : List.of("agent", "runner")) {
      socket(all, port, folder.socket(port));
      all.addAll(
          List.of(
              "-device", "virtserialport,id=%1$s,chardev=%1$s-socket,name=%1$s".formatted(port)));
    }
    if (options.door() != null) {
      all.addAll(
          List.of(
              "-chardev",
              "socket,id=door-socket,path=%s,server=on,wait=off".formatted(escaped(options.door())),
              "-device",
              "virtserialport,id=door,chardev=door-socket,name=door"));
    }
    socket(all, "qmp", folder.socket("qmp"));
    all.addAll(List.of("-mon", "chardev=qmp-socket,mode=control"));
    // stopped until we listen to its events; a restored machine goes on by itself
    all.add("-S");
    return all;
  }

  /** The same machine, waiting to be told where its saved state is. */
  static List<String> incoming(List<String> arguments) {
    List<String> all = new ArrayList<>(arguments);
    all.remove("-S");
    all.addAll(List.of("-incoming", "defer"));
    return all;
  }

  private static String memoryObject(VmOptions options, Memory memory) {
    String size = "id=ram,size=" + options.memoryMiB() + "M";
    return memory.file() == null
        ? "memory-backend-ram," + size
        : "memory-backend-file,%s,share=%s,mem-path=%s"
            .formatted(size, memory.shared() ? "on" : "off", escaped(memory.file()));
  }

  private static void disk(List<String> all, String name, Path file, boolean readOnly) {
    all.add("-drive");
    // a full host disk is the guest's I/O error; QEMU's default would stop the guest in silence
    all.add(
        "if=none,id=%s,format=raw,file=%s,%s"
            .formatted(
                name,
                escaped(file),
                readOnly ? "readonly=on" : "cache=unsafe,werror=report,rerror=report"));
    all.add("-device");
    all.add("virtio-blk-pci,drive=%1$s,serial=%1$s".formatted(name));
  }

  private static void socket(List<String> all, String name, Path path) {
    // QEMU calls us: there is nothing to wait for and to try again
    all.add("-chardev");
    all.add("socket,id=%s-socket,path=%s,server=off".formatted(name, escaped(path)));
  }

  /** A comma would end the option. */
  private static String escaped(Path path) {
    return path.toString().replace(",", ",,");
  }
}
