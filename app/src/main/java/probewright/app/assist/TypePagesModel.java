package probewright.app.assist;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import probewright.btf.TypePage;
import probewright.btf.TypePage.Link;
import probewright.language.Definition;

/** The pages of kernel types that a person went through. JavaFX thread. */
public final class TypePagesModel {
  private final List<Visit> visits = new ArrayList<>();
  private final ReadOnlyObjectWrapper<@Nullable Visit> shown = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyBooleanWrapper back = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper forward = new ReadOnlyBooleanWrapper();
  private int at = -1;

  /**
   * A page and where it is looked at.
   *
   * @param release the kernel's
   * @param line from 1
   */
  public record Visit(TypePage page, int line, String release) {}

  /** The page that is seen; null while none is open. */
  public ReadOnlyObjectProperty<@Nullable Visit> shownProperty() {
    return shown.getReadOnlyProperty();
  }

  ReadOnlyBooleanProperty backProperty() {
    return back.getReadOnlyProperty();
  }

  ReadOnlyBooleanProperty forwardProperty() {
    return forward.getReadOnlyProperty();
  }

  /** Opens a page; what lay before the one it was reached from is forgotten. */
  void open(Definition.OfKernel definition, String release) {
    while (visits.size() > at + 1) {
      visits.remove(visits.size() - 1);
    }
    visits.add(new Visit(definition.page(), definition.line(), release));
    go(visits.size() - 1);
  }

  /** Notes where the page is looked at, so that a person comes back to that line. */
  void reading(int line) {
    if (at >= 0) {
      Visit here = visits.get(at);
      visits.set(at, new Visit(here.page(), line, here.release()));
    }
  }

  void back() {
    if (back.get()) {
      go(at - 1);
    }
  }

  void forward() {
    if (forward.get()) {
      go(at + 1);
    }
  }

  /** Closes what is open; opening another begins anew. */
  public void close() {
    visits.clear();
    go(-1);
  }

  private void go(int index) {
    at = index;
    back.set(at > 0);
    forward.set(at >= 0 && at < visits.size() - 1);
    shown.set(at < 0 ? null : visits.get(at));
  }

  /** The link at an offset of a page. */
  static Optional<Link> linkAt(TypePage page, int offset) {
    return page.links().stream()
        .filter(link -> link.start() <= offset && offset < link.end())
        .findFirst();
  }

  /** Where a piece of text stands in the page that is shown, whatever its case. */
  List<Integer> found(String piece) {
    Visit here = shown.get();
    List<Integer> places = new ArrayList<>();
    if (here == null || piece.isEmpty()) {
      return places;
    }
    String text = here.page().text().toLowerCase(Locale.ROOT);
    String wanted = piece.toLowerCase(Locale.ROOT);
    for (int i = text.indexOf(wanted); i >= 0; i = text.indexOf(wanted, i + 1)) {
      places.add(i);
    }
    return places;
  }
}
