package dev.spike.remote;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The event-loop threads that all clients of this JVM share: one on up to three cores, else two, so
 * that they do not compete with the generator and the target. They start with the first client and
 * end with the last; daemons.
 */
final class EventLoops {
  private static final long STOP_SECONDS = 10;

  private static @Nullable EventLoopGroup group;
  private static int users;

  private EventLoops() {}

  /** Counts one more user; each must {@link #release} once. */
  static synchronized EventLoopGroup acquire() {
    EventLoopGroup loops = group;
    if (loops == null) {
      int threads = Runtime.getRuntime().availableProcessors() < 4 ? 1 : 2;
      loops =
          new MultiThreadIoEventLoopGroup(
              threads, new DefaultThreadFactory("spike-net", true), NioIoHandler.newFactory());
      group = loops;
    }
    users++;
    return loops;
  }

  /** Ends the threads when the last user is gone, and waits for them. */
  static void release() {
    EventLoopGroup idle = leave();
    if (idle == null) {
      return;
    }
    var ended = idle.shutdownGracefully(0, STOP_SECONDS, TimeUnit.SECONDS);
    if (!onOneOf(idle)) {
      ended.awaitUninterruptibly(STOP_SECONDS, TimeUnit.SECONDS);
    }
  }

  private static synchronized @Nullable EventLoopGroup leave() {
    if (--users > 0) {
      return null;
    }
    EventLoopGroup last = group;
    group = null;
    return last;
  }

  /** A loop cannot wait for itself. */
  static boolean onOneOf(EventLoopGroup loops) {
    for (EventExecutor loop : loops) {
      if (loop.inEventLoop()) {
        return true;
      }
    }
    return false;
  }
}
