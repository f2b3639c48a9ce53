package dev.spike.samples.storefront;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

class LeakTest {
  private static final int MEGABYTE = 1 << 20;

  @Test
  void theFaultKeepsMemoryForEver() throws Exception {
    assertThat(bytesHeldAfter(20, "--leak-bytes-per-request", "" + MEGABYTE))
        .isGreaterThan(15L * MEGABYTE);
  }

  @Test
  void withoutItNothingIsKept() throws Exception {
    assertThat(bytesHeldAfter(20)).isZero();
  }

  /** Bytes in arrays of a megabyte or more, as a class histogram after a full collection says. */
  private static long bytesHeldAfter(int requests, String... more) throws Exception {
    List<String> flags = new ArrayList<>(List.of("--services", "workers"));
    flags.addAll(List.of(more));
    long before = byteArrays();
    try (StorefrontInProcess storefront =
        StorefrontInProcess.start(
            StorefrontOptions.of(flags.toArray(String[]::new)), StorefrontHooks.none())) {
      Client client = new Client(storefront.uri(Service.WORKERS));
      for (int i = 0; i < requests; i++) {
        client.get("/health");
      }
      long grown = byteArrays() - before;
      return grown < 10L * MEGABYTE ? 0 : grown;
    }
  }

  @Test
  void connectionsOfTheFeedLeaveNoHttpSessionBehind() throws Exception {
    try (StorefrontInProcess storefront =
        StorefrontInProcess.start(
            StorefrontOptions.of("--services", "backend"), StorefrontHooks.none())) {
      HttpClient http = HttpClient.newHttpClient();
      for (int i = 0; i < 50; i++) {
        FeedClient client = FeedClient.open(http, storefront.uri(Service.BACKEND));
        client.send("subscribe 1");
        client.close();
        client.closed().get(30, TimeUnit.SECONDS);
      }
      assertThat(column("org.eclipse.jetty.session.ManagedSession", 1)).isLessThan(25);
    }
  }

  private static long byteArrays() throws Exception {
    return column("[B", 2);
  }

  /** Column 1 counts instances, column 2 bytes. */
  private static long column(String className, int column) throws Exception {
    String histogram =
        (String)
            ManagementFactory.getPlatformMBeanServer()
                .invoke(
                    new ObjectName("com.sun.management:type=DiagnosticCommand"),
                    "gcClassHistogram",
                    new Object[] {new String[0]},
                    new String[] {String[].class.getName()});
    return histogram
        .lines()
        .filter(line -> (line + " ").contains(" " + className + " "))
        .mapToLong(line -> Long.parseLong(line.strip().split("\\s+", -1)[column]))
        .sum();
  }
}
