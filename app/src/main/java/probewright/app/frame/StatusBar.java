package probewright.app.frame;

import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Separator;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.material2.Material2MZ;
import org.kordamp.ikonli.material2.Material2OutlinedAL;
import probewright.app.session.RunPhase;
import probewright.app.session.RunSession;
import probewright.app.words.Words;
import probewright.output.LossLedger.Counts;

/** The line at the foot: how the run stands, what was received and lost, language and theme. */
public final class StatusBar extends HBox {
  /** What stands before the sentence. */
  private enum Sign {
    NOTHING("s-none", "faint"),
    WAITS("s-wait", "faint"),
    WARNS("s-warn", "warning"),
    RUNS("s-run", "passed"),
    REFUSED("s-err", "refused");

    private final String symbol;
    private final String tone;

    Sign(String symbol, String tone) {
      this.symbol = symbol;
      this.tone = tone;
    }
  }

  private final Words words;
  private final HBox state = new HBox();
  private final Label says = new Label();
  private final Label rate = new Label();
  private final Label rateUnit = new Label();
  private final Label received = new Label();
  private final Label lost = new Label();
  private final Label position = new Label();
  private final RateMeter meter = new RateMeter();
  private final HBox figures;
  private final Waiting waiting;
  private @Nullable Sign sign;

  /**
   * @param speak told which language is chosen
   * @param changeTheme changes to the other theme
   * @param cancel ends what is waited for
   */
  public StatusBar(Words words, Consumer<Locale> speak, Runnable changeTheme, Runnable cancel) {
    this.words = words;
    waiting = new Waiting(words, cancel);
    waiting.hide();
    setId("status");
    getStyleClass().add("status");
    says.setId("status-text");
    received.setId("status-received");
    lost.setId("status-lost");
    rate.getStyleClass().add("figures");
    received.getStyleClass().add("figures");
    lost.getStyleClass().addAll("figures", "lost");
    lost.setGraphic(Symbols.own("s-loss", 13, "refused"));
    rateUnit.textProperty().bind(words.of("status.per-second"));
    figures =
        new HBox(
            separator(),
            rate,
            rateUnit,
            separator(),
            Island.label(words, "status.received"),
            received,
            lost);
    figures.getStyleClass().add("status-figures");
    figures.setVisible(false);
    MenuButton language = new MenuButton();
    language.setId("language");
    language.textProperty().bind(words.of("language.name"));
    language.setGraphic(Symbols.material(Material2MZ.TRANSLATE, 14));
    language.accessibleTextProperty().bind(words.of("language.choose"));
    language.getStyleClass().add("status-button");
    language
        .getItems()
        .addAll(item("English", Locale.ENGLISH, speak), item("中文", Words.CHINESE, speak));
    Button theme =
        Island.iconButton(words, Material2OutlinedAL.BRIGHTNESS_6, "theme.change", changeTheme);
    theme.setId("theme");
    ByMouse.leavesFocus(theme, language);
    position.setId("position");
    getChildren()
        .addAll(
            state, says, waiting, figures, Island.spring(), position, separator(), language, theme);
  }

  /**
   * What is said in place of a run's state while nothing runs.
   *
   * @param sentence empty for nothing
   * @param waits whether it is waited for
   * @param since for how long
   */
  public record Aside(String sentence, boolean waits, Duration since) {}

  /** Shows how a session stands; called on each change of its phase and once a frame. */
  public void show(RunSession session, long nanoTime, Aside aside) {
    Counts ledger = session.ledger();
    RunPhase phase = session.phase();
    boolean said = !phase.active() && !aside.sentence.isEmpty();
    says.setText(said ? aside.sentence : sentence(session));
    if (said) {
      waiting.show(aside.since, aside.waits);
      show(aside.waits ? Sign.WAITS : Sign.WARNS);
    } else {
      waiting.show(session);
      show(sign(phase));
    }
    figures.setVisible(ledger.received() + ledger.lost() > 0 || session.sendsRecords());
    received.setText(Figures.count(ledger.received()));
    rate.setText(
        phase == RunPhase.STREAMING ? Figures.count(meter.rate(ledger.received(), nanoTime)) : "0");
    lost.setText(words.get("status.lost", Figures.count(ledger.lost())));
    lost.setVisible(ledger.lost() > 0);
  }

  /** With no program open. */
  public void showNothing() {
    says.setText(words.get("status.nothing"));
    sign = null;
    state.getChildren().clear();
    waiting.hide();
    figures.setVisible(false);
    position.setText("");
  }

  /** Where the caret is, both from 1. */
  public void position(int line, int column) {
    position.setText(words.get("status.position", Figures.count(line), Figures.count(column)));
  }

  private String sentence(RunSession session) {
    return switch (session.phase()) {
      case IDLE -> words.get("status.nothing");
      case PREPARING -> words.get("status.preparing");
      case STARTING -> words.get("status.starting");
      case STREAMING -> words.get("status.attached", session.attachments().size());
      case STOPPING -> words.get(session.runsAnew() ? "status.running-anew" : "status.stopping");
      case ENDED -> withKept("status.ended", session);
      case REFUSED -> withKept("status.refused", session);
    };
  }

  /** The sentence, and one about what is still there of the last run that streamed. */
  private String withKept(String key, RunSession session) {
    String said = words.get(key);
    if (session.ledger().received() > 0) {
      String records = Figures.count(session.ledger().received());
      return words.get("status.two", said, words.get("status.kept-records", records));
    }
    return session.counted() == 0
        ? said
        : words.get(
            "status.two", said, words.get("status.kept-counts", Figures.count(session.counted())));
  }

  private static Sign sign(RunPhase phase) {
    return switch (phase) {
      case IDLE, ENDED -> Sign.NOTHING;
      case PREPARING, STARTING, STOPPING -> Sign.WAITS;
      case STREAMING -> Sign.RUNS;
      case REFUSED -> Sign.REFUSED;
    };
  }

  /** A sign that stands there already stays: this is called once a frame. */
  private void show(Sign wanted) {
    if (sign != wanted) {
      sign = wanted;
      state.getChildren().setAll(Symbols.own(wanted.symbol, 13, wanted.tone));
    }
  }

  private static MenuItem item(String name, Locale locale, Consumer<Locale> speak) {
    MenuItem item = new MenuItem(name);
    item.setId("language-" + locale.getLanguage());
    item.getStyleClass().add(locale.equals(Words.CHINESE) ? "in-chinese" : "in-latin");
    item.setOnAction(e -> speak.accept(locale));
    return item;
  }

  private static Node separator() {
    return new Separator(javafx.geometry.Orientation.VERTICAL);
  }
}
