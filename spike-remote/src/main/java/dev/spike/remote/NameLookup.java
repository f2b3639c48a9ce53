package dev.spike.remote;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Turns a host name into addresses; the system's resolver unless a test gives another. */
@FunctionalInterface
interface NameLookup {
  /** At least one address, in the order of preference. */
  InetAddress[] addresses(String host) throws UnknownHostException;
}
