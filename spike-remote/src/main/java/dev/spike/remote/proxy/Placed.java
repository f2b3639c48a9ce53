package dev.spike.remote.proxy;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A toxic in a proxy's list.
 *
 * @param named what users see of it
 * @param key from which each connection draws
 * @param revision how often it was changed
 * @param place the same for all revisions, and for no other toxic
 * @param acted told of each time it acts; null when nobody asks
 */
record Placed(
    NamedToxic named, Key key, int revision, Object place, @Nullable Consumer<String> acted) {
  static Placed first(NamedToxic named, Key key, @Nullable Consumer<String> acted) {
    return new Placed(named, key, 0, new Object(), acted);
  }

  Placed changed(NamedToxic other) {
    return new Placed(other, key, revision + 1, place, acted);
  }
}
