package org.theoria.backend;

/** Ties of a backend that works on the host. */
record HostTies(SessionKernels owner, Ties ties, Lifetime lifetime) implements DeviceTies {}
