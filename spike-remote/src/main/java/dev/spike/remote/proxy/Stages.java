package dev.spike.remote.proxy;

import java.util.SplittableRandom;
import java.util.function.LongSupplier;

/** Makes what a toxic does on one connection, or nothing if the connection is not hit. */
final class Stages {
  private Stages() {}

  static Stage of(Placed placed, Slot slot) {
    SplittableRandom random = placed.key().random(slot.link.number(), placed.revision());
    NamedToxic named = placed.named();
    boolean hit = random.nextDouble() < named.toxicity();
    return hit ? acting(named.toxic(), slot, random) : new PassStage(slot);
  }

  private static Stage acting(Toxic toxic, Slot slot, SplittableRandom random) {
    if (toxic instanceof Latency latency) {
      return new DelayStage(slot, delays(latency, random));
    } else if (toxic instanceof Bandwidth bandwidth) {
      return new BandwidthStage(slot, bandwidth);
    } else if (toxic instanceof SlowClose slowClose) {
      return new SlowCloseStage(slot, slowClose);
    } else if (toxic instanceof Timeout timeout) {
      return new TimeoutStage(slot, timeout);
    } else if (toxic instanceof ResetPeer reset) {
      return new ResetStage(slot, reset);
    } else if (toxic instanceof Slicer slicer) {
      return new SlicerStage(slot, slicer, random);
    } else if (toxic instanceof LimitData limit) {
      return new LimitStage(slot, limit);
    }
    return own(toxic, slot, random);
  }

  private static Stage own(Toxic toxic, Slot slot, SplittableRandom random) {
    if (toxic instanceof Corrupt corrupt) {
      return new CorruptStage(slot, corrupt, random);
    } else if (toxic instanceof Stall stall) {
      return new DelayStage(slot, delays(stall, random));
    } else if (toxic instanceof PacketLoss loss) {
      return new LossStage(slot, new Losses(loss.lossRate(), loss.correlation(), random));
    }
    return new PassStage(slot);
  }

  private static LongSupplier delays(Latency latency, SplittableRandom random) {
    long middle = Stage.nanos(latency.latencyMillis());
    long spread = Stage.nanos(latency.jitterMillis());
    return spread == 0
        ? () -> middle
        : () -> middle + (long) (spread * (2 * random.nextDouble() - 1));
  }

  private static LongSupplier delays(Stall stall, SplittableRandom random) {
    Losses losses = new Losses(stall.probability(), stall.correlation(), random);
    long pause = Stage.nanos(stall.millis());
    return () -> losses.next() ? pause : 0;
  }
}
