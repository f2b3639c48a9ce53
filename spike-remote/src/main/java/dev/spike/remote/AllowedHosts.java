package dev.spike.remote;

import io.netty.util.NetUtil;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * The hosts that load may be sent to: this machine's loopback addresses, and those that were named
 * one by one.
 *
 * <p>A host that was not named passes only if <em>every</em> address it resolves to is loopback.
 * Names are compared without regard to case and a closing dot; there are no wildcards, and a name
 * allows neither its addresses nor its sub-domains. Immutable and thread-safe.
 */
public final class AllowedHosts {
  private static final AllowedHosts LOOPBACK_ONLY =
      new AllowedHosts(Set.of(), InetAddress::getAllByName);

  private final Set<String> names;
  private final NameLookup lookup;

  private AllowedHosts(Set<String> names, NameLookup lookup) {
    this.names = names;
    this.lookup = lookup;
  }

  /** Loopback and nothing else: the default of every client. */
  public static AllowedHosts loopbackOnly() {
    return LOOPBACK_ONLY;
  }

  static AllowedHosts loopbackOnly(NameLookup lookup) {
    return new AllowedHosts(Set.of(), lookup);
  }

  /**
   * These hosts and one more.
   *
   * @param host a host name or an IP address, without scheme, port or wildcard
   * @throws IllegalArgumentException if it is not a bare host
   */
  public AllowedHosts and(String host) {
    String name = normal(host);
    if (!bareHost(name)) {
      throw new IllegalArgumentException(
          "allowed host '"
              + host
              + "' is not a host: give one bare name or address such as staging.example, without"
              + " scheme, port or wildcard");
    }
    Set<String> more = new TreeSet<>(names);
    more.add(name);
    return new AllowedHosts(Set.copyOf(more), lookup);
  }

  /**
   * Resolves a host once and returns the address to connect to. Nothing is sent to the host; the
   * resolver may be asked for its name.
   *
   * @throws IllegalArgumentException if load must not be sent there
   * @throws UncheckedIOException if the name does not resolve
   */
  public InetAddress checked(String host) {
    String name = normal(host);
    InetAddress[] addresses = resolve(name);
    if (!names.contains(name)) {
      Arrays.stream(addresses)
          .filter(address -> !address.isLoopbackAddress())
          .findFirst()
          .ifPresent(address -> refuse(name, address));
    }
    return addresses[0];
  }

  private static void refuse(String name, InetAddress address) {
    String shown =
        name.equals(address.getHostAddress())
            ? name
            : name + " (resolves to " + address.getHostAddress() + ")";
    throw new IllegalArgumentException(
        "host "
            + shown
            + " is not loopback and not on the allow-list: load goes only where it was asked for;"
            + " add AllowedHosts.loopbackOnly().and(\""
            + name
            + "\") to the options if it is yours to load");
  }

  private InetAddress[] resolve(String name) {
    try {
      InetAddress[] found = lookup.addresses(name);
      if (found.length == 0) {
        throw new UnknownHostException(name);
      }
      return found;
    } catch (UnknownHostException e) {
      UnknownHostException clear =
          new UnknownHostException("host " + name + " does not resolve: check its spelling or DNS");
      clear.initCause(e);
      throw new UncheckedIOException(clear.getMessage(), clear);
    }
  }

  /** Lower case, no closing dot, no brackets; one spelling for each IP address. */
  private static String normal(String host) {
    String name = host.strip().toLowerCase(Locale.ROOT);
    if (name.startsWith("[") && name.endsWith("]")) {
      name = name.substring(1, name.length() - 1);
    }
    if (name.length() > 1 && name.endsWith(".")) {
      name = name.substring(0, name.length() - 1);
    }
    byte[] literal = NetUtil.createByteArrayFromIpAddressString(name);
    return literal == null ? name : spelled(literal);
  }

  private static String spelled(byte[] literal) {
    try {
      return InetAddress.getByAddress(literal).getHostAddress();
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address of " + literal.length + " bytes", e);
    }
  }

  private static boolean bareHost(String name) {
    return NetUtil.isValidIpV6Address(name) || name.matches("[a-z0-9]([a-z0-9._-]*[a-z0-9])?");
  }
}
