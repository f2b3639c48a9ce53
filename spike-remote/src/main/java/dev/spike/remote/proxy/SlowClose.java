package dev.spike.remote.proxy;

/**
 * Holds back the end of the stream; its bytes pass untouched. Removed meanwhile, the stream ends at
 * once; changed, the delay begins anew.
 *
 * @param delayMillis milliseconds
 */
public record SlowClose(long delayMillis) implements Toxic {
  @Override
  public String type() {
    return "slow_close";
  }
}
