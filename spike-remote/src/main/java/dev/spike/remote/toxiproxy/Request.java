package dev.spike.remote.toxiproxy;

/**
 * A whole request.
 *
 * @param target the request line's, path and query, still encoded
 * @param host header, empty when missing; so are the two that follow
 */
@SuppressWarnings("ArrayRecordComponent") // requests are never compared
record Request(
    String method,
    String target,
    String host,
    String userAgent,
    String authorization,
    byte[] body) {}
