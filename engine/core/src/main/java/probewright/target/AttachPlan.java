package probewright.target;

import java.util.List;
import java.util.Map;

/** What the agent is to do for one attachment. */
sealed interface AttachPlan {
  /** A kind of the wire's and its parts. */
  record Link(String kind, List<String> parts) {
    public Link {
      parts = List.copyOf(parts);
    }
  }

  /** One link, whose failure is the attachment's. */
  record One(Link link) implements AttachPlan {}

  /** Many, of which some may fail. */
  record Each(List<Link> links) implements AttachPlan {}

  /**
   * Many functions with one link, which fails as a whole when one of them cannot be probed.
   *
   * @param functions addresses and names
   */
  record Together(String kind, Map<Long, String> functions) implements AttachPlan {}

  static AttachPlan one(String kind, List<String> parts) {
    return new One(new Link(kind, parts));
  }
}
