package dev.spike.remote;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A WebSocket server that does what the text it receives says. */
final class FeedServer implements AutoCloseable {
  private final EventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final Channel channel;
  private final AtomicInteger open = new AtomicInteger();
  private final List<Integer> closeCodes = new CopyOnWriteArrayList<>();

  FeedServer() {
    channel =
        new ServerBootstrap()
            .group(loops)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, 500)
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel child) {
                    fill(child);
                  }
                })
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .syncUninterruptibly()
            .channel();
  }

  private void fill(Channel child) {
    WebSocketServerProtocolConfig config =
        WebSocketServerProtocolConfig.newBuilder()
            .websocketPath("/feed")
            .handleCloseFrames(false)
            .sendCloseFrame(null)
            .dropPongFrames(false)
            .build();
    child
        .pipeline()
        .addLast(
            new HttpServerCodec(),
            new HttpObjectAggregator(1 << 16),
            new WebSocketServerProtocolHandler(config),
            new Feed());
  }

  private final class Feed extends SimpleChannelInboundHandler<WebSocketFrame> {
    private boolean mute;

    @Override
    public void channelActive(ChannelHandlerContext context) {
      open.incrementAndGet();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      open.decrementAndGet();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
      if (event instanceof WebSocketServerProtocolHandler.HandshakeComplete) {
        say(context, new TextWebSocketFrame("welcome"));
      }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
      if (frame instanceof TextWebSocketFrame text) {
        obey(context, text.text());
      } else if (frame instanceof PongWebSocketFrame pong) {
        String seen = pong.content().toString(StandardCharsets.UTF_8);
        say(context, new TextWebSocketFrame("pong " + seen));
      } else if (frame instanceof CloseWebSocketFrame close) {
        closeCodes.add(close.statusCode());
        if (!mute) {
          say(context, new CloseWebSocketFrame(close.statusCode(), ""));
        }
      }
    }

    private void obey(ChannelHandlerContext context, String order) {
      switch (order) {
        case "mute" -> mute = true;
        case "drop" -> {
          var unused = context.close();
        }
        case "ping" ->
            say(
                context,
                new PingWebSocketFrame(Unpooled.copiedBuffer("p1", StandardCharsets.UTF_8)));
        case "leave" -> say(context, new CloseWebSocketFrame(1001, "restarting"));
        case "crash" -> say(context, new CloseWebSocketFrame(1011, "broken"));
        case "binary" ->
            say(context, new BinaryWebSocketFrame(Unpooled.wrappedBuffer(new byte[3])));
        case "huge" -> say(context, new TextWebSocketFrame("x".repeat(5_000)));
        case "pieces" -> {
          queue(context, new TextWebSocketFrame(false, 0, "one "));
          say(context, new ContinuationWebSocketFrame(true, 0, "message"));
        }
        default -> numbers(context, order);
      }
    }

    private void numbers(ChannelHandlerContext context, String who) {
      for (int i = 1; i <= 20; i++) {
        queue(context, new TextWebSocketFrame(who + ":" + i));
      }
      context.flush();
    }
  }

  private static void say(ChannelHandlerContext context, WebSocketFrame frame) {
    var unused = context.writeAndFlush(frame);
  }

  private static void queue(ChannelHandlerContext context, WebSocketFrame frame) {
    var unused = context.write(frame);
  }

  URI uri() {
    return URI.create("ws://127.0.0.1:" + ((InetSocketAddress) channel.localAddress()).getPort());
  }

  int open() {
    return open.get();
  }

  List<Integer> closeCodes() {
    return closeCodes;
  }

  @Override
  public void close() {
    channel.close().syncUninterruptibly();
    loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
  }
}
