package org.theoria.symbolic;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A question for a solver.
 *
 * @param text a complete script in SMT-LIB 2
 * @param variables what its constants (without the bars around quoted names) stand for: a symbol,
 *     or an application of an uninterpreted function; inner applications come before outer ones.
 *     Constants that are determined by these (reciprocals, roots, maxima) are left out.
 */
record SmtScript(String text, Map<String, Expression> variables) {
  SmtScript {
    variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
  }
}
