package dev.spike.remote.proxy;

/**
 * Each chunk is passed on so much after it was read, never before the one ahead of it:
 *
 * <pre>
 *   due = read + latency + U[-jitter, jitter)
 * </pre>
 *
 * <p>Delays do not add up along a stream: what was sent over 100 ms arrives over 100 ms. Those of
 * two such toxics do. Connecting and closing are not delayed.
 *
 * @param latencyMillis milliseconds
 * @param jitterMillis milliseconds; below zero there is none
 */
public record Latency(long latencyMillis, long jitterMillis) implements Toxic {
  @Override
  public String type() {
    return "latency";
  }
}
