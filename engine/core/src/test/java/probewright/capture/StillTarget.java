package probewright.capture;

import java.util.Optional;
import probewright.btf.Btf;
import probewright.btf.BtfBytes;
import probewright.btf.Kernel;
import probewright.btf.KernelFiles;
import probewright.compiler.BpfObject;
import probewright.diagnostics.Outcome;
import probewright.diagnostics.ProblemException;
import probewright.target.AttachOptions;
import probewright.target.Loaded;
import probewright.target.ProbeCatalogue;
import probewright.target.Target;
import probewright.target.Workloads;

/** A target that is only there to be named in a capture. */
final class StillTarget implements Target {
  static final long MONOTONIC = 5_000_000_000L;

  @Override
  public String id() {
    return "vm:6.1";
  }

  @Override
  public Kernel kernel() throws ProblemException {
    BtfBytes types = new BtfBytes();
    types.integer("int", 4, 1);
    return new Kernel("6.1.0-still", "x86_64", Btf.parse(types.bytes()), KernelFiles.none());
  }

  @Override
  public Optional<Clocks> clocks() {
    return Optional.of(new Clocks(MONOTONIC, 1_700_000_000_000_000_000L));
  }

  @Override
  public Outcome<Loaded> load(BpfObject object, AttachOptions options) {
    throw new IllegalStateException("nothing is loaded here");
  }

  @Override
  public ProbeCatalogue catalogue() {
    throw new IllegalStateException("nothing can be probed here");
  }

  @Override
  public Optional<Workloads> workloads() {
    return Optional.empty();
  }

  @Override
  public void close() {}
}
