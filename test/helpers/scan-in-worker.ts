/** A worker thread's program: scans `workerData.folder` and posts the number of findings. */
import { parentPort, workerData } from 'node:worker_threads';
import { scan } from '../../src/scan/scan.ts';
import { catalogueOf } from './scan-with.ts';

const { folder, rules } = workerData as { folder: string; rules: string };
const { findings } = await scan(catalogueOf(rules), { kind: 'paths', paths: [folder] }, { threads: 2 });
parentPort?.postMessage(findings.length);
