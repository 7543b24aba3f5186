package probewright.dialect;

import java.util.Optional;
import java.util.Set;
import probewright.dialect.PacketHeaders.Field;

/**
 * Fields of packets, in a function that has one for its context. A pointer to a header is an offset
 * in the packet: {@code ip->ttl} becomes {@code packet_field(skb, ip, ttl, 64, 8)}, and what is
 * assigned to it {@code packet_set(skb, ip, ttl, 64, 8, value)}.
 */
final class Packets {
  private static final String CONTEXT = "__sk_buff";
  private static final int WIDEST = 64;

  /** What only programs of traffic control may call. */
  private static final Set<String> CHANGES =
      Set.of(
          "bpf_skb_store_bytes",
          "bpf_l3_csum_replace",
          "bpf_l4_csum_replace",
          "incr_cksum_l3",
          "incr_cksum_l4",
          "bpf_clone_redirect",
          "bpf_redirect",
          "bpf_redirect_neigh",
          "bpf_redirect_peer",
          "bpf_skb_vlan_push",
          "bpf_skb_vlan_pop",
          "bpf_skb_change_proto",
          "bpf_skb_change_type",
          "bpf_skb_change_head",
          "bpf_skb_change_tail",
          "bpf_skb_adjust_room",
          "bpf_skb_set_tunnel_key",
          "bpf_skb_get_tunnel_key",
          "bpf_skb_set_tunnel_opt",
          "bpf_skb_get_tunnel_opt",
          "bpf_skb_pull_data",
          "bpf_csum_update",
          "bpf_set_hash_invalid",
          "bpf_get_cgroup_classid",
          "bpf_get_route_realm",
          "bpf_skb_under_cgroup",
          "bpf_skb_set_tstamp",
          "bpf_fib_lookup");

  private final Translation work;
  private final Extents extents;
  private final PacketHeaders headers;
  private String packet = "";

  Packets(Translation work, Extents extents) {
    this.work = work;
    this.extents = extents;
    this.headers = PacketHeaders.of(work.tokens);
  }

  /** Goes on to a function. */
  void enter(Function function) {
    packet = packet(function, headers).map(Node::name).orElse("");
  }

  /** Whether a program's context is a packet. */
  static boolean isTaken(Function function, Translation work) {
    return packet(function, PacketHeaders.of(work.tokens)).isPresent();
  }

  /** The parameter that is a packet; of no type of its own is the context of who looks into one. */
  private static Optional<Node> packet(Function function, PacketHeaders headers) {
    Optional<Node> named =
        function.parameters().stream()
            .filter(parameter -> parameter.type().tag().equals(CONTEXT))
            .findFirst();
    boolean untyped =
        named.isEmpty()
            && function.isProgram()
            && !function.parameters().isEmpty()
            && function.parameters().get(0).type().plain().equals("void *");
    boolean[] looks = {false};
    if (untyped) {
      function.body().walk(node -> looks[0] |= isField(node, headers));
    }
    return looks[0] ? Optional.of(function.parameters().get(0)) : named;
  }

  /** Whether a program changes packets or sends them elsewhere, which a socket's filter cannot. */
  static boolean isChanged(Function function, Translation work) {
    PacketHeaders headers = PacketHeaders.of(work.tokens);
    boolean[] changes = {false};
    for (Function each : work.functions) {
      if (each.name().equals(function.name()) || !each.isProgram()) {
        each.body()
            .walk(
                node ->
                    changes[0] |=
                        CHANGES.contains(node.callee())
                            || (node.is("BinaryOperator")
                                && node.operation().equals("=")
                                && isField(node.first().bare(), headers))
                            || (node.is("MemberExpr")
                                && node.name().startsWith("data")
                                && node.first().type().tag().equals(CONTEXT)));
      }
    }
    return changes[0];
  }

  private static boolean isField(Node place, PacketHeaders headers) {
    Node element = place.is("ArraySubscriptExpr") ? Provenance.arrayOf(place).bare() : place;
    return element.is("MemberExpr")
        && element.arrow()
        && headers.has(element.first().type().tag())
        && element.first().type().depth() == 1;
  }

  boolean isField(Node place) {
    return isField(place, headers);
  }

  /** Makes a place the beginning of a call; whether the place stands in the text. */
  private Optional<Field> open(Node found, String call) {
    Node place = found.is("ArraySubscriptExpr") ? Provenance.arrayOf(found).bare() : found;
    Optional<Field> field =
        headers
            .field(place.first().type().tag(), place.name())
            .filter(known -> !known.array() && known.width() > 0 && known.width() <= WIDEST);
    if (field.isEmpty() || packet.isEmpty()) {
      String code = packet.isEmpty() ? "translate.packet-none" : "translate.packet-field";
      work.error(place.begin(), code, place.name());
      return Optional.empty();
    }
    if (!extents.isWritten(place)) {
      Spot hidden = Extents.hidden(place);
      work.expand(hidden == null ? place.begin() : hidden);
      return Optional.empty();
    }
    int start = extents.startOf(place);
    int end = extents.endOf(place);
    if (!work.first(start, end)) {
      return Optional.empty();
    }
    work.edits.open(Rewrite.PACKET, start, call + "(" + packet + ", ");
    int arrow = extents.behind(place.first()).start();
    work.edits.replace(Rewrite.PACKET, arrow, arrow + 2, ", ");
    return field;
  }

  /** {@code place = value}. */
  void set(Node assignment) {
    Node place = assignment.first().bare();
    open(place, "packet_set")
        .ifPresent(
            field -> {
              Tokens.Token sign = extents.behind(place);
              String words = numbers(field) + ",";
              work.edits.replace(Rewrite.PACKET, extents.endOf(place), sign.end(), words);
              work.edits.close(Rewrite.PACKET, extents.endOf(assignment), ")");
            });
  }

  /** The reading of a place. */
  void get(Node place) {
    open(place, "packet_field")
        .ifPresent(
            field -> work.edits.close(Rewrite.PACKET, extents.endOf(place), numbers(field) + ")"));
  }

  private static String numbers(Field field) {
    return ", " + field.first() + ", " + field.width();
  }

  /** Gives the packet to calls that bcc's programs write without it. */
  void call(Node call) {
    Spot name = call.first().bare().begin();
    if (!call.callee().startsWith("incr_cksum_l")) {
      return;
    }
    if (!name.written()) {
      work.expand(name);
    } else if (packet.isEmpty()) {
      work.error(name, "translate.packet-none", call.callee());
    } else if (work.first(name.offset(), name.end())) {
      work.edits.close(Rewrite.PACKET, work.tokens.after(name.end()).end(), packet + ", ");
    }
  }
}
