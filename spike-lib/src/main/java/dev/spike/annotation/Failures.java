package dev.spike.annotation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What several things threw that are all done: the first, the others suppressed in it. */
final class Failures {
  private @Nullable Throwable first;

  /** One more. */
  void add(Throwable failure) {
    if (first == null) {
      first = failure;
    } else if (first != failure) {
      first.addSuppressed(failure);
    }
  }

  /** Makes all calls, whatever the others do. */
  void ofAll(List<Call> calls, Object value) {
    for (Call call : calls) {
      try {
        call.named(value);
      } catch (Exception | Error e) {
        add(e);
      }
    }
  }

  /** Throws what there is, if anything. */
  void check() throws Exception {
    if (first instanceof Error error) {
      throw error;
    }
    if (first instanceof Exception exception) {
      throw exception;
    }
  }
}
