package dev.spike.remote.discovery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Places from DNS: SRV records of {@code _service._tcp.domain}; where there are none, the A records
 * of {@code service.domain} with a port set here.
 *
 * <p>With a DNS server given, the places hold the IP addresses it answered, since the system may
 * not know its names; with the system's own servers they hold names, which TLS and allow-lists can
 * compare. SRV places come by priority, then weight. Immutable and thread-safe.
 *
 * <p>A question that gets no answer is asked once more with twice the time-out, so a look-up lasts
 * at most three time-outs a name and server. It does not react to interrupts.
 */
public final class DnsDiscovery implements Discovery {
  private final String domain;
  private final @Nullable InetSocketAddress server;
  private final int addressPort;
  private final String scheme;
  private final Duration timeout;

  private DnsDiscovery(
      String domain,
      @Nullable InetSocketAddress server,
      int addressPort,
      String scheme,
      Duration timeout) {
    this.domain = domain;
    this.server = server;
    this.addressPort = addressPort;
    this.scheme = scheme;
    this.timeout = timeout;
  }

  /** SRV records under a domain, http, the system's DNS servers, 2 s a question. */
  public static DnsDiscovery of(String domain) {
    String bare = domain.endsWith(".") ? domain.substring(0, domain.length() - 1) : domain;
    if (!bare.matches("[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?")) {
      throw new IllegalArgumentException(
          "DNS domain '" + domain + "' is not a name: give one such as staging.example");
    }
    return new DnsDiscovery(bare, null, 0, "http", Duration.ofSeconds(2));
  }

  /** The same, asking one server only. */
  public DnsDiscovery server(InetSocketAddress address) {
    if (address.isUnresolved()) {
      throw new IllegalArgumentException(
          "DNS server " + address + " does not resolve: give its IP address");
    }
    return new DnsDiscovery(domain, address, addressPort, scheme, timeout);
  }

  /** The same, falling back to A records with this port. */
  public DnsDiscovery addressPort(int port) {
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException(
          "port is " + port + ": it must be from 1 to 65535, the one the service listens at");
    }
    return new DnsDiscovery(domain, server, port, scheme, timeout);
  }

  /** The same with another scheme, such as {@code https} or {@code ws}. */
  public DnsDiscovery scheme(String other) {
    if (!other.matches("[a-z][a-z0-9]*")) {
      throw new IllegalArgumentException("scheme '" + other + "' is not one such as http");
    }
    return new DnsDiscovery(domain, server, addressPort, other, timeout);
  }

  /** The same with another time-out of one question. */
  public DnsDiscovery timeout(Duration time) {
    if (time.toMillis() < 1 || time.compareTo(Duration.ofMinutes(1)) > 0) {
      throw new IllegalArgumentException(
          "DNS timeout is " + time + ": it must be from 1 ms to 1 minute");
    }
    return new DnsDiscovery(domain, server, addressPort, scheme, time);
  }

  @Override
  public List<URI> endpoints(String service) {
    ServiceNames.checked(service);
    try (DnsQuestions dns = new DnsQuestions(server, timeout)) {
      String name = "_" + service + "._tcp." + domain;
      List<SrvRecord> records =
          dns.records(name, "SRV").stream().map(SrvRecord::parse).sorted(SrvRecord.ORDER).toList();
      return records.isEmpty() ? byAddress(dns, service) : byRecord(dns, records);
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  private List<URI> byRecord(DnsQuestions dns, List<SrvRecord> records) throws IOException {
    List<URI> places = new ArrayList<>();
    for (SrvRecord record : records) {
      if (record.target().isEmpty()) {
        continue;
      }
      for (String host : hosts(dns, record.target())) {
        places.add(place(host, record.port()));
      }
    }
    return List.copyOf(places);
  }

  private List<URI> byAddress(DnsQuestions dns, String service) throws IOException {
    if (addressPort == 0) {
      return List.of();
    }
    String name = service + "." + domain;
    List<String> addresses = dns.records(name, "A");
    Stream<String> hosts =
        server == null ? addresses.stream().limit(1).map(any -> name) : addresses.stream();
    return hosts.map(host -> place(host, addressPort)).toList();
  }

  private List<String> hosts(DnsQuestions dns, String target) throws IOException {
    return server == null ? List.of(target) : dns.records(target, "A");
  }

  private URI place(String host, int port) {
    return URI.create(scheme + "://" + host + ":" + port);
  }
}
