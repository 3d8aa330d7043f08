/** One realistic file that holds credentials, for holders.test.ts. */
export interface Holder {
  /** Its name, as the scan sees it: for many of these files the path decides. */
  readonly path: string;
  /** A template (src/rules/example.ts). What is to be found stands between « and »; everything else is to be left alone. */
  readonly text: string;
  /** The file as such is found, by its name. */
  readonly byName?: boolean;
}
