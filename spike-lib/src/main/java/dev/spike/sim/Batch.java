package dev.spike.sim;

import dev.spike.measure.Outcome;
import java.util.ArrayList;
import java.util.List;

/** Operations that end within one interval, in any order. */
final class Batch {
  private final List<Ending> endings = new ArrayList<>();

  private record Ending(Call call, long ended, Outcome outcome) {}

  /** Takes what is in a batch. */
  @FunctionalInterface
  interface Visitor {
    void visit(Call call, long ended, Outcome outcome);
  }

  void add(Call call, long ended, Outcome outcome) {
    endings.add(new Ending(call, ended, outcome));
  }

  void forEach(Visitor visitor) {
    endings.forEach(ending -> visitor.visit(ending.call, ending.ended, ending.outcome));
  }
}
