package dev.spike.remote.toxiproxy;

import dev.spike.remote.proxy.ChaosProxy;
import dev.spike.remote.proxy.ProxyPlan;
import java.io.IOException;

/**
 * What the data paths of all proxies share.
 *
 * @param seed decides what is drawn
 * @param halfClose whether the end of one stream is passed on alone; Toxiproxy closes both
 */
record PathSettings(long seed, boolean halfClose) {
  /** A path that does not listen yet. */
  ChaosProxy open(String name, String listen, String upstream) throws IOException {
    return ProxyPlan.lenient(upstream)
        .named(name)
        .listen(listen)
        .seed(seed)
        .halfClose(halfClose)
        .enabled(false)
        .start();
  }
}
