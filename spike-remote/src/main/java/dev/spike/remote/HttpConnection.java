package dev.spike.remote;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * One keep-alive connection, carrying one exchange at a time. Its pipeline is built once: a mark
 * for the first byte, the codec, this. Whoever leased it from the pool owns it; the event loop owns
 * {@code current}.
 */
final class HttpConnection extends ChannelInboundHandlerAdapter {
  private @Nullable HttpExchange current;
  private @Nullable Throwable trouble;
  private volatile @Nullable Channel channel;
  private boolean used;

  /** Fills the pipeline of a new channel. */
  void install(ChannelPipeline pipeline) {
    channel = pipeline.channel();
    pipeline.addLast(new FirstByte(), new HttpClientCodec(), this);
  }

  private final class FirstByte extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      HttpExchange exchange = current;
      if (exchange != null) {
        exchange.heard();
      }
      context.fireChannelRead(message);
    }
  }

  boolean alive() {
    Channel open = channel;
    return open != null && open.isActive();
  }

  /** Whether it has carried a request before: then the server may be closing it unseen. */
  boolean used() {
    return used;
  }

  /** Sends a request; the exchange completes, or its owner closes the connection. */
  void start(HttpExchange exchange) {
    used = true;
    Channel open = channel;
    if (open == null) {
      exchange.connectionLost(null);
      return;
    }
    try {
      open.eventLoop().execute(() -> begin(open, exchange));
    } catch (RejectedExecutionException e) {
      exchange.fail(new IOException("the client was closed", e));
    }
  }

  private void begin(Channel open, HttpExchange exchange) {
    if (!open.isActive()) {
      exchange.connectionLost(null);
      return;
    }
    current = exchange;
    open.writeAndFlush(exchange.request()).addListener(done -> written(exchange, done));
  }

  private void written(HttpExchange exchange, Future<?> done) {
    exchange.sent();
    if (!done.isSuccess() && current == exchange) {
      end(exchange).connectionLost(done.cause());
    }
  }

  private HttpExchange end(HttpExchange exchange) {
    current = null;
    return exchange;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    try {
      HttpExchange exchange = current;
      if (exchange == null) {
        // Bytes that nobody asked for: what follows could be taken for the next answer.
        var unused = context.close();
      } else {
        read(context, exchange, (HttpObject) message);
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  private void read(ChannelHandlerContext context, HttpExchange exchange, HttpObject message) {
    try {
      if (message.decoderResult().isFailure()) {
        Throwable cause = message.decoderResult().cause();
        throw new IOException("not an HTTP answer: " + Failures.describe(cause), cause);
      }
      if (message instanceof HttpResponse head) {
        exchange.head(head);
      }
      if (message instanceof HttpContent piece && exchange.content(piece)) {
        end(exchange).finish();
      }
    } catch (IOException e) {
      end(exchange).fail(e);
      var unused = context.close();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    HttpExchange exchange = current;
    if (exchange != null) {
      end(exchange).connectionLost(trouble);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    trouble = cause;
    var unused = context.close();
  }
}
