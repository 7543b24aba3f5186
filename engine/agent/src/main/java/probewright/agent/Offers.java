package probewright.agent;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import probewright.agent.bpf.Bpf;
import probewright.agent.kernel.KernelFiles;
import probewright.agent.wire.Protocol;

/** What this agent can be asked on this kernel; its hello says so. */
final class Offers {
  private Offers() {}

  static List<String> of(KernelFiles files, Bpf bpf) {
    List<String> offers = new ArrayList<>(Protocol.OPERATIONS);
    offers.addAll(bpf.features());
    if (mayBeLsm(files)) {
      offers.add("lsm");
    }
    return offers;
  }

  /** Where securityfs is not mounted nobody can tell. */
  private static boolean mayBeLsm(KernelFiles files) {
    try (InputStream in = files.open("lsm")) {
      String active = new String(in.readAllBytes(), StandardCharsets.US_ASCII).strip();
      return Arrays.asList(active.split(",", -1)).contains("bpf");
    } catch (IOException unknown) {
      return true;
    }
  }
}
