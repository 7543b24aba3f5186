package probewright.app.window;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.application.Platform;
import org.jspecify.annotations.Nullable;
import probewright.app.files.FolderWatch;
import probewright.app.files.Journal;
import probewright.app.files.Journal.Kept;
import probewright.app.files.Journal.Left;
import probewright.app.session.HeaderFile;
import probewright.app.words.Words;
import probewright.app.workspace.OpenText;

/** Guards the open programs against a crash, and against others who write their files. */
final class Guard {
  private static final Executor LATER =
      CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS, Platform::runLater);

  private final Programs programs;
  private final Words words;
  private final Teller teller;
  private final Executor io;
  private final DiskCheck check;
  private final FolderWatch folders;
  private @Nullable Journal journal;
  private List<Path> watching = List.of();
  private boolean ended;

  /**
   * @param io reads and writes files, one task after the other
   */
  Guard(Programs programs, Words words, Teller teller, Executor io) {
    this.programs = programs;
    this.words = words;
    this.teller = teller;
    this.io = io;
    check = new DiskCheck(io, Platform::runLater);
    folders = new FolderWatch(() -> check.soon(this::look));
  }

  /** Keeps unsaved work from now on, and offers what a crash left behind. */
  void keepIn(Journal kept) {
    journal = kept;
    io.execute(
        () -> {
          List<Left> left = kept.left();
          if (!left.isEmpty()) {
            Platform.runLater(() -> offer(kept, left));
          }
        });
  }

  /** A text was opened. */
  void opened(OpenText text) {
    Journal kept = journal;
    if (kept != null) {
      text.editor().install(new UnsavedWork(kept, text.document(), LATER, io, this::failed));
    }
  }

  /** Which texts are open, or where they are kept, or what they include, is another. */
  void openChanged() {
    List<Path> watched =
        Stream.concat(
                programs.tabs().stream().flatMap(t -> Stream.ofNullable(t.document().path())),
                programs.open().stream()
                    .flatMap(w -> w.headers().all().stream())
                    .map(HeaderFile::path))
            .flatMap(path -> Stream.ofNullable(path.getParent()))
            .distinct()
            .toList();
    if (!watched.equals(watching)) {
      watching = watched;
      io.execute(() -> folders.watch(watched));
    }
  }

  /** Compares what is open with its files. */
  void look() {
    if (!ended) {
      check.look(programs.tabs());
      List<Path> watched = watching;
      io.execute(() -> folders.watch(watched));
      programs.lookBeside();
    }
  }

  /** Looks after nothing more; what is unsaved stays kept. */
  void end() {
    ended = true;
    folders.close();
  }

  /** Nothing is open any more, and nothing unsaved. */
  void close() {
    ended = true;
    io.execute(
        () -> {
          folders.close();
          Journal kept = journal;
          if (kept != null) {
            kept.close();
          }
        });
  }

  private void offer(Journal kept, List<Left> left) {
    List<Kept> all = left.stream().flatMap(l -> l.programs().stream()).toList();
    String names = all.stream().map(Kept::name).collect(Collectors.joining(", "));
    teller.offer(
        words.get("unsaved.left", all.size(), names), "unsaved.reopen", () -> reopen(kept, left));
  }

  /** Opens them; what was left goes when this workbench's own journal has it. */
  private void reopen(Journal kept, List<Left> left) {
    left.stream().flatMap(l -> l.programs().stream()).forEach(programs::restore);
    Runnable forget =
        () -> {
          for (Left one : left) {
            try {
              kept.forget(one.folder());
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          }
        };
    io.execute(() -> Platform.runLater(() -> LATER.execute(() -> io.execute(forget))));
  }

  private void failed(IOException e) {
    String said = e.getMessage() == null ? e.toString() : e.getMessage();
    Platform.runLater(() -> teller.say(words.get("unsaved.not-kept", said)));
  }
}
