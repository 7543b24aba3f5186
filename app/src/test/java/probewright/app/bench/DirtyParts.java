package probewright.app.bench;

import com.sun.javafx.geom.DirtyRegionContainer;
import com.sun.javafx.geom.RectBounds;
import com.sun.javafx.scene.SceneHelper;
import com.sun.javafx.tk.RenderJob;
import com.sun.javafx.tk.Toolkit;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.scene.Scene;

/**
 * Which part of a window the renderer paints, as it notes itself. It paints all where a pulse has
 * something to paint and notes no part, which it does also when nothing changed but what style
 * sheets looked at.
 */
public final class DirtyParts {
  private final Scene scene;

  public DirtyParts(Scene scene) {
    this.scene = scene;
  }

  /**
   * Does something and looks at the pulse that paints it and those after it. Not the JavaFX thread.
   *
   * @param seen run when that first pulse has laid the window out, on the JavaFX thread
   * @param pulses how many
   * @return the part of the window that each painted, from 0 to 1; a pulse that painted nothing
   *     counts as the one before
   */
  public List<Double> of(Runnable event, Runnable seen, int pulses) throws Exception {
    List<Double> parts = new ArrayList<>();
    for (int i = 0; i < pulses; i++) {
      parts.add(pulse(i == 0 ? event : () -> {}, i == 0 ? seen : () -> {}));
    }
    return parts;
  }

  private double pulse(Runnable event, Runnable seen) throws Exception {
    DirtyRegionContainer regions = regions();
    double whole = scene.getWidth() * scene.getHeight();
    double[] part = new double[1];
    CountDownLatch done = new CountDownLatch(1);
    Runnable[] listener = new Runnable[1];
    listener[0] =
        () -> {
          scene.removePostLayoutPulseListener(listener[0]);
          seen.run();
          Platform.runLater(
              () -> {
                var unused =
                    Toolkit.getToolkit()
                        .addRenderJob(
                            new RenderJob(
                                () -> {
                                  part[0] = area(regions) / whole;
                                  done.countDown();
                                }));
              });
        };
    Platform.runLater(
        () -> {
          event.run();
          scene.addPostLayoutPulseListener(listener[0]);
          Platform.requestNextPulse();
        });
    if (!done.await(20, TimeUnit.SECONDS)) {
      throw new IllegalStateException("no pulse came");
    }
    return part[0] == 0 ? 1 : part[0];
  }

  private static double area(DirtyRegionContainer regions) {
    double area = 0;
    for (int i = 0; i < regions.size(); i++) {
      RectBounds region = regions.getDirtyRegion(i);
      area += (double) region.getWidth() * region.getHeight();
    }
    return area;
  }

  private DirtyRegionContainer regions() throws ReflectiveOperationException {
    Object painter = read(SceneHelper.getPeer(scene), "painter");
    return (DirtyRegionContainer) read(painter, "dirtyRegionContainer");
  }

  private static Object read(Object object, String name) throws ReflectiveOperationException {
    Class<?> kind = object.getClass();
    while (kind != null) {
      for (Field field : kind.getDeclaredFields()) {
        if (field.getName().equals(name)) {
          field.setAccessible(true);
          return Objects.requireNonNull(field.get(object));
        }
      }
      kind = kind.getSuperclass();
    }
    throw new NoSuchFieldException(name);
  }
}
