package dev.spike.remote.proxy;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The toxics of a proxy. Thread-safe: changes are made one after the other, readers see the list
 * before or after one. The list of a direction is a new one exactly when something in it changed.
 */
final class Toxics {
  private volatile Chains chains = new Chains(List.of(), List.of());

  private record Chains(List<Placed> upstream, List<Placed> downstream) {
    List<Placed> of(Direction direction) {
      return direction == Direction.UPSTREAM ? upstream : downstream;
    }

    Chains with(Direction direction, List<Placed> changed) {
      return direction == Direction.UPSTREAM
          ? new Chains(List.copyOf(changed), downstream)
          : new Chains(upstream, List.copyOf(changed));
    }
  }

  List<Placed> of(Direction direction) {
    return chains.of(direction);
  }

  List<NamedToxic> named() {
    return all().map(Placed::named).toList();
  }

  private Stream<Placed> all() {
    Chains now = chains;
    return Stream.concat(now.upstream.stream(), now.downstream.stream());
  }

  synchronized Placed add(NamedToxic toxic, Key key, @Nullable Consumer<String> acted) {
    if (all().anyMatch(placed -> placed.named().name().equals(toxic.name()))) {
      throw new IllegalArgumentException(
          "The toxic %s is there already: give another name, or update it".formatted(toxic.name()));
    }
    Placed placed = Placed.first(toxic, key, acted);
    List<Placed> changed = new ArrayList<>(of(toxic.direction()));
    changed.add(placed);
    chains = chains.with(toxic.direction(), changed);
    return placed;
  }

  synchronized NamedToxic update(String name, double toxicity, Toxic toxic) {
    Placed before = find(name);
    NamedToxic old = before.named();
    if (!old.toxic().type().equals(toxic.type())) {
      throw new IllegalArgumentException(
          "The toxic %s is of type %s, but was to become a %s: add another one"
              .formatted(name, old.toxic().type(), toxic.type()));
    }
    NamedToxic changed = new NamedToxic(name, old.direction(), toxicity, toxic);
    List<Placed> all = new ArrayList<>(of(old.direction()));
    all.set(all.indexOf(before), before.changed(changed));
    chains = chains.with(old.direction(), all);
    return changed;
  }

  synchronized void remove(String name) {
    remove(find(name));
  }

  private Placed find(String name) {
    return all()
        .filter(placed -> placed.named().name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new NoSuchElementException("There is no toxic %s: add it".formatted(name)));
  }

  /** Whatever it has been changed to since; nothing happens when it is gone. */
  synchronized void remove(Placed toxic) {
    Direction direction = toxic.named().direction();
    List<Placed> left = new ArrayList<>(of(direction));
    if (left.removeIf(placed -> placed.place() == toxic.place())) {
      chains = chains.with(direction, left);
    }
  }

  synchronized void removeAll() {
    chains = new Chains(List.of(), List.of());
  }
}
