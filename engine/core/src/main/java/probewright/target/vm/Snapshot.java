package probewright.target.vm;

import java.nio.file.Path;

/**
 * A saved machine: its memory, the state of its devices, and the initrd that it was booted with.
 */
record Snapshot(Path folder) {
  static final String MEMORY = "memory";
  static final String STATE = "state";
  static final String INITRD = "initrd";

  Path memory() {
    return folder.resolve(MEMORY);
  }

  Path state() {
    return folder.resolve(STATE);
  }

  Path initrd() {
    return folder.resolve(INITRD);
  }
}
