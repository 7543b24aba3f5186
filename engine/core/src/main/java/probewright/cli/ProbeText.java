package probewright.cli;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import probewright.probes.Obstacle;
import probewright.probes.Probe;
import probewright.probes.ProbeSite;
import probewright.probes.format.TracepointFormat;
import probewright.probes.format.TracepointFormat.Field;
import probewright.target.FireRates;

/** Places, records and rates as text: a line each, so that grep finds them. */
final class ProbeText {
  private static final String TOGETHER = "kprobe.multi";

  /** Longer names are not waited for by the columns behind them. */
  private static final int WIDEST = 48;

  private final Words words;

  ProbeText(Words words) {
    this.words = words;
  }

  /** A line for each: how to spell it, the kinds that reach it, what it is or why it cannot be. */
  List<String> places(List<ProbeSite> sites) {
    int first = width(sites.stream().map(ProbeSite::spelling).toList());
    int second = width(sites.stream().map(ProbeText::kinds).toList());
    List<String> lines = new ArrayList<>();
    for (ProbeSite site : sites) {
      lines.add(
          (pad(site.spelling(), first) + "  " + pad(kinds(site), second) + "  " + what(site))
              .stripTrailing());
    }
    return lines;
  }

  private static int width(List<String> texts) {
    return texts.stream().mapToInt(String::length).filter(n -> n <= WIDEST).max().orElse(0);
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  private static String kinds(ProbeSite site) {
    Set<String> kinds = new LinkedHashSet<>();
    for (Probe probe : site.probes()) {
      kinds.add(probe.kind().word());
    }
    if (site.together()) {
      kinds.add(TOGETHER);
    }
    return kinds.isEmpty() ? "-" : String.join(",", kinds);
  }

  private String what(ProbeSite site) {
    String where = site.where().isEmpty() ? "" : "[" + site.where() + "]";
    String declared = (site.declaration() + "  " + where).strip();
    Optional<Obstacle> obstacle = site.obstacle();
    if (obstacle.isEmpty()) {
      return declared;
    }
    String why = words.say("obstacle." + obstacle.get().word());
    return site.instead().isEmpty()
        ? words.say("obstacle", why)
        : words.say("obstacle.instead", why, String.join(", ", site.instead()));
  }

  /** What else the kinds do not reach one place for: a line each. */
  List<String> obstacles(ProbeSite site) {
    return site.obstacles().entrySet().stream()
        .sorted(java.util.Map.Entry.comparingByKey())
        .map(
            entry ->
                entry.getKey().word() + ": " + words.say("obstacle." + entry.getValue().word()))
        .toList();
  }

  /**
   * A tracepoint's record.
   *
   * @param unknown what the print format needs of the kernel itself, empty for nothing
   */
  List<String> format(String event, TracepointFormat format, Optional<String> unknown) {
    List<String> lines = new ArrayList<>();
    lines.add("tracepoint:" + event + "  id " + format.id());
    lines.add("  offset   size  signed  field");
    for (Field field : format.fields()) {
      lines.add(
          String.format(
              Locale.ROOT,
              "  %6d %6d  %-6s  %s",
              field.offset(),
              field.size(),
              field.signed() ? "yes" : "no",
              field.declaration()));
    }
    lines.add("  print " + format.print().replace("\n", "\\n"));
    unknown.ifPresent(what -> lines.add("  " + words.say("format.unknown", what)));
    return lines;
  }

  /** The busiest first. */
  List<String> rates(FireRates.Counts counts) {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "%12s %12s  %s",
            words.say("rates.hits"),
            words.say("rates.per-second"),
            words.say("rates.probe")));
    double seconds = counts.took().toNanos() / 1e9;
    for (FireRates.Rate rate : counts.rates()) {
      lines.add(
          String.format(
              Locale.ROOT, "%12d %12.1f  %s", rate.hits(), rate.hits() / seconds, rate.probe()));
    }
    return lines;
  }

  /** What the counting came to and what it cost. */
  String cost(FireRates.Counts counts) {
    return words.say(
        counts.stopped() ? "rates.stopped" : "rates.cost",
        counts.rates().size(),
        String.format(Locale.ROOT, "%.2f", counts.took().toNanos() / 1e9),
        counts.hits(),
        String.format(Locale.ROOT, "%.2f", 100 * counts.share()));
  }
}
