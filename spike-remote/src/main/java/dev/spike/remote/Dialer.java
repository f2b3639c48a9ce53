package dev.spike.remote;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/**
 * Opens connections to one endpoint and, when closed, closes every one of them. Thread-safe.
 *
 * <p>A channel belongs to the group from before it connects, and a closed group closes what is
 * added to it: so none can slip through while closing.
 */
final class Dialer implements AutoCloseable {
  private static final long CLOSE_SECONDS = 10;

  private final Endpoint endpoint;
  private final Duration connectTimeout;
  private final @Nullable SSLContext tls;
  private final EventLoopGroup loops = EventLoops.acquire();
  private final ChannelGroup channels = new DefaultChannelGroup(loops.next(), true);
  private final AtomicBoolean closed = new AtomicBoolean();

  Dialer(Endpoint endpoint, Duration connectTimeout, @Nullable SSLContext tls) {
    this.endpoint = endpoint;
    this.connectTimeout = connectTimeout;
    this.tls = tls;
  }

  /**
   * A connection on its way.
   *
   * @param channel to close if nobody waits for it any more
   * @param ready completes when it is connected and, with TLS, trusted
   */
  record Dial(Channel channel, CompletableFuture<Channel> ready) {}

  /** Starts to connect; {@code handlers} fills the pipeline after TLS. */
  Dial dial(Consumer<ChannelPipeline> handlers) {
    int millis = (int) Math.min(Integer.MAX_VALUE, Math.max(1, connectTimeout.toMillis()));
    Bootstrap bootstrap =
        new Bootstrap()
            .group(loops)
            .channel(NioSocketChannel.class)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, millis)
            .handler(initializer(handlers));
    ChannelFuture connecting = bootstrap.connect(endpoint.address());
    CompletableFuture<Channel> ready = new CompletableFuture<>();
    connecting.addListener(done -> connected(connecting, ready));
    return new Dial(connecting.channel(), ready);
  }

  private ChannelHandler initializer(Consumer<ChannelPipeline> handlers) {
    return new ChannelInitializer<Channel>() {
      @Override
      protected void initChannel(Channel channel) throws IOException {
        channels.add(channel);
        if (endpoint.secure()) {
          channel.pipeline().addLast(tlsHandler());
        }
        handlers.accept(channel.pipeline());
      }
    };
  }

  private SslHandler tlsHandler() throws IOException {
    try {
      SSLContext context = tls == null ? SSLContext.getDefault() : tls;
      SSLEngine engine = context.createSSLEngine(endpoint.host(), endpoint.address().getPort());
      engine.setUseClientMode(true);
      SSLParameters parameters = engine.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      engine.setSSLParameters(parameters);
      SslHandler handler = new SslHandler(engine);
      handler.setHandshakeTimeout(connectTimeout.toMillis(), TimeUnit.MILLISECONDS);
      return handler;
    } catch (NoSuchAlgorithmException e) {
      throw new IOException("this JVM has no default TLS context: give one in the options", e);
    }
  }

  private static void connected(ChannelFuture connecting, CompletableFuture<Channel> ready) {
    Channel channel = connecting.channel();
    if (!connecting.isSuccess()) {
      ready.completeExceptionally(connecting.cause());
      return;
    }
    SslHandler handler = channel.pipeline().get(SslHandler.class);
    if (handler == null) {
      ready.complete(channel);
      return;
    }
    handler.handshakeFuture().addListener(shaken -> finish(shaken, channel, ready));
  }

  private static void finish(
      Future<? super Channel> shaken, Channel channel, CompletableFuture<Channel> ready) {
    if (shaken.isSuccess()) {
      ready.complete(channel);
    } else {
      ready.completeExceptionally(shaken.cause());
    }
  }

  boolean onLoop() {
    return EventLoops.onOneOf(loops);
  }

  int open() {
    return channels.size();
  }

  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    var closing = channels.close();
    if (!onLoop()) {
      closing.awaitUninterruptibly(CLOSE_SECONDS, TimeUnit.SECONDS);
    }
    EventLoops.release();
  }
}
