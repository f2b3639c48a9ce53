package dev.spike.remote.toxiproxy;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** The control API's listener and its one event loop. */
final class Endpoint implements AutoCloseable {
  private static final int BACKLOG = 1024;
  private static final long STOP_SECONDS = 5;

  private final EventLoopGroup loop =
      new MultiThreadIoEventLoopGroup(
          1, new DefaultThreadFactory("toxiproxy-api", true), NioIoHandler.newFactory());
  private final Connections connections;
  private final Channel channel;

  private Endpoint(
      InetSocketAddress address, Function<Request, CompletionStage<Answer>> api, Limits limits)
      throws IOException {
    connections = new Connections(limits);
    ChannelFuture bound =
        new ServerBootstrap()
            .group(loop)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.AUTO_READ, false)
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel client) {
                    new Connection(connections, api, limits).install(client.pipeline());
                  }
                })
            .bind(address)
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      shutDown();
      throw new IOException(
          "listen tcp " + Listen.bound(address) + ": bind: " + BindFailure.reason(bound.cause()),
          bound.cause());
    }
    channel = bound.channel();
  }

  /**
   * Listens there.
   *
   * @throws IOException when the host is unknown or the system refuses
   */
  static Endpoint bind(
      String host, int port, Function<Request, CompletionStage<Answer>> api, Limits limits)
      throws IOException {
    Lookups.Found found;
    try (Lookups lookups = new Lookups(false)) {
      found = lookups.of(new Listen(host, port)).get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while looking up " + host, e);
    } catch (ExecutionException e) {
      throw new IOException("listen tcp: lookup " + host + ": " + e, e);
    }
    try {
      found.listenText();
      return new Endpoint(found.orThrow(), api, limits);
    } catch (ApiError e) {
      throw new IOException(e.text(), e);
    }
  }

  InetSocketAddress address() {
    return (InetSocketAddress) channel.localAddress();
  }

  /** Once only. */
  @Override
  public void close() {
    channel.close().awaitUninterruptibly(STOP_SECONDS, TimeUnit.SECONDS);
    loop.next().execute(connections::closeAll);
    shutDown();
  }

  private void shutDown() {
    loop.shutdownGracefully(0, STOP_SECONDS, TimeUnit.SECONDS)
        .awaitUninterruptibly(STOP_SECONDS, TimeUnit.SECONDS);
  }
}
