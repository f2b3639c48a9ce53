package dev.spike.measure;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/**
 * Latencies to and from the text in which HdrHistogram logs keep histograms (V2, compressed,
 * base64).
 */
public final class HdrCodec {
  private static final int DIGITS = 3;

  private HdrCodec() {}

  /** The text of a distribution; the empty text where it holds no value. */
  public static String encode(Latencies latencies) {
    if (latencies.count() == 0) {
      return "";
    }
    Histogram histogram = histogram(latencies);
    ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
    int length = histogram.encodeIntoCompressedByteBuffer(buffer);
    return Base64.getEncoder().encodeToString(java.util.Arrays.copyOf(buffer.array(), length));
  }

  /** The same distribution as a histogram of three digits. */
  public static Histogram histogram(Latencies latencies) {
    Histogram histogram = new Histogram(DIGITS);
    histogram.setAutoResize(true);
    latencies.forEach(histogram::recordValueWithCount);
    return histogram;
  }

  /**
   * The distribution that a text stands for.
   *
   * @throws IllegalArgumentException when the text is not an encoded histogram
   */
  public static Latencies decode(String text) {
    if (text.isEmpty()) {
      return Latencies.EMPTY;
    }
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(text));
      Histogram histogram = Histogram.decodeFromCompressedByteBuffer(bytes, 0);
      return latenciesOf(histogram);
    } catch (DataFormatException | RuntimeException e) {
      throw new IllegalArgumentException("not an encoded HdrHistogram: " + e.getMessage(), e);
    }
  }

  private static Latencies latenciesOf(Histogram histogram) {
    LatencyEncoder encoder = new LatencyEncoder(64);
    for (HistogramIterationValue value : histogram.recordedValues()) {
      encoder.append(
          Buckets.indexOf(value.getValueIteratedTo()), value.getCountAtValueIteratedTo());
    }
    return encoder.toLatencies();
  }
}
