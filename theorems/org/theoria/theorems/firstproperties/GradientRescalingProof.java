package org.theoria.theorems.firstproperties;
import org.theoria.proposition.Proof;
final class GradientRescalingProof { private GradientRescalingProof() {}
static Proof steps() { return Proof.of(); }
}
