package probewright.app;

import java.util.concurrent.CompletableFuture;
import probewright.app.session.Engine;
import probewright.app.session.RunWatcher;
import probewright.app.session.Verdict;
import probewright.diagnostics.Outcome;
import probewright.language.Language;

/** An engine that knows kernels, and on which nothing is run. */
public interface OnlyKernels extends Engine {
  @Override
  default CompletableFuture<Outcome<Verdict>> verify(RunRequest request) {
    throw new AssertionError("nobody asks the verifier here");
  }

  @Override
  default CompletableFuture<Language> language() {
    return CompletableFuture.completedFuture(new FakeLanguage());
  }

  @Override
  default RunHandle start(RunRequest request, RunWatcher watcher) {
    throw new AssertionError("nothing runs here");
  }

  @Override
  default void close() {}
}
