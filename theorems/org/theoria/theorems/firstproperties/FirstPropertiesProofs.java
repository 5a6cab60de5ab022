package org.theoria.theorems.firstproperties;
import org.theoria.proposition.Proof;
final class FirstPropertiesProofs { private FirstPropertiesProofs() {}
static Proof reluNonCoercive() { return Proof.of(); }
}
