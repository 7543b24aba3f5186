package probewright.dialect;

/**
 * Calls of {@code bpf_trace_printk}, which in bcc takes a format and its values: libbpf's {@code
 * bpf_printk} is just that for a format that stands in the call.
 */
final class TracePrints {
  private static final String NAME = "bpf_trace_printk";

  private TracePrints() {}

  static void rewrite(Node call, Translation work) {
    if (!call.callee().equals(NAME)) {
      return;
    }
    work.printsTrace = true;
    Spot name = call.first().bare().begin();
    if (call.children().size() < 2) {
      work.notYet(name, NAME);
      return;
    }
    if (!name.written()) {
      work.expand(name);
      return;
    }
    if (!work.first(name.offset(), name.end())) {
      return;
    }
    if (call.children().get(1).bare().is("StringLiteral")) {
      work.edits.replace(name.offset(), name.end(), "bpf_printk");
    } else {
      work.error(name, "translate.format");
    }
  }
}
