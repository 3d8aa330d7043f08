/** `npm run soak:registry`: the registry's soaks at full size, with figures. Some twenty minutes on two busy cores. */
import { soakKills, soakPerJobScans, soakScansBesideAdds, soakWriters } from '../helpers/registry-soak.ts';

const WRITERS = { processCount: 64, addCount: 50 };
const SCAN_ROUNDS = 200;
const LEAST_KILLS = 2000;
const LEAST_KILLS_INSIDE_SAVE = 1000;
const KILLS_A_ROUND = 250;

const failures: string[] = [];

function report(what: string, isGood: boolean, figures: object): void {
  console.log(`${isGood ? 'ok  ' : 'FAIL'}  ${what}: ${JSON.stringify(figures)}`);
  if (!isGood) failures.push(what);
}

const total = WRITERS.processCount * WRITERS.addCount;
for (const deletesLock of [false, true]) {
  const figures = await soakWriters({ ...WRITERS, mode: 'add', deletesLock });
  const isGood = figures.acknowledged === total && figures.present === total && figures.busyCount > 0;
  report(`64 processes × 50 adds${deletesLock ? ', lock file deleted in a loop' : ''}`, isGood, figures);
}
const control = await soakWriters({ ...WRITERS, mode: 'add-unlocked', deletesLock: false });
report('control without a lock loses some', control.present < total, control);

const perJob = await soakPerJobScans(SCAN_ROUNDS);
report('parallel scans with a registry each', perJob.busy === 0 && perJob.wrongStatus === 0, perJob);
const beside = await soakScansBesideAdds(SCAN_ROUNDS);
report('scans beside adds', beside.undocumented.length === 0 && beside.present === beside.acknowledged, beside);

const sum = { kills: 0, killsInsideSave: 0 };
while (sum.kills < LEAST_KILLS || sum.killsInsideSave < LEAST_KILLS_INSIDE_SAVE) {
  const { kills, killsInsideSave } = await soakKills(KILLS_A_ROUND);
  sum.kills += kills;
  sum.killsInsideSave += killsInsideSave;
  console.log(`      ${sum.kills} kills, ${sum.killsInsideSave} between the temp file's creation and the rename`);
}
report('SIGKILL inside save', true, sum);
process.exit(failures.length === 0 ? 0 : 1);
