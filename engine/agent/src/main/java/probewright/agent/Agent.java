package probewright.agent;

import java.io.IOException;
import java.nio.file.Path;
import probewright.agent.bpf.LibBpf;
import probewright.agent.channel.Channel;
import probewright.agent.channel.NativeChannel;
import probewright.agent.kernel.KernelFiles;

/** The agent's entry. Started by {@code launch}, which has set its rights. */
public final class Agent {
  private Agent() {}

  /**
   * {@code --port /dev/vportNpM} serves one client after the other for as long as the machine runs;
   * {@code --descriptors IN OUT} serves one client and ends with it.
   */
  public static void main(String[] arguments) throws IOException {
    Channel channel;
    if (arguments.length == 2 && arguments[0].equals("--port")) {
      channel = NativeChannel.ofPort(arguments[1]);
    } else if (arguments.length == 3 && arguments[0].equals("--descriptors")) {
      channel =
          NativeChannel.ofDescriptors(
              Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
    } else {
      System.err.println("usage: --port PATH | --descriptors IN OUT; started by launch");
      System.exit(2);
      return;
    }
    Path root = Path.of("/");
    new Sessions(channel, new KernelFiles(root), new LibBpf(root)).serve();
    // readers that are stuck in the kernel must not keep the process, and with it the probes, alive
    Runtime.getRuntime().halt(0);
  }
}
