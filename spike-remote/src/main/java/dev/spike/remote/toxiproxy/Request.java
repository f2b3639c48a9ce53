package dev.spike.remote.toxiproxy;

import java.nio.ByteBuffer;

/**
 * A whole request.
 *
 * @param target the request line's, path and query, still encoded
 * @param host header, empty when missing; so are the two that follow
 * @param body over an array of its own
 */
record Request(
    String method,
    String target,
    String host,
    String userAgent,
    String authorization,
    ByteBuffer body) {}
