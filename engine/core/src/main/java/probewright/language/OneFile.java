package probewright.language;

import java.util.Locale;
import java.util.Optional;
import probewright.btf.Kernel;
import probewright.diagnostics.Outcome;
import probewright.diagnostics.Place;
import probewright.diagnostics.ProblemException;
import probewright.dialect.Examination;
import probewright.dialect.ExpandedProgram;
import probewright.dialect.Outline;
import probewright.dialect.Program;
import probewright.dialect.WholeText;

/**
 * The language as it is met in one file of a program that has several: offsets, asked and answered,
 * are those of that file, whatever program is given with them. The outline is the whole program's.
 */
public final class OneFile implements Language {
  private final Language language;
  private final WholeText whole;
  private final String file;
  private final String text;

  /**
   * @param program with its headers
   * @param file the name that places of the file carry
   * @param text what the file holds
   */
  public OneFile(Language language, Program program, String file, String text) {
    this.language = language;
    this.whole = WholeText.of(program);
    this.file = file;
    this.text = text;
  }

  @Override
  public Examination examine(Program program, Kernel kernel) {
    return language.examine(program, kernel);
  }

  @Override
  public Outcome<Listing> listing(ExpandedProgram expanded, Kernel kernel) {
    return language.listing(expanded, kernel);
  }

  @Override
  public Completions complete(
      Program program, Kernel kernel, Outline outline, int offset, Locale locale)
      throws ProblemException {
    int at = whole.into(file, text, offset);
    if (at < 0) {
      return language.complete(alone(), kernel, Outline.empty(), offset, locale);
    }
    Completions found = language.complete(whole.program(), kernel, outline, at, locale);
    return new Completions(found.start() - at + offset, found.choices(), found.more());
  }

  @Override
  public Optional<Signature> signature(
      Program program, Kernel kernel, Outline outline, int offset, Locale locale) {
    int at = whole.into(file, text, offset);
    return at < 0
        ? language.signature(alone(), kernel, Outline.empty(), offset, locale)
        : language.signature(whole.program(), kernel, outline, at, locale);
  }

  @Override
  public Optional<Hover> hover(
      Program program, Kernel kernel, Outline outline, int offset, Locale locale) {
    int at = whole.into(file, text, offset);
    if (at < 0) {
      return language.hover(alone(), kernel, Outline.empty(), offset, locale);
    }
    int back = offset - at;
    return language
        .hover(whole.program(), kernel, outline, at, locale)
        .map(
            found ->
                new Hover(
                    found.start() + back,
                    found.end() + back,
                    found.signature(),
                    found.documentation(),
                    found.source()));
  }

  @Override
  public Optional<Definition> definition(
      Program program, Kernel kernel, Outline outline, int offset) {
    int at = whole.into(file, text, offset);
    return at < 0
        ? language.definition(alone(), kernel, Outline.empty(), offset)
        : language.definition(whole.program(), kernel, outline, at).map(this::inFile);
  }

  private Definition inFile(Definition found) {
    if (!(found instanceof Definition.Own own)) {
      return found;
    }
    Place place = whole.place(own.start(), own.end());
    if (!place.file().equals(file)) {
      return new Definition.Beside(place);
    }
    int start = offset(place.line(), place.column());
    return new Definition.Own(start, start + own.end() - own.start());
  }

  private int offset(int line, int column) {
    int start = 0;
    for (int i = 1; i < line; i++) {
      start = text.indexOf('\n', start) + 1;
    }
    return start + column - 1;
  }

  private Program alone() {
    return Program.of(file, text);
  }
}
