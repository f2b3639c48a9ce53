package dev.spike.remote.proxy;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The event-loop threads that all proxies of this JVM share, however many connections there are:
 * half as many as cores, from two to eight. They start with the first proxy and end with the last;
 * daemons. Nothing on them ever blocks.
 */
final class Loops {
  private static final int LEAST = 2;
  private static final int MOST = 8;
  private static final long STOP_SECONDS = 10;

  private static @Nullable EventLoopGroup group;
  private static int users;

  private Loops() {}

  /** Counts one more user; each must {@link #release} once. */
  static synchronized EventLoopGroup acquire() {
    EventLoopGroup loops = group;
    if (loops == null) {
      int half = Runtime.getRuntime().availableProcessors() / 2;
      int threads = Math.max(LEAST, Math.min(MOST, half));
      loops =
          new MultiThreadIoEventLoopGroup(
              threads, new DefaultThreadFactory("spike-proxy", true), NioIoHandler.newFactory());
      group = loops;
    }
    users++;
    return loops;
  }

  /** Lets the threads end when the last user is gone. */
  static synchronized void release() {
    users--;
    if (users == 0 && group != null) {
      var unused = group.shutdownGracefully(0, STOP_SECONDS, TimeUnit.SECONDS);
      group = null;
    }
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
