package dev.spike.remote.proxy;

/**
 * Drops whole chunks, so that the stream arrives with holes. This is what Toxiproxy calls packet
 * loss; TCP hides a lost packet from its users, and {@link Stall} is what they see of one.
 *
 * @param lossRate the share of chunks that is dropped, from 0 to 1
 * @param correlation how much drops come in bursts, as in {@link Stall}: from 0 to below 1
 */
public record PacketLoss(double lossRate, double correlation) implements Toxic {
  /** Checks the bounds. */
  public PacketLoss {
    Probability.check("loss rate of a packet loss toxic", lossRate);
    Probability.checkCorrelation("correlation of a packet loss toxic", correlation);
  }

  @Override
  public String type() {
    return "packet_loss";
  }
}
