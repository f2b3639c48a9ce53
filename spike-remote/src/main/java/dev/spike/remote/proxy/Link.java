package dev.spike.remote.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One direction of a connection: source, the toxics of that direction in their order, destination.
 * Without toxics bytes go straight through. Lives on the connection's event loop.
 *
 * <p>The source is read only while the destination takes bytes and the toxics hold less than {@link
 * #WINDOW}; so that, one read, and what the destination has not yet sent is all there is in memory.
 */
final class Link implements Outlet {
  /** Bytes that toxics hold at most, give or take one read. */
  static final int WINDOW = 4 << 20;

  /** A read that filled its buffer to less than this part is copied before it is held. */
  private static final int SPARSE = 4;

  private final Connection connection;
  private final Direction direction;
  private final Channel source;
  private final Channel destination;
  private final Toxics toxics;
  private final LongAdder received;
  private final LongAdder sent;

  private List<Placed> applied = List.of();
  private final List<Slot> slots = new ArrayList<>();
  private Outlet first = this;
  private @Nullable Ending ended;
  private int held;
  private boolean reading = true;
  private boolean unflushed;
  private boolean exhausted;
  private boolean dead;

  Link(Connection connection, Direction direction, Channel source, Channel destination) {
    this.connection = connection;
    this.direction = direction;
    this.source = source;
    this.destination = destination;
    this.toxics = connection.hub().toxics;
    this.received = connection.hub().traffic.received(direction);
    this.sent = connection.hub().traffic.sent(direction);
    refresh();
  }

  /** Begins to read. */
  void open() {
    source.config().setAutoRead(reading);
  }

  long number() {
    return connection.number();
  }

  EventLoop loop() {
    return source.eventLoop();
  }

  /** The source has sent this. */
  void read(ByteBuf data) {
    received.add(data.readableBytes());
    refresh();
    if (dead) {
      data.release();
    } else if (slots.isEmpty()) {
      write(data);
      if (!destination.isWritable()) {
        flush();
      }
    } else {
      first.chunk(new Chunk(compact(data), System.nanoTime()));
    }
    throttle();
  }

  private ByteBuf compact(ByteBuf data) {
    if (data.readableBytes() * SPARSE >= data.capacity()) {
      return data;
    }
    ByteBuf copy = source.alloc().directBuffer(data.readableBytes());
    copy.writeBytes(data);
    data.release();
    return copy;
  }

  /** The source has sent no more for now. */
  void flush() {
    if (unflushed) {
      unflushed = false;
      destination.flush();
    }
  }

  /** The source has ended its stream, or is closed. */
  void sourceEnded(Ending how) {
    exhausted = true;
    throttle();
    if (!dead) {
      refresh();
      first.end(how);
      flush();
    }
  }

  /** Past the last toxic. */
  @Override
  public void chunk(Chunk chunk) {
    if (dead) {
      chunk.release();
    } else {
      write(chunk.data);
    }
  }

  private void write(ByteBuf data) {
    sent.add(data.readableBytes());
    unflushed = true;
    var unused = destination.write(data, destination.voidPromise());
  }

  /** Past the last toxic, and after all bytes; a harsher one may follow a milder one. */
  @Override
  public void end(Ending how) {
    if (dead || (ended != null && how.compareTo(ended) <= 0)) {
      return;
    }
    ended = how;
    switch (how) {
      case HALF -> afterAll(done -> connection.endHalf(destination));
      case FULL -> afterAll(ChannelFutureListener.CLOSE);
      case RESET -> connection.reset();
    }
  }

  private void afterAll(ChannelFutureListener listener) {
    unflushed = false;
    destination.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(listener);
  }

  /** The destination is gone. */
  void die() {
    dead = true;
    slots.forEach(Slot::discard);
    throttle();
  }

  /** The destination takes bytes again, or no more. */
  void writabilityChanged() {
    throttle();
    if (destination.isWritable() && !slots.isEmpty()) {
      // Not at once: some stage may be about to write.
      loop().execute(this::resume);
    }
  }

  private void resume() {
    if (!dead) {
      List.copyOf(slots).forEach(Slot::resume);
    }
  }

  /** Whether the destination takes bytes. */
  boolean flows() {
    return !dead && destination.isWritable();
  }

  /** The toxics hold so many bytes more, or less. */
  void hold(int bytes) {
    held += bytes;
  }

  /** Reads the source or lets it wait, as the destination and the toxics can take more. */
  void throttle() {
    boolean wanted = flows() && held < WINDOW && !exhausted;
    if (wanted != reading) {
      reading = wanted;
      source.config().setAutoRead(wanted);
    }
  }

  /** Follows the changes of the proxy's toxics, if there are any. */
  void refresh() {
    List<Placed> wanted = toxics.of(direction);
    if (wanted != applied) {
      applied = wanted;
      if (!dead) {
        change(wanted);
        flush();
        throttle();
      }
    }
  }

  private void change(List<Placed> wanted) {
    Map<Object, Placed> places =
        wanted.stream().collect(Collectors.toMap(Placed::place, Function.identity()));
    for (Slot slot : List.copyOf(slots)) {
      Placed now = places.remove(slot.place());
      if (now == null) {
        slots.remove(slot);
        slot.remove();
      } else {
        slot.become(now);
      }
    }
    chain();
    wanted.stream().filter(places::containsValue).forEach(this::append);
  }

  private void append(Placed placed) {
    slots.add(new Slot(this, placed, this));
    chain();
  }

  private void chain() {
    Outlet next = this;
    for (int i = slots.size() - 1; i >= 0; i--) {
      slots.get(i).follow(next);
      next = slots.get(i);
    }
    first = next;
  }
}
