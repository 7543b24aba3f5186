package probewright.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import probewright.diagnostics.ProblemException;
import probewright.dialect.Program;
import probewright.target.AttachOptions;
import probewright.target.Workloads.Workload;

/** A practice guest of each kernel, opened when it is first asked for. */
final class Guests implements AutoCloseable {
  /**
   * A shell's own umask is a system call: with one argument, and no process is started for it. The
   * mask is 63.
   */
  static final String THOUSAND_CALLS =
      "i=0; while [ $i -lt 1000 ]; do umask 077; i=$((i + 1)); done";

  private final Map<String, Tracer> open = new HashMap<>();

  Tracer get(String kernel) throws Exception {
    Tracer tracer = open.get(kernel);
    if (tracer == null) {
      tracer = Tracer.open("vm:" + kernel);
      open.put(kernel, tracer);
    }
    return tracer;
  }

  String shell(String kernel, String command) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    try (Workload workload =
        get(kernel).target().workloads().orElseThrow().start(command, out, err)) {
      assertThat(workload.waitFor()).as(command + " " + err).isZero();
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  void send(String kernel, String path, byte[] program) throws Exception {
    String text = Base64.getEncoder().encodeToString(program);
    shell(kernel, "echo " + text + " | base64 -d >" + path + "; chmod +x " + path);
  }

  Tracing run(String kernel, String text, AttachOptions options) throws Exception {
    return get(kernel).run(Program.of("maps.c", text), options);
  }

  interface Asking {
    void ask() throws Exception;
  }

  static String code(Asking asking) throws Exception {
    try {
      asking.ask();
      return "";
    } catch (ProblemException e) {
      return e.problem().code();
    } catch (RefusedException e) {
      return e.problems().get(0).code();
    }
  }

  @Override
  public void close() {
    open.values().forEach(Tracer::close);
    open.clear();
  }
}
