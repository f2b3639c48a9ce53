package dev.spike;

import dev.spike.measure.Fact;
import java.util.List;

/** Finds out figures when the load is over, such as how many connections were never given back. */
@FunctionalInterface
public interface FactSource {
  /** The figures; an exception makes the scenario INVALID. */
  List<Fact> facts() throws Exception;
}
