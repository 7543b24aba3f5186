package probewright.compiler;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import probewright.btf.KernelFiles;

/** The tracepoints that a kernel's own format files, kept as they were read, describe. */
record Formats(String kernel) implements KernelFiles {
  private static final String ODD =
      """
      name: odd__event
      ID: 1
      format:
      \tfield:unsigned short common_type;\toffset:0;\tsize:2;\tsigned:0;
      \tfield:unsigned char common_flags;\toffset:2;\tsize:1;\tsigned:0;
      \tfield:unsigned char common_preempt_count;\toffset:3;\tsize:1;\tsigned:0;
      \tfield:int common_pid;\toffset:4;\tsize:4;\tsigned:1;
      \tfield:unsigned char common_more;\toffset:8;\tsize:1;\tsigned:0;

      \tfield:int value;\toffset:12;\tsize:4;\tsigned:1;
      \tfield:u64 crooked;\toffset:20;\tsize:8;\tsigned:0;
      \tfield:struct unheard_of * there;\toffset:32;\tsize:8;\tsigned:0;
      \tfield:const some_t *const far;\toffset:40;\tsize:8;\tsigned:0;
      \tfield:enum unheard_kind kind;\toffset:48;\tsize:4;\tsigned:0;
      \tfield:strange_t strange;\toffset:52;\tsize:12;\tsigned:0;
      \tfield:__u8 address[16];\toffset:64;\tsize:16;\tsigned:0;
      \tfield:__rel_loc char[] tail;\toffset:80;\tsize:4;\tsigned:0;
      \tfield:bool flag;\toffset:84;\tsize:1;\tsigned:0;
      """;

  private static final Map<String, String> CATEGORIES =
      Map.of(
          "sched_switch", "sched",
          "sched_process_exec", "sched",
          "block_rq_complete", "block",
          "sys_enter_openat", "syscalls",
          "inet_sock_set_state", "sock",
          "odd__event", "odd__cat");

  @Override
  public Optional<String> tracepointFormat(String category, String event) {
    if (!category.equals(CATEGORIES.get(event))) {
      return Optional.empty();
    }
    return Optional.of(
        event.equals("odd__event") ? ODD : MiniKernel.resource("formats/" + kernel + "/" + event));
  }

  @Override
  public List<String> tracepoints() {
    return CATEGORIES.entrySet().stream()
        .map(entry -> entry.getValue() + ":" + entry.getKey())
        .sorted()
        .toList();
  }

  @Override
  public List<String> traceableFunctions() {
    return List.of();
  }

  @Override
  public Map<String, String> config() {
    return Map.of();
  }

  @Override
  public List<String> modulesWithTypes() {
    return List.of();
  }

  @Override
  public Optional<byte[]> moduleBtf(String module) {
    return Optional.empty();
  }

  @Override
  public int processors() {
    return 4;
  }
}
