package dev.spike.remote.proxy;

/**
 * A toxic as it stands at a proxy.
 *
 * @param name unique at its proxy, over both directions; not empty
 * @param direction whose bytes it acts on
 * @param toxicity the share of connections it acts on: each draws a number from 0 to below 1, and
 *     those below the toxicity are hit. So 1 and more is all, 0 and less is none
 * @param toxic what it does
 */
public record NamedToxic(String name, Direction direction, double toxicity, Toxic toxic) {
  /** Checks the bounds. */
  public NamedToxic {
    if (name.isEmpty()) {
      throw new IllegalArgumentException(
          "The name of a toxic was empty: give one, such as %s_%s"
              .formatted(toxic.type(), direction));
    }
    if (Double.isNaN(toxicity)) {
      throw new IllegalArgumentException(
          "The toxicity of %s was not a number: give a share from 0 to 1".formatted(name));
    }
  }
}
