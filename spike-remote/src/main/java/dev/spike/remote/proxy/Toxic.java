package dev.spike.remote.proxy;

/**
 * What a proxy does to one direction of a connection. An immutable description; times below zero
 * count as zero.
 *
 * <p>Bytes travel in chunks: what one read from the socket gave, at most 128 KiB. Order is always
 * kept, and only toxics that say so lose bytes. A toxic that is changed or removed at once passes
 * on what it holds.
 */
public sealed interface Toxic
    permits Noop,
        Latency,
        Bandwidth,
        SlowClose,
        Timeout,
        ResetPeer,
        Slicer,
        LimitData,
        Corrupt,
        Stall,
        PacketLoss {

  /** The word that Toxiproxy has for it, such as {@code slow_close}. */
  String type();
}
