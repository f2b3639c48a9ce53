package dev.spike.remote.toxiproxy;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The clients that are connected, bounded: when there is no room the one that has been waited for
 * longest goes, so that thousands that never ask anything keep nobody out. Used on the one event
 * loop only.
 */
final class Connections {
  private final int most;
  private final long mostBytes;
  private long bytes;
  private boolean closed;
  private final Set<Connection> answering = new LinkedHashSet<>();
  private final Set<Connection> waiting = new LinkedHashSet<>();

  Connections(Limits limits) {
    this.most = limits.connections();
    this.mostBytes = limits.allBodies();
  }

  /** Whether there is room for so many bytes more of a body; they must be given back. */
  boolean take(int more) {
    if (bytes + more > mostBytes) {
      return false;
    }
    bytes += more;
    return true;
  }

  void giveBack(long taken) {
    bytes -= taken;
  }

  /** Whether there is room for it, if need be by closing another. */
  boolean admit(Connection connection) {
    if (closed || (answering.size() + waiting.size() >= most && !closeOldest())) {
      return false;
    }
    waiting.add(connection);
    return true;
  }

  private boolean closeOldest() {
    Iterator<Connection> oldest = waiting.iterator();
    if (!oldest.hasNext()) {
      return false;
    }
    Connection victim = oldest.next();
    oldest.remove();
    victim.close();
    return true;
  }

  /** A whole request has come: it is not closed before it is answered. */
  void answering(Connection connection) {
    if (waiting.remove(connection)) {
      answering.add(connection);
    }
  }

  /** Answered: the last to be closed again. */
  void waiting(Connection connection) {
    if (answering.remove(connection)) {
      waiting.add(connection);
    }
  }

  void closed(Connection connection) {
    waiting.remove(connection);
    answering.remove(connection);
  }

  /** There is no room any more. */
  void closeAll() {
    closed = true;
    for (Set<Connection> some : List.of(waiting, answering)) {
      List.copyOf(some).forEach(Connection::close);
    }
  }
}
