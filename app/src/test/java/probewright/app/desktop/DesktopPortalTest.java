package probewright.app.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import probewright.app.settings.Theme;

/** What is understood of the two programs' answers, which small scripts give here. */
class DesktopPortalTest {
  private static final Map<String, String> BUS = Map.of("DBUS_SESSION_BUS_ADDRESS", "unix:path=/x");

  @TempDir Path folder;
  private final LinkedBlockingQueue<Taste> told = new LinkedBlockingQueue<>();

  private String script(String name, String text) throws IOException {
    Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    return file.toString();
  }

  @Test
  void asksAtOnceAndFollowsChanges() throws Exception {
    Path scheme = Files.writeString(folder.resolve("scheme"), "1");
    Path changes = folder.resolve("changes");
    String gdbus =
        script(
            "gdbus",
            """
            case "$*" in
              monitor*) [ -p "%2$s" ] || /usr/bin/mkfifo "%2$s"; exec /bin/cat "%2$s" ;;
              *color-scheme) echo "(<<uint32 $(/bin/cat %1$s)>>,)" ;;
              *enable-animations) echo "(<<false>>,)" ;;
            esac
            """
                .formatted(scheme, changes));
    try (DesktopPortal portal = new DesktopPortal(gdbus, "/none/busctl", BUS, told::add)) {
      portal.start();
      assertThat(told.poll(20, TimeUnit.SECONDS)).isEqualTo(new Taste(Theme.DARK, true));
      Files.writeString(scheme, "2");
      while (!Files.exists(changes)) {
        Thread.onSpinWait();
      }
      Files.writeString(
          changes,
          "/org/freedesktop/portal/desktop: org.freedesktop.portal.Settings.SettingChanged "
              + "('org.freedesktop.appearance', 'color-scheme', <uint32 2>)\n");
      assertThat(told.poll(20, TimeUnit.SECONDS)).isEqualTo(new Taste(Theme.LIGHT, true));
    }
  }

  @Test
  void whatWaitsForChangesEndsWithItAlsoAfterAChange() throws Exception {
    Path waiting = folder.resolve("waiting");
    String gdbus =
        script(
            "gdbus",
            """
            case "$*" in
              monitor*) echo $$ > "%s"; echo "SettingChanged ('x', 'color-scheme', <1>)"; exec /bin/sleep 600 ;;
              *color-scheme) echo "(<<uint32 1>>,)" ;;
            esac
            """
                .formatted(waiting));
    DesktopPortal portal = new DesktopPortal(gdbus, "/none/busctl", BUS, told::add);
    portal.start();
    assertThat(told.poll(20, TimeUnit.SECONDS)).isNotNull();
    assertThat(told.poll(20, TimeUnit.SECONDS)).isNotNull();
    long pid = Long.parseLong(Files.readString(waiting).strip());
    portal.close();
    Optional<ProcessHandle> left = ProcessHandle.of(pid);
    if (left.isPresent()) {
      left.get().onExit().get(20, TimeUnit.SECONDS);
    }
    assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
  }

  @Test
  void aPortalThatComesBackIsAskedAgain() throws Exception {
    Path asked = folder.resolve("asked");
    String gdbus =
        script(
            "gdbus",
            """
            case "$*" in
              monitor*)
                echo "The name org.freedesktop.portal.Desktop is owned by :1.5"
                echo "The name org.freedesktop.portal.Desktop does not have an owner"
                echo "The name org.freedesktop.portal.Desktop is owned by :1.9"
                exec /bin/sleep 600 ;;
              *color-scheme)
                scheme=$([ -e %1$s ] && echo 1 || echo 2)
                : > %1$s
                echo "(<<uint32 $scheme>>,)" ;;
            esac
            """
                .formatted(asked));
    try (DesktopPortal portal = new DesktopPortal(gdbus, "/none/busctl", BUS, told::add)) {
      portal.start();
      assertThat(told.poll(20, TimeUnit.SECONDS)).isEqualTo(new Taste(Theme.LIGHT, false));
      assertThat(told.poll(20, TimeUnit.SECONDS)).isEqualTo(new Taste(Theme.DARK, false));
    }
  }

  @Test
  void busctlAnswersWhereGdbusIsNot() throws Exception {
    String busctl =
        script(
            "busctl",
            """
            case "$*" in
              *color-scheme) echo "v v u 0" ;;
              *enable-animations) echo "v v b true" ;;
            esac
            """);
    try (DesktopPortal portal = new DesktopPortal("/none/gdbus", busctl, BUS, told::add)) {
      portal.start();
      assertThat(told.poll(20, TimeUnit.SECONDS)).isEqualTo(new Taste(null, false));
    }
  }

  @Test
  void withoutABusNothingIsAsked() throws Exception {
    Path asked = folder.resolve("asked");
    String both = script("both", "touch " + asked + "\n");
    Map<String, String> none = Map.of("XDG_RUNTIME_DIR", folder.toString());
    try (DesktopPortal portal = new DesktopPortal(both, both, none, told::add)) {
      portal.start();
    }
    assertThat(asked).doesNotExist();
    assertThat(told).isEmpty();
  }
}
