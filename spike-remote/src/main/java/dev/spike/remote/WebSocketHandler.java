package dev.spike.remote;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The event loop's side of a session: handshake, messages, goodbye. All fields but the two futures
 * belong to the event loop.
 */
final class WebSocketHandler extends SimpleChannelInboundHandler<Object> {
  private final WebSocketClientHandshaker handshaker;
  private final Consumer<String> listener;
  private final CompletableFuture<HandshakeAnswer> handshake = new CompletableFuture<>();
  private final CompletableFuture<Closing> closed = new CompletableFuture<>();

  private @Nullable Closing received;
  private @Nullable Throwable trouble;
  private boolean closeSent;

  /** What the target answered; 101 opens the session. */
  record HandshakeAnswer(int status, HttpAnswer answer) {}

  WebSocketHandler(WebSocketClientHandshaker handshaker, Consumer<String> listener) {
    this.handshaker = handshaker;
    this.listener = listener;
  }

  CompletableFuture<HandshakeAnswer> handshake() {
    return handshake;
  }

  CompletableFuture<Closing> closed() {
    return closed;
  }

  /**
   * Asks for the upgrade when the connection, with TLS if any, stands. On the event loop: elsewhere
   * the answer could overtake the listener that adds the frame encoder once the request is written.
   */
  void begin(Channel channel) {
    try {
      channel.eventLoop().execute(() -> request(channel));
    } catch (RejectedExecutionException e) {
      handshake.completeExceptionally(new IOException("the client was closed", e));
    }
  }

  private void request(Channel channel) {
    handshaker
        .handshake(channel)
        .addListener(
            sent -> {
              if (!sent.isSuccess()) {
                handshake.completeExceptionally(sent.cause());
              }
            });
  }

  /** Sends our close frame once. */
  void sayGoodbye(Channel channel, int code, String reason) {
    if (!closeSent) {
      closeSent = true;
      var unused = channel.writeAndFlush(new CloseWebSocketFrame(code, reason));
    }
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, Object message) throws IOException {
    if (message instanceof FullHttpResponse response) {
      answered(context, response);
    } else if (message instanceof WebSocketFrame frame) {
      frame(context, frame);
    }
  }

  private void answered(ChannelHandlerContext context, FullHttpResponse response)
      throws IOException {
    if (response.decoderResult().isFailure()) {
      throw new IOException("not an HTTP answer", response.decoderResult().cause());
    }
    int status = response.status().code();
    byte[] body = new byte[response.content().readableBytes()];
    response.content().getBytes(response.content().readerIndex(), body);
    if (status == 101) {
      handshaker.finishHandshake(context.channel(), response);
    }
    handshake.complete(
        new HandshakeAnswer(status, new HttpAnswer(status, response.headers(), body)));
  }

  private void frame(ChannelHandlerContext context, WebSocketFrame frame) throws IOException {
    if (received != null) {
      return;
    }
    if (frame instanceof TextWebSocketFrame text) {
      listener.accept(text.text());
    } else if (frame instanceof PingWebSocketFrame ping) {
      var unused = context.writeAndFlush(new PongWebSocketFrame(ping.content().retain()));
    } else if (frame instanceof CloseWebSocketFrame close) {
      goodbye(context, close);
    } else if (!(frame instanceof PongWebSocketFrame)) {
      throw new IOException("the target sent a binary message: only text is understood");
    }
  }

  /** Their close frame: answer it unless it is the answer to ours, then end the connection. */
  private void goodbye(ChannelHandlerContext context, CloseWebSocketFrame close) {
    received = Closing.received(close.statusCode(), close.reasonText());
    if (closeSent) {
      var unused = context.close();
      return;
    }
    closeSent = true;
    context
        .writeAndFlush(new CloseWebSocketFrame(true, 0, close.content().retain()))
        .addListener(ChannelFutureListener.CLOSE);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (trouble == null) {
      trouble = cause;
    }
    var unused = context.close();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    Closing last = received;
    if (last != null) {
      closed.complete(last);
    } else {
      String why =
          trouble == null ? "connection closed without a close frame" : Failures.describe(trouble);
      closed.complete(Closing.abnormal(why, trouble));
    }
    handshake.completeExceptionally(
        trouble == null ? new IOException("connection closed during the handshake") : trouble);
  }
}
