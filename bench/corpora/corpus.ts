/** A place in a corpus where a secret was planted: what a scanner has to report. Lines and columns start at 1. */
export interface PlantedSecret {
  file: string;
  line: number;
  column: number;
  kind: string;
}

export interface PreparedCorpus {
  /** The file or folder to scan. */
  path: string;
  files: number;
  bytes: number;
  planted: PlantedSecret[];
}

export interface Corpus {
  name: string;
  describe: string;
  /** Makes or finds the corpus; cheap when it is there already. Throws with a word on what is missing. */
  prepare(): PreparedCorpus;
}
