package dev.spike.bench;

import dev.spike.remote.proxy.ChaosProxy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One connection on the loopback interface: what the proxy adds to a round trip, and how many bytes
 * get through, beside a plain socket and a plain splice. Client, server and what is between them
 * share the machine. The figures are {@link SocketFigures}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 1, time = 3)
@Measurement(iterations = 1, time = 5)
@Fork(1)
public class ProxyBench {
  private static final int ROUND_TRIPS = 500;
  private static final long STREAM_BYTES = 256L << 20;

  /** What is between client and server. */
  public enum Way {
    /** Nothing. */
    SOCKET,
    /** Two threads that copy. */
    SPLICE,
    /** The proxy, without toxics. */
    PROXY
  }

  /** What is between client and server. */
  @Param({"SOCKET", "SPLICE", "PROXY"})
  public Way way = Way.SOCKET;

  private @Nullable CountingServer server;
  private @Nullable AutoCloseable between;
  private @Nullable CountingClient client;

  /** Connects. */
  @Setup
  public void connect() throws IOException {
    CountingServer listening = new CountingServer();
    server = listening;
    client =
        new CountingClient(new Socket(InetAddress.getLoopbackAddress(), through(listening.port())));
  }

  private int through(int port) throws IOException {
    switch (way) {
      case SPLICE -> {
        Splice splice = new Splice(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        between = splice;
        return splice.port();
      }
      case PROXY -> {
        ChaosProxy proxy = ChaosProxy.to("127.0.0.1:" + port).listen("127.0.0.1:0").start();
        between = proxy;
        return proxy.address().getPort();
      }
      default -> {
        return port;
      }
    }
  }

  /** Closes everything. */
  @TearDown
  public void close() throws Exception {
    connected().close();
    if (between != null) {
      between.close();
    }
    if (server != null) {
      server.close();
    }
  }

  private CountingClient connected() {
    if (client == null) {
      throw new IllegalStateException("not connected");
    }
    return client;
  }

  /** A byte there and a byte back, one after the other. */
  @Benchmark
  public void roundTrip(SocketFigures figures) throws IOException {
    CountingClient at = connected();
    for (int i = 0; i < ROUND_TRIPS; i++) {
      long since = System.nanoTime();
      at.send(1);
      figures.roundTrip(System.nanoTime() - since);
    }
  }

  /** Many bytes there, one back when all have come. */
  @Benchmark
  public void stream(SocketFigures figures) throws IOException {
    long since = System.nanoTime();
    connected().send(STREAM_BYTES);
    figures.stream(STREAM_BYTES, System.nanoTime() - since);
  }
}
