package dev.spike.remote.proxy;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.Promise;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/** Accepts the connections of a proxy. */
final class Listener {
  private static final int BACKLOG = 4_096;

  private final Channel channel;

  private Listener(Channel channel) {
    this.channel = channel;
  }

  /**
   * Listens there when it returns.
   *
   * @throws IOException the system's own
   */
  static Listener bind(InetSocketAddress at, EventLoopGroup loops, Hub hub) throws IOException {
    ChannelFuture bound =
        new ServerBootstrap()
            .group(loops)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.AUTO_READ, false)
            .handler(new Accepting(hub))
            .childHandler(new Ready())
            .bind(at)
            .awaitUninterruptibly();
    if (bound.isSuccess()) {
      return new Listener(bound.channel());
    }
    throw bound.cause() instanceof IOException system ? system : new IOException(bound.cause());
  }

  InetSocketAddress address() {
    return (InetSocketAddress) channel.localAddress();
  }

  /**
   * Clients are refused when it returns. The JDK closes a socket that is registered with a selector
   * at that selector's next turn; until then the system goes on accepting. A task that the loop
   * itself has scheduled is not run before that turn; one that comes from outside is, if its time
   * is up when the loop gets to it.
   */
  void close() {
    var unused = channel.close().awaitUninterruptibly();
    EventLoop loop = channel.eventLoop();
    if (!loop.inEventLoop()) {
      Promise<Object> turned = loop.newPromise();
      loop.execute(() -> afterATurn(loop, turned));
      turned.awaitUninterruptibly();
    }
  }

  /** Also when the loop ends, which cancels what is scheduled. */
  private static void afterATurn(EventLoop loop, Promise<Object> turned) {
    var unused =
        loop.schedule(() -> {}, 1, TimeUnit.NANOSECONDS)
            .addListener(over -> turned.trySuccess(over));
  }

  /** Here and not in the children's handler, which runs in no particular order. */
  private static final class Accepting extends ChannelInboundHandlerAdapter {
    private final Hub hub;

    Accepting(Hub hub) {
      this.hub = hub;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      Channel client = (Channel) message;
      client.pipeline().addLast(new Relay(hub.connect(client)));
      ctx.fireChannelRead(message);
    }
  }

  /** Netty wants one; all has been done by then. */
  private static final class Ready extends ChannelInitializer<Channel> {
    @Override
    protected void initChannel(Channel client) {}
  }
}
