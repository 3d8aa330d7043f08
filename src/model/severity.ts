/** In rising order; the position is the number that the native border uses. */
export const severities = ['low', 'medium', 'high', 'critical'] as const;
export type Severity = (typeof severities)[number];

/** In rising order. A `low` finding is shown only on request (`--show-low-confidence`). */
export const confidences = ['low', 'medium', 'high'] as const;
export type Confidence = (typeof confidences)[number];
