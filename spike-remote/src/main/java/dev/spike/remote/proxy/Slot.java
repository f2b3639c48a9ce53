package dev.spike.remote.proxy;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A place in the chain of a link: what stands there may change, the place and what it has seen of
 * the stream stay.
 */
final class Slot implements Outlet {
  final Link link;
  private Placed placed;
  private Outlet next;
  private Stage stage;

  /** As it came; null until then. */
  private @Nullable Ending ending;

  private boolean ended;

  /** Bytes that a limit has let through. */
  long passed;

  Slot(Link link, Placed placed, Outlet next) {
    this.link = link;
    this.placed = placed;
    this.next = next;
    this.stage = Stages.of(placed, this);
    stage.start();
  }

  Object place() {
    return placed.place();
  }

  void follow(Outlet other) {
    next = other;
  }

  @Override
  public void chunk(Chunk chunk) {
    if (ended) {
      chunk.release();
    } else {
      stage.chunk(chunk);
    }
  }

  @Override
  public void end(Ending how) {
    boolean first = ending == null;
    if (ending == null || how.compareTo(ending) > 0) {
      ending = how;
      if (ended || how == Ending.RESET) {
        passEnd();
      } else if (first) {
        stage.end();
      }
    }
  }

  /** Hands a chunk on. */
  void pass(Chunk chunk) {
    next.chunk(chunk);
  }

  /** Hands the end of the stream on, if it has come. */
  void passEnd() {
    if (ending != null) {
      ended = true;
      next.end(ending);
    }
  }

  /** Ends the stream here, whatever comes from the source. */
  void close(Ending how) {
    if (ending == null || how.compareTo(ending) > 0) {
      ending = how;
    }
    passEnd();
    stage.discard();
  }

  /** The toxic was changed, if it is not the same as before. */
  void become(Placed other) {
    if (placed.revision() == other.revision()) {
      return;
    }
    stage.release();
    placed = other;
    stage = Stages.of(other, this);
    stage.start();
    if (ending != null && !ended) {
      stage.end();
    }
  }

  /** The toxic was removed: what it held goes on. */
  void remove() {
    stage.release();
    stage.removed();
    if (!ended) {
      passEnd();
    }
  }

  void resume() {
    stage.resume();
  }

  void discard() {
    stage.discard();
  }

  /** Tells that the toxic has acted; the words are made only if somebody hears them. */
  void acted(Supplier<String> what) {
    Consumer<String> told = placed.acted();
    if (told != null) {
      told.accept(what.get() + " of connection " + link.number());
    }
  }
}
