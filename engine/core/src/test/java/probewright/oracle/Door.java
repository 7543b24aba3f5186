package probewright.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import probewright.diagnostics.ProblemException;
import probewright.target.AgentTarget;
import probewright.target.Installation;
import probewright.target.Target;
import probewright.target.Workloads.Workload;

/**
 * The way into a guest by ssh: keys, both sides' settings, and a ProxyCommand to the guest's port.
 * One connection at a time. The hosts are {@code practice} (root), {@code ann}, {@code stranger}
 * (whose key is not let in), {@code impostor} (which shows another key than is known) and {@code
 * nowhere}.
 */
final class Door implements AutoCloseable {
  private static final String SERVER =
      """
      HostKey /run/ssh/host_key
      AuthorizedKeysFile /run/ssh/user_key.pub
      PermitRootLogin yes
      PasswordAuthentication no
      KbdInteractiveAuthentication no
      StrictModes no
      UsePAM no
      PidFile none
      """;

  private static final String START =
      """
      set -e
      mkdir -m 755 -p /run/ssh /run/sshd
      for file in host_key user_key.pub server; do cp FILES/$file /run/ssh/; done
      chmod 600 /run/ssh/host_key
      : >/run/ssh/log
      for port in /sys/class/virtio-ports/*; do
        if [ "$(cat $port/name)" = door ]; then
          exec python3 FILES/door.py /dev/$(basename $port) /run/ssh/server /run/ssh/log
        fi
      done
      exit 1
      """;

  private final Installation installation;
  private final OracleVm vm;
  private final Workload server;
  private @Nullable Target port;
  private int sessions;

  private Door(Path folder, OracleVm vm, Workload server) {
    this.vm = vm;
    this.server = server;
    Installation plain = Installation.ofEnvironment(System.getenv(), System.getProperties());
    this.installation =
        new Installation(
            plain.agent(), plain.cache(), folder.resolve("bin") + ":" + plain.path(), "tcg");
  }

  /** Boots a guest and opens its door. */
  static Door open(String kernel, Path folder, List<Path> more) throws Exception {
    for (String key : List.of("host_key", "user_key", "other_key")) {
      Process made =
          new ProcessBuilder(
                  "ssh-keygen",
                  "-q",
                  "-t",
                  "ed25519",
                  "-N",
                  "",
                  "-C",
                  "",
                  "-f",
                  "" + folder.resolve(key))
              .inheritIO()
              .start();
      assertThat(made.waitFor()).isZero();
    }
    Files.writeString(folder.resolve("server"), SERVER);
    Path socket = folder.resolve("door");
    Files.writeString(folder.resolve("config"), hosts(folder, socket));
    known(folder, "known", "host_key");
    known(folder, "others", "other_key");
    Path ssh = Files.createDirectory(folder.resolve("bin")).resolve("ssh");
    Files.writeString(
        ssh, "#!/bin/sh\nexec /usr/bin/ssh -F " + folder.resolve("config") + " \"$@\"\n");
    Files.setPosixFilePermissions(ssh, PosixFilePermissions.fromString("rwxr-xr-x"));
    List<Path> all = new java.util.ArrayList<>(more);
    List.of("host_key", "user_key.pub", "server").forEach(name -> all.add(folder.resolve(name)));
    OracleVm vm = OracleVm.boot(kernel, all, socket);
    return new Door(
        folder,
        vm,
        vm.vm().workloads().start(START.replace("FILES", OracleVm.FILES), System.err, System.err));
  }

  private static void known(Path folder, String file, String key) throws IOException {
    Files.writeString(
        folder.resolve(file), "practice " + Files.readString(folder.resolve(key + ".pub")));
  }

  private static String hosts(Path folder, Path socket) {
    String all =
        """
        Host *
          ProxyCommand nc -N -U SOCKET
          HostKeyAlias practice
          IdentitiesOnly yes
          GlobalKnownHostsFile /dev/null
          StrictHostKeyChecking yes
          BatchMode yes
        Host practice impostor
          User root
        Host ann stranger
          User ann
        Host stranger
          IdentityFile FOLDER/other_key
        Host practice ann impostor
          IdentityFile FOLDER/user_key
        Host impostor
          UserKnownHostsFile FOLDER/others
        Host *
          UserKnownHostsFile FOLDER/known
        """;
    // of several values the first counts, but of keys all are tried
    return "Host nowhere\n  ProxyCommand nc -N -U FOLDER/nothing\n"
        .concat(all)
        .replace("FOLDER", folder.toString())
        .replace("SOCKET", socket.toString());
  }

  /** With {@code ssh} as this door's. */
  Installation installation() {
    return installation;
  }

  OracleVm vm() {
    return vm;
  }

  /** The guest's own agent, as a practice VM's client has it; one for as long as the guest runs. */
  Target port() throws ProblemException {
    if (port == null) {
      port =
          AgentTarget.connect(
              "port",
              vm.vm().agentInput(),
              vm.vm().agentOutput(),
              Optional.of(vm.vm().workloads()),
              () -> {},
              installation.cache().resolve("btf"),
              Duration.ofSeconds(60));
    }
    return port;
  }

  /** Waits until so many more connections are over: the bytes that came in by each of all. */
  long[] awaitSessions(int more) throws IOException, InterruptedException {
    sessions += more;
    String counted = "[ \"$(wc -l </run/ssh/log)\" -ge " + sessions + " ]";
    vm.run(
        "for i in $(seq 300); do %1$s && break; sleep 0.1; done; %1$s || { ps axf; exit 1; } >&2"
            .formatted(counted));
    return vm.run("cat /run/ssh/log").lines().mapToLong(Long::parseLong).toArray();
  }

  @Override
  public void close() throws IOException {
    server.close();
    vm.close();
  }
}
