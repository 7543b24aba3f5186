package probewright.app.files;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells when something in folders changes, in a thread of its own. Where the system cannot watch,
 * as in some folders of other machines, nothing is told.
 */
public final class FolderWatch implements AutoCloseable {
  private final Runnable changed;
  private final Map<Path, WatchKey> keys = new HashMap<>();
  private @Nullable WatchService service;

  /**
   * @param changed called after a change, in the watch's thread
   */
  public FolderWatch(Runnable changed) {
    this.changed = changed;
  }

  /**
   * Watches these folders and no others, as far as they are there; one that was made anew since is
   * watched from then on. Any thread but the JavaFX thread.
   */
  public synchronized void watch(Collection<Path> folders) {
    Set<Path> wanted = new HashSet<>(folders);
    keys.entrySet()
        .removeIf(
            entry -> {
              boolean unwanted = !wanted.contains(entry.getKey());
              if (unwanted) {
                entry.getValue().cancel();
              }
              return unwanted || !entry.getValue().isValid();
            });
    wanted.removeAll(keys.keySet());
    wanted.forEach(this::register);
  }

  private void register(Path folder) {
    try {
      WatchService started = service == null ? start() : service;
      keys.put(
          folder,
          folder.register(
              started,
              StandardWatchEventKinds.ENTRY_CREATE,
              StandardWatchEventKinds.ENTRY_DELETE,
              StandardWatchEventKinds.ENTRY_MODIFY));
    } catch (IOException | ClosedWatchServiceException cannot) {
      // changes are seen when the window gets the focus
      return;
    }
  }

  private WatchService start() throws IOException {
    WatchService started = FileSystems.getDefault().newWatchService();
    service = started;
    Thread thread = new Thread(() -> follow(started), "probewright-folders");
    thread.setDaemon(true);
    thread.start();
    return started;
  }

  private void follow(WatchService started) {
    try {
      while (true) {
        WatchKey key = started.take();
        key.pollEvents();
        key.reset();
        changed.run();
      }
    } catch (InterruptedException | ClosedWatchServiceException end) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public synchronized void close() {
    if (service != null) {
      try {
        service.close();
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
  }
}
