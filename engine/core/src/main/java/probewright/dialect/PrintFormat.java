package probewright.dialect;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import probewright.diagnostics.Fix;
import probewright.diagnostics.Place;
import probewright.diagnostics.Problem;
import probewright.diagnostics.Stage;

/**
 * The rules of the kernel for a format of {@code bpf_trace_printk}. It refuses a format that breaks
 * them when the program runs, and says so to nobody, so they are checked here.
 */
final class PrintFormat {
  /** Flags, a width without precision, and what it converts. */
  private static final Pattern CONVERSION =
      Pattern.compile(
          "%(?:%|[0 +-]*(?:[1-9][0-9]*)?(?:l{0,2}[diuxX]|s|c|p(?:[ku]s|[iI][46]|[KxSsB]|(?![A-Za-z0-9]))))");

  /** What stands behind a percent sign, as a person would read it. */
  private static final Pattern ANY =
      Pattern.compile(
          "%[-+ #0]*[0-9*]*(?:\\.[0-9*]*)?(?:hh|h|ll|l|j|z|t|L|q)?(?:p[A-Za-z0-9]*|[A-Za-z])?");

  private static final Pattern ESCAPE =
      Pattern.compile("\\\\(?:x([0-9a-fA-F]+)|([0-7]{1,3})|(.))", Pattern.DOTALL);

  private final Translation work;

  PrintFormat(Translation work) {
    this.work = work;
  }

  /** Checks the quoted texts from one offset to another, which C joins. */
  void check(int start, int end) {
    for (int i = work.tokens.indexAt(start); work.tokens.at(i).start() < end; i++) {
      Tokens.Token token = work.tokens.at(i);
      if (token.kind() == Tokens.Kind.TEXT && token.text().length() > 1) {
        boolean goesOn = work.tokens.at(i + 1).end() <= end;
        check(token, goesOn);
      } else if (token.text().isEmpty()) {
        return;
      }
    }
  }

  /**
   * @param goesOn whether another text or macro follows, in which a conversion may end
   */
  private void check(Tokens.Token token, boolean goesOn) {
    String text = token.text();
    int last = text.endsWith("\"") ? text.length() - 1 : text.length();
    int i = 1;
    while (i < last) {
      char c = text.charAt(i);
      if (c == '\\') {
        i += escape(token, i, last);
      } else if (c == '%') {
        i += conversion(token, i, last, goesOn);
      } else {
        if (c < ' ' && c != '\t') {
          control(token, i, i + 1);
        }
        i++;
      }
    }
  }

  /** The length of an escape sequence that has been looked at. */
  private int escape(Tokens.Token token, int at, int last) {
    Matcher matcher = ESCAPE.matcher(token.text()).region(at, last);
    if (!matcher.lookingAt()) {
      return 1;
    }
    String sign = matcher.group(3);
    if (sign == null) {
      String digits = matcher.group(1);
      int code =
          digits == null
              ? Integer.parseInt(matcher.group(2), 8)
              : digits.length() > 4 ? 0 : Integer.parseInt(digits, 16);
      if (code < ' ' || code == 0x7f) {
        control(token, at, matcher.end());
      }
    } else if (sign.equals("\\")
        && at + 2 < last
        && "nt".indexOf(token.text().charAt(at + 2)) >= 0) {
      doubled(token, at);
      return 3;
    } else if (sign.equals("a") || sign.equals("b") || sign.equals("e")) {
      control(token, at, matcher.end());
    }
    return matcher.end() - at;
  }

  private void control(Tokens.Token token, int start, int end) {
    work.error(token.start() + start, token.start() + end, "translate.format-control");
  }

  /** Python halves doubled backslashes, C does not. */
  private void doubled(Tokens.Token token, int at) {
    int start = token.start() + at;
    String meant = token.text().substring(at + 1, at + 3);
    if (work.first(start, start + 3)) {
      Place place = work.source.place(start, start + 3);
      work.edits.replace(Rewrite.TRACE_PRINT, start, start + 3, meant);
      work.problems.add(
          Problem.errorAt(Stage.TRANSLATE, place, "translate.doubled-backslash", meant)
              .asWarning()
              .withFix(new Fix(place, meant)));
    }
  }

  private int conversion(Tokens.Token token, int at, int last, boolean goesOn) {
    Matcher good = CONVERSION.matcher(token.text()).region(at, last);
    if (good.lookingAt()) {
      return good.end() - at;
    }
    Matcher any = ANY.matcher(token.text()).region(at, last);
    int end = any.lookingAt() ? any.end() : at + 1;
    if (end < last || !goesOn) {
      String words = token.text().substring(at, end);
      Place place = work.source.place(token.start() + at, token.start() + end);
      String meant = meant(words);
      work.problems.add(
          Problem.errorAt(Stage.TRANSLATE, place, "translate.format-conversion", words)
              .withFix(meant == null ? null : new Fix(place, meant)));
    }
    return end - at;
  }

  /**
   * A conversion that the kernel takes for one of C's that it does not; null when there is none.
   */
  private static @Nullable String meant(String words) {
    String kind = words.substring(words.length() - 1);
    if (words.contains("*")
        || words.contains(".")
        || words.contains("p")
        || "diuxX".indexOf(kind) < 0) {
      return null;
    }
    String plain = words.replaceFirst("[hjztqL]+(?=[a-zA-Z]$)", "").replace("#", "");
    String wide = words.matches(".*[jztq].$") ? plain.replaceFirst("(.)$", "l$1") : plain;
    return words.contains("#") ? "0x" + wide : wide;
  }
}
