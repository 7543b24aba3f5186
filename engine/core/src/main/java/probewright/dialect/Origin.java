package probewright.dialect;

/** Where a pointer points, and so how what it points at is read. */
enum Origin {
  /** Nowhere yet: null, or a variable that nothing was put into. */
  NONE,
  /** BPF's own memory: the stack, globals, values of maps, records of ring buffers. */
  LOCAL,
  /** The context of a program in the kernel: pointers in it lead by their types. */
  CONTEXT,
  /** The context of a program at a place in a process, or at a system call: to a process. */
  USER_CONTEXT,
  /** The context of a program whose pointers are kernel objects that the verifier knows. */
  TRUSTED_CONTEXT,
  /** A context of several such kinds. */
  ANY_CONTEXT,
  /** A kernel object whose type the verifier knows. */
  TRUSTED,
  /** The kernel's memory. */
  KERNEL,
  /** A process's memory. */
  USER,
  /** Outside of BPF: the kernel's memory where the type is the kernel's alone, else either. */
  OUTSIDE,
  /** The kernel's memory or a process's. */
  ANY;

  /** The origin of what may have either. */
  Origin join(Origin other) {
    if (this == NONE || this == other) {
      return other;
    }
    if (other == NONE) {
      return this;
    }
    if (isContext() && other.isContext()) {
      return ANY_CONTEXT;
    }
    if (this == ANY || other == ANY || this == USER || other == USER) {
      return ANY;
    }
    return this == OUTSIDE || other == OUTSIDE ? OUTSIDE : KERNEL;
  }

  /** To the verifier a pointer to anything but a struct is a number. */
  Origin typed(CType pointer) {
    return this == TRUSTED && pointer.tag().isEmpty() ? KERNEL : this;
  }

  /** The kernel's, where the type does not say that it may be a process's. */
  Origin known(CType pointer) {
    return this == KERNEL && UserMemory.isShared(pointer) ? OUTSIDE : this;
  }

  /** The verifier takes a kernel object's address as it is, and nothing that was added to it. */
  Origin moved() {
    return this == TRUSTED ? KERNEL : this;
  }

  boolean isContext() {
    return this == CONTEXT
        || this == USER_CONTEXT
        || this == TRUSTED_CONTEXT
        || this == ANY_CONTEXT;
  }

  /** Whether a program must ask a helper to read there. */
  boolean isForeign() {
    return this == KERNEL || this == USER || this == OUTSIDE || this == ANY;
  }
}
