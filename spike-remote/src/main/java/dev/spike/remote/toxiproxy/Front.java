package dev.spike.remote.toxiproxy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** Lets a request in, from its connection's thread to the control thread. */
final class Front {
  private final Access access;
  private final Router router;
  private final Executor control;

  Front(Access access, Router router, Executor control) {
    this.access = access;
    this.router = router;
    this.control = control;
  }

  CompletionStage<Answer> answer(Request request) {
    Answer refusal = access.refusal(request);
    if (refusal != null) {
      return CompletableFuture.completedFuture(refusal);
    }
    try {
      return CompletableFuture.supplyAsync(() -> router.answer(request), control)
          .thenCompose(answer -> answer);
    } catch (RejectedExecutionException e) {
      return CompletableFuture.completedFuture(Answer.plain(503, "closing"));
    }
  }
}
