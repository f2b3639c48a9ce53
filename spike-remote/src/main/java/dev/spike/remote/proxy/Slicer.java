package dev.spike.remote.proxy;

/**
 * Cuts each chunk into pieces and waits after each of them. A chunk is halved, near its middle,
 * until a piece is at most average + variation bytes long. Changed or removed meanwhile, the rest
 * of the chunk goes out in one piece.
 *
 * @param averageSize bytes, 1 or more
 * @param sizeVariation bytes, 0 or more and below the average
 * @param delayMicros microseconds
 */
public record Slicer(long averageSize, long sizeVariation, long delayMicros) implements Toxic {
  /** Checks the bounds. */
  public Slicer {
    if (averageSize < 1) {
      throw new IllegalArgumentException(
          "The average size of a slicer was %d, but must be 1 or more: give the bytes of a piece"
              .formatted(averageSize));
    }
    if (sizeVariation < 0 || sizeVariation >= averageSize) {
      throw new IllegalArgumentException(
          "The size variation of a slicer was %d, but must be 0 or more and below the average size, %d: give a smaller one"
              .formatted(sizeVariation, averageSize));
    }
  }

  @Override
  public String type() {
    return "slicer";
  }
}
