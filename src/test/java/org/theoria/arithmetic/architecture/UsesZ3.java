package org.theoria.arithmetic.architecture;

import com.microsoft.z3.Context;

/** Wrong on purpose, for {@code ArchitectureTest}: only {@code Z3Calls} uses Z3. */
public record UsesZ3(Context context) {}
