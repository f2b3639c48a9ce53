package dev.spike.chaos.fault;

import dev.spike.chaos.CallFault;
import dev.spike.chaos.Effect;
import dev.spike.chaos.Hit;
import dev.spike.chaos.Lease;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** One of several faults for each call that is hit: the draw that decides also chooses. */
record OneOf(List<Weighted> choices) implements CallFault {
  OneOf {
    if (choices.size() < 2) {
      throw new IllegalArgumentException(
          "The number of faults to choose among was %d, but must be 2 or more: place a single one itself"
              .formatted(choices.size()));
    }
    if (choices.stream().anyMatch(choice -> choice.fault() instanceof OneOf)) {
      throw new IllegalArgumentException(
          "One of the faults to choose among was itself a choice among several, but one draw chooses once: give them all to one choice");
    }
  }

  @Override
  public String kind() {
    return "one-of";
  }

  /** Two faults of one kind are told apart by their place. */
  @Override
  public List<String> kinds() {
    List<String> kinds = choices.stream().map(choice -> choice.fault().kind()).toList();
    return IntStream.range(0, kinds.size())
        .mapToObj(
            i ->
                kinds.indexOf(kinds.get(i)) == kinds.lastIndexOf(kinds.get(i))
                    ? kinds.get(i)
                    : kinds.get(i) + "-" + (i + 1))
        .toList();
  }

  @Override
  public Effect begin(Lease lease) {
    List<Effect> effects = new ArrayList<>();
    choices.forEach(choice -> effects.add(choice.fault().begin(lease)));
    return new Chosen(kinds(), effects);
  }

  private int chosenBy(Hit hit) {
    double left = hit.choice() * choices.stream().mapToDouble(Weighted::weight).sum();
    for (int i = 0; i < choices.size() - 1; i++) {
      left -= choices.get(i).weight();
      if (left < 0) {
        return i;
      }
    }
    return choices.size() - 1;
  }

  private final class Chosen implements Effect {
    private final List<String> kinds;
    private final List<Effect> effects;

    Chosen(List<String> kinds, List<Effect> effects) {
      this.kinds = kinds;
      this.effects = effects;
    }

    private Effect of(Hit hit) {
      return effects.get(chosenBy(hit));
    }

    @Override
    public boolean fits(Hit hit) {
      hit.actsAs(kinds.get(chosenBy(hit)));
      return of(hit).fits(hit);
    }

    @Override
    public boolean actsOnResult(Hit hit) {
      return of(hit).actsOnResult(hit);
    }

    @Override
    public void act(Hit hit) throws Throwable {
      of(hit).act(hit);
    }

    @Override
    public void close() throws Exception {
      Exception thrown = null;
      for (Effect effect : effects) {
        try {
          effect.close();
        } catch (Exception e) {
          thrown = e;
        }
      }
      if (thrown != null) {
        throw thrown;
      }
    }
  }
}
