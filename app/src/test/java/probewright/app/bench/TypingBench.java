package probewright.app.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import org.fxmisc.richtext.CodeArea;
import probewright.app.FakeEngine;
import probewright.app.settings.SettingsFile;
import probewright.app.window.Memory;
import probewright.app.window.Workbench;
import probewright.lessons.LessonPrograms;

/**
 * How long a key takes to be seen, in the whole window with all parts of the editor: from the event
 * to the end of the pulse that painted it. {@code TypingBench FOLDER [LINES] [ROUNDS]}, on a screen
 * of its own and with {@code -Dprism.order=sw}.
 */
public final class TypingBench {
  /** A key: a letter that is typed, or another one that is pressed. */
  private record Key(String what, String letter, KeyCode code) {
    static Key letter(String what, char letter) {
      return new Key(what, String.valueOf(letter), KeyCode.UNDEFINED);
    }

    static Key of(String what, KeyCode code) {
      return new Key(what, "", code);
    }
  }

  private TypingBench() {}

  public static void main(String[] args) {
    Application.launch(Window.class, args);
  }

  /** The window; its own class, as the launcher refuses an application from the class path. */
  public static final class Window extends Application {
    private final ExecutorService threads = Executors.newSingleThreadExecutor(Window::daemon);

    @Override
    public void start(Stage stage) throws IOException {
      List<String> arguments = getParameters().getRaw();
      Path folder = Path.of(arguments.get(0));
      int lines = arguments.size() > 1 ? Integer.parseInt(arguments.get(1)) : 5000;
      int rounds = arguments.size() > 2 ? Integer.parseInt(arguments.get(2)) : 12;
      SettingsFile file = new SettingsFile(folder.resolve("settings.properties"));
      Path program = Files.writeString(folder.resolve("long.c"), LongProgram.of(lines));
      Workbench workbench =
          new Workbench(
              stage,
              new FakeEngine(),
              LessonPrograms.all(),
              new Memory(file, file.load(), threads),
              threads,
              Executors.newSingleThreadExecutor(Window::daemon));
      workbench.open();
      stage.setWidth(1280);
      stage.setHeight(800);
      workbench.open(program);
      Thread driver = new Thread(() -> drive(workbench, stage, lines, rounds), "driver");
      driver.setDaemon(true);
      driver.start();
    }

    private static Thread daemon(Runnable task) {
      Thread thread = new Thread(task);
      thread.setDaemon(true);
      return thread;
    }

    private static void drive(Workbench workbench, Stage stage, int lines, int rounds) {
      try {
        CodeArea area = area(workbench);
        Painted painted = new Painted(stage.getScene());
        // the class files are read and compiled while nobody measures
        for (int i = 0; i < 3; i++) {
          round(area, painted, lines / 2, (what, took) -> {});
        }
        Figures figures = new Figures();
        for (int i = 0; i < rounds; i++) {
          round(area, painted, 1 + i * (lines - 2) / rounds, figures::add);
        }
        figures.print(lines);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } finally {
        Platform.runLater(stage::hide);
      }
    }

    private static CodeArea area(Workbench workbench) throws InterruptedException {
      EachPulse.until(
          () ->
              Optional.ofNullable(workbench.current())
                  .filter(current -> current.editor().area().getLength() > 0)
                  .isPresent());
      return Objects.requireNonNull(workbench.current()).editor().area();
    }

    private static void round(CodeArea area, Painted painted, int line, Figures.Sink sink)
        throws InterruptedException, IOException {
      painted.event(
          () -> {
            area.requestFocus();
            area.moveTo(Math.min(line, area.getParagraphs().size() - 1), 0);
            area.requestFollowCaret();
          });
      for (Key key : keys()) {
        // a person who types fast; at another moment of the 16 ms between two pulses each time
        Thread.sleep(40 + Math.round(Math.random() * 30));
        sink.add(key.what(), painted.event(() -> press(area, key)));
      }
    }

    private static void press(CodeArea area, Key key) {
      if (key.code() != KeyCode.UNDEFINED) {
        Event.fireEvent(area, event(KeyEvent.KEY_PRESSED, "", key.code()));
      } else {
        Event.fireEvent(area, event(KeyEvent.KEY_TYPED, key.letter(), KeyCode.UNDEFINED));
      }
    }

    private static KeyEvent event(EventType<KeyEvent> type, String letter, KeyCode code) {
      return new KeyEvent(type, letter, letter, code, false, false, false, false);
    }

    /** One round: a few lines of code, a map's name, a comment that is opened, and all away. */
    private static List<Key> keys() {
      List<Key> keys = new ArrayList<>();
      type(keys, "BPF_HASH(hits, u32);");
      keys.add(Key.of("Enter", KeyCode.ENTER));
      type(keys, "if (hits.lookup(&pid)) {");
      keys.add(Key.of("Enter", KeyCode.ENTER));
      type(keys, "bpf_trace_printk(\"%d\", pid);");
      keys.add(Key.of("Down", KeyCode.DOWN));
      keys.add(Key.of("Enter", KeyCode.ENTER));
      keys.add(Key.letter("/", '/'));
      keys.add(Key.letter("/*, all behind it a comment", '*'));
      keys.add(Key.of("Backspace, all behind it code again", KeyCode.BACK_SPACE));
      for (int i = 0; i < 20; i++) {
        keys.add(Key.of("Backspace", KeyCode.BACK_SPACE));
      }
      return keys;
    }

    private static void type(List<Key> keys, String text) {
      for (int i = 0; i < text.length(); i++) {
        char letter = text.charAt(i);
        keys.add(
            Character.isLetterOrDigit(letter)
                ? Key.letter("letter", letter)
                : Key.letter("sign", letter));
      }
    }
  }

  /** What was measured, by kind of key. */
  private static final class Figures {
    interface Sink {
      void add(String what, Painted.Took took);
    }

    private final Map<String, List<Painted.Took>> kinds = new TreeMap<>();

    void add(String what, Painted.Took took) {
      kinds.computeIfAbsent(what, unused -> new ArrayList<>()).add(took);
      kinds.computeIfAbsent("all keys", unused -> new ArrayList<>()).add(took);
    }

    void print(int lines) throws IOException {
      System.out.println(
          "| "
              + lines
              + " lines, ms by the clock (JavaFX thread + renderer on a processor) | keys | p50 | p90 | p99 | most |");
      System.out.println("|---|---|---|---|---|---|");
      kinds.forEach(
          (what, took) -> {
            long[] waited = took.stream().mapToLong(Painted.Took::waited).sorted().toArray();
            long[] worked = took.stream().mapToLong(Painted.Took::worked).sorted().toArray();
            long[] painted = took.stream().mapToLong(Painted.Took::painted).sorted().toArray();
            System.out.printf(
                Locale.ROOT,
                "| %s | %d | %s | %s | %s | %s |%n",
                what,
                waited.length,
                at(waited, worked, painted, 0.5),
                at(waited, worked, painted, 0.9),
                at(waited, worked, painted, 0.99),
                at(waited, worked, painted, 1));
          });
      System.out.println("load " + Files.readString(Path.of("/proc/loadavg")).trim());
    }

    private static String at(long[] waited, long[] worked, long[] painted, double share) {
      int index = Math.max(0, (int) Math.ceil(share * waited.length) - 1);
      return String.format(
          Locale.ROOT,
          "%.1f (%.1f + %.1f)",
          waited[index] / 1e6,
          worked[index] / 1e6,
          painted[index] / 1e6);
    }
  }
}
