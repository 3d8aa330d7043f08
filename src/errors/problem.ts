/**
 * A mistake or a refusal that ends the command and that a person can mend: shown as one screen (What, Where, Why,
 * Next) without a stack trace, exit status 2. A bug is not a Problem: throw a plain Error for it.
 */
export interface ProblemParts {
  /** What went wrong, in a few words, in lower case: `unknown format "xmll"`. */
  readonly what: string;
  /** The option, the file and line, the rule. */
  readonly where?: string;
  /** The system's or the parser's reason. */
  readonly why?: string;
  /** What to do now; commands to type stand on a line of their own, and sentences begin with a capital letter. */
  readonly next?: readonly string[];
}

export class Problem extends Error {
  readonly parts: ProblemParts;

  constructor(parts: ProblemParts) {
    super(parts.what);
    this.name = 'Problem';
    this.parts = parts;
  }
}
