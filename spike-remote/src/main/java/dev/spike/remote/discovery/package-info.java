/**
 * Says where a service is: fixed addresses, environment variables, DNS. Only names places; whether
 * one may be attacked is decided by the clients that connect to it.
 */
@NullMarked
package dev.spike.remote.discovery;

import org.jspecify.annotations.NullMarked;
