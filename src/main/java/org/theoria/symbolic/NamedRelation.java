package org.theoria.symbolic;

/**
 * A relation with a name for a reader.
 *
 * @param name what it is: "weights-1 (2,1)"
 * @param relation the relation
 */
record NamedRelation(String name, Comparison relation) {}
