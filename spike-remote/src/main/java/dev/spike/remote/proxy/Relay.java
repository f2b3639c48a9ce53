package dev.spike.remote.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands what happens on a channel to the links that it is an end of. */
final class Relay extends ChannelInboundHandlerAdapter {
  private static final Logger log = LoggerFactory.getLogger(Relay.class);

  private static final int SMALLEST_READ = 512;
  private static final int FIRST_READ = 2 << 10;
  private static final int LARGEST_READ = 128 << 10;

  /** Bytes that wait to be sent: with more of them than the upper mark the source waits. */
  private static final int LOW_WATER = 64 << 10;

  private static final int HIGH_WATER = 256 << 10;

  private final Connection connection;

  Relay(Connection connection) {
    this.connection = connection;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    ChannelConfig config = ctx.channel().config();
    config.setOption(ChannelOption.TCP_NODELAY, true);
    config.setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
    config.setWriteBufferWaterMark(new WriteBufferWaterMark(LOW_WATER, HIGH_WATER));
    config.setRecvByteBufAllocator(
        new AdaptiveRecvByteBufAllocator(SMALLEST_READ, FIRST_READ, LARGEST_READ));
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    connection.active(ctx.channel());
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    Link link = connection.from(ctx.channel());
    if (link == null) {
      ReferenceCountUtil.release(message);
    } else {
      link.read((ByteBuf) message);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    Link link = connection.from(ctx.channel());
    if (link != null) {
      link.flush();
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    Link link = connection.from(ctx.channel());
    if (link != null && event == ChannelInputShutdownEvent.INSTANCE) {
      link.sourceEnded(connection.hub().halfClose ? Ending.HALF : Ending.FULL);
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    Link link = connection.into(ctx.channel());
    if (link != null) {
      link.writabilityChanged();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    Channel channel = ctx.channel();
    Link into = connection.into(channel);
    Link from = connection.from(channel);
    if (into != null && from != null) {
      into.die();
      from.sourceEnded(Ending.FULL);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (cause instanceof IOException) {
      log.debug("Connection {} broke: {}", connection.number(), cause.toString());
    } else {
      log.warn("Connection {} is closed", connection.number(), cause);
    }
    var unused = ctx.close();
  }
}
