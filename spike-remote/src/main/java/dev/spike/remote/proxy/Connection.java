package dev.spike.remote.proxy;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.DuplexChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.ScheduledFuture;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A client, its upstream, and the two links between them. All of it lives on one event loop, the
 * client's; {@link #refresh}, {@link #close} and {@link #reset} may be called by any thread.
 */
final class Connection {
  private static final Logger log = LoggerFactory.getLogger(Connection.class);
  private static final int BOTH = 2;

  private final Hub hub;
  private final long number;
  private final boolean refused;
  private final Channel client;
  private final AtomicBoolean refreshing = new AtomicBoolean();
  private @Nullable Channel server;
  private @Nullable Link up;
  private @Nullable Link down;
  private @Nullable ScheduledFuture<?> deadline;
  private int halves;

  Connection(Hub hub, long number, boolean refused, Channel client) {
    this.hub = hub;
    this.number = number;
    this.refused = refused;
    this.client = client;
  }

  Hub hub() {
    return hub;
  }

  long number() {
    return number;
  }

  /** A side is connected; once the client is, goes on to the upstream. */
  void active(Channel channel) {
    if (channel == client) {
      begin();
    }
  }

  private void begin() {
    client.closeFuture().addListener(closed -> gone());
    if (!hub.enter(this)) {
      shut(client);
    } else if (refused) {
      reset();
    } else {
      look();
    }
  }

  private void look() {
    Runnable late = () -> giveUp("no answer within " + hub.connectTimeout);
    long limit = hub.connectTimeout.toNanos();
    deadline = client.eventLoop().schedule(late, limit, TimeUnit.NANOSECONDS);
    var unused = hub.upstream().lookup().whenCompleteAsync(this::found, client.eventLoop());
  }

  private void giveUp(String why) {
    log.debug("Connection {} cannot reach its upstream, {}", number, why);
    shut();
  }

  private void found(@Nullable InetSocketAddress address, @Nullable Throwable failed) {
    if (address == null) {
      giveUp(String.valueOf(failed));
    } else if (client.isActive()) {
      dial(address);
    }
  }

  private void dial(InetSocketAddress address) {
    ChannelFuture dialled =
        new Bootstrap()
            .group(client.eventLoop())
            .channel(NioSocketChannel.class)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) hub.connectTimeout.toMillis())
            .option(ChannelOption.AUTO_READ, false)
            .handler(new Relay(this))
            .connect(address);
    server = dialled.channel();
    server.closeFuture().addListener(closed -> gone());
    dialled.addListener(done -> dialled(dialled));
  }

  private void dialled(ChannelFuture dialled) {
    cancelDeadline();
    if (!dialled.isSuccess()) {
      giveUp(String.valueOf(dialled.cause()));
    } else if (!client.isActive()) {
      shut(dialled.channel());
    } else {
      link(dialled.channel());
    }
  }

  private void link(Channel reached) {
    up = new Link(this, Direction.UPSTREAM, client, reached);
    down = new Link(this, Direction.DOWNSTREAM, reached, client);
    up.open();
    down.open();
  }

  private void cancelDeadline() {
    if (deadline != null) {
      deadline.cancel(false);
      deadline = null;
    }
  }

  /** The link of which that is the source; null before the upstream is reached. */
  @Nullable Link from(Channel channel) {
    return channel == client ? up : down;
  }

  /** The link of which that is the destination; null before the upstream is reached. */
  @Nullable Link into(Channel channel) {
    return channel == client ? down : up;
  }

  /** Everything has been sent there; that was the last. */
  void endHalf(Channel destination) {
    var unused = ((DuplexChannel) destination).shutdownOutput();
    halves++;
    if (halves == BOTH) {
      shut();
    }
  }

  private void gone() {
    Channel other = server;
    if (client.isOpen()) {
      return;
    }
    cancelDeadline();
    if (other == null || !other.isOpen()) {
      hub.leave(this);
    } else if (up == null) {
      shut(other);
    }
  }

  /** However many changes there are, at most one task waits. */
  void refresh() {
    if (refreshing.compareAndSet(false, true)) {
      client.eventLoop().execute(this::refreshNow);
    }
  }

  private void refreshNow() {
    refreshing.set(false);
    if (up != null && down != null) {
      up.refresh();
      down.refresh();
    }
  }

  /** Closes both sides without waiting for anything. */
  ChannelFuture close() {
    client.eventLoop().execute(this::closeServer);
    return client.close();
  }

  private void closeServer() {
    // Not open, nor on any loop, is one that could not even be made for want of files.
    if (server != null && server.isOpen()) {
      shut(server);
    }
  }

  /** Both sides see a reset (RST). */
  void reset() {
    client.eventLoop().execute(this::resetNow);
  }

  private void resetNow() {
    abort(client);
    if (server != null) {
      abort(server);
    }
  }

  private static void abort(Channel channel) {
    if (!channel.isOpen()) {
      return;
    }
    try {
      channel.config().setOption(ChannelOption.SO_LINGER, 0);
    } catch (ChannelException e) {
      log.trace("Closed already: {}", channel, e);
    }
    shut(channel);
  }

  private void shut() {
    var unused = close();
  }

  private static void shut(Channel channel) {
    var unused = channel.close();
  }
}
