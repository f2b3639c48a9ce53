package dev.spike.remote.toxiproxy;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;

/**
 * Takes what a refused client still sends and forgets it. Closing with bytes unread would reset the
 * connection and the client might never see why it was refused.
 */
final class Drain extends ChannelInboundHandlerAdapter {
  private static final long MOST = 16L << 20;

  private long taken;

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    taken += message instanceof ByteBuf bytes ? bytes.readableBytes() : 0;
    ReferenceCountUtil.release(message);
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    if (taken > MOST) {
      var unused = context.close();
    } else {
      context.read();
    }
  }
}
