package probewright.app.attachments;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import probewright.diagnostics.Place;
import probewright.dialect.HeadLines;
import probewright.dialect.HeadLines.AttachLine;
import probewright.dialect.HeadLines.Edit;
import probewright.probes.Attachment;

/**
 * What a program attaches to: the lines at its head as they stand, and what the names of its
 * functions say, as last analysed. JavaFX thread.
 */
public final class AttachmentsModel {
  private final TextSide side;
  private final ObservableList<Entry> entries = FXCollections.observableArrayList();
  private HeadLines head = HeadLines.of("");
  private List<Attachment> named = List.of();

  /** One of them. */
  public sealed interface Entry {
    /** A line at the head; {@code attachment} is empty while it is wrong or half typed. */
    record OfLine(AttachLine line) implements Entry {
      public Optional<Attachment> attachment() {
        return line.attachment();
      }
    }

    /** Told by a function's name, or by the macro that defines it. */
    record OfName(Attachment attachment) implements Entry {}
  }

  public AttachmentsModel(TextSide side) {
    this.side = side;
  }

  /** In the order of the text. */
  public ObservableList<Entry> entries() {
    return entries;
  }

  /** The head of the text is another one now. */
  public void read(HeadLines now) {
    head = now;
    rebuild();
  }

  /** What the newest analysis found, lines at the head and all. */
  public void analysed(List<Attachment> found) {
    named = List.copyOf(found);
    rebuild();
  }

  private void rebuild() {
    List<Entry> all = new ArrayList<>();
    head.attachments().forEach(line -> all.add(new Entry.OfLine(line)));
    for (Attachment attachment : named) {
      Place place = attachment.place();
      boolean behindHead = place != null && place.line() > headEnd();
      if (behindHead) {
        all.add(new Entry.OfName(attachment));
      }
    }
    // a chip that is the same stays, with the focus that it may have
    if (!entries.equals(all)) {
      entries.setAll(all);
    }
  }

  private int headEnd() {
    return (int) side.text().substring(0, head.end()).chars().filter(c -> c == '\n').count();
  }

  /** Goes to where the text says it. */
  public void goTo(Entry entry) {
    if (entry instanceof Entry.OfLine own) {
      side.select(own.line().spot().start(), own.line().spot().end());
    } else if (entry instanceof Entry.OfName name) {
      int start = offset(name.attachment().place());
      side.select(start, start);
    }
  }

  /** Selects a line's spelling for a person to write another one. */
  public void change(Entry.OfLine entry) {
    int start = entry.line().spot().start();
    side.edit(HeadLines.change(entry.line(), ""));
    side.select(start, start);
    side.complete();
  }

  public void remove(Entry.OfLine entry) {
    side.edit(HeadLines.remove(entry.line().spot()));
  }

  /** Writes the beginning of a further line and offers what can follow. */
  public void add() {
    Edit edit = head.attach(side.text(), "");
    side.edit(edit);
    int caret = edit.start() + edit.text().length() - 1;
    side.select(caret, caret);
    side.complete();
  }

  private int offset(@Nullable Place place) {
    String text = side.text();
    int start = 0;
    for (int line = 1; place != null && line < place.line(); line++) {
      int end = text.indexOf('\n', start);
      if (end < 0) {
        return text.length();
      }
      start = end + 1;
    }
    return Math.min(text.length(), start + (place == null ? 0 : place.column() - 1));
  }
}
