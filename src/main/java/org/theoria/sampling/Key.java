package org.theoria.sampling;

import java.nio.charset.StandardCharsets;

/**
 * What all the streams of one search have in common: instance i of seed s of a proposition is a
 * pure function of (proposition, s, i).
 *
 * @param domain what is drawn for, usually a proposition's id; different domains give unrelated
 *     streams
 * @param seed the user's seed
 */
public record Key(String domain, long seed) {

  /** The stream of instance {@code index}. */
  public Stream stream(long index) {
    return new Stream(Stream.mix(Stream.mix(hash(domain) ^ Stream.mix(seed)) + index));
  }

  /** FNV-1a, 64 bits: fixed by its definition, unlike a hash code of the platform. */
  private static long hash(String text) {
    long h = 0xcbf29ce484222325L;
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      h = (h ^ (b & 0xff)) * 0x100000001b3L;
    }
    return h;
  }
}
