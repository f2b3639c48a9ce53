package dev.spike.remote.discovery;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import javax.naming.Context;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.DirContext;
import javax.naming.directory.InitialDirContext;
import org.jspecify.annotations.Nullable;

/** Asks DNS through the JDK's JNDI provider (module jdk.naming.dns). One thread at a time. */
final class DnsQuestions implements AutoCloseable {
  private final DirContext context;
  private final String asked;

  DnsQuestions(@Nullable InetSocketAddress server, Duration timeout) throws IOException {
    asked = server == null ? "the system's DNS servers" : "DNS server " + shown(server);
    Properties settings = new Properties();
    settings.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.dns.DnsContextFactory");
    settings.put(Context.PROVIDER_URL, server == null ? "dns:" : "dns://" + shown(server));
    settings.put("com.sun.jndi.dns.timeout.initial", Long.toString(timeout.toMillis()));
    settings.put("com.sun.jndi.dns.timeout.retries", "2");
    try {
      context = new InitialDirContext(settings);
    } catch (NamingException e) {
      throw new IOException("cannot ask " + asked + ": " + reason(e), e);
    }
  }

  private static String shown(InetSocketAddress server) {
    String host = server.getAddress().getHostAddress();
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + server.getPort();
  }

  /**
   * The records of one type, as text; empty if the name or the type is not there.
   *
   * <p>Why JNDI is safe here: the provider is fixed to that of DNS, which yields text and bytes and
   * never turns an answer into an object of a class that the answer names.
   */
  @SuppressWarnings("BanJNDI")
  List<String> records(String name, String type) throws IOException {
    try {
      // The closing dot: no search list, this very name.
      Attribute found = context.getAttributes(name + ".", new String[] {type}).get(type);
      return found == null ? List.of() : texts(found);
    } catch (NameNotFoundException e) {
      return List.of();
    } catch (NamingException e) {
      throw new IOException(type + " look-up of " + name + " at " + asked + ": " + reason(e), e);
    }
  }

  private static List<String> texts(Attribute attribute) throws NamingException {
    List<String> texts = new ArrayList<>();
    for (Object value : Collections.list(attribute.getAll())) {
      texts.add(value.toString());
    }
    return texts;
  }

  private static String reason(NamingException e) {
    Throwable root = e.getRootCause();
    String text = root == null ? e.getMessage() : root.getMessage();
    return text == null ? e.getClass().getSimpleName() : text;
  }

  @Override
  public void close() throws IOException {
    try {
      context.close();
    } catch (NamingException e) {
      throw new IOException("cannot close the DNS context", e);
    }
  }
}
