package probewright.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import probewright.diagnostics.Outcome;
import probewright.diagnostics.Place;
import probewright.probes.Attachment;

/**
 * The lines at the head of a program that say where it attaches and which parameters it has, and
 * the edits that change them, for a form that stands beside the text. Reads the head only, so it
 * may be made at every key.
 *
 * @param end where the last comment line of the head ends: a further line is best put there
 * @param seen how much of the text was looked at: a change behind it changes nothing here
 */
public record HeadLines(
    List<AttachLine> attachments, List<ParameterLine> parameters, int end, int seen) {
  private static final Pattern LINE =
      Pattern.compile("\\s*//\\s*(attach|param):[ \\t]*(.*?)[ \\t\\r]*");
  private static final String ATTACH = "// attach: ";
  private static final String PARAM = "// param: ";

  /**
   * Where something is said; offsets count UTF-16 code units, ends are exclusive.
   *
   * @param line from 1
   * @param start of what stands behind the colon
   * @param lineEnd behind the line's end
   */
  public record Spot(int line, int start, int end, int lineStart, int lineEnd) {}

  /**
   * A line that attaches.
   *
   * @param spelling what stands behind {@code attach:}
   * @param attachment what it means; empty while it is wrong or half typed
   */
  public record AttachLine(String spelling, Optional<Attachment> attachment, Spot spot) {}

  /** A line that declares a parameter. */
  public record ParameterLine(Parameter parameter, Spot spot) {}

  /** A change of the text; its end is exclusive. */
  public record Edit(int start, int end, String text) {}

  public HeadLines {
    attachments = List.copyOf(attachments);
    parameters = List.copyOf(parameters);
  }

  /** Reads the head of a text. */
  public static HeadLines of(String text) {
    List<AttachLine> attachments = new ArrayList<>();
    List<ParameterLine> parameters = new ArrayList<>();
    boolean comment = false;
    boolean directive = false;
    int end = 0;
    int next = 0;
    for (int start = 0, number = 1; start < text.length(); start = next, number++) {
      int newLine = text.indexOf('\n', start);
      next = newLine < 0 ? text.length() : newLine + 1;
      String line = text.substring(start, newLine < 0 ? text.length() : newLine);
      String bare = line.strip();
      boolean inside = comment || directive;
      if (!inside && !bare.matches("|(?://|/\\*|#).*")) {
        break;
      }
      if (!inside && bare.startsWith("//")) {
        end = next;
        Matcher told = LINE.matcher(line);
        if (told.matches()) {
          Spot spot = new Spot(number, start + told.start(2), start + told.end(2), start, next);
          if (told.group(1).equals("attach")) {
            attachments.add(new AttachLine(told.group(2), attachment(told.group(2), spot), spot));
          } else {
            Parameters read = new Parameters();
            read.declare(told.group(2), place(spot));
            read.declared().forEach(one -> parameters.add(new ParameterLine(one, spot)));
          }
        }
      }
      comment = inComment(bare, comment);
      directive = (directive || bare.startsWith("#")) && bare.endsWith("\\");
    }
    return new HeadLines(attachments, parameters, end, next);
  }

  private static Optional<Attachment> attachment(String spelling, Spot spot) {
    return Attachment.parse(spelling, place(spot)) instanceof Outcome.Done<Attachment> done
        ? Optional.of(done.value())
        : Optional.empty();
  }

  private static Place place(Spot spot) {
    return Place.point("", spot.line, spot.start - spot.lineStart + 1);
  }

  /** Whether a comment over several lines is open behind a line. */
  private static boolean inComment(String line, boolean before) {
    boolean open = before;
    for (int i = 0; i + 1 < line.length(); i++) {
      String two = line.substring(i, i + 2);
      if (!open && two.equals("//")) {
        return false;
      }
      if (two.equals(open ? "*/" : "/*")) {
        open = !open;
        i++;
      }
    }
    return open;
  }

  /** A further line that attaches; the spelling may be empty, for a person to go on. */
  public Edit attach(String text, String spelling) {
    return added(
        text,
        attachments.isEmpty() ? end : attachments.get(attachments.size() - 1).spot.lineEnd,
        ATTACH + spelling);
  }

  /** A further line that declares a parameter. */
  public Edit declare(String text, Parameter parameter) {
    int at = end;
    if (!parameters.isEmpty()) {
      at = parameters.get(parameters.size() - 1).spot.lineEnd;
    } else if (!attachments.isEmpty()) {
      at = attachments.get(attachments.size() - 1).spot.lineEnd;
    }
    return added(text, at, PARAM + spelled(parameter));
  }

  private static Edit added(String text, int at, String line) {
    boolean open = at > 0 && text.charAt(at - 1) != '\n';
    return new Edit(at, at, (open ? "\n" : "") + line + "\n");
  }

  /** Another attachment in a line's place. */
  public static Edit change(AttachLine line, String spelling) {
    return new Edit(line.spot.start, line.spot.end, spelling);
  }

  /** Another declaration in a line's place. */
  public static Edit change(ParameterLine line, Parameter parameter) {
    return new Edit(line.spot.start, line.spot.end, spelled(parameter));
  }

  /** The text without a line. */
  public static Edit remove(Spot spot) {
    return new Edit(spot.lineStart, spot.lineEnd, "");
  }

  /** A declaration as it is written behind {@code param:}. */
  private static String spelled(Parameter parameter) {
    String initial = parameter.initial();
    String description = parameter.description().strip();
    return parameter.name()
        + " "
        + parameter.type().word()
        + (initial == null ? "" : " = " + value(parameter.type(), initial))
        + (description.isEmpty() ? "" : "   " + description);
  }

  private static String value(ParameterType type, String value) {
    return switch (type) {
      case TEXT ->
          value.matches("[^\\s\"]+")
              ? value
              : '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
      // two blanks would end it
      case EXPR -> value.strip().replaceAll("\\s+", " ");
      default -> value.strip();
    };
  }
}
