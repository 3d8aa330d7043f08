/** Report formats by name; they are there because their file is in formats/. */
import { formatModules } from '../generated/formats.ts';
import type { ReportFormat } from './report.ts';

/** Sorted. */
export const formatNames: readonly string[] = Object.keys(formatModules);

/** Undefined for a name that is not in `formatNames`. */
export async function loadFormat(name: string): Promise<ReportFormat | undefined> {
  const module = Object.hasOwn(formatModules, name) ? await formatModules[name]?.() : undefined;
  return module === undefined ? undefined : (Object.values(module)[0] as ReportFormat);
}
