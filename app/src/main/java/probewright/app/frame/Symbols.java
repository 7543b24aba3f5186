package probewright.app.frame;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import javafx.scene.Node;
import javafx.scene.layout.Pane;
import javafx.scene.shape.FillRule;
import javafx.scene.shape.SVGPath;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.shape.StrokeLineJoin;
import javafx.scene.transform.Scale;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * The window's pictures: own symbols for kinds, panels and states, Material Design for the rest.
 */
public final class Symbols {
  private static final Properties PATHS = read();
  private static final double DRAWN_AT = 16;

  private Symbols() {}

  /**
   * One of {@code icons/icon-symbols.svg}.
   *
   * @param size of its square, in pixels
   * @param colour a style class that sets {@code -pw-symbol}
   */
  public static Node own(String id, double size, String colour) {
    Pane square = new Pane();
    square.setMinSize(size, size);
    square.setPrefSize(size, size);
    square.setMaxSize(size, size);
    square.setMouseTransparent(true);
    square.getStyleClass().addAll("symbol", colour);
    for (String shape : PATHS.getProperty(id).split(";", -1)) {
      square.getChildren().add(path(shape.split("\\|", -1), size / DRAWN_AT));
    }
    return square;
  }

  /** A Material Design picture. */
  public static FontIcon material(Ikon icon, int size) {
    FontIcon node = FontIcon.of(icon, size);
    node.setMouseTransparent(true);
    return node;
  }

  private static SVGPath path(String[] parts, double scale) {
    SVGPath path = new SVGPath();
    path.setContent(parts[4]);
    path.setOpacity(Double.parseDouble(parts[1]));
    path.setFillRule(FillRule.EVEN_ODD);
    String[] shift = parts[3].split(" ", 2);
    path.getTransforms().add(new Scale(scale, scale));
    path.setTranslateX(Double.parseDouble(shift[0]) * scale);
    path.setTranslateY(Double.parseDouble(shift[1]) * scale);
    if (parts[0].equals("stroke")) {
      path.getStyleClass().add("symbol-line");
      path.setStrokeWidth(1.5);
      path.setStrokeLineCap(StrokeLineCap.ROUND);
      path.setStrokeLineJoin(StrokeLineJoin.ROUND);
      if (!parts[2].isEmpty()) {
        for (String dash : parts[2].split(" ", -1)) {
          path.getStrokeDashArray().add(Double.valueOf(dash));
        }
        path.setStrokeLineCap(StrokeLineCap.BUTT);
      }
    } else {
      path.getStyleClass().add("symbol-fill");
    }
    return path;
  }

  private static Properties read() {
    Properties paths = new Properties();
    try (InputStream in =
        Symbols.class.getResourceAsStream("/probewright/app/icons/symbols.properties")) {
      if (in == null) {
        throw new IllegalStateException("symbols.properties is missing: run icons/regenerate");
      }
      paths.load(in);
      return paths;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
