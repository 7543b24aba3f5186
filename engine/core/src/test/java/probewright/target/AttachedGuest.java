package probewright.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import probewright.btf.Btf;
import probewright.compiler.BpfObject;
import probewright.diagnostics.Outcome;
import probewright.diagnostics.Place;
import probewright.diagnostics.Problem;
import probewright.dialect.ExpandedProgram;
import probewright.dialect.Program;
import probewright.output.RawEntry;
import probewright.probes.Attachment;
import probewright.target.vm.VmOptions;

/** A practice guest of its own in which objects are attached, run against workloads and refused. */
record AttachedGuest(String kernel, Path folder, AgentTarget target) implements AutoCloseable {
  private static final Place PLACE = Place.point("attach.bpf.c", 1, 1);

  /** The count of each slot after a run, and what was said of the attachments. */
  record Result(List<Long> hits, List<Long> arguments, List<Problem> notes, List<String> progress) {
    List<String> codes() {
      return notes.stream().map(Problem::code).toList();
    }
  }

  static AttachedGuest open(String kernel, Path folder) throws Exception {
    return new AttachedGuest(
        kernel, folder, PracticeTargets.open(VmOptions.of(kernel).withSnapshots(false), folder));
  }

  interface Action {
    String run() throws Exception;
  }

  String attached(byte[] object, Action action, String... spellings) throws Exception {
    List<Attachment> attachments = attachments(spellings);
    try (Loaded loaded = done(target.load(object(object, attachments)));
        Attached attached = done(loaded.attach(attachments, new Quiet()))) {
      assertThat(attached).isNotNull();
      return action.run();
    }
  }

  Result run(byte[] object, String workload, String... spellings) throws Exception {
    return run(object, AttachOptions.none(), workload, spellings);
  }

  Result run(byte[] object, AttachOptions options, String workload, String... spellings)
      throws Exception {
    List<Attachment> attachments = attachments(spellings);
    Quiet listener = new Quiet();
    try (Loaded loaded = done(target.load(object(object, attachments)))) {
      Outcome<Attached> outcome = loaded.attach(attachments, options, listener);
      try (Attached attached = done(outcome)) {
        shell(workload);
        attached.detach();
        return new Result(
            numbers(attached.read("hits")),
            numbers(attached.read("arguments")),
            outcome.problems(),
            listener.progress);
      }
    }
  }

  Problem refusal(byte[] object, String spelling) throws Exception {
    return refusal(object, AttachOptions.none(), spelling);
  }

  Problem refusal(byte[] object, AttachOptions options, String spelling) throws Exception {
    List<Attachment> attachments = attachments(spelling);
    Outcome<Loaded> load = target.load(object(object, attachments));
    List<Problem> problems = load.problems();
    if (load instanceof Outcome.Done<Loaded> done) {
      try (Loaded loaded = done.value()) {
        Outcome<Attached> outcome = loaded.attach(attachments, options, new Quiet());
        assertThat(outcome).as(spelling).isInstanceOf(Outcome.Refused.class);
        problems = outcome.problems();
      }
    }
    say(spelling + " " + problems.get(0).code() + problems.get(0).arguments());
    assertThat(problems.get(0).place()).isEqualTo(PLACE);
    return problems.get(0);
  }

  static List<Attachment> attachments(String... spellings) {
    return Stream.of(spellings).map(s -> done(Attachment.parse(s, PLACE))).toList();
  }

  static BpfObject object(byte[] elf, List<Attachment> attachments) throws Exception {
    Program program = Program.of("attach.bpf.c", "");
    return new BpfObject(
        elf,
        Btf.ofElf(elf),
        new ExpandedProgram(
            program,
            "",
            "",
            List.of(),
            attachments,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            false));
  }

  String address(String function) throws Exception {
    return "0x" + shell("grep -w " + function + " /proc/kallsyms | cut -d ' ' -f 1").strip();
  }

  /** Of the binary that was compiled here. */
  String symbol(String name) throws Exception {
    Process nm = new ProcessBuilder("nm", folder.resolve("probed.c.out").toString()).start();
    String all = new String(nm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return all.lines()
        .filter(line -> line.endsWith(" " + name))
        .findFirst()
        .orElseThrow()
        .split(" ", 2)[0];
  }

  static byte[] compile(Path folder, String source, String... command) throws Exception {
    Path from = Path.of(AttachedGuest.class.getResource(source).toURI());
    Path to = folder.resolve(source + ".out");
    List<String> all = new ArrayList<>(List.of(command));
    all.addAll(List.of("-O1", from.toString(), "-o", to.toString()));
    assertThat(new ProcessBuilder(all).inheritIO().start().waitFor()).isZero();
    return Files.readAllBytes(to);
  }

  void send(String path, byte[] bytes) throws Exception {
    String text = Base64.getEncoder().encodeToString(bytes);
    shell("echo " + text + " | base64 -d >" + path + "; chmod +x " + path);
  }

  String shell(String command) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Workloads.Workload workload =
        target.workloads().orElseThrow().start(command, out, new ByteArrayOutputStream())) {
      workload.waitFor();
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  static List<Long> numbers(List<RawEntry> entries) {
    return entries.stream()
        .map(entry -> ByteBuffer.wrap(Arrays.copyOf(entry.value(), 8)))
        .map(bytes -> bytes.order(ByteOrder.LITTLE_ENDIAN).getLong())
        .toList();
  }

  static <T> T done(Outcome<T> outcome) {
    assertThat(outcome).as(outcome.problems().toString()).isInstanceOf(Outcome.Done.class);
    return ((Outcome.Done<T>) outcome).value();
  }

  void say(String words) {
    System.err.println("attach-vm " + kernel + ": " + words);
  }

  /** Keeps the progress and nothing else. */
  static final class Quiet implements StreamListener {
    final List<String> progress = new ArrayList<>();

    @Override
    public void record(String stream, int cpu, ByteBuffer data) {}

    @Override
    public void lost(String stream, long lostInKernel, long dropped) {}

    @Override
    public void ended(Problem why) {}

    @Override
    public void attaching(Attachment attachment, int asked, int all) {
      progress.add(attachment.probe() + " " + asked + " of " + all);
    }
  }

  @Override
  public void close() {
    target.close();
  }
}
