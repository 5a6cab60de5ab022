package org.theoria.symbolic;

import java.time.Duration;
import java.util.Optional;
import org.theoria.proposition.Step;
import org.theoria.proposition.Text;

/**
 * A step of a proof with what became of it.
 *
 * @param step the step
 * @param status what became of it
 * @param time how long that took; not part of a reproducible report
 * @param range what it ranges over, where the justification says so
 */
public record CheckedStep(Step step, StepStatus status, Duration time, Optional<Text> range) {}
