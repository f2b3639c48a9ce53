package dev.spike.remote.toxiproxy;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One client of the control API: requests one after the other, never the next before the last is
 * answered, so pipelined ones wait in the socket. Whatever a client sends or does not send, it
 * holds one body of bounded size and one timer. Used on its event loop only.
 */
final class Connection extends ChannelInboundHandlerAdapter {
  private static final int MAX_LINE = 8 * 1024;
  private static final int MAX_HEADERS = 64 * 1024;
  private static final int MAX_CHUNK = 16 * 1024;

  private final Connections all;
  private final Function<Request, CompletionStage<Answer>> api;
  private final Limits limits;
  private @Nullable ChannelHandlerContext context;
  private @Nullable Future<?> timer;
  private @Nullable Incoming incoming;
  private final Deque<HttpObject> held = new ArrayDeque<>();
  private boolean waiting;
  private boolean busy;
  private long taken;
  private int exchange;

  Connection(Connections all, Function<Request, CompletionStage<Answer>> api, Limits limits) {
    this.all = all;
    this.api = api;
    this.limits = limits;
  }

  /** Fills the pipeline of a new channel, which must not read by itself. */
  void install(ChannelPipeline pipeline) {
    pipeline.addLast(new FirstByte(), new HttpServerCodec(MAX_LINE, MAX_HEADERS, MAX_CHUNK), this);
  }

  /** Bytes of a request have come: now it must come whole and soon. */
  private final class FirstByte extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      if (waiting) {
        waiting = false;
        within(limits.read(), Connection.this::close);
      }
      context.fireChannelRead(message);
    }
  }

  @Override
  public void handlerAdded(ChannelHandlerContext added) {
    context = added;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    if (all.admit(this)) {
      await();
    } else {
      close();
    }
  }

  private void await() {
    busy = false;
    waiting = held.isEmpty();
    within(waiting ? limits.idle() : limits.read(), this::close);
    while (!busy && !held.isEmpty()) {
      read(held.remove());
    }
    readMore();
  }

  /** One read can hold several requests; those behind the one under way are kept. */
  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (busy) {
      held.add((HttpObject) message);
    } else {
      read((HttpObject) message);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    readMore();
  }

  /** Nothing is read while a request is under way, not even the end of the stream. */
  private void readMore() {
    if (!busy) {
      context().read();
    }
  }

  private void read(HttpObject message) {
    try {
      if (message instanceof HttpRequest head) {
        begin(head);
      }
      if (message instanceof HttpContent piece) {
        take(piece);
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  private void begin(HttpRequest head) {
    Incoming begun = new Incoming(head, limits.body());
    incoming = begun;
    Answer refusal = begun.refusal();
    if (refusal != null) {
      refuse(refusal);
      return;
    }
    if (HttpUtil.is100ContinueExpected(head)) {
      context()
          .writeAndFlush(
              new DefaultFullHttpResponse(
                  HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE, Unpooled.EMPTY_BUFFER))
          .addListener(this::closeOnFailure);
    }
  }

  private void take(HttpContent piece) {
    Incoming open = incoming;
    if (open == null) {
      return;
    }
    int size = piece.content().readableBytes();
    if (!all.take(size)) {
      refuse(Answer.error(new ApiError(503, "too many bodies at a time: try again")));
      return;
    }
    taken += size;
    Answer refusal = open.add(piece);
    if (refusal != null) {
      refuse(refusal);
    } else if (piece instanceof LastHttpContent) {
      incoming = null;
      ask(open);
    }
  }

  private void ask(Incoming whole) {
    busy = true;
    all.answering(this);
    int asked = ++exchange;
    within(limits.answer(), () -> answer(asked, Answer.timeout(), whole.keepAlive()));
    Channel channel = context().channel();
    api.apply(whole.request())
        .whenComplete(
            (answer, failure) -> {
              Answer told = failure == null ? answer : Answer.error(ApiError.of(failure));
              channel.eventLoop().execute(() -> answer(asked, told, whole.keepAlive()));
            });
  }

  private void answer(int asked, Answer answer, boolean keepAlive) {
    if (asked != exchange || !context().channel().isActive()) {
      return;
    }
    exchange++;
    within(limits.write(), this::close);
    context()
        .writeAndFlush(Responses.of(answer, keepAlive))
        .addListener(done -> answered(done, keepAlive));
  }

  private void forget() {
    incoming = null;
    all.giveBack(taken);
    taken = 0;
  }

  private void answered(Future<?> done, boolean keepAlive) {
    forget();
    if (done.isSuccess() && keepAlive) {
      all.waiting(this);
      await();
    } else {
      close();
    }
  }

  /** Answers a request that was not taken, and ends the connection: what follows is not trusted. */
  private void refuse(Answer answer) {
    forget();
    exchange++;
    waiting = false;
    busy = true;
    context().pipeline().addFirst(new Drain());
    within(limits.drain(), this::close);
    context().writeAndFlush(Responses.of(answer, false)).addListener(this::drain);
  }

  private void drain(Future<?> written) {
    if (written.isSuccess() && context().channel() instanceof SocketChannel socket) {
      ChannelHandlerContext drain = context().pipeline().firstContext();
      socket.shutdownOutput().addListener(done -> drain.read());
    } else {
      close();
    }
  }

  private void within(Duration time, Runnable otherwise) {
    stopTimer();
    timer = context().executor().schedule(otherwise, time.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void stopTimer() {
    Future<?> running = timer;
    if (running != null) {
      running.cancel(false);
      timer = null;
    }
  }

  private ChannelHandlerContext context() {
    ChannelHandlerContext added = context;
    if (added == null) {
      throw new IllegalStateException("not in a pipeline yet");
    }
    return added;
  }

  private void closeOnFailure(Future<?> written) {
    if (!written.isSuccess()) {
      close();
    }
  }

  void close() {
    var unused = context().close();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    stopTimer();
    exchange++;
    forget();
    busy = true;
    held.forEach(ReferenceCountUtil::release);
    held.clear();
    all.closed(this);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    close();
  }
}
