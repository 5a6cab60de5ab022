package org.theoria.arithmetic.architecture;

import org.matheclipse.core.interfaces.IExpr;

/** Wrong on purpose, for {@code ArchitectureTest}: only {@code symbolic} imports Symja. */
public record ImportsSymja(IExpr expression) {}
